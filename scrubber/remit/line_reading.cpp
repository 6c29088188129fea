// Sums all remitted lines of a submitted line by class of adjustment, and keeps each adjustment and remark beside the sums.
// Nothing is derived from CLP02 but what only it can say: forwarded, estimate, nonstandard reversal.
#include "scrubber/remit/line_reading.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace orthoscrub::remit {
namespace {

using namespace std::string_view_literals;
using ledger::remittance_book;

/// Contractual reductions of the allowed amount, which come after it: the hint `underpaid_vs_allowed` leaves them out.
constexpr std::array after_allowed_codes{"44"sv, "104"sv, "105"sv, "144"sv, "161"sv, "237"sv, "253"sv};

void raise(line_outcome& o, outcome_flag flag, bool when = true) {
    if (when) o.flags |= bit(flag);
}

bool same_modifiers(std::array<std::string_view, 4> a, std::array<std::string_view, 4> b) {
    if (a == b) return true;
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return a == b;
}

liability bearer(std::uint8_t groups) noexcept {
    switch (groups) {
        case 0:
            return liability::unstated;
        case 1:
            return liability::patient;
        case 2:
            return liability::provider;
        case 4:
            return liability::none;
        default:
            return liability::mixed;
    }
}

}  // namespace

line_reading::line_reading(ledger::submission_book const& submitted, ledger::remittance_book const& remitted,
                           match_book const& matches, scrub::code_tables const& tables, outcome_book& out)
    : submitted_{submitted}, remitted_{remitted}, matches_{matches}, tables_{tables}, out_{out} {}

void line_reading::share(std::uint32_t rc, ledger::submitted_claim const& claim) {
    if (shared_ == rc && shared_with_ == &claim) return;
    shared_ = rc;
    shared_with_ = &claim;
    ledger::remitted_claim const& c = remitted_.claims[rc];
    parts_.assign(1, c.paid);
    for (ledger::remit_adjustment const& a : remittance_book::rows(remitted_.adjustments, c.adjustments))
        parts_.push_back(a.amount);
    weights_.clear();
    for (ledger::submitted_line const& l : submitted_.lines_of(claim)) weights_.push_back(l.charge);
    spread_claim(c.charge, parts_, weights_, shares_);
}

void line_reading::begin(line_outcome& o) {
    signs_ = {};
    denied_groups_ = 0;
    after_allowed_ = {};
    o.adjustments = {static_cast<std::uint32_t>(out_.reasons.size()), 0};
    o.remarks = {static_cast<std::uint32_t>(out_.remarks.size()), 0};
    if (!many_remarks_.empty()) many_remarks_ = {};
    o.amounts = {};
}

void line_reading::stamp(line_outcome& o, std::uint32_t rc) const {
    ledger::remitted_claim const& c = remitted_.claims[rc];
    ledger::remittance const& r = remitted_.remittances[c.remittance];
    claim_match const& m = matches_.claim_matches[rc];
    o.remitted_claim = rc;
    o.payer = r.payer_id;
    o.profile = r.profile;
    o.decided_on = r.paid_on.empty() ? r.produced : r.paid_on;
    if (o.first_decided_on.empty()) o.first_decided_on = o.decided_on;
    o.claim_score = m.score;
    raise(o, outcome_flag::identical_resubmission, m.identical_resubmission);
    raise(o, outcome_flag::nonstandard_22, c.status == "22" && c.charge.cents > 0);
    raise(o, outcome_flag::forwarded, c.status == "19" || c.status == "20" || c.status == "21");
    if (m.state == match_state::matched && m.candidates.count != 0) {
        row_range const why = matches_.candidates[m.candidates.first].reasons;
        for (std::uint32_t i = why.first; i < why.first + why.count; ++i)
            raise(o, outcome_flag::payer_unverified, matches_.reasons[i].kind == evidence_kind::payer_unverified);
    }
}

