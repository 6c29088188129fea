#pragma once
#include <string_view>

#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// The sum of the line charges that can be read (SV102).
[[nodiscard]] model::money line_total(claim_context const& claim) noexcept;

/// Ten digits, the first 1 or 2, and the check digit of the Luhn formula over the prefix 80840 and the NPI (CMS).
[[nodiscard]] bool npi_valid(std::string_view npi) noexcept;

}  // namespace orthoscrub::scrub
