#pragma once
#include <cstddef>
#include <cstring>
#include <string_view>

namespace orthoscrub::text {

/// True when `text` is the literal: a comparison of known length, which compilers turn into one of integers.
template <std::size_t Size>
[[nodiscard]] inline bool is(std::string_view text, char const (&literal)[Size]) noexcept {
    return text.size() == Size - 1 && std::memcmp(text.data(), literal, Size - 1) == 0;
}

}  // namespace orthoscrub::text
