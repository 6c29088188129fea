#pragma once
#include <cstdint>
#include <span>

namespace orthoscrub::grammars::guide {

/// Where the codes of a list stand in a table of 2 to the power of (64 - shift) places, each in one of its own: a value is
/// among them when it equals what stands in its place. Codes are numbers as `pack_any` makes them.
struct code_spread {
    std::uint64_t factor = 0;
    std::uint8_t shift = 63;

    [[nodiscard]] std::size_t place(std::uint64_t code) const noexcept { return code * factor >> shift; }
    [[nodiscard]] std::size_t places() const noexcept { return std::size_t{1} << (64 - shift); }
};

/// A factor that keeps all codes apart, in the smallest table for which one of a few does; equal codes share a place.
[[nodiscard]] code_spread spread_codes(std::span<std::uint64_t const> codes);

}  // namespace orthoscrub::grammars::guide
