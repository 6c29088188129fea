#pragma once
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// What is odd about a subject above the line; the bits of subject::signs, by scope.
enum subject_sign : std::uint8_t {
    odd_claim = 1,       ///< CLM02 is not the sum, CLM05-3 not 1, CLM06, 07, 09 not Y, A, Y, or LX01 not 1, 2, 3 to 50
    odd_subscriber = 2,  ///< SBR01 is not P, subscriber and patient do not simply fit, or a part of them is missing
    odd_situation = 4,   ///< CLM05-3 is not 1, there is a REF*F8, CLM11 says something, or CLM02 is no amount
                         ///< above zero (the bit of odd_amounts, because lines and claims share the fact)
    odd_address = 8,     ///< an address has a fault
    other_payers = 16,   ///< the claim has a 2320
    odd_payments = 32,   ///< what another payer paid does not add up
    odd_in_batch = 1,    ///< an earlier claim of the run has to do with it
    odd_diagnosis =
        1,  ///< no ICD-10-CM qualifier or shape, a row of the table that is not simply billable, an external
            ///< cause, or a repeat
    odd_repetition = 2,  ///< of a provider: stands one level up already
    odd_taxonomy = 4,    ///< of a provider: malformed or implausible
    odd_provider = 1,    ///< no NPI that passes its check
    odd_note = 1         ///< a qualifier that the guide does not take, 81 characters or more, or a character or element
                         ///< that does not belong in it
};

/// Those of the `wanted` signs that a claim, diagnosis, provider, note or claim of a batch has; 0 for subjects of other
/// scopes.
[[nodiscard]] std::uint8_t signs_of(subject const& s, std::uint8_t wanted);

}  // namespace orthoscrub::scrub
