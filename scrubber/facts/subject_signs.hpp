#pragma once
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// What is odd about a diagnosis or provider; the bits of subject::signs above the line.
enum subject_sign : std::uint8_t {
    odd_diagnosis =
        1,            ///< no ICD-10-CM qualifier or shape, a row of the table that is not simply billable, an external
                      ///< cause, or a repeat
    odd_provider = 1  ///< no NPI that passes its check, or a taxonomy that is malformed or implausible
};

/// The signs of a diagnosis or provider; 0 for subjects of other scopes.
[[nodiscard]] std::uint8_t signs_of(subject const& s) noexcept;

}  // namespace orthoscrub::scrub