void line_reading::add(line_outcome& o, ledger::remit_adjustment const& a, model::money amount,
                       std::span<std::string_view const> line_remarks,
                       std::span<std::string_view const> claim_remarks) {
    if (amount.cents == 0) return;
    std::string_view const group = a.group == "CR" ? "OA"sv : a.group;
    carc_class const kind = tables_.adjustments.find(a.reason, group, amount, line_remarks, claim_remarks, day_);
    o.amounts.*sum_of(kind) += amount;
    out_.reasons.push_back({group, a.reason, kind, amount});
    ++o.adjustments.count;
    signs_.any_adjustment = true;
    signs_.transferred = signs_.transferred || kind == carc_class::transferred;
    signs_.estimated = signs_.estimated || kind == carc_class::predetermination;
    signs_.only_above_allowed = signs_.only_above_allowed && a.reason == "45";
    if (denies(kind))
        denied_groups_ = static_cast<std::uint8_t>(denied_groups_ | (group == "PR"                    ? 1
                                                                     : group == "CO" || group == "PI" ? 2
                                                                                                      : 4));
    if (kind == carc_class::contractual &&
        std::find(after_allowed_codes.begin(), after_allowed_codes.end(), a.reason) != after_allowed_codes.end())
        after_allowed_ += amount;
    raise(o, outcome_flag::sequestered, a.reason == "253");
    raise(o, outcome_flag::paid_to_patient, a.reason == "100");
    raise(o, outcome_flag::unknown_carc, kind == carc_class::unknown);
}

/// Whether the line has no such remark yet.
bool line_reading::is_new(line_outcome const& o, std::string_view remark) {
    constexpr std::uint32_t few = 16;
    auto const told = std::span{out_.remarks}.subspan(o.remarks.first);
    if (o.remarks.count < few)
        return std::none_of(told.begin(), told.end(), [&](auto const& r) { return r.code == remark; });
    if (many_remarks_.empty())
        for (outcome_remark const& r : told) many_remarks_.insert(r.code);
    return many_remarks_.insert(remark).second;
}

void line_reading::add_remarks(line_outcome& o, std::span<std::string_view const> codes, bool of_claim) {
    bool const denied = denied_groups_ != 0;
    for (std::string_view const code : codes) {
        if (code.empty() || !is_new(o, code)) continue;
        scrub::answer_row const* const row = tables_.answers.rarc(code);
        bool alert = row != nullptr && row->alert;
        for (std::uint32_t i = 0; alert && i < o.adjustments.count; ++i)
            alert = !tables_.adjustments.names(out_.reasons[o.adjustments.first + i].carc, code);
        raise(o, outcome_flag::unprocessable, denied && code == "MA130");
        // What completes a reason of the claim belongs to its denied lines alone.
        if (of_claim && !alert && !denied) continue;
        out_.remarks.push_back({code, of_claim, alert});
        ++o.remarks.count;
    }
}

