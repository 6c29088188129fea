// Sinks of the heading, the parties, the header numbers (2000) and the provider adjustments of an 835.
#include "grammars/remit_835_rows.hpp"

namespace orthoscrub::grammars::remit_835 {

// Heading. A window that goes on with a set begins with its heading as context; what it says was told before.

void open_set(reader& r, segment const& s, loop_id) {
    auto& set = add_row(r.out.sets);
    set.st = r.index(s);
    set.control_number = s.element(2);
    set.version = s.element(3);
    r.header = r.payer = r.payee = absent;
    if (r.in_context(s)) return;
    r.state = {};
    r.state.at = text::address_of(s, loop_id::heading);
    auto const type = s.element(1);
    if (type != "835") r.report(s, fault_code::st_version, loop_id::heading, 1, std::string{type}, "835");
    auto const version = set.version.empty() ? r.options.group_version : set.version;
    bool const known = version.empty() || version == version_835 || (r.options.accept_x221 && version == "005010X221");
    if (!known)
        r.report(s, fault_code::st_version, loop_id::heading, 3, std::string{version}, std::string{version_835});
}

void set_payment(reader& r, segment const& s, loop_id loop) {
    auto& set = r.set();
    if (set.bpr != absent) return;
    set.bpr = r.index(s);
    set.handling = s.element(1);
    set.total = money_at(r, s, loop, 2);
    set.credit_debit = s.element(3);
    set.method = s.element(4);
    set.paid_on_text = s.element(16);
    set.paid_on = day_at(r, s, loop, 16);
    if (r.in_context(s)) return;
    r.state.payment_seen = true;
    if (set.total.state == model::number_state::absent)
        r.report(s, fault_code::payment_broken, loop, 2, "BPR", "BPR02");
    if (set.paid_on_text.empty()) r.report(s, fault_code::element_empty, loop, 16, {}, "BPR16");
}

void set_trace(reader& r, segment const& s, loop_id loop) {
    auto& set = r.set();
    if (set.trn != absent) return;
    set.trn = r.index(s);
    set.trace = s.element(2);
    set.originator = s.element(3);
    if (r.in_context(s)) return;
    r.state.trace_seen = true;
    if (set.trace.empty()) r.report(s, fault_code::element_empty, loop, 2, {}, "TRN02");
}

void set_currency(reader& r, segment const& s, loop_id) {
    auto& set = r.set();
    if (set.cur != absent) return;
    set.cur = r.index(s);
    set.currency = s.element(2);
}

void add_set_reference(reader& r, segment const& s, loop_id) { add_reference(r, r.set().references, s); }

void add_set_date(reader& r, segment const& s, loop_id loop) {
    auto& set = r.set();
    add_date(r, set.dates, s, loop);
    set_once(set.produced, count_of(r.out.dates) - 1);
}

void close_set(remit_state& state, text::diagnostics& faults) {
    if (state.at.segment == 0) return;
    auto const lacks = [&](std::string_view what) {
        faults.add(fault_code::payment_broken, state.at, "The transaction set", std::string{what});
    };
    if (!state.payment_seen) lacks("BPR");
    if (!state.trace_seen) lacks("TRN");
    if (state.payers == 0) lacks("N1*PR");
    if (state.payees == 0) lacks("N1*PE");
}

// Provider adjustments.

// A PLB among the parents counts where it stands, and not again in every window.
void add_provider_adjustments(reader& r, segment const& s, loop_id loop) {
    if (r.in_context(s)) return;
    elements const e{s};
    auto const fiscal_end = day_at(r, s, loop, 2);
    bool any = false;
    for (unsigned element = 3; element <= 13 && element <= e.count; element += 2) {
        if (e[element].empty() && e[element + 1].empty()) continue;
        any = true;
        auto& row = add_row(r.out.provider_adjustments);
        row.seg = r.index(s);
        row.element = static_cast<std::uint8_t>(element);
        row.provider = e[1];
        row.period = e[2];
        row.fiscal_end = fiscal_end;
        composite identifier{e[element], r.component_separator()};
        row.reason = identifier.next();
        row.reference = identifier.next();
        row.amount = money_at(r, s, loop, element + 1);
        if (row.reason.empty())
            r.report(s, fault_code::payment_broken, loop, element, "PLB", place_name(s, element, 1));
        if (row.amount.state == model::number_state::absent)
            r.report(s, fault_code::payment_broken, loop, element + 1, "PLB", place_name(s, element + 1));
        if (row.reference.empty()) r.report(s, fault_code::element_empty, loop, element, {}, place_name(s, element, 2));
    }
    if (!any) r.report(s, fault_code::payment_broken, loop, 3, "PLB", "PLB03");
}

// 1000A, 1000B.

namespace {

std::uint32_t open_party(reader& r, segment const& s, loop_id loop, std::uint32_t& seen) {
    elements const e{s};
    auto& row = add_row(r.out.parties);
    row.loop = loop;
    row.seg = r.index(s);
    row.entity = e[1];
    row.name = e[2];
    row.id_qualifier = e[3];
    row.id = e[4];
    if (!r.in_context(s) && ++seen > 1)
        r.report(s, fault_code::party_repeated, loop, 0, loop == loop_id::l1000A ? "N1*PR" : "N1*PE", {});
    return count_of(r.out.parties) - 1;
}

}  // namespace

void open_payer(reader& r, segment const& s, loop_id loop) {
    r.payer = open_party(r, s, loop, r.state.payers);
    set_once(r.set().payer, r.payer);
}

void open_payee(reader& r, segment const& s, loop_id loop) {
    r.payee = open_party(r, s, loop, r.state.payees);
    set_once(r.set().payee, r.payee);
}

void set_n3(reader& r, segment const& s, loop_id) { set_once(r.party().n3, r.index(s)); }

void set_n4(reader& r, segment const& s, loop_id) {
    auto& party = r.party();
    if (party.n4 != absent) return;
    party.n4 = r.index(s);
    party.state = s.element(2);
    party.zip = s.element(3);
}

void set_rdm(reader& r, segment const& s, loop_id) { set_once(r.party().rdm, r.index(s)); }
void add_party_reference(reader& r, segment const& s, loop_id) { add_reference(r, r.party().references, s); }
void add_party_contact(reader& r, segment const& s, loop_id) { add_contact(r, r.party().contacts, s); }

// 2000.

void open_header_number(reader& r, segment const& s, loop_id) {
    auto& row = add_row(r.out.header_numbers);
    row.lx = r.index(s);
    row.number = s.element(1);
    r.header = count_of(r.out.header_numbers) - 1;
}

void set_ts3(reader& r, segment const& s, loop_id loop) {
    auto& row = r.out.header_numbers[r.header];
    if (row.ts3 != absent) return;
    row.ts3 = r.index(s);
    row.provider = s.element(1);
    row.facility = s.element(2);
    row.fiscal_end = day_at(r, s, loop, 3);
    row.claim_count = quantity_at(r, s, loop, 4);
    row.charge = money_at(r, s, loop, 5);
}

void set_ts2(reader& r, segment const& s, loop_id) { set_once(r.out.header_numbers[r.header].ts2, r.index(s)); }

}  // namespace orthoscrub::grammars::remit_835
