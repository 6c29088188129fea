#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "grammars/guide/code_spread.hpp"
#include "grammars/guide/usage.hpp"
#include "parser/text/segment.hpp"

namespace orthoscrub::grammars::guide {

/// Eight bytes as a number, the first lowest. May reach `text::readable_behind` bytes beyond a segment.
[[nodiscard]] inline std::uint64_t load_eight(char const* p) noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, p, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    return word;
}
/// The lowest bytes of a word, none to eight: an element of this.
inline constexpr std::uint64_t low_bytes[]{
    0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF};
/// A value of one to eight characters, part of a segment, as one number, the first lowest.
[[nodiscard]] inline std::uint64_t load_short(char const* p, std::size_t size) noexcept {
    return load_eight(p) & low_bytes[size];
}
/// The same for a value of any length and place: what is longer than eight characters becomes a hash.
[[nodiscard]] constexpr std::uint64_t pack_any(std::string_view value) noexcept {
    std::uint64_t packed = 0;
    if (value.size() <= 8) {
        for (std::size_t i = 0; i < value.size(); ++i)
            packed |= std::uint64_t{static_cast<unsigned char>(value[i])} << (8 * i);
        return packed;
    }
    packed = 0xCBF29CE484222325u;
    for (char const c : value) packed = (packed ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    return packed | std::uint64_t{1} << 63;
}

/// What is wrong with a value that is not empty.
enum class verdict : std::uint8_t {
    fine,
    blank,   ///< only blanks
    padded,  ///< a code with blanks around it
    too_short,
    too_long,
    no_code,
    no_number,
    no_date,
    no_time,
    no_pattern
};

/// How the value of an element or component is checked.
enum class value_kind : std::uint8_t {
    unchecked,  ///< not used, or told elsewhere
    text,
    pattern,    ///< text of a shape that the guide asks for
    open_code,  ///< type ID without a list
    code,
    number,  ///< type R
    integer,
    date,
    time,
    period,  ///< written as its format qualifier says
    composite
};

/// One element or component, ready to be checked.
struct element_op {
    value_kind kind = value_kind::unchecked;
    std::uint8_t min = 0;
    std::uint8_t digits = 0;    ///< most digits of a number
    std::uint8_t decimals = 0;  ///< most of them
    std::uint16_t max = 0;      ///< the narrower of standard and guide
    std::uint16_t first = 0;    ///< of its codes, or of its components
    std::uint16_t count = 0;
    std::uint8_t format = 0;  ///< element or component that says how a period is written
    std::uint8_t part = 0;    ///< place among the composites of a use program
    std::uint16_t table = 0;  ///< where the places of its codes begin
    code_spread spread;       ///< of its codes
    element_usage const* row = nullptr;
};

/// `codes` are those of the op; `format` is the value of its format qualifier.
[[nodiscard]] verdict judge_value(element_op const& op, std::string_view value, std::span<std::uint64_t const> codes,
                                  std::string_view format) noexcept;

/// How a period is written: the value of its format qualifier, an element of the segment or a component of the composite.
[[nodiscard]] inline std::string_view format_of(element_op const& op, text::segment const& s,
                                                std::string_view composite, char separator) noexcept {
    if (op.format == 0) return {};
    return op.row->component != 0 ? text::component(composite, op.format, separator) : s.element(op.format);
}

/// Whether eight digits are a day that exists, CCYYMMDD.
[[nodiscard]] inline bool is_day(char const* digits) noexcept {
    auto const values = load_eight(digits) & 0x0F0F0F0F0F0F0F0Fu;
    auto const pairs = (values * 10 + (values >> 8)) & 0x00FF00FF00FF00FFu;  // century, year, month, day
    auto const month = static_cast<unsigned>(pairs >> 32 & 0xFF), day = static_cast<unsigned>(pairs >> 48);
    if (month - 1 > 11 || (pairs & 0xFFFFFFFF) == 0) return false;
    if (day - 1 < 28) return true;
    auto const year = static_cast<unsigned>((pairs & 0xFF) * 100 + (pairs >> 16 & 0xFF));
    constexpr unsigned char days[]{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool const leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day != 0 && day <= days[month - 1] + (month == 2 && leap ? 1u : 0u);
}
/// Whether the digits are a day that exists: CCYYMMDD, or YYMMDD when there are six.
[[nodiscard]] bool is_date(std::string_view value) noexcept;
/// HHMM, HHMMSS, HHMMSSD or HHMMSSDD.
[[nodiscard]] bool is_time(std::string_view value) noexcept;

}  // namespace orthoscrub::grammars::guide
