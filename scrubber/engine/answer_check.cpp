// The grammar gives every segment of the window its loop; the guide check goes by these. Faults of sums stand last.
#include "scrubber/engine/answer_check.hpp"

#include <algorithm>

#include "grammars/ack_999.hpp"
#include "grammars/status_277ca.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr std::string_view version_999 = "005010X231A1", version_277ca = "005010X214";

/// Tells of an ST03 that names another guide than its group, or one that is not known. Its grammar does that for an 835.
void check_version(envelope::event const& e, envelope::group_header const& group, std::string_view guide,
                   text::diagnostics& faults) {
    if (!e.first || e.segments.size() <= e.context) return;
    text::segment const& st = e.segments[e.context];
    std::string_view const version = st.element(3);
    bool const known = guide.starts_with(version) && version.size() >= std::string_view{"005010X"}.size() + 3;
    if (version.empty() || (known && (group.version.empty() || group.version == version))) return;
    faults.add(text::fault_code::st_version, text::address_of(st, text::loop_id::heading, 3), std::string{version},
               known ? group.version : std::string{guide});
}

/// Adds the line with its code, modifiers and number.
void add_line(std::uint32_t row, std::uint32_t number, std::span<std::string_view const> modifiers,
              answer_subject& of) {
    of.line_row = row;
    std::size_t written = 0;
    for (std::size_t i = 0; i < of.modifiers.size(); ++i) {
        of.modifiers[i] = open_value(modifiers[i]);
        if (!of.modifiers[i].empty()) written = i + 1;
    }
    of.line_number = std::to_string(number);
    of.line.number = of.line_number;
    of.line.modifiers = std::span<std::string_view const>{of.modifiers}.first(written);
}

/// The row that the segment stands in, which is the last that begins before it; the number of rows when there is none.
/// Rows stand as their segments do.
template <class Row>
std::size_t row_around(std::span<Row const> rows, model::segment_index index, model::segment_index Row::* begin) {
    auto const behind =
        std::partition_point(rows.begin(), rows.end(), [&](Row const& row) { return row.*begin <= index; });
    if (behind == rows.begin() || index >= std::prev(behind)->end) return rows.size();
    return static_cast<std::size_t>(behind - rows.begin()) - 1;
}

void find_paid(model::remit_tables const& remit, model::segment_index index, answer_subject& of) {
    auto const claim =
        row_around(std::span<model::remit_claim_row const>{remit.claims}, index, &model::remit_claim_row::clp);
    if (claim == remit.claims.size()) return;
    model::remit_claim_row const& row = remit.claims[claim];
    of.claim_row = static_cast<std::uint32_t>(claim);
    of.claim.control_number = row.control_number;
    of.claim.charge = row.charge;
    auto const lines = remit.lines_of(row);
    auto const place = static_cast<std::uint32_t>(row_around(lines, index, &model::remit_line_row::svc));
    if (place == lines.size()) return;
    model::remit_line_row const& line = lines[place];
    add_line(row.lines.first + place, place + 1, line.adjudicated.modifiers, of);
    of.line.control_number = open_value(line.control_number);
    of.line.code = open_value(line.adjudicated.code);
    of.line.units = line.paid_units;
    of.line.charge = line.charge;
}

bool is_claim(model::status_trace_row const& trace) noexcept { return trace.loop == text::loop_id::l2200D; }

/// The TRN or SVC, or where that is missing the first STC.
model::segment_index first_segment(model::ack_tables const& ack, model::segment_index opener,
                                   model::row_range statuses) noexcept {
    if (opener != model::absent || statuses.count == 0) return opener;
    return ack.statuses[statuses.first].stc;
}
model::segment_index first_segment(model::ack_tables const& ack, model::status_trace_row const& trace) noexcept {
    return first_segment(ack, trace.trn, trace.statuses);
}
model::segment_index first_segment(model::ack_tables const& ack, model::status_line_row const& line) noexcept {
    return first_segment(ack, line.svc, line.statuses);
}

