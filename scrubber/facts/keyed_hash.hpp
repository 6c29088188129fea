#pragma once
#include <compare>
#include <cstdint>
#include <string_view>

namespace orthoscrub::scrub {

/// 128 bits that stand for a text. Two texts of a run share one with a chance of 2^-128.
struct hash128 {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    friend auto operator<=>(hash128 const&, hash128 const&) = default;
};

/// XXH3 of the text under a seed that is drawn anew for each run, so that hashes of two runs cannot be compared.
[[nodiscard]] hash128 keyed_hash(std::string_view text, std::uint64_t seed) noexcept;
[[nodiscard]] std::uint64_t keyed_hash64(std::string_view text, std::uint64_t seed) noexcept;

}  // namespace orthoscrub::scrub
