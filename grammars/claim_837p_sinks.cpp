// Sinks of heading, parties, claims (2300) and other payers (2320): what a segment says goes into typed
// columns, once. Money, dates and composites are read here and in the sinks of lines, and nowhere else.
#include "grammars/claim_837p_rows.hpp"

namespace orthoscrub::grammars::claim_837p {

using text::fault_code;

// Heading.

void open_set(reader& r, segment const& s, loop_id) {
    auto& set = r.out.sets.emplace_back();
    set.st = r.index(s);
    set.control_number = s.element(2);
    set.version = s.element(3);
    r.billing = r.subscriber = r.patient = absent;
    if (r.in_context(s)) return;
    r.hierarchy = {};
    auto const type = s.element(1);
    if (type != "837") r.report(s, fault_code::st_version, loop_id::heading, 1, std::string{type}, "837");
    auto const version = set.version.empty() ? r.options.group_version : set.version;
    bool const known = version == version_837p || (r.options.accept_x222 && version == "005010X222") ||
                       (r.options.accept_x222a2 && version == "005010X222A2");
    if (!known)
        r.report(s, fault_code::st_version, loop_id::heading, 3, std::string{version}, std::string{version_837p});
    else if (!r.options.group_version.empty() && version != r.options.group_version)
        r.report(s, fault_code::st_version, loop_id::heading, 3, std::string{version},
                 std::string{r.options.group_version});
}

void set_bht(reader& r, segment const& s, loop_id) {
    if (r.out.sets.empty()) r.out.sets.emplace_back();
    auto& set = r.out.sets.back();
    if (set.bht != absent) return;
    set.bht = r.index(s);
    set.reference = s.element(3);
    set.created = model::date::from_ccyymmdd(s.element(4)).value_or(model::date{});
    set.type = s.element(6);
}

void close_set(reader& r, segment const& s, loop_id) {
    if (!r.in_context(s)) close_levels(r.hierarchy, r.faults());
    r.billing = r.subscriber = r.patient = absent;
}

void add_set_party(reader& r, segment const& s, loop_id loop) {
    if (r.out.sets.empty()) r.out.sets.emplace_back();
    add_party(r, r.out.sets.back().parties, s, loop);
}

// Parties.

void add_billing_party(reader& r, segment const& s, loop_id loop) {
    auto& billing = r.out.billing_providers[r.billing];
    auto const& party = add_party(r, billing.parties, s, loop);
    if (loop == loop_id::l2010AA && billing.npi.empty() && party.id_qualifier == "XX") billing.npi = party.id;
}

void add_subscriber_party(reader& r, segment const& s, loop_id loop) {
    auto& subscriber = r.out.subscribers[r.subscriber];
    add_party(r, subscriber.parties, s, loop);
    set_once(loop == loop_id::l2010BA ? subscriber.person : subscriber.payer, count_of(r.out.parties) - 1);
}

void add_patient_party(reader& r, segment const& s, loop_id loop) {
    auto& patient = r.out.patients[r.patient];
    add_party(r, patient.parties, s, loop);
    set_once(patient.person, count_of(r.out.parties) - 1);
}

void add_claim_party(reader& r, segment const& s, loop_id loop) { add_party(r, r.claim().parties, s, loop); }
void add_other_payer_party(reader& r, segment const& s, loop_id loop) {
    add_party(r, r.other_payer().parties, s, loop);
}
void add_line_party(reader& r, segment const& s, loop_id loop) { add_party(r, r.line().parties, s, loop); }

void set_n3(reader& r, segment const& s, loop_id) { set_once(r.party().n3, r.index(s)); }

void set_n4(reader& r, segment const& s, loop_id) {
    auto& party = r.party();
    if (party.n4 != absent) return;
    party.n4 = r.index(s);
    party.state = s.element(2);
    party.zip = s.element(3);
}

void set_dmg(reader& r, segment const& s, loop_id) {
    auto& party = r.party();
    if (party.dmg != absent) return;
    party.dmg = r.index(s);
    party.birth_date = model::date::from_ccyymmdd(s.element(2)).value_or(model::date{});
}

void set_per(reader& r, segment const& s, loop_id) { set_once(r.party().per, r.index(s)); }

void set_prv(reader& r, segment const& s, loop_id) {
    auto& party = r.party();
    if (party.prv != absent) return;
    party.prv = r.index(s);
    party.taxonomy = s.element(3);
}

void add_party_reference(reader& r, segment const& s, loop_id) {
    fill(append(r, r.out.references, r.party().references), s, r.index(s));
}

// 2300.

void open_claim(reader& r, segment const& s, loop_id) {
    ++r.hierarchy.claims_seen;
    auto& claim = add_row(r.out.claims);
    claim.clm = r.index(s);
    claim.billing = r.billing;
    claim.subscriber = r.subscriber;
    claim.patient = r.patient;
    claim.control_number = s.element(1);
    claim.charge_text = s.element(2);
    claim.charge = model::parse_money(claim.charge_text);
    composite facility{s.element(5), r.component_separator()};
    claim.place = facility.next();
    claim.place_qualifier = facility.next();
    claim.frequency = facility.next();
    claim.signature = s.element(6);
    claim.assignment = s.element(7);
    claim.benefits = s.element(8);
    claim.release = s.element(9);
    claim.broken = r.billing == absent || r.subscriber == absent;
}

void claim_outside(reader& r, segment const& s) {
    r.report(s, fault_code::claim_outside_hierarchy, loop_id::l2300, 0, "CLM", "HL*22 or HL*23");
}

void add_claim_date(reader& r, segment const& s, loop_id) {
    fill(append(r, r.out.dates, r.claim().dates), s, r.index(s));
}
void add_claim_reference(reader& r, segment const& s, loop_id) {
    fill(append(r, r.out.references, r.claim().references), s, r.index(s));
}
void add_claim_note(reader& r, segment const& s, loop_id) {
    fill(append(r, r.out.notes, r.claim().notes), s, r.index(s));
}
void add_claim_attachment(reader& r, segment const& s, loop_id) {
    fill(append(r, r.out.attachments, r.claim().attachments), s, r.index(s));
}
void add_claim_amount(reader& r, segment const& s, loop_id) {
    fill(append(r, r.out.amounts, r.claim().amounts), s, r.index(s));
}
void add_claim_detail(reader& r, segment const& s, loop_id loop) { add_detail(r, r.claim().details, s, loop); }

void add_diagnoses(reader& r, segment const& s, loop_id) {
    for (unsigned element = 1; element <= 12 && element <= s.count; ++element) {
        auto const text = s.element(element);
        if (text.empty()) continue;
        auto& row = append(r, r.out.diagnoses, r.claim().diagnoses);
        row.seg = r.index(s);
        row.element = static_cast<std::uint8_t>(element);
        composite diagnosis{text, r.component_separator()};
        row.qualifier = diagnosis.next();
        row.code = diagnosis.next();
    }
}

// 2320.

void open_other_payer(reader& r, segment const& s, loop_id) {
    auto& payer = append(r, r.out.other_payers, r.claim().other_payers);
    payer.sbr = r.index(s);
    payer.sequence = s.element(1);
    payer.relationship = s.element(2);
    payer.filing_indicator = s.element(9);
}
void add_other_payer_adjustments(reader& r, segment const& s, loop_id) {
    add_adjustments(r, r.other_payer().adjustments, s);
}
void add_other_payer_amount(reader& r, segment const& s, loop_id) {
    fill(append(r, r.out.amounts, r.other_payer().amounts), s, r.index(s));
}
void add_other_payer_detail(reader& r, segment const& s, loop_id loop) {
    add_detail(r, r.other_payer().details, s, loop);
}
void add_other_payer_date(reader& r, segment const& s, loop_id) {
    fill(append(r, r.out.dates, r.other_payer().dates), s, r.index(s));
}

}  // namespace orthoscrub::grammars::claim_837p
