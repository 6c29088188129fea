#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "parser/text/scan.hpp"
#include "tests/fuzz/reading.hpp"

/// What must hold for every file, however it is damaged, in words: each function says what is wrong, or nothing.
namespace orthoscrub::test {

/// The usual limits with a window of so many bytes and a given kernel.
[[nodiscard]] envelope::reader_limits limits_of(std::size_t window, text::scan_kernel kernel);

/// Every byte stands in exactly one segment: the raw parts of `read`, put end to end, are `text`.
[[nodiscard]] std::string coverage_fault(reading const& read, std::string_view text);

/// Two readings of one file have the same segments.
[[nodiscard]] std::string segment_fault(reading const& a, reading const& b);

/// Two readings of one file have the same segments, claims and faults.
[[nodiscard]] std::string reading_fault(reading const& a, reading const& b);

/// The grammar sees the claims that the hand-written reader sees. Adds to `compared` the sets looked at: those of an 837
/// without segments that are cut off, malformed or too long.
[[nodiscard]] std::string oracle_fault(reading const& read, std::uint64_t& compared);

}  // namespace orthoscrub::test
