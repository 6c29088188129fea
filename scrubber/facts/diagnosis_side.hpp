#pragma once
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// The side that every diagnosis names to which the line of `s` points; none when they differ, when one of them names no
/// side, when a pointer leads nowhere, and when there is no pointer. From the families of codes/icd10_sides.csv (S26).
[[nodiscard]] code_side pointed_side(subject const& s) noexcept;

}  // namespace orthoscrub::scrub
