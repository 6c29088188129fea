#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "scrubber/remit/matches.hpp"

namespace orthoscrub::remit {

/// What is compared of an answer when a reversal looks for what it cancels.
struct reversible_answer {
    std::uint32_t remitted_claim = absent;  ///< row in remittance_book::claims
    std::int32_t day = 0;                   ///< that orders events, CCYYMMDD
    std::int32_t produced = 0;              ///< orders those of one day, before the row
    std::int64_t charge = 0, paid = 0;      ///< cents; of a reversal with the sign turned
    std::uint64_t print = 0;                ///< over the adjustments in any order; of a reversal with the signs turned
    std::uint64_t icn = 0;                  ///< hash of CLP07; 0: none
    std::uint64_t control_number = 0;       ///< hash of CLP01; 0: none

    /// True when it comes before the other: by day, day of production, arrival.
    [[nodiscard]] bool before(reversible_answer const& other) const noexcept;
};

/// The answers among which reversals look for what they cancel, sorted by what is asked of them, so that a claim with
/// thousands of reversals takes time by their number.
class reversal_targets {
public:
    /// `answers`: none is a reversal, in the order of `before`. `known_claim`: all answer one submission; else an answer
    /// must share a number with the reversal. `reversed_by`: by remitted claim the reversal that took it, or absent; what
    /// is taken is not found any more. Both must stay where they are.
    void load(std::span<reversible_answer const> answers, bool known_claim, std::span<std::uint32_t const> reversed_by);

    /// The remitted claim that the reversal cancels, or absent. `original_icn`: hash of its REF*F8, 0 for none.
    /// The best by: amounts and number, adjustments, an earlier day; of equals the latest of an earlier day, on the day
    /// itself the first. On one day it must have the paid amount, and the number or stand before the reversal.
    [[nodiscard]] std::uint32_t find(reversible_answer const& reversal, std::uint64_t original_icn);

private:
    struct entry {
        std::uint64_t key;
        std::uint32_t answer;
        auto operator<=>(entry const&) const = default;
    };
    /// The latest free answer of an earlier day under a key, else the first of the day itself that may be taken.
    struct found {
        std::uint32_t earlier = absent, same_day = absent;
    };
    void look(std::uint64_t key, reversible_answer const& reversal, bool by_number, found& best);
    [[nodiscard]] std::size_t free_before(std::size_t first, std::size_t end);
    [[nodiscard]] std::size_t free_from(std::size_t at, std::size_t last);

    [[nodiscard]] bool gone(std::size_t at) const noexcept {
        return reversed_by_[answers_[entries_[at].answer].remitted_claim] != absent;
    }

    std::span<reversible_answer const> answers_;
    std::span<std::uint32_t const> reversed_by_;
    bool known_claim_ = true;
    std::vector<entry> entries_;
    std::vector<std::uint32_t> back_, forth_;  ///< by entry: where the next free one may be
};

}  // namespace orthoscrub::remit
