#pragma once
#include <string_view>

#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// REF*F8 of the claim, the payer's own number of an earlier claim; null when there is none with a value.
[[nodiscard]] model::reference_row const* payer_control_number(claim_context const& claim) noexcept;

/// REF*6R of the line when an earlier line of the claim has the same; null when not.
[[nodiscard]] model::reference_row const* repeated_control_number(subject const& s) noexcept;

/// Nothing about subscriber and patient asks for a second look: the primary payer, SBR02 and the level of the claim agree, and
/// the persons have what the guide asks for.
[[nodiscard]] bool plain_subscriber(claim_context const& claim) noexcept;

/// The claim is an original without REF*F8 and without related causes (CLM11).
[[nodiscard]] bool plain_situation(claim_context const& claim) noexcept;

/// A rendering, facility, supervising or referring provider whose NPI stands one level up already: in 2010AA for 2310B, in
/// the same place of 2310 for 2420.
enum class repeated_level : std::uint8_t { none, billing, claim };
[[nodiscard]] repeated_level repeats_provider(subject const& s) noexcept;

}  // namespace orthoscrub::scrub
