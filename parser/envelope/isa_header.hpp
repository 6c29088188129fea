#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "parser/text/segment.hpp"

namespace orthoscrub::envelope {

/// The characters after which an ISA that is not whole is given up: 105 characters, line breaks and room for
/// ids that are too wide.
inline constexpr std::size_t isa_lookahead = 320;

enum class isa_verdict : std::uint8_t {
    none,       ///< the text does not begin with ISA and a separator
    need_more,  ///< more bytes are needed to decide
    broken,     ///< an ISA whose delimiters cannot be read, collide, are letters, digits or blanks
    good
};

struct isa_reading {
    isa_verdict verdict = isa_verdict::none;
    text::delimiters marks;
    char repetition_seen = '\0';  ///< ISA11 as written; '\0' when it is not one character
    std::uint32_t length = 0;     ///< characters up to and with the terminator, line breaks inside not counted
};

/// Reads the delimiters from a text that begins with "ISA" (X12.5: fixed widths, 106 characters). Line breaks
/// inside are passed over. When the widths are wrong, 16 separators are counted, and GS, TA1 or IEA must
/// follow. `whole` says that the text ends where the data end.
[[nodiscard]] isa_reading read_isa(std::string_view text, bool whole) noexcept;

}  // namespace orthoscrub::envelope
