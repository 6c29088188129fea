#pragma once
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace orthoscrub::generator {

/// xoshiro256** seeded by splitmix64 (Blackman, Vigna): the same numbers on every machine and standard library.
class dice {
public:
    explicit dice(std::uint64_t seed) noexcept {
        for (auto& word : state_) {
            seed += 0x9E3779B97F4A7C15U;
            std::uint64_t z = seed;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
            word = z ^ (z >> 31);
        }
    }

    std::uint64_t next() noexcept {
        std::uint64_t const result = rotated(state_[1] * 5, 7) * 9;
        std::uint64_t const kept = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= kept;
        state_[3] = rotated(state_[3], 45);
        return result;
    }
    /// A number from 0 to `bound` - 1; `bound` at least 1.
    std::uint32_t below(std::uint32_t bound) noexcept {
        return static_cast<std::uint32_t>(((next() >> 32) * bound) >> 32);
    }
    /// A number from `low` to `high`, both included.
    int between(int low, int high) noexcept {
        return low + static_cast<int>(below(static_cast<std::uint32_t>(high - low + 1)));
    }
    /// True in `percent` of a hundred throws.
    bool chance(std::uint32_t percent) noexcept { return below(100) < percent; }

    template <class Range>
    auto const& pick(Range const& from) noexcept {
        return from[below(static_cast<std::uint32_t>(std::size(from)))];
    }

private:
    static std::uint64_t rotated(std::uint64_t x, int by) noexcept { return (x << by) | (x >> (64 - by)); }
    std::uint64_t state_[4]{};
};

}  // namespace orthoscrub::generator
