#pragma once
#include <string>
#include <string_view>

namespace orthoscrub::scrub {

/// Length of the UTF-8 sequence that begins at `at`, or 0 when there is none.
[[nodiscard]] std::size_t utf8_length(std::string_view text, std::size_t at) noexcept;

/// Appends one character of `text` as UTF-8 and moves `at` behind it; a byte that is no UTF-8 is read as Latin-1.
void append_utf8(std::string_view text, std::size_t& at, std::string& out);

}  // namespace orthoscrub::scrub
