#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "parser/text/segment.hpp"

namespace orthoscrub::envelope {

inline constexpr std::uint32_t outside_piece = 65536;   ///< bytes of one segment outside of interchanges
inline constexpr std::uint32_t blank_piece = 4096;      ///< blank lines up to here go to the next segment
inline constexpr std::uint32_t break_lookahead = 256;   ///< how far behind a line break a segment id is looked for
inline constexpr std::size_t most_elements = 65535;     ///< of one segment; the last one takes what follows
inline constexpr std::uint32_t nowhere = 0xFFFFFFFFu;   ///< no position
inline constexpr std::uint32_t upper_case = 0xDFDFDFu;  ///< mask that makes three letters capitals and drops a fourth

/// Flags of pieces that are no segments. `context` on a piece means that it continues the piece before.
inline constexpr std::uint16_t layout_piece = text::layout_only;
inline constexpr std::uint16_t first_piece = text::oversized | text::malformed_id;
inline constexpr std::uint16_t continued_piece = first_piece | text::context;

[[nodiscard]] inline bool is_break(char c) noexcept { return c == '\r' || c == '\n'; }
/// Blanks and controls: layout when they stand outside of segments.
[[nodiscard]] inline bool is_layout(char c) noexcept { return static_cast<unsigned char>(c) <= ' '; }
/// Four bytes, the first one lowest, as segment ids are packed.
[[nodiscard]] inline std::uint32_t load(char const* from) noexcept {
    std::uint32_t word;
    std::memcpy(&word, from, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap32(word);
    return word;
}

}  // namespace orthoscrub::envelope