void line_reading::from_lines(line_outcome& o, std::span<std::uint32_t const> rls) {
    begin(o);
    ledger::remitted_line const& head = remitted_.lines[rls.front()];
    scrub::asked_remarks of_claim{tables_.adjustments}, of_line{tables_.adjustments};
    for (std::uint32_t const rl : rls) {
        ledger::remitted_line const& l = remitted_.lines[rl];
        ledger::remitted_claim const& c = remitted_.claims[l.claim];
        stamp(o, l.claim);
        day_ = o.decided_on;
        o.amounts.charge += l.charge;
        o.amounts.paid += l.paid;
        auto const remarks = of_line.of(remittance_book::rows(remitted_.remarks, l.remarks));
        auto const claim_remarks = of_claim.of(remittance_book::rows(remitted_.remarks, c.remarks));
        for (ledger::remit_adjustment const& a : remittance_book::rows(remitted_.adjustments, l.adjustments))
            add(o, a, a.amount, remarks, claim_remarks);
        line_match const& m = matches_.line_matches[rl];
        raise(o, outcome_flag::licn_code_conflict, m.licn_code_conflict);
        raise(o, outcome_flag::indistinguishable, m.indistinguishable);
        raise(o, outcome_flag::unbalanced, !l.balanced || !c.balanced || !c.lines_balanced);
        signs_.forward_only = signs_.forward_only || c.status == "23";
        signs_.predetermination = signs_.predetermination || c.status == "25";
    }
    for (std::uint32_t const rl : rls)
        add_remarks(o, remittance_book::rows(remitted_.remarks, remitted_.lines[rl].remarks), false);
    for (std::size_t i = 0; i < rls.size(); ++i)
        if (i == 0 || remitted_.lines[rls[i]].claim != remitted_.lines[rls[i - 1]].claim)
            add_remarks(
                o, remittance_book::rows(remitted_.remarks, remitted_.claims[remitted_.lines[rls[i]].claim].remarks),
                true);
    o.remitted_claim = head.claim;
    o.remitted_line = rls.front();
    o.remit_lines = static_cast<std::uint32_t>(rls.size());
    o.tier = matches_.line_matches[rls.front()].tier;
    o.line_score = matches_.line_matches[rls.front()].score;
    for (std::uint32_t const rl : rls)
        if (matches_.line_matches[rl].tier > o.tier && matches_.line_matches[rl].tier != match_tier::none)
            o.tier = matches_.line_matches[rl].tier, o.line_score = matches_.line_matches[rl].score;
    if (o.line != absent) compare(o, rls);
    finish(o);
    if (o.decided == disposition::bundled)
        for (std::uint32_t const rl : rls) find_host(o, rl);
}

void line_reading::from_claim(line_outcome& o, std::uint32_t rc, std::size_t line) {
    begin(o);
    ledger::remitted_claim const& c = remitted_.claims[rc];
    stamp(o, rc);
    day_ = o.decided_on;
    auto const claim_remarks = remittance_book::rows(remitted_.remarks, c.remarks);
    scrub::asked_remarks of_claim{tables_.adjustments};
    auto const asked = of_claim.of(claim_remarks);
    o.amounts.charge = shares_.charges[line];
    o.amounts.paid = shares_.part(0, line);
    std::size_t part = 1;
    for (ledger::remit_adjustment const& a : remittance_book::rows(remitted_.adjustments, c.adjustments))
        add(o, a, shares_.part(part++, line), {}, asked);
    add_remarks(o, claim_remarks, true);
    signs_.forward_only = c.status == "23";
    signs_.predetermination = c.status == "25";
    o.tier = match_tier::claim;
    raise(o, outcome_flag::inferred_from_claim);
    raise(o, outcome_flag::allocated, shares_.allocated);
    raise(o, outcome_flag::unbalanced, !c.balanced || !c.lines_balanced);
    finish(o);
}

void line_reading::from_unmatched_claim(line_outcome& o, std::uint32_t rc) {
    begin(o);
    ledger::remitted_claim const& c = remitted_.claims[rc];
    stamp(o, rc);
    day_ = o.decided_on;
    auto const claim_remarks = remittance_book::rows(remitted_.remarks, c.remarks);
    scrub::asked_remarks of_claim{tables_.adjustments};
    auto const asked = of_claim.of(claim_remarks);
    o.amounts.charge = c.charge;
    o.amounts.paid = c.paid;
    for (ledger::remit_adjustment const& a : remittance_book::rows(remitted_.adjustments, c.adjustments))
        add(o, a, a.amount, {}, asked);
    add_remarks(o, claim_remarks, true);
    raise(o, outcome_flag::unbalanced, !c.balanced || !c.lines_balanced);
    finish(o);
}

