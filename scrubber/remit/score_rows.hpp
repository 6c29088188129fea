#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scrubber/remit/score_line.hpp"

namespace orthoscrub::remit {

/// Makes the rows of the scorecard from the books of a run: findings of line and claim, the first decision, and what
/// speaks against counting a line (ambiguous answers, CARC 18 about a twin, identical resubmissions).
class score_rows {
public:
    /// What a payer would pay for a submitted line; nothing when no schedule tells. May be empty.
    using expected_payment = std::function<std::optional<model::money>(std::uint32_t line)>;
    /// Takes the rows of one submitted claim, as score_tally::add_claim wants them; they are valid during the call.
    using taker = std::function<void(std::uint32_t claim, std::span<score_line const>)>;

    /// All arguments must outlive this; `matches` may be nullptr. Findings of rules that are not in `rules` are left out.
    score_rows(ledger::submission_book const& submitted, outcome_book const& outcomes, match_book const* matches,
               std::span<score_rule const> rules, expected_payment expected = {});

    /// Every submitted claim in order; a line without any outcome is an open row.
    void each_claim(taker const& take);

private:
    void find_ambiguous(match_book const& matches);
    void find_twins();
    void fill_row(score_line& row, line_outcome const& now) const;
    void attach_findings(std::uint32_t claim);
    [[nodiscard]] std::uint64_t content_key(std::uint32_t line, bool with_number) const;
    [[nodiscard]] line_outcome const& first_of(line_outcome const& now) const noexcept {
        return now.first == absent ? now : outcomes_.first_decisions[now.first];
    }

    ledger::submission_book const& submitted_;
    outcome_book const& outcomes_;
    expected_payment expected_;
    std::unordered_map<std::string_view, std::uint32_t> rule_rows_;
    std::vector<bool> ambiguous_;              ///< by submitted claim
    std::vector<bool> twin_;                   ///< by submitted line: an equal line had its decision
    std::vector<bool> elsewhere_;              ///< by submitted line: counted for an identical later submission
    std::size_t finding_ = 0, unchecked_ = 0;  ///< next rows of the book
    // Of the claim at hand, reused.
    std::vector<score_line> rows_;
    std::vector<std::vector<score_flag>> flags_;
    std::vector<std::vector<std::uint32_t>> unchecked_rules_;
    std::vector<std::vector<ledger::claim_status>> statuses_;
};

}  // namespace orthoscrub::remit
