// Repairs of one value of one segment: what changes is how the value is written, never what it says.
#include <algorithm>

#include "scrubber/fix/repair.hpp"

namespace orthoscrub::scrub::repairs {
namespace {

std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// "1.0" and "1." without what says nothing; other texts as they are.
std::string without_zero_decimals(std::string_view text) {
    auto const point = text.find('.');
    if (point == std::string_view::npos || point == 0) return std::string{text};
    bool const zeros = text.find_first_not_of('0', point + 1) == std::string_view::npos;
    bool const digits = text.substr(0, point).find_first_not_of("0123456789") == std::string_view::npos;
    return std::string{zeros && digits ? text.substr(0, point) : text};
}

}  // namespace

repair_outcome procedure_code(repair_request const& r, repair_desk& desk) {
    text::segment const* const sv1 = r.sv1();
    if (sv1 == nullptr || !sv1->is("SV1")) return {};
    segment_draft& d = desk.draft(*sv1, r.window().marks, r.about);
    auto parts = d.parts(1);
    if (parts.size() < 2) return {};
    std::string code{trimmed(parts[1])};
    std::transform(code.begin(), code.end(), code.begin(), upper);
    if (code == parts[1]) return {};
    parts[1] = std::move(code);
    d.set_parts(1, std::move(parts));
    std::string const what = "code written in capitals without blanks around it";
    desk.say(d, {std::string{r.finding.rule}, r.level, what});
    return {repair_state::done, what};
}

repair_outcome whole_units(repair_request const& r, repair_desk& desk) {
    text::segment const* const sv1 = r.sv1();
    if (sv1 == nullptr || !sv1->is("SV1")) return {};
    return set_value(r, desk, *sv1, 4, without_zero_decimals(trimmed(sv1->element(4))), "units without decimals");
}

repair_outcome one_day(repair_request const& r, repair_desk& desk) {
    if (r.line() == nullptr || r.line()->service_date == model::absent) return {};
    text::segment const* const dtp = r.segment(r.tables().dates[r.line()->service_date].seg);
    if (dtp == nullptr || dtp->element(2) != "RD8") return {};
    std::string_view const days = dtp->element(3);
    if (days.size() != 17 || days[8] != '-' || days.substr(0, 8) != days.substr(9)) return {};
    std::string const day{days.substr(0, 8)};
    (void)set_value(r, desk, *dtp, 2, "D8", "a range of one day written as that day");
    return set_value(r, desk, *dtp, 3, day, "a range of one day written as that day");
}

repair_outcome member_id(repair_request const& r, repair_desk& desk) {
    auto const& tables = r.tables();
    if (r.claim().row().subscriber == model::absent) return {};
    std::uint32_t const person = tables.subscribers[r.claim().row().subscriber].person;
    if (person == model::absent) return {};
    text::segment const* const nm1 = r.segment(tables.parties[person].nm1);
    if (nm1 == nullptr || nm1->element(8) != "MI" || (nm1->flags & text::wrapped) != 0) return {};
    std::string id{nm1->element(9)};
    std::erase_if(id, [](char c) { return c == '-' || c == ' '; });
    return set_value(r, desk, *nm1, 9, std::move(id), "dashes and blanks taken out of the member id");
}

repair_outcome authorization_blanks(repair_request const& r, repair_desk& desk) {
    text::segment const* const ref = r.segment();
    if (ref == nullptr || !ref->is("REF") || ref->element(1) != "G1") return {};
    return set_value(r, desk, *ref, 2, std::string{trimmed(ref->element(2))}, "blanks around the number taken off");
}

repair_outcome repeated_pointers(repair_request const& r, repair_desk& desk) {
    repair_outcome outcome;
    auto const one = [&](model::line_row const& line) {
        text::segment const* const sv1 = r.segment(line.sv1);
        if (sv1 == nullptr) return;
        segment_draft const whole{*sv1, r.window().marks};
        std::vector<std::string> kept;
        for (std::string& pointer : whole.parts(7))
            if (pointer.empty() || std::find(kept.begin(), kept.end(), pointer) == kept.end())
                kept.push_back(std::move(pointer));
        if (kept.size() == whole.parts(7).size()) return;
        segment_draft& d = desk.draft(*sv1, r.window().marks, r.about);
        d.set_parts(7, std::move(kept));
        outcome = {repair_state::done, "a diagnosis pointer that stood twice stands once"};
        desk.say(d, {std::string{r.finding.rule}, r.level, outcome.words});
    };
    if (r.line() != nullptr) one(*r.line());
    else if (desk.any_locked(r.about.claim)) return repair_outcome::wait();
    else
        for (model::line_row const& line : r.tables().lines_of(r.claim().row())) one(line);
    return outcome;
}

}  // namespace orthoscrub::scrub::repairs
