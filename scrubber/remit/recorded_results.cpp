// Rows of books become ids of the ledger, enumerations the words they are known by. A part of outcomes
// ends between two claims.
#include "scrubber/remit/recorded_results.hpp"

namespace orthoscrub::remit {
namespace {

constexpr std::uint32_t rows_of_a_part = 20'000;

}  // namespace

bool recorded_results::next_matches(ledger::result_book& part) {
    part.clear();
    auto const claims = static_cast<std::uint32_t>(matches_.claim_matches.size());
    for (std::uint32_t n = 0; match_ < claims && n < rows_of_a_part; ++n) add_match(match_++, part);
    return !part.matches.empty();
}

bool recorded_results::next_outcomes(ledger::result_book& part) {
    part.clear();
    auto const& all = outcomes_.outcomes;
    auto const same_claim = [](line_outcome const& a, line_outcome const& b) {
        return a.claim == b.claim && (a.claim != absent || a.remitted_claim == b.remitted_claim);
    };
    for (std::uint32_t n = 0; outcome_ < all.size(); ++n, ++outcome_) {
        if (n >= rows_of_a_part && !same_claim(all[outcome_ - 1], all[outcome_])) break;
        add_outcome(all[outcome_], part);
        add_verdicts(outcome_, part);
    }
    return !part.outcomes.empty();
}

void recorded_results::add_match(std::uint32_t row, ledger::result_book& part) const {
    claim_match const& m = matches_.claim_matches[row];
    ledger::remitted_claim const& answer = remitted_.claims[row];
    ledger::recorded_match kept;
    kept.remitted_claim = answer.id;
    kept.submitted_claim = m.state == match_state::matched ? claim_id(m.submitted) : 0;
    kept.state = to_string(m.state);
    kept.score = m.score;
    kept.identical_resubmission = m.identical_resubmission;
    kept.split_part = m.split_part;
    kept.evidence.first = static_cast<std::uint32_t>(part.evidence.size());
    if (m.candidates.count != 0) {
        row_range const reasons = matches_.candidates[m.candidates.first].reasons;
        for (std::uint32_t i = reasons.first; i < reasons.first + reasons.count; ++i)
            part.evidence.push_back({to_string(matches_.reasons[i].kind), matches_.reasons[i].points});
    }
    kept.evidence.count = static_cast<std::uint32_t>(part.evidence.size()) - kept.evidence.first;
    part.matches.push_back(kept);
    for (std::uint32_t line = answer.lines.first; line < answer.lines.first + answer.lines.count; ++line) {
        line_match const& l = matches_.line_matches[line];
        part.line_matches.push_back({remitted_.lines[line].id, line_id(l.submitted), to_string(l.tier), l.score,
                                     l.licn_code_conflict, l.indistinguishable});
    }
}

void recorded_results::add_outcome(line_outcome const& o, ledger::result_book& part) const {
    ledger::recorded_outcome kept;
    kept.claim = claim_id(o.claim);
    kept.line = line_id(o.line);
    kept.remitted_claim = o.remitted_claim == absent ? 0 : remitted_.claims[o.remitted_claim].id;
    kept.remitted_line = o.remitted_line == absent ? 0 : remitted_.lines[o.remitted_line].id;
    kept.host = line_id(o.host);
    kept.payer = o.payer;
    kept.profile = o.profile;
    kept.disposition = to_string(o.decided);
    kept.sub = to_string(o.sub);
    kept.lifecycle = to_string(o.step);
    kept.liability = to_string(o.bears);
    kept.flags = o.flags;
    line_amounts const& a = o.amounts;
    kept.amounts = {a.charge, a.paid, a.patient_share, a.contractual, a.prior_payer, a.bundled, a.pending, a.denied};
    kept.reasons = {static_cast<std::uint32_t>(part.reasons.size()), o.adjustments.count};
    for (std::uint32_t i = 0; i < o.adjustments.count; ++i) {
        outcome_reason const& r = outcomes_.reasons[o.adjustments.first + i];
        part.reasons.push_back({r.group, r.carc, to_string(r.kind), r.amount});
    }
    kept.remarks = {static_cast<std::uint32_t>(part.remarks.size()), o.remarks.count};
    for (std::uint32_t i = 0; i < o.remarks.count; ++i) {
        outcome_remark const& r = outcomes_.remarks[o.remarks.first + i];
        part.remarks.push_back({r.code, r.of_claim, r.alert});
    }
    kept.remit_lines = o.remit_lines;
    kept.tier = to_string(o.tier);
    kept.claim_score = o.claim_score;
    kept.line_score = o.line_score;
    kept.decided_on = o.decided_on;
    kept.first_decided_on = o.first_decided_on;
    part.outcomes.push_back(kept);
}

void recorded_results::add_verdicts(std::size_t row, ledger::result_book& part) const {
    line_outcome const& o = outcomes_.outcomes[row];
    for (finding_verdict const& v : verdicts_.findings_of(verdicts_.lines[row])) {
        ledger::recorded_verdict kept;
        kept.claim = claim_id(o.claim);
        kept.line = line_id(o.line);
        kept.payer = o.payer;
        kept.rule = submitted_.findings[v.finding].rule;
        kept.verdict = to_string(v.said);
        kept.amount = v.said == verdict::paid_anyway ? o.amounts.charge : o.amounts.denied;
        part.verdicts.push_back(kept);
    }
}

}  // namespace orthoscrub::remit
