// Sinks of claims (2100) and services (2110) of an 835, and what becomes of those that lack what makes them: the row is
// marked, one fault names every element that is missing, and what stands below is read all the same.
#include "grammars/remit_835_rows.hpp"

namespace orthoscrub::grammars::remit_835 {

// 2100.

void open_claim(reader& r, segment const& s, loop_id loop) {
    ++r.state.claims_seen;
    auto& row = add_row(r.out.claims);
    elements const e{s};
    row.clp = r.index(s);
    row.header = r.header;
    row.payer = r.payer;
    row.payee = r.payee;
    row.control_number = e[1];
    row.status = e[2];
    row.charge = money_at(r, s, loop, 3);
    row.paid = money_at(r, s, loop, 4);
    row.patient_share = money_at(r, s, loop, 5);
    row.filing_indicator = e[6];
    row.payer_number = e[7];
    row.place = e[8];
    row.frequency = e[9];
    row.drg = e[11];
    row.drg_weight = e[12];
    row.discharge_fraction = e[13];
    if (row.status == "22" && row.charge.usable() && row.charge.value.cents > 0)
        r.report(s, fault_code::reversal_positive, loop, 3, {}, {});
}

void add_claim_adjustments(reader& r, segment const& s, loop_id loop) {
    add_adjustments(r, r.claim().adjustments, s, loop);
}

void add_claim_party(reader& r, segment const& s, loop_id loop) {
    auto& row = append(r, r.out.parties, r.claim().parties);
    elements const e{s};
    row.loop = loop;
    row.seg = r.index(s);
    row.entity = e[1];
    row.entity_type = e[2];
    row.name = e[3];
    row.given_name = e[4];
    row.id_qualifier = e[8];
    row.id = e[9];
}

void add_inpatient(reader& r, segment const& s, loop_id loop) {
    auto& claim = r.claim();
    auto& row = append(r, r.out.details, claim.details);
    row.seg = r.index(s);
    row.loop = loop;
    for (unsigned const element : {5u, 20u, 21u, 22u, 23u}) add_remark(r, claim.remarks, s, element);
}

void add_outpatient(reader& r, segment const& s, loop_id loop) {
    auto& claim = r.claim();
    auto& row = append(r, r.out.details, claim.details);
    row.seg = r.index(s);
    row.loop = loop;
    for (unsigned element = 3; element <= 7; ++element) add_remark(r, claim.remarks, s, element);
}

void add_claim_reference(reader& r, segment const& s, loop_id) { add_reference(r, r.claim().references, s); }
void add_claim_date(reader& r, segment const& s, loop_id loop) { add_date(r, r.claim().dates, s, loop); }
void add_claim_contact(reader& r, segment const& s, loop_id) { add_contact(r, r.claim().contacts, s); }
void add_claim_amount(reader& r, segment const& s, loop_id loop) { add_amount(r, r.claim().amounts, s, loop); }
void add_claim_quantity(reader& r, segment const& s, loop_id loop) { add_quantity(r, r.claim().quantities, s, loop); }

// 2110.

namespace {

void read_procedure(model::procedure_columns& row, std::string_view text, char separator) noexcept {
    if (text.empty()) return;
    composite procedure{text, separator};
    row.qualifier = procedure.next();
    row.code = procedure.next();
    for (auto& modifier : row.modifiers) modifier = procedure.next();
    row.description = procedure.next();
}

}  // namespace

void open_line(reader& r, segment const& s, loop_id loop) {
    auto& row = append(r, r.out.lines, r.claim().lines);
    elements const e{s};
    row.svc = r.index(s);
    row.claim = count_of(r.out.claims) - 1;
    read_procedure(row.adjudicated, e[1], r.component_separator());
    row.charge = money_at(r, s, loop, 2);
    row.paid = money_at(r, s, loop, 3);
    row.revenue_code = e[4];
    row.paid_units = quantity_at(r, s, loop, 5);
    read_procedure(row.submitted, e[6], r.component_separator());
    row.original_units = quantity_at(r, s, loop, 7);
}

void add_line_adjustments(reader& r, segment const& s, loop_id loop) {
    add_adjustments(r, r.line().adjustments, s, loop);
}
void add_line_reference(reader& r, segment const& s, loop_id) { add_reference(r, r.line().references, s); }
void set_line_control_number(reader& r, segment const& s, loop_id) {
    auto& line = r.line();
    add_reference(r, line.references, s);
    if (line.control_number.empty()) line.control_number = s.element(2);
}
void add_line_date(reader& r, segment const& s, loop_id loop) { add_date(r, r.line().dates, s, loop); }
void add_line_amount(reader& r, segment const& s, loop_id loop) { add_amount(r, r.line().amounts, s, loop); }
void add_line_quantity(reader& r, segment const& s, loop_id loop) { add_quantity(r, r.line().quantities, s, loop); }
void add_line_remark(reader& r, segment const& s, loop_id) {
    auto& line = r.line();
    auto const before = line.remarks.count;
    add_remark(r, line.remarks, s, 2);
    if (line.remarks.count != before) r.out.remarks.back().qualifier = s.element(1);
}

// Broken and misplaced.

bool claim_unit::whole(reader& r) noexcept {
    auto const& c = r.claim();
    return !c.control_number.empty() && !c.status.empty() && c.charge.usable() && c.paid.usable();
}

void claim_unit::broken(reader& r, segment const& opened, nothing, segment const*, std::string const&) {
    auto& c = r.claim();
    c.broken = true;
    std::string missing;
    auto const lacks = [&](bool absent_here, std::string_view what) {
        if (absent_here) missing.append(missing.empty() ? "" : ", ").append(what);
    };
    lacks(c.control_number.empty(), "CLP01");
    lacks(c.status.empty(), "CLP02");
    lacks(c.charge.state == model::number_state::absent, "CLP03");
    lacks(c.paid.state == model::number_state::absent, "CLP04");
    if (!missing.empty()) r.report(opened, fault_code::payment_broken, loop_id::l2100, 0, "CLP", std::move(missing));
}

void claim_unit::close(reader& r, segment const* end) noexcept { r.claim().end = r.index(end); }

bool line_unit::whole(reader& r) noexcept {
    auto const& l = r.line();
    return !l.adjudicated.code.empty() && l.charge.usable() && l.paid.usable();
}

void line_unit::broken(reader& r, segment const& opened, nothing, segment const*, std::string const&) {
    auto& l = r.line();
    l.broken = true;
    r.claim().broken = true;
    std::string missing;
    auto const lacks = [&](bool absent_here, std::string_view what) {
        if (absent_here) missing.append(missing.empty() ? "" : ", ").append(what);
    };
    lacks(l.adjudicated.code.empty(), "SVC01-2");
    lacks(l.charge.state == model::number_state::absent, "SVC02");
    lacks(l.paid.state == model::number_state::absent, "SVC03");
    if (!missing.empty()) r.report(opened, fault_code::payment_broken, loop_id::l2110, 0, "SVC", std::move(missing));
}

void line_unit::close(reader& r, segment const* end) noexcept { r.line().end = r.index(end); }

void line_outside(reader& r, segment const& s) {
    // Not the open loop: that would depend on where the window begins.
    r.stray(s, fault_code::line_outside_claim, loop_id::none, core::shown(s), "CLP");
}

}  // namespace orthoscrub::grammars::remit_835
