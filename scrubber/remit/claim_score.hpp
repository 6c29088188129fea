#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "scrubber/remit/claim_index.hpp"
#include "scrubber/remit/control_number.hpp"
#include "scrubber/remit/line_index.hpp"
#include "scrubber/remit/line_matching.hpp"
#include "scrubber/remit/line_score.hpp"
#include "scrubber/remit/matches.hpp"
#include "scrubber/remit/payer_fit.hpp"

namespace orthoscrub::remit {

/// Answers of one remittance that share a control number and a sign: the parts when a payer split a claim.
struct split_sum {
    model::money charge;  ///< Σ CLP03, without the minus of reversals
    std::uint32_t parts = 0;
};

/// A remitted claim made ready to be compared with many submitted ones.
struct asked_claim {
    ledger::remitted_claim const* claim = nullptr;
    std::uint32_t row = absent;
    model::money charge;  ///< CLP03, without the minus of a reversal
    split_sum split;
    day_span days;
    bool secondary = false;         ///< CLP02 does not say that the first payer speaks (1, 19)
    std::vector<asked_line> lines;  ///< keeps its memory
};

/// A candidate with all that speaks for and against it.
struct scored_candidate {
    std::uint32_t submitted = absent;
    std::int16_t score = 0;
    number_grade number = number_grade::none;
    payer_fit payer = payer_fit::unverified;
    bool charge_alone = false;   ///< CLP03 = CLM02
    bool payer_number = false;   ///< CLP07 or REF*F8 is known for it
    bool contradicted = false;   ///< frequency, charge or dates speak against it
    bool part_by_sum = false;    ///< CLP03 is less, but the parts in this remittance come to CLM02
    bool part_by_lines = false;  ///< CLP03 is less, and is the charge of the lines that it answers
    std::array<evidence, 13> reasons;
    std::uint8_t reason_count = 0;

    void add(evidence_kind kind, int points) noexcept {
        reasons[reason_count++] = {kind, static_cast<std::int16_t>(points)};
        score = static_cast<std::int16_t>(score + points);
    }
};

/// Makes `asked` speak of a remitted claim; `split` is filled by the caller.
void prepare(ledger::remittance_book const& book, std::uint32_t row, asked_claim& asked);

/// Weighs candidates by the table in claim_score.cpp. Books and index must outlive it.
class claim_scorer {
public:
    claim_scorer(ledger::submission_book const& sent, claim_index const& index) : sent_{&sent}, index_{&index} {}
    [[nodiscard]] scored_candidate weigh(asked_claim const& asked, std::uint32_t submitted, payer_fit payer);

private:
    /// Of the claim, else of its lines.
    [[nodiscard]] day_span days_of(ledger::submitted_claim const& claim) const noexcept;
    void weigh_numbers(asked_claim const& asked, scored_candidate& one);
    void weigh_lines(asked_claim const& asked, scored_candidate& one);
    void weigh_charge(asked_claim const& asked, scored_candidate& one);
    /// Settled: a charge that is the sum of the answered lines is no strange one.
    [[nodiscard]] bool charge_of_lines(asked_claim const& asked, ledger::submitted_claim const& claim);

    ledger::submission_book const* sent_;
    claim_index const* index_;
    line_matcher lines_;
    line_index index_of_lines_;
    std::vector<line_match> matches_;
    std::vector<std::uint8_t> answered_;
};

/// The most that a submitted claim can reach whose control number does not fold to that of the answer and for which the
/// payer has no number.
[[nodiscard]] int most_without_number(asked_claim const& asked) noexcept;

}  // namespace orthoscrub::remit
