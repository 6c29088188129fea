#pragma once
#include <string_view>

#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// SV105, or CLM05-1 when the line has no place of its own.
[[nodiscard]] std::string_view place_of(claim_context const& claim, model::line_row const& line) noexcept;

/// The first REF*G1 with a value, of the line or else of the claim; null when there is none.
[[nodiscard]] model::reference_row const* authorization_of(claim_context const& claim,
                                                           model::line_row const& line) noexcept;

/// The first earlier line with the same code, modifiers (in any order), service date and place. Null when there is
/// none; `reason` is set when a line was alike but a service date is missing.
[[nodiscard]] line_context const* earlier_duplicate(subject const& s, unknown_reason& reason) noexcept;

}  // namespace orthoscrub::scrub
