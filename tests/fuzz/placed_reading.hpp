#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace orthoscrub::test {

/// Reads the sets of one type (ST01: 837, 835, 999, 277) with their grammar, an 837 with the guide check too, once whole and
/// once in windows of `window` bytes that are read `block` bytes at a time. Says where loops of segments or faults differ, and
/// whether a segment has no entry among the loops; empty when all is well. A TA1 outside of the sets is read as well.
[[nodiscard]] std::string placing_fault(std::string_view text, std::string_view type, std::size_t window,
                                        std::size_t block);

}  // namespace orthoscrub::test
