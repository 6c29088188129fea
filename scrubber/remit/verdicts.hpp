#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "scrubber/remit/outcome.hpp"
#include "scrubber/remit/score_line.hpp"

namespace orthoscrub::remit {

/// What became of a finding: the payer's first decision about its line speaks.
enum class verdict : std::uint8_t {
    right,               ///< denied or rejected for what the rule foresees
    right_other_reason,  ///< denied or rejected, for something else or something the rule does not name
    paid_anyway,         ///< not denied: paid, patient's share, nothing owed, or bundled
    open,                ///< nothing was decided that speaks for or against it
    intervention         ///< fixed or held before sending: what would have come is not known
};
[[nodiscard]] std::string_view to_string(verdict what) noexcept;

/// The verdict about one finding and one outcome of its line.
struct finding_verdict {
    std::uint32_t finding = absent;  ///< row in submission_book::findings
    verdict said = verdict::open;
    reason_grade grade = reason_grade::none;  ///< a class alone is told and is no hit
    std::uint32_t reason = absent;  ///< row in outcome_book::reasons that fits; absent: none, or a front end's status
};

/// Whether a denial or rejection that no finding foresaw should have been foreseen.
enum class miss : std::uint8_t {
    none,     ///< no denial, or a finding foresaw it
    covered,  ///< a rule about this line foresees the reason: "a rule should have seen this"
    gap       ///< "no rule yet"
};
[[nodiscard]] std::string_view to_string(miss kind) noexcept;  ///< "", "covered_miss", "gap"

/// A rule that foresees a reason that nobody foretold.
struct missed_rule {
    std::uint32_t rule = 0;  ///< row in the list of rules
    bool unchecked = false;  ///< it answered "not checked" about the line or its claim
};

/// What is said about one outcome.
struct line_verdicts {
    row_range findings;  ///< in verdict_book::findings: those of the line, then those of the claim
    miss missed = miss::none;
    row_range rules;  ///< in verdict_book::missed_rules; by id
};

/// Verdicts of a run. Row k of `lines` belongs to row k of outcome_book::outcomes.
struct verdict_book {
    std::vector<line_verdicts> lines;
    std::vector<finding_verdict> findings;
    std::vector<missed_rule> missed_rules;

    [[nodiscard]] std::span<finding_verdict const> findings_of(line_verdicts const& line) const noexcept {
        return {findings.data() + line.findings.first, line.findings.count};
    }
    [[nodiscard]] std::span<missed_rule const> rules_of(line_verdicts const& line) const noexcept {
        return {missed_rules.data() + line.rules.first, line.rules.count};
    }
};

/// Names the rules, by row, that are about a submitted line: payer class, dates and `applies` hold. Asked of lines with an
/// unforeseen denial alone; the span is valid until the next call.
using scope_asker = std::function<std::span<std::uint32_t const>(ledger::submitted_claim const& claim,
                                                                 ledger::submitted_line const& line)>;

/// Holds every finding against every decision about its line, and every denial against the rules. Findings and unchecked
/// rules of the book must stand by claim. A denial as a duplicate (CARC 18) of a submission that was sent again unchanged
/// is no miss. `out` is cleared first.
void judge_findings(ledger::submission_book const& submitted, outcome_book const& outcomes,
                    std::span<score_rule const> rules, scope_asker const& in_scope, verdict_book& out);

}  // namespace orthoscrub::remit
