// From the columns of an 835 to the rows of a book. Sums are checked here because the adjustments pass by here: what does
// not come out is kept with both sides, nothing is repaired and no amount is rounded (tolerance 0 cents).
#include "scrubber/record/remittance_rows.hpp"

#include <algorithm>

namespace orthoscrub::record {
namespace {

using ledger::balance_break;
using ledger::remittance_book;
using model::row_range;
using text::loop_id;

constexpr auto none = model::absent;

std::uint32_t count_of(auto const& table) { return static_cast<std::uint32_t>(table.size()); }

model::money readable(model::parsed_money const& amount) { return amount.usable() ? amount.value : model::money{}; }

/// Value of the first row with this qualifier, or nothing.
std::string_view reference(model::remit_tables const& t, row_range range, std::string_view qualifier) {
    for (auto const& row : t.rows(t.references, range))
        if (row.qualifier == qualifier && !row.value.empty()) return row.value;
    return {};
}
model::date day(model::remit_tables const& t, row_range range, std::string_view qualifier) {
    for (auto const& row : t.rows(t.dates, range))
        if (row.qualifier == qualifier && !row.day.empty()) return row.day;
    return {};
}
std::optional<model::money> amount(model::remit_tables const& t, row_range range, std::string_view qualifier) {
    for (auto const& row : t.rows(t.amounts, range))
        if (row.qualifier == qualifier && row.amount.usable()) return row.amount.value;
    return std::nullopt;
}

ledger::remit_procedure procedure(model::procedure_columns const& p, ledger::text_store& texts) {
    ledger::remit_procedure out;
    out.qualifier = texts.keep(p.qualifier);
    out.code = texts.keep(p.code);
    for (std::size_t i = 0; i < out.modifiers.size(); ++i) out.modifiers[i] = texts.keep(p.modifiers[i]);
    return out;
}

/// Keeps the adjustments of a claim or line; gives their sum.
amount_sum add_adjustments(model::remit_tables const& t, row_range from, row_range& to, remittance_book& book) {
    amount_sum sum;
    to = {count_of(book.adjustments), from.count};
    for (auto const& a : t.rows(t.adjustments, from)) {
        sum.add(a.amount);
        book.adjustments.push_back({book.texts.keep(a.group), book.texts.keep(a.reason), readable(a.amount),
                                    model::parse_quantity(a.units).value});
    }
    return sum;
}

/// Keeps the remark codes; reject codes of pharmacies (LQ*RX) are none.
void add_remarks(model::remit_tables const& t, row_range from, row_range& to, remittance_book& book) {
    to.first = count_of(book.remarks);
    for (auto const& r : t.rows(t.remarks, from))
        if (r.qualifier != "RX") book.remarks.push_back(book.texts.keep(r.code));
    to.count = count_of(book.remarks) - to.first;
}

bool digits(std::string_view text, std::size_t size) {
    return text.size() == size && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

void remittance_rows::begin(std::uint32_t file, remittance_book& book) {
    auto& row = book.remittances.emplace_back();
    row.file = file;
    row.claims = {count_of(book.claims), 0};
    row.provider_adjustments = {count_of(book.provider_adjustments), 0};
    due_ = {};
    payment_seen_ = trace_seen_ = payer_seen_ = payee_seen_ = produced_seen_ = total_read_ = false;
    total_at_ = {};
    payer_code_ = {};
}

// The heading stands in the first window; what is missing there may come late.
void remittance_rows::add_heading(remittance_window const& w, remittance_book& book) {
    auto const& t = *w.tables;
    auto& texts = book.texts;
    auto& row = book.remittances.back();
    if (row.produced.empty()) row.produced = model::date::from_ccyymmdd(w.produced).value_or(model::date{});
    if (t.sets.empty()) return;
    auto const& set = t.sets.front();
    if (row.set.empty()) row.set = texts.keep(set.control_number);
    if (total_at_.segment == 0 && set.st != none) total_at_ = text::address_of(w.segments[set.st], loop_id::heading);
    if (!payment_seen_ && set.bpr != none) {
        payment_seen_ = true;
        row.handling = texts.keep(set.handling);
        row.method = texts.keep(set.method);
        row.total = readable(set.total);
        row.paid_on = set.paid_on;
        total_read_ = set.total.usable();
        total_at_ = text::address_of(w.segments[set.bpr], loop_id::heading, 2);
    }
    if (!trace_seen_ && set.trn != none) {
        trace_seen_ = true;
        row.trace = texts.keep(set.trace);
        row.originator = texts.keep(set.originator);
    }
    if (!produced_seen_ && set.produced != none && !t.dates[set.produced].day.empty()) {
        produced_seen_ = true;
        row.produced = t.dates[set.produced].day;
    }
    if (!payer_seen_ && set.payer != none) {
        payer_seen_ = true;
        auto const& payer = t.parties[set.payer];
        payer_code_ = texts.keep(payer.id);
        row.payer_id = texts.keep(reference(t, payer.references, "2U"));
        if (row.payer_id.empty()) row.payer_id = payer_code_;
        row.payer_name = texts.keep(payer.name);
    }
    if (!payee_seen_ && set.payee != none) {
        payee_seen_ = true;
        auto const& payee = t.parties[set.payee];
        auto const other = reference(t, payee.references, "PQ");
        if (payee.id_qualifier == "XX") row.payee_npi = texts.keep(payee.id);
        else if (digits(other, 10)) row.payee_npi = texts.keep(other);
        auto const tax_id = reference(t, payee.references, "TJ");
        row.payee_tax_id = hasher_.tax_id(payee.id_qualifier == "FI" && !payee.id.empty() ? payee.id : tax_id);
    }
}

void remittance_rows::add(remittance_window const& w, remittance_book& book) {
    auto const& t = *w.tables;
    add_heading(w, book);
    for (auto const& claim : t.claims) {
        due_.add(claim.paid);
        add_claim(w, claim, book);
    }
    auto& row = book.remittances.back();
    for (auto const& p : t.provider_adjustments) {
        due_.subtract(p.amount);
        book.provider_adjustments.push_back({book.texts.keep(p.provider), p.fiscal_end, book.texts.keep(p.reason),
                                             book.texts.keep(p.reference), readable(p.amount),
                                             text::address_of(w.segments[p.seg], loop_id::heading, p.element)});
        ++row.provider_adjustments.count;
    }
}

void remittance_rows::end(remittance_book& book) {
    auto& row = book.remittances.back();
    for (std::string_view const id : {row.payer_id, payer_code_, row.originator}) {
        auto const* profile = id.empty() ? nullptr : profiles_.by_remit_id(id);
        if (profile == nullptr) continue;
        row.profile = book.texts.keep(profile->id);
        break;
    }
    if (row.payer_id.empty()) row.payer_id = row.originator;
    row.balanced = total_read_ && due_.sure && due_.value == row.total && row.total.cents >= 0;
    if (row.balanced || !total_read_ || !due_.sure) return;
    book.breaks.push_back({balance_break::level::transaction, count_of(book.remittances) - 1, none, none, due_.value,
                           row.total, total_at_});
}

void remittance_rows::parties_of(model::remit_tables const& t, model::remit_claim_row const& c,
                                 ledger::remitted_claim& out) {
    static constexpr std::array<std::string_view, 3> persons{"QC", "IL", "74"};
    for (auto const& p : t.rows(t.parties, c.parties)) {
        auto const person = std::find(persons.begin(), persons.end(), p.entity);
        if (person != persons.end()) {
            auto& member = out.members[static_cast<std::size_t>(person - persons.begin())];
            if (member == 0) member = hasher_.member(p.id);
            if (p.entity == "QC" && out.last_name == 0) out.last_name = hasher_.last_name(p.name);
        }
        out.crossover = out.crossover || p.entity == "TT";
    }
}

void remittance_rows::add_claim(remittance_window const& w, model::remit_claim_row const& c, remittance_book& book) {
    auto const& t = *w.tables;
    auto& texts = book.texts;
    ledger::remitted_claim out;
    out.remittance = count_of(book.remittances) - 1;
    out.at = text::address_of(w.segments[c.clp], loop_id::l2100);
    out.control_number = texts.keep(c.control_number);
    out.status = texts.keep(c.status);
    out.charge = readable(c.charge);
    out.paid = readable(c.paid);
    out.patient_share = readable(c.patient_share);
    out.filing_indicator = texts.keep(c.filing_indicator);
    out.icn = texts.keep(c.payer_number);
    out.place = texts.keep(c.place);
    out.frequency = texts.keep(c.frequency);
    out.original_icn = texts.keep(reference(t, c.references, "F8"));
    parties_of(t, c, out);
    out.first_day = day(t, c.dates, "232");
    out.last_day = day(t, c.dates, "233");
    if (out.first_day.empty()) out.first_day = out.last_day;
    if (out.last_day.empty()) out.last_day = out.first_day;
    out.interest = amount(t, c.amounts, "I");

    auto const row = count_of(book.claims);
    amount_sum left{readable(c.charge), c.charge.usable()};
    left.take_off(add_adjustments(t, c.adjustments, out.adjustments, book));
    add_remarks(t, c.remarks, out.remarks, book);
    out.lines = {count_of(book.lines), c.lines.count};
    amount_sum charges;
    for (auto const& line : t.lines_of(c)) {
        charges.add(line.charge);
        left.take_off(add_line(w, c, line, book));
    }
    auto const broken = [&](balance_break::level where, model::money expected, model::money found, unsigned element) {
        book.breaks.push_back({where, out.remittance, row, none, expected, found,
                               text::address_of(w.segments[c.clp], loop_id::l2100, element)});
    };
    bool const sure = left.sure && c.paid.usable();
    out.balanced = sure && left.value == out.paid;
    if (sure && !out.balanced) broken(balance_break::level::claim, left.value, out.paid, 4);
    if (c.lines.count != 0) {
        bool const lines_sure = charges.sure && c.charge.usable();
        out.lines_balanced = lines_sure && charges.value == out.charge;
        if (lines_sure && !out.lines_balanced) broken(balance_break::level::claim_lines, out.charge, charges.value, 3);
    }
    book.claims.push_back(out);
    ++book.remittances.back().claims.count;
}

amount_sum remittance_rows::add_line(remittance_window const& w, model::remit_claim_row const&,
                                     model::remit_line_row const& l, remittance_book& book) {
    auto const& t = *w.tables;
    auto& texts = book.texts;
    ledger::remitted_line out;
    out.claim = count_of(book.claims);  // the claim is added behind its lines
    out.at = text::address_of(w.segments[l.svc], loop_id::l2110);
    out.adjudicated = procedure(l.adjudicated, texts);
    out.submitted = procedure(l.submitted, texts);
    out.charge = readable(l.charge);
    out.paid = readable(l.paid);
    out.paid_units = l.paid_units.state == model::number_state::absent ? model::quantity{1000} : l.paid_units.value;
    if (l.original_units.usable()) out.original_units = l.original_units.value;
    out.first_day = day(t, l.dates, "472");
    out.last_day = out.first_day;
    if (out.first_day.empty()) {
        out.first_day = day(t, l.dates, "150");
        out.last_day = day(t, l.dates, "151");
        if (out.first_day.empty()) out.first_day = out.last_day;
        if (out.last_day.empty()) out.last_day = out.first_day;
    }
    out.control_number = texts.keep(l.control_number);
    out.allowed = amount(t, l.amounts, "B6");
    amount_sum const taken = add_adjustments(t, l.adjustments, out.adjustments, book);
    add_remarks(t, l.remarks, out.remarks, book);
    out.policies.first = count_of(book.policies);
    for (auto const& r : t.rows(t.references, l.references)) {
        if (r.qualifier != "0K") continue;
        book.policies.push_back(texts.keep(r.value));
        ++out.policies.count;
    }
    amount_sum left{readable(l.charge), l.charge.usable()};
    left.take_off(taken);
    bool const sure = left.sure && l.paid.usable();
    out.balanced = sure && left.value == out.paid;
    if (sure && !out.balanced)
        book.breaks.push_back({balance_break::level::line, count_of(book.remittances) - 1, out.claim,
                               count_of(book.lines), left.value, out.paid,
                               text::address_of(w.segments[l.svc], loop_id::l2110, 3)});
    book.lines.push_back(out);
    return taken;
}

}  // namespace orthoscrub::record
