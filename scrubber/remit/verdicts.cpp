// For each outcome the findings of its claim are looked up by line, and those of the line and of the
// claim as a whole are graded against the reasons of the first decision, by the grades of the scorecard, so that report
// and score never differ. Only a denial that no finding hit asks which rules are about the line. A finding of a rule that
// is in the book no more, or of the structure of the file, foresees nothing: denied means denied for another reason.
#include "scrubber/remit/verdicts.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
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

/// Rows of a table by claim and line, without moving them: a table that is in this order already needs no list.
template <class Row>
class by_line {
public:
    explicit by_line(std::vector<Row> const& table) : table_{table} {
        auto const key = [](Row const& row) { return std::pair{row.claim, row.line}; };
        if (std::ranges::is_sorted(table, {}, key)) return;
        order_.resize(table.size());
        std::iota(order_.begin(), order_.end(), 0u);
        std::ranges::stable_sort(order_, {}, [&](std::uint32_t row) { return key(table[row]); });
    }
    /// Calls `use(row)` for each row of this claim and line, in the order of the table.
    template <class Use>
    void each(std::uint32_t claim, std::uint32_t line, Use&& use) const {
        std::pair const wanted{claim, line};
        auto const key = [](Row const& row) { return std::pair{row.claim, row.line}; };
        if (order_.empty()) {
            for (Row const& row : std::ranges::equal_range(table_, wanted, {}, key)) use(row);
            return;
        }
        for (auto const row :
             std::ranges::equal_range(order_, wanted, {}, [&](std::uint32_t at) { return key(table_[at]); }))
            use(table_[row]);
    }

private:
    std::vector<Row> const& table_;
    std::vector<std::uint32_t> order_;
};

/// A suppressed finding was not told, and the line was sent as it was.
bool sent_as_found(finding_action action) noexcept {
    return action == finding_action::sent_unchanged || action == finding_action::suppressed;
}

class judging {
public:
    judging(ledger::submission_book const& submitted, outcome_book const& outcomes, std::span<score_rule const> rules,
            scope_asker const& in_scope, verdict_book& out)
        : submitted_{submitted},
          outcomes_{outcomes},
          rules_{rules},
          in_scope_{in_scope},
          out_{out},
          findings_{submitted.findings},
          unchecked_{submitted.unchecked} {
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
        if (o.sub == sub_reason::rejected_upstream) load_statuses(o);
        seen_.statuses = statuses_;
    }

    /// Statuses of the line and of its claim, in the order they came.
    void load_statuses(line_outcome const& o) {
        auto const said = submitted_.rows(submitted_.statuses, submitted_.claims[o.claim].statuses);
        if (statuses_of_ != o.claim) {
            statuses_of_ = o.claim;
            status_rows_.resize(said.size());
            std::iota(status_rows_.begin(), status_rows_.end(), 0u);
            std::ranges::stable_sort(status_rows_, {}, [&](std::uint32_t row) { return said[row].line; });
        }
        auto const line_of = [&](std::uint32_t row) { return said[row].line; };
        auto const of_line = std::ranges::equal_range(status_rows_, o.line, {}, line_of),
                   of_claim = std::ranges::equal_range(status_rows_, absent, {}, line_of);
        rows_.clear();
        std::ranges::merge(of_line, of_claim, std::back_inserter(rows_));
        for (auto const row : rows_) statuses_.push_back(said[row]);
    }

    /// Findings of the claim that speak of this line, or of none. True when one was sent as it stood.
    bool judge_about(line_outcome const& o, std::uint32_t line) {
        bool flagged = false;
        findings_.each(o.claim, line, [&](ledger::submitted_finding const& found) {
            finding_verdict& v = out_.findings.emplace_back();
            v.finding = static_cast<std::uint32_t>(&found - submitted_.findings.data());
            if (!sent_as_found(found.action)) {
                v.said = verdict::intervention;
                return;
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
            if (came == answer::open) return;
            v.grade = how_well;
            if (which != nullptr) v.reason = static_cast<std::uint32_t>(which - outcomes_.reasons.data());
        });
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
        not_asked_.clear();
        for (std::uint32_t const line : {o.line, absent})
            unchecked_.each(o.claim, line, [&](ledger::unchecked_rule const& u) { not_asked_.push_back(u.rule); });
        for (std::uint32_t const rule : in_scope_(submitted_.claims[o.claim], submitted_.lines[o.line])) {
            if (rule >= rules_.size() || !hits(grade_reasons(rules_[rule], seen_))) continue;
            bool const not_asked = std::ranges::find(not_asked_, rules_[rule].id) != not_asked_.end();
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
    by_line<ledger::submitted_finding> findings_;
    by_line<ledger::unchecked_rule> unchecked_;
    std::vector<std::string_view> not_asked_;
    std::uint32_t statuses_of_ = absent;             ///< the claim that status_rows_ are of
    std::vector<std::uint32_t> status_rows_, rows_;  ///< by line
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