void line_reading::compare(line_outcome& o, std::span<std::uint32_t const> rls) const {
    ledger::submitted_line const& sent = submitted_.lines[o.line];
    bool code_changed = false, modifiers_changed = false;
    model::quantity units{};
    for (std::uint32_t const rl : rls) {
        ledger::remitted_line const& l = remitted_.lines[rl];
        if (l.adjudicated.code.empty()) continue;
        bool const other_code = l.adjudicated.code != sent.code;
        code_changed = code_changed || other_code;
        modifiers_changed =
            modifiers_changed || (!other_code && !same_modifiers(l.adjudicated.modifiers, sent.modifiers));
    }
    for (std::uint32_t const rl : rls)
        if (remitted_.lines[rl].charge.cents != 0) units.thousandths += remitted_.lines[rl].paid_units.thousandths;
    raise(o, outcome_flag::code_changed, code_changed);
    raise(o, outcome_flag::modifiers_changed, modifiers_changed && !code_changed);
    raise(o, outcome_flag::units_changed, o.amounts.paid.cents > 0 && units != sent.units);
    compare_with_allowed(o, rls);
}

void line_reading::compare_with_allowed(line_outcome& o, std::span<std::uint32_t const> rls) const {
    line_amounts const& a = o.amounts;
    std::int64_t allowed = 0, stated = 0;
    for (std::uint32_t const rl : rls) {
        if (!remitted_.lines[rl].allowed) continue;
        allowed += remitted_.lines[rl].allowed->cents;
        ++stated;
    }
    // A line that nobody pays for has no share of the allowed amount, and with an earlier payer it is not ours alone.
    std::int64_t const got = a.paid.cents + a.patient_share.cents;
    if (stated == 0 || got == 0 || a.prior_payer.cents != 0) return;
    raise(o, outcome_flag::underpaid_vs_allowed, std::llabs(got - (allowed - after_allowed_.cents)) > stated);
}

void line_reading::find_bundles(std::uint32_t rc) {
    if (bundles_of_ == rc) return;
    bundles_of_ = rc;
    bundles_.clear();
    row_range const lines = remitted_.claims[rc].lines;
    auto const has = [&](ledger::remitted_line const& l, std::string_view carc) {
        model::money sum{};
        for (ledger::remit_adjustment const& a : remittance_book::rows(remitted_.adjustments, l.adjustments))
            if (a.reason == carc) sum += a.amount;
        return sum;
    };
    for (std::uint32_t rl = lines.first; rl < lines.first + lines.count; ++rl) {
        ledger::remitted_line const& l = remitted_.lines[rl];
        if (has(l, "97").cents != 0) bundles_[l.adjudicated.code].parts += l.charge;
    }
    for (std::uint32_t rl = lines.first; rl < lines.first + lines.count; ++rl) {
        ledger::remitted_line const& l = remitted_.lines[rl];
        model::money const raised = has(l, "94");
        if (raised.cents >= 0) continue;
        auto const at = bundles_.find(l.adjudicated.code);
        if (at == bundles_.end() || raised.cents != -at->second.parts.cents) continue;
        at->second.host_before = at->second.host;
        at->second.host = rl;
    }
}

void line_reading::find_host(line_outcome& o, std::uint32_t bundled) {
    find_bundles(remitted_.lines[bundled].claim);
    auto const at = bundles_.find(remitted_.lines[bundled].adjudicated.code);
    if (at == bundles_.end()) return;
    std::uint32_t const host = at->second.host == bundled ? at->second.host_before : at->second.host;
    if (host != absent) o.host = matches_.line_matches[host].submitted;
}

void line_reading::finish(line_outcome& o) {
    o.bears = bearer(denied_groups_);
    raise(o, outcome_flag::overpaid, o.amounts.paid > o.amounts.charge);
    if (o.line == absent) {
        o.decided = disposition::unmatched;
        return;
    }
    decision const made = judge(o.amounts, signs_);
    o.decided = made.what;
    o.sub = made.sub;
    raise(o, outcome_flag::review, made.review);
}

}  // namespace orthoscrub::remit
