#pragma once
#include <cstdint>

#include "parser/model/claim_tables.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// What does not add up about what another payer decided (2320 with its 2330B, and 2430 of the lines).
enum class payment_fault : std::uint8_t {
    none,
    paid_missing,     ///< it adjudicated (CAS or 2430), and AMT*D is not there
    paid_unbalanced,  ///< AMT*D is not what it paid for the lines less the claim's adjustments
    claim_unbalanced  ///< CLM02 is not AMT*D and all its adjustments, though lines and payment balance
};

/// The first other payer of the claim whose sums do not agree, and the two sums.
struct payment_check {
    payment_fault fault = payment_fault::none;
    model::other_payer_row const* payer = nullptr;
    model::segment_index paid = model::absent;  ///< AMT*D
    model::money stated;                        ///< AMT*D, or CLM02 for claim_unbalanced
    model::money counted;                       ///< what the other segments add up to
};
[[nodiscard]] payment_check check_payments(claim_context const& claim) noexcept;

/// What does not add up about one line: SV102 against SVD02 and the CAS of its 2430, payer by payer.
struct adjudication_check {
    model::adjudication_row const* row = nullptr;  ///< the first 2430 of the payer; null: the line balances
    model::money paid;                             ///< sum of SVD02
    model::money adjusted;                         ///< sum of the CAS amounts
};
[[nodiscard]] adjudication_check check_adjudications(claim_context const& claim, model::line_row const& line) noexcept;

/// The first 2430 of the line whose SVD01 names no other payer of the claim (NM109 of a 2330B); null when all do.
[[nodiscard]] model::adjudication_row const* unnamed_payer(claim_context const& claim,
                                                           model::line_row const& line) noexcept;

/// The first reason of a CAS in 2320 or 2430 that is no claim adjustment reason code; null when none is, or the claim
/// has no 2320. `unlisted` is set when a reason has the right shape and stands in no table.
[[nodiscard]] model::adjustment_row const* wrong_reason(claim_context const& claim, bool& unlisted) noexcept;

/// The first other payer (2320 SBR) whose place in the order of payers (SBR01) another payer of the claim has; null when
/// each has its own. U, unknown, may repeat.
[[nodiscard]] model::other_payer_row const* repeated_sequence(claim_context const& claim) noexcept;

/// True when the claim goes to the secondary or a later payer (SBR01 S, T) and no 2320 names the primary, or for T the
/// secondary.
[[nodiscard]] bool earlier_payer_missing(claim_context const& claim) noexcept;

}  // namespace orthoscrub::scrub
