#pragma once
#include <array>
#include <cstddef>
#include <string_view>

namespace orthoscrub::remit {

/// The word of a kind in a table of words; empty for a number behind the last kind.
template <class Kind, std::size_t Size>
[[nodiscard]] constexpr std::string_view word_of(std::array<std::string_view, Size> const& words, Kind kind) noexcept {
    auto const at = static_cast<std::size_t>(kind);
    return at < Size ? words[at] : std::string_view{};
}

}  // namespace orthoscrub::remit
