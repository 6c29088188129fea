#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace orthoscrub::remit {

/// How well two patient control numbers agree; both are opaque texts.
enum class number_grade : std::uint8_t { none, prefix, folded, equal };

/// Shortest text that is taken for the beginning of a longer patient control number.
inline constexpr std::size_t shortest_claim_prefix = 8;
/// Shortest text that is taken for the beginning of a longer line item control number.
inline constexpr std::size_t shortest_line_prefix = 6;

/// The text without trailing blanks.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;
/// The text as a number; nothing when it holds anything but digits, or too many.
[[nodiscard]] std::optional<std::uint64_t> whole_number(std::string_view text) noexcept;
[[nodiscard]] number_grade compare_control_numbers(std::string_view remitted, std::string_view submitted) noexcept;

/// Hash of the text in upper case without punctuation, blanks and leading zeros; of the text itself when nothing is
/// left of it. Equal texts and texts that fold to the same share it.
[[nodiscard]] std::uint64_t folded_hash(std::string_view text) noexcept;
[[nodiscard]] std::uint64_t text_hash(std::string_view text) noexcept;
/// Hash of the text in upper case without punctuation and blanks: texts that `equal_normalized` takes for one share it.
[[nodiscard]] std::uint64_t normalized_hash(std::string_view text) noexcept;

/// True when letters and digits agree, case aside; leading zeros count. False when there are none.
[[nodiscard]] bool equal_normalized(std::string_view a, std::string_view b) noexcept;
/// True when the texts agree, case aside.
[[nodiscard]] bool equal_any_case(std::string_view a, std::string_view b) noexcept;

}  // namespace orthoscrub::remit
