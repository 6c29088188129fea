// Words of the guide check: where (loop, segment, element, its name in the guide) and what is wanted. Values are never
// repeated here; the caller passes what may be seen.
#include "grammars/guide/guide_faults.hpp"

#include <algorithm>

namespace orthoscrub::grammars::guide {
fault_teller::fault_teller(text::diagnostics& faults) : faults_{faults} {
    auto const& all = faults.faults();
    for (std::uint32_t i = 0; i < all.size(); ++i)
        if (all[i].code < text::fault_code::guide_segment_missing) structural_.push_back({all[i].at.segment, i});
    std::ranges::stable_sort(structural_, {}, &structural::segment);
}

std::span<fault_teller::structural const> fault_teller::in_segment(std::uint32_t segment) const noexcept {
    auto const from = std::ranges::lower_bound(structural_, segment, {}, &structural::segment);
    auto const to = std::ranges::upper_bound(structural_, segment, {}, &structural::segment);
    return {from, to};
}

/// The fault of the grammar in this element; null when there is none.
text::fault const* fault_teller::of_element(text::address const& at) const noexcept {
    for (structural const& one : in_segment(at.segment))
        if (text::fault const& f = faults_.faults()[one.place]; f.at.element != 0 && f.at.element == at.element)
            return &f;
    return nullptr;
}

std::string element_label(std::string_view segment, unsigned element, unsigned component) {
    std::string out{segment};
    if (element < 10) out += '0';
    out += std::to_string(element);
    if (component != 0) (out += '-') += std::to_string(component);
    return out;
}

std::string place_label(text::loop_id loop, std::string_view segment) {
    std::string out{text::to_string(loop)};
    if (!out.empty()) out += ' ';
    return out += segment;
}

void fault_teller::add(text::fault_code code, text::address const& at, std::string seen, std::string expected,
                       std::string_view reply, std::string place) {
    faults_.faults().push_back({code, at, std::move(seen), std::move(expected), 1, reply, std::move(place)});
}

void fault_teller::segment(text::fault_code code, text::address at, segment_use const& use, std::string expected,
                           std::string_view reply) {
    at.id = use.id;
    at.loop = use.loop;
    auto label = place_label(use.loop, use.segment);
    (label += ' ') += use.name;
    add(code, at, {}, std::move(expected), reply, std::move(label));
}

void fault_teller::loop(text::fault_code code, text::address at, loop_use const& row, segment_use const& opener,
                        std::string expected, std::string_view reply) {
    at.id = opener.id;
    at.loop = row.loop;
    std::string label = "Loop ";
    label += text::to_string(row.loop);
    (label += ' ') += row.name;
    add(code, at, {}, std::move(expected), reply, std::move(label));
}

void fault_teller::element(text::fault_code code, text::address at, segment_use const& use, std::string seen,
                           std::string expected, std::string_view reply) {
    text::fault const* const before = of_element(at);
    // The grammar of the 835 reads on without a value or a date, and only warns; to the guide it is an error.
    bool const only_warned =
        before != nullptr && text::describe(code).level == text::severity::error &&
        (before->code == text::fault_code::element_empty || before->code == text::fault_code::date_unreadable);
    if ((before != nullptr && !only_warned) || (code == text::fault_code::guide_element_missing && told_broken(at, 0)))
        return;
    auto label = place_label(use.loop, element_label(use.segment, at.element, at.component));
    auto const name = element_name(use, at.element, at.component);
    if (!name.empty()) (label += ' ') += name;
    text::fault told{code, at, std::move(seen), std::move(expected), 1, reply, std::move(label)};
    if (before != nullptr)
        faults_.faults()[static_cast<std::size_t>(before - faults_.faults().data())] = std::move(told);
    else faults_.faults().push_back(std::move(told));
}

void fault_teller::plain(text::fault_code code, text::address const& at, std::string seen) {
    add(code, at, std::move(seen), {}, {}, {});
}

bool fault_teller::told_broken(text::address const& at, text::segment_id missing) const noexcept {
    for (structural const& one : in_segment(at.segment)) {
        text::fault const& f = faults_.faults()[one.place];
        // What a whole set lacks is told at its ST, which may have been judged long before.
        if (f.code == text::fault_code::payment_broken && missing == 0 && at.id != text::pack_id("ST")) return true;
        if (missing == 0) continue;
        if (f.code == text::fault_code::loop_broken && f.expected.find("LX") != std::string::npos &&
            missing == text::pack_id("LX"))
            return true;
        if ((f.code == text::fault_code::loop_broken || f.code == text::fault_code::payment_broken) &&
            text::pack_id(f.expected) == missing)
            return true;
    }
    return false;
}

}  // namespace orthoscrub::grammars::guide
