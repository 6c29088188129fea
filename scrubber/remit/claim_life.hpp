#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "scrubber/codes/carc_classes.hpp"
#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/ledger/submission_book.hpp"
#include "scrubber/remit/matches.hpp"
#include "scrubber/remit/reversal_targets.hpp"

namespace orthoscrub::remit {

/// All answers of one payer to one submitted claim, in order of payment date, production date, arrival.
struct claim_life {
    std::uint32_t submitted = absent;  ///< row in submission_book::claims
    std::uint32_t payer = absent;      ///< number in claim_lives::payer_of
    row_range events;                  ///< in claim_lives::events
};

/// The answers that hold now, and what they replaced without a reversal.
struct current_events {
    std::vector<std::uint32_t> hold;        ///< rows in remittance_book::claims; several when the payer split the claim
    std::vector<std::uint32_t> superseded;  ///< decided twice: replaced with no reversal between
    std::uint32_t superseding = absent;     ///< the last event that replaced one of those
};

/// A remitted line and the submitted one that it answers; rows, the latter may be absent.
struct answered_line {
    std::uint32_t submitted = absent, remitted = absent;
    auto operator<=>(answered_line const&) const = default;
};

/// Puts remitted claims in order, finds what was sent twice and which reversal cancels what.
class claim_lives {
public:
    claim_lives(ledger::submission_book const& submitted, ledger::remittance_book const& remitted,
                match_book const& matches, scrub::carc_classes const& classes);

    std::vector<claim_life> lives;         ///< by submitted claim, the payer it was sent to first, then by first answer
    std::vector<std::uint32_t> events;     ///< rows in remittance_book::claims
    std::vector<std::uint32_t> payer_of;   ///< by remittance: the same number for the same payer
    std::vector<std::uint8_t> sent_again;  ///< by remitted claim: a retransmission, to be ignored
    std::vector<std::uint8_t> sent_again_whole;  ///< by remittance: one with the same content or trace came before
    std::vector<std::uint32_t> reversed_by;      ///< by remitted claim: the reversal that cancels it, or absent
    std::vector<std::uint32_t> reverses;         ///< by remitted claim: what it cancels, or absent
    std::uint64_t retransmissions = 0;

    /// CLP02 = 22 without a positive charge.
    [[nodiscard]] bool is_reversal(std::uint32_t remitted_claim) const noexcept;
    /// The day that orders events: BPR16, else the production date.
    [[nodiscard]] model::date day_of(std::uint32_t remitted_claim) const noexcept;
    /// True when `a` comes before `b` in that order.
    [[nodiscard]] bool before(std::uint32_t a, std::uint32_t b) const noexcept;
    /// The lines of an answer, sorted by the submitted lines that they answer, then in order of the file.
    [[nodiscard]] std::span<answered_line const> answered_lines(std::uint32_t remitted_claim) const noexcept;
    /// Those of them that answer this line.
    [[nodiscard]] std::span<answered_line const> lines_about(std::uint32_t remitted_claim,
                                                             std::uint32_t submitted_line) const noexcept;
    /// The answer speaks about the line: it has a remitted line for it, or no lines at all.
    [[nodiscard]] bool covers(std::uint32_t remitted_claim, std::uint32_t submitted_line) const noexcept;
    /// Both answers speak about some line in common.
    [[nodiscard]] bool overlap(std::uint32_t a, std::uint32_t b) const noexcept;
    /// A decision about money: not pended, no estimate, not only sent on.
    [[nodiscard]] bool adjudicates(std::uint32_t remitted_claim) const noexcept;
    /// Which answers hold after all reversals. `out` is cleared first.
    void fold(claim_life const& life, current_events& out) const;

private:
    void number_payers();
    void find_retransmissions();
    void order_events();
    void sort_lines();
    void find_targets();
    void find_targets_of(claim_life const& life, std::vector<std::uint32_t>& lost);
    [[nodiscard]] reversible_answer reversible(std::uint32_t remitted_claim) const;
    [[nodiscard]] std::uint32_t target_of(std::uint32_t reversal, reversal_targets& among) const;
    void cancel(std::uint32_t reversal, std::uint32_t target);
    [[nodiscard]] bool only_duplicate(std::uint32_t remitted_claim) const noexcept;
    template <class See>
    void each_adjustment(std::uint32_t remitted_claim, See see) const;

    ledger::submission_book const& submitted_;
    ledger::remittance_book const& remitted_;
    match_book const& matches_;
    scrub::carc_classes const& classes_;
    std::vector<answered_line> answered_;  ///< by remitted claim, as answered_lines gives them
};

}  // namespace orthoscrub::remit
