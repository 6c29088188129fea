#pragma once
#include <cstddef>
#include <cstdint>

namespace orthoscrub::bench {

/// What operator new handed out since the program began; `highest` since `forget_highest`. The program replaces operator
/// new with one that counts; what C libraries take for themselves is not seen.
struct heap_use {
    std::uint64_t allocations = 0;
    std::size_t bytes = 0, highest = 0;
};
[[nodiscard]] heap_use heap() noexcept;
void forget_highest() noexcept;

}  // namespace orthoscrub::bench
