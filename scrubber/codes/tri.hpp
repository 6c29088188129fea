#pragma once
#include <cstdint>

namespace orthoscrub::scrub {

/// An answer about a claim: unknown means that the claim or a table lacks what the question needs.
enum class tri : std::uint8_t { no, yes, unknown };

[[nodiscard]] constexpr tri to_tri(bool value) noexcept { return value ? tri::yes : tri::no; }

}  // namespace orthoscrub::scrub
