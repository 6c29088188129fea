#pragma once
#include <cstddef>
#include <cstdint>

#include "scrubber/ledger/recorded.hpp"
#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/ledger/submission_book.hpp"
#include "scrubber/remit/matches.hpp"
#include "scrubber/remit/outcome.hpp"
#include "scrubber/remit/verdicts.hpp"

namespace orthoscrub::remit {

/// The results of a run as rows that a ledger keeps, in parts that hold whole claims, so that they never stand in memory
/// all at once. Every row of the books must have its id; all arguments must outlive this, and so do the views of a part.
class recorded_results {
public:
    recorded_results(ledger::submission_book const& submitted, ledger::remittance_book const& remitted,
                     match_book const& matches, outcome_book const& outcomes, verdict_book const& verdicts)
        : submitted_{submitted}, remitted_{remitted}, matches_{matches}, outcomes_{outcomes}, verdicts_{verdicts} {}

    // Puts the next part in the place of what `part` held; false when there is none.
    /// Matches; asks for nothing but books and matches.
    [[nodiscard]] bool next_matches(ledger::result_book& part);
    /// Outcomes with their verdicts.
    [[nodiscard]] bool next_outcomes(ledger::result_book& part);

private:
    void add_match(std::uint32_t row, ledger::result_book& part) const;
    void add_outcome(line_outcome const& outcome, ledger::result_book& part) const;
    void add_verdicts(std::size_t row, ledger::result_book& part) const;
    [[nodiscard]] std::int64_t claim_id(std::uint32_t row) const {
        return row == absent ? 0 : submitted_.claims[row].id;
    }
    [[nodiscard]] std::int64_t line_id(std::uint32_t row) const { return row == absent ? 0 : submitted_.lines[row].id; }

    ledger::submission_book const& submitted_;
    ledger::remittance_book const& remitted_;
    match_book const& matches_;
    outcome_book const& outcomes_;
    verdict_book const& verdicts_;
    std::uint32_t match_ = 0;  ///< next row of claim_matches
    std::size_t outcome_ = 0;  ///< next row of outcomes
};

}  // namespace orthoscrub::remit
