// For each outcome the findings of its claim are looked up (the book has them by claim), and those of the line and of the
// claim as a whole are graded against the reasons of the first decision, by the grades of the scorecard, so that report
// and score never differ. Only a denial that no finding hit asks which rules are about the line. A finding of a rule that
// is in the book no more, or of the structure of the file, foresees nothing: denied means denied for another reason.
#include "scrubber/remit/verdicts.hpp"

#include <algorithm>
#include <unordered_map>

namespace orthoscrub::remit {
namespace {

using ledger::finding_action;

enum class answer : std::uint8_t { open, not_denied, denied };

answer answer_of(line_outcome const& o) noexcept {
    switch (o.decided) {
        case disposition::denied:
        case disposition::partially_denied:
            return answer::denied;
        case disposition::paid_as_billed:
        case disposition::paid_reduced:
        case disposition::patient_responsibility:
        case disposition::zero_paid:
        case disposition::bundled:
            return answer::not_denied;
        case disposition::not_yet_adjudicated:
            return o.sub == sub_reason::rejected_upstream ? answer::denied : answer::open;
        default:
            return answer::open;
    }
}

/// A suppressed finding was not told, and the line was sent as it was.
bool sent_as_found(finding_action action) noexcept {
    return action == finding_action::sent_unchanged || action == finding_action::suppressed;
}

class judging {
public:
    judging(ledger::submission_book const& submitted, outcome_book const& outcomes, std::span<score_rule const> rules,
            scope_asker const& in_scope, verdict_book& out)
        : submitted_{submitted}, outcomes_{outcomes}, rules_{rules}, in_scope_{in_scope}, out_{out} {
        for (std::uint32_t row = 0; row < rules.size(); ++row) by_id_.emplace(rules[row].id, row);
    }

    void judge(line_outcome const& current) {
        line_verdicts& said = out_.lines.emplace_back();
        said.findings.first = static_cast<std::uint32_t>(out_.findings.size());
        said.rules.first = static_cast<std::uint32_t>(out_.missed_rules.size());
        if (current.claim == absent || current.line == absent) return;
        line_outcome const& first = current.first == absent ? current : outcomes_.first_decisions[current.first];
        load(first);
        bool flagged = judge_about(first, first.line);
        flagged = judge_about(first, absent) || flagged;
        said.findings.count = static_cast<std::uint32_t>(out_.findings.size()) - said.findings.first;
        if (answer_of(first) != answer::denied || flagged || sent_again(first)) return;
        find_missed(first);
        said.rules.count = static_cast<std::uint32_t>(out_.missed_rules.size()) - said.rules.first;
        said.missed = said.rules.count == 0 ? miss::gap : miss::covered;
    }

private:
    /// What the grades look at.
    void load(line_outcome const& o) {
        seen_ = {};
        seen_.decided = o.decided;
        seen_.sub = o.sub;
        seen_.reasons = {outcomes_.reasons.data() + o.adjustments.first, o.adjustments.count};
        seen_.remarks = {outcomes_.remarks.data() + o.remarks.first, o.remarks.count};
        statuses_.clear();
        if (o.sub == sub_reason::rejected_upstream)
            for (auto const& status : submitted_.rows(submitted_.statuses, submitted_.claims[o.claim].statuses))
                if (status.line == absent || status.line == o.line) statuses_.push_back(status);
        seen_.statuses = statuses_;
    }

    /// Findings of the claim that speak of this line, or of none. True when one was sent as it stood.
    bool judge_about(line_outcome const& o, std::uint32_t line) {
        bool flagged = false;
        auto const of_claim =
            std::ranges::equal_range(submitted_.findings, o.claim, {}, &ledger::submitted_finding::claim);
        for (ledger::submitted_finding const& found : of_claim) {
            if (found.line != line) continue;
            finding_verdict& v = out_.findings.emplace_back();
            v.finding = static_cast<std::uint32_t>(&found - submitted_.findings.data());
            if (!sent_as_found(found.action)) {
                v.said = verdict::intervention;
                continue;
            }
            flagged = true;
            auto const [how_well, which] = grade(found.rule);
            answer const came = answer_of(o);
            if (hits(how_well) && came != answer::open) {
                v.said = verdict::right;
            } else {
                v.said = came == answer::denied       ? verdict::right_other_reason
                         : came == answer::not_denied ? verdict::paid_anyway
                                                      : verdict::open;
            }
            if (came == answer::open) continue;
            v.grade = how_well;
            if (which != nullptr) v.reason = static_cast<std::uint32_t>(which - outcomes_.reasons.data());
        }
        return flagged;
    }

    std::pair<reason_grade, outcome_reason const*> grade(std::string_view rule) const {
        auto const row = by_id_.find(rule);
        outcome_reason const* which = nullptr;
        if (row == by_id_.end()) return {reason_grade::none, nullptr};
        reason_grade const best = grade_reasons(rules_[row->second], seen_, &which);
        return {best, which};
    }

    /// Denied as a copy alone, and it is one: the copy's own decision speaks about the line.
    bool sent_again(line_outcome const& o) const noexcept {
        if (!o.has(outcome_flag::identical_resubmission)) return false;
        return std::ranges::all_of(seen_.reasons, [](outcome_reason const& reason) {
            return !denies(reason.kind) || reason.kind == carc_class::denial_duplicate;
        });
    }

    void find_missed(line_outcome const& o) {
        auto const first = static_cast<std::ptrdiff_t>(out_.missed_rules.size());
        auto const unchecked =
            std::ranges::equal_range(submitted_.unchecked, o.claim, {}, &ledger::unchecked_rule::claim);
        for (std::uint32_t const rule : in_scope_(submitted_.claims[o.claim], submitted_.lines[o.line])) {
            if (rule >= rules_.size() || !hits(grade_reasons(rules_[rule], seen_))) continue;
            bool const not_asked = std::ranges::any_of(unchecked, [&](ledger::unchecked_rule const& u) {
                return (u.line == absent || u.line == o.line) && u.rule == rules_[rule].id;
            });
            out_.missed_rules.push_back({rule, not_asked});
        }
        std::sort(out_.missed_rules.begin() + first, out_.missed_rules.end(),
                  [&](missed_rule a, missed_rule b) { return rules_[a.rule].id < rules_[b.rule].id; });
    }

    ledger::submission_book const& submitted_;
    outcome_book const& outcomes_;
    std::span<score_rule const> rules_;
    scope_asker const& in_scope_;
    verdict_book& out_;
    std::unordered_map<std::string_view, std::uint32_t> by_id_;
    score_line seen_;
    std::vector<ledger::claim_status> statuses_;
};

}  // namespace

std::string_view to_string(verdict what) noexcept {
    switch (what) {
        case verdict::right:
            return "right";
        case verdict::right_other_reason:
            return "right_other_reason";
        case verdict::paid_anyway:
            return "paid_anyway";
        case verdict::intervention:
            return "intervention";
        default:
            return "open";
    }
}

std::string_view to_string(miss kind) noexcept {
    return kind == miss::covered ? "covered_miss" : kind == miss::gap ? "gap" : "";
}

void judge_findings(ledger::submission_book const& submitted, outcome_book const& outcomes,
                    std::span<score_rule const> rules, scope_asker const& in_scope, verdict_book& out) {
    out.lines.clear();
    out.findings.clear();
    out.missed_rules.clear();
    out.lines.reserve(outcomes.outcomes.size());
    judging each{submitted, outcomes, rules, in_scope, out};
    for (line_outcome const& o : outcomes.outcomes) each.judge(o);
}

}  // namespace orthoscrub::remit