/// What stands in 2200D or 2220D belongs to the claim whose TRN is the last before it; a line reaches from its SVC to the
/// next one.
void find_status(model::ack_tables const& ack, model::segment_index index, answer_subject& of) {
    if (index >= ack.loops.size()) return;
    if (auto const loop = ack.loops[index]; loop != text::loop_id::l2200D && loop != text::loop_id::l2220D) return;
    model::status_trace_row const* found = nullptr;
    std::uint32_t claim = 0, row = 0;
    for (model::status_trace_row const& trace : ack.traces) {
        if (first_segment(ack, trace) <= index) {
            found = &trace;
            row = claim;
        }
        claim += is_claim(trace);
    }
    if (found == nullptr || !is_claim(*found) || found->trn == model::absent) return;
    of.claim_row = row;
    of.claim.control_number = open_value(found->number);
    auto const lines = model::ack_tables::rows(ack.lines, found->lines);
    auto const behind = std::ranges::partition_point(
        lines, [&](model::status_line_row const& line) { return first_segment(ack, line) <= index; });
    if (behind == lines.begin()) return;
    auto const place = static_cast<std::uint32_t>(behind - lines.begin());
    model::status_line_row const& line = lines[place - 1];
    add_line(found->lines.first + place - 1, place, line.modifiers, of);
    of.line.control_number = open_value(line.control_number);
    of.line.code = open_value(line.code);
    of.line.units = line.units;
    of.line.charge = line.charge;
}

}  // namespace

std::size_t answer_rows::claims() const noexcept {
    return remit.claims.size() + static_cast<std::size_t>(std::ranges::count_if(ack.traces, is_claim));
}

bool answer_check::takes(envelope::set_header const& set, answer_sets wanted) noexcept {
    if (wanted == answer_sets::none) return false;
    return set.type == "835" || (set.type == "999" && wanted == answer_sets::all) ||
           (set.type == "277" && (set.version.empty() || set.version.starts_with("005010X214")));
}

answer_check::group_kind answer_check::group_of(envelope::set_header const& set) noexcept {
    if (set.type == "835") return {"HP", grammars::version_835};
    if (set.type == "999") return {"FA", version_999};
    return {"HN", version_277ca};
}

void answer_check::parse(envelope::event const& e, envelope::open_envelope const& open, answer_rows& tables,
                         text::diagnostics& faults) {
    text::delimiters const marks = open.interchange().marks;
    tables.remit.clear();
    tables.ack.clear();
    if (open.set().type == "835") {
        if (e.first) progress_ = {};
        grammars::remit_options accept;
        accept.group_version = open.group().version;
        grammars::read_remittance({e.segments, e.context, e.last}, marks, accept, progress_, tables.remit, faults);
    } else if (open.set().type == "999") {
        check_version(e, open.group(), version_999, faults);
        grammars::read_ack_999(e.segments, e.context, marks, tables.ack, faults);
    } else {
        check_version(e, open.group(), version_277ca, faults);
        grammars::read_status_277ca(e.segments, e.context, marks, tables.ack, faults);
    }
}

void answer_check::hold(envelope::event const& e, envelope::open_envelope const& open, answer_rows const& tables,
                        bool guide, text::diagnostics& faults) {
    text::delimiters const marks = open.interchange().marks;
    bool const remittance = open.set().type == "835";
    if (guide) {
        grammars::guide::guide_check& check = remittance                 ? guide_835_
                                              : open.set().type == "999" ? guide_999_
                                                                         : guide_277ca_;
        check.read({e.segments, remittance ? tables.remit.loops : tables.ack.loops, e.context, e.first, e.last}, marks,
                   faults);
    }
    if (remittance) balance_.read(tables.remit, e.segments, e.first, e.last, faults);
}

void answer_check::find(text::fault const& fault, std::span<text::segment const> segments, answer_rows const& rows,
                        answer_subject& of) {
    auto const at = std::lower_bound(segments.begin(), segments.end(), fault.at.segment,
                                     [](text::segment const& s, std::uint32_t ordinal) { return s.ordinal < ordinal; });
    if (fault.at.segment == 0 || at == segments.end() || at->ordinal != fault.at.segment) return;
    auto const index = static_cast<model::segment_index>(at - segments.begin());
    find_paid(rows.remit, index, of);
    find_status(rows.ack, index, of);
}

}  // namespace orthoscrub::scrub
