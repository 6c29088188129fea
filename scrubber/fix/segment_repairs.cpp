// Repairs of numbers that count, and of segments that stand at the wrong place or do not belong.
#include <array>

#include "scrubber/fix/repair.hpp"

namespace orthoscrub::scrub::repairs {
namespace {

/// Segments of 2400 that may stand before REF, and REF itself (005010X222A1).
bool before_reference(text::segment const& s) {
    constexpr std::array<std::string_view, 12> ids{"LX",  "SV1", "SV5", "PWK", "CR1", "CR3",
                                                   "CRC", "DTP", "QTY", "MEA", "CN1", "REF"};
    for (std::string_view id : ids)
        if (s.is(id)) return true;
    return false;
}

bool whole(repair_request const& r, text::segment const& s) {
    return text::raw_of(s).find(r.window().marks.terminator) != std::string_view::npos;
}

}  // namespace

repair_outcome line_numbers(repair_request const& r, repair_desk& desk) {
    if (desk.any_locked(r.about.claim)) return repair_outcome::wait();
    repair_outcome outcome;
    unsigned number = 0;
    for (model::line_row const& line : r.tables().lines_of(r.claim().row())) {
        ++number;
        text::segment const* const lx = r.segment(line.lx);
        if (lx == nullptr || !lx->is("LX")) continue;
        auto const set = set_value(r, desk, *lx, 1, std::to_string(number), "lines numbered 1, 2, 3");
        if (set.state == repair_state::done) outcome = set;
    }
    return outcome;
}

repair_outcome trailer_count(repair_request const& r, repair_desk& desk) {
    desk.ask_recount(r.finding.at.byte);
    if (r.finding.count > 1) desk.ask_recount_of_all(r.finding.rule);
    return {repair_state::done, "count put right"};
}

repair_outcome authorization_to_line(repair_request const& r, repair_desk& desk) {
    claim_context const& claim = r.claim();
    auto const& t = r.tables();
    model::reference_row const* header = nullptr;
    for (model::reference_row const& ref : model::claim_tables::rows(t.references, claim.row().references)) {
        if (ref.qualifier != "G1") continue;
        if (header != nullptr)
            return repair_outcome::refuse("the claim carries two authorization numbers; say by hand which is whose");
        header = &ref;
    }
    if (header == nullptr) return {};  // the number stands on a line already
    hcpcs_table const& codes = claim.codes().hcpcs;
    line_context const* listed = nullptr;
    for (line_context const& line : claim.lines()) {
        tri const active = codes.prior_auth_active(line.code, line.dos, claim.state());
        if (active == tri::unknown)
            return repair_outcome::refuse(
                "whether a line needs the authorization cannot be told for its day and state");
        if (active != tri::yes) continue;
        if (listed != nullptr)
            return repair_outcome::refuse(
                "several lines need an authorization; say by hand which one the number is for");
        listed = &line;
    }
    if (listed == nullptr) return repair_outcome::refuse("no line of the claim needs an authorization");
    auto const position = static_cast<std::uint32_t>(listed->index - claim.row().lines.first + 1);
    if (desk.locked(r.about.claim, position)) return repair_outcome::wait();
    for (model::reference_row const& ref : model::claim_tables::rows(t.references, listed->row->references))
        if (ref.qualifier == "G1")
            return repair_outcome::refuse("the line that needs the authorization has another number already");
    text::segment const* const from = r.segment(header->seg);
    text::segment const* after = nullptr;
    for (model::segment_index i = std::min(listed->row->lx, listed->row->sv1); i < listed->row->end; ++i) {
        text::segment const& s = r.window().segments[i];
        if (t.loops[i] != model::loop_id::l2400 || !before_reference(s)) break;
        after = &s;
    }
    if (from == nullptr || after == nullptr || !whole(r, *from) || !whole(r, *after))
        return repair_outcome::refuse("a segment of the claim is damaged");

    std::string const what = "authorization number moved from the claim to the line that needs it";
    repair_reason const reason{std::string{r.finding.rule}, r.level, what};
    segment_draft& d = desk.draft(*from, r.window().marks, r.about);
    insertion added{after->raw_offset + after->raw_size, {}, {d.before()}};
    added.bytes = text::raw_of(*from).substr(0, static_cast<std::size_t>(from->offset - from->raw_offset));
    added.bytes += d.before();
    added.bytes += r.window().marks.terminator;
    if (d.removed()) return {repair_state::done, what};  // another finding of the claim asked before
    d.remove();
    desk.say(d, reason);
    repair_subject about = r.about;
    about.line = position;
    about.line_number = open_value(listed->row->number);
    about.line_control_number = open_value(listed->row->control_number);
    desk.insert(std::move(added), about, reason, r.window().marks);
    return {repair_state::done, what};
}

repair_outcome certificate_segments(repair_request const& r, repair_desk& desk) {
    auto const* const line = r.line();
    if (line == nullptr) return {};
    repair_outcome outcome;
    auto const& t = r.tables();
    for (model::segment_index i = std::min(line->lx, line->sv1); i < line->end; ++i) {
        text::segment const& s = r.window().segments[i];
        bool const form = t.loops[i] == model::loop_id::l2440 && (s.is("LQ") || s.is("FRM"));
        bool const paper = t.loops[i] == model::loop_id::l2400 && s.is("PWK") && s.element(1) == "CT";
        if (!form && !paper) continue;
        outcome = {repair_state::done, "certificate (CMN or DIF) segments taken out"};
        segment_draft& d = desk.draft(s, r.window().marks, r.about);
        d.remove();
        desk.say(d, {std::string{r.finding.rule}, r.level, outcome.words});
    }
    return outcome;
}

}  // namespace orthoscrub::scrub::repairs
