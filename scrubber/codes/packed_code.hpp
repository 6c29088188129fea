#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace orthoscrub::scrub {

/// The first eight characters of a code as one number, the first in the highest byte, so that numbers order as codes do.
[[nodiscard]] inline std::uint64_t packed_code(std::string_view code) noexcept {
    std::size_t const size = code.size() < 8 ? code.size() : 8;
    std::uint64_t packed = 0;
    if constexpr (std::endian::native == std::endian::little) {
        if (size >= 4) {  // two halves that may overlap
            std::uint32_t front = 0, back = 0;
            std::memcpy(&front, code.data(), 4);
            std::memcpy(&back, code.data() + size - 4, 4);
            return std::uint64_t{__builtin_bswap32(front)} << 32 | std::uint64_t{__builtin_bswap32(back)}
                                                                       << (64 - 8 * size);
        }
    }
    for (std::size_t i = 0; i < size; ++i) packed |= std::uint64_t{static_cast<unsigned char>(code[i])} << (56 - 8 * i);
    return packed;
}

}  // namespace orthoscrub::scrub
