// Rows of books become ids of the ledger, enumerations the words they are known by.
#include "scrubber/remit/recorded_results.hpp"

namespace orthoscrub::remit {
namespace {

struct recorder {
    ledger::submission_book const& submitted;
    ledger::remittance_book const& remitted;
    match_book const& matches;
    outcome_book const& outcomes;
    verdict_book const& verdicts;
    ledger::result_book out{};

    [[nodiscard]] std::int64_t claim_id(std::uint32_t row) const {
        return row == absent ? 0 : submitted.claims[row].id;
    }
    [[nodiscard]] std::int64_t line_id(std::uint32_t row) const { return row == absent ? 0 : submitted.lines[row].id; }
    [[nodiscard]] std::int64_t remitted_claim_id(std::uint32_t row) const {
        return row == absent ? 0 : remitted.claims[row].id;
    }
    [[nodiscard]] std::int64_t remitted_line_id(std::uint32_t row) const {
        return row == absent ? 0 : remitted.lines[row].id;
    }

    void add_matches() {
        for (std::size_t row = 0; row < matches.claim_matches.size(); ++row) {
            claim_match const& m = matches.claim_matches[row];
            ledger::recorded_match kept;
            kept.remitted_claim = remitted.claims[row].id;
            kept.submitted_claim = m.state == match_state::matched ? claim_id(m.submitted) : 0;
            kept.state = to_string(m.state);
            kept.score = m.score;
            kept.identical_resubmission = m.identical_resubmission;
            kept.split_part = m.split_part;
            kept.evidence.first = static_cast<std::uint32_t>(out.evidence.size());
            if (m.candidates.count != 0) {
                row_range const reasons = matches.candidates[m.candidates.first].reasons;
                for (std::uint32_t i = reasons.first; i < reasons.first + reasons.count; ++i)
                    out.evidence.push_back({to_string(matches.reasons[i].kind), matches.reasons[i].points});
            }
            kept.evidence.count = static_cast<std::uint32_t>(out.evidence.size()) - kept.evidence.first;
            out.matches.push_back(kept);
        }
        for (std::size_t row = 0; row < matches.line_matches.size(); ++row) {
            line_match const& m = matches.line_matches[row];
            out.line_matches.push_back({remitted.lines[row].id, line_id(m.submitted), to_string(m.tier), m.score,
                                        m.licn_code_conflict, m.indistinguishable});
        }
    }

    void add_outcome(line_outcome const& o) {
        ledger::recorded_outcome kept;
        kept.claim = claim_id(o.claim);
        kept.line = line_id(o.line);
        kept.remitted_claim = remitted_claim_id(o.remitted_claim);
        kept.remitted_line = remitted_line_id(o.remitted_line);
        kept.host = line_id(o.host);
        kept.payer = o.payer;
        kept.profile = o.profile;
        kept.disposition = to_string(o.decided);
        kept.sub = to_string(o.sub);
        kept.lifecycle = to_string(o.step);
        kept.liability = to_string(o.bears);
        kept.flags = o.flags;
        line_amounts const& a = o.amounts;
        kept.amounts = {a.charge,      a.paid,    a.patient_share, a.contractual,
                        a.prior_payer, a.bundled, a.pending,       a.denied};
        kept.reasons = {static_cast<std::uint32_t>(out.reasons.size()), o.adjustments.count};
        for (std::uint32_t i = 0; i < o.adjustments.count; ++i) {
            outcome_reason const& r = outcomes.reasons[o.adjustments.first + i];
            out.reasons.push_back({r.group, r.carc, to_string(r.kind), r.amount});
        }
        kept.remarks = {static_cast<std::uint32_t>(out.remarks.size()), o.remarks.count};
        for (std::uint32_t i = 0; i < o.remarks.count; ++i) {
            outcome_remark const& r = outcomes.remarks[o.remarks.first + i];
            out.remarks.push_back({r.code, r.of_claim, r.alert});
        }
        kept.remit_lines = o.remit_lines;
        kept.tier = to_string(o.tier);
        kept.claim_score = o.claim_score;
        kept.line_score = o.line_score;
        kept.decided_on = o.decided_on;
        kept.first_decided_on = o.first_decided_on;
        out.outcomes.push_back(kept);
    }

    void add_verdicts(std::size_t row) {
        line_outcome const& o = outcomes.outcomes[row];
        for (finding_verdict const& v : verdicts.findings_of(verdicts.lines[row])) {
            ledger::recorded_verdict kept;
            kept.claim = claim_id(o.claim);
            kept.line = line_id(o.line);
            kept.payer = o.payer;
            kept.rule = submitted.findings[v.finding].rule;
            kept.verdict = to_string(v.said);
            kept.amount = v.said == verdict::paid_anyway ? o.amounts.charge : o.amounts.denied;
            out.verdicts.push_back(kept);
        }
    }
};

}  // namespace

ledger::result_book recorded_results(ledger::submission_book const& submitted, ledger::remittance_book const& remitted,
                                     match_book const& matches, outcome_book const& outcomes,
                                     verdict_book const& verdicts) {
    recorder r{submitted, remitted, matches, outcomes, verdicts};
    r.add_matches();
    for (std::size_t row = 0; row < outcomes.outcomes.size(); ++row) {
        r.add_outcome(outcomes.outcomes[row]);
        r.add_verdicts(row);
    }
    return std::move(r.out);
}

}  // namespace orthoscrub::remit
