#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace orthoscrub::text {

/// Up to four characters of a segment id packed into one number, first character lowest, so that ids compare as
/// integers. An id longer than four characters, or one that holds a NUL, packs to 0.
using segment_id = std::uint32_t;

[[nodiscard]] constexpr segment_id pack_id(std::string_view id) noexcept {
    if (id.size() > 4) return 0;
    segment_id packed = 0;
    for (std::size_t i = 0; i < id.size(); ++i) {
        if (id[i] == '\0') return 0;
        packed |= static_cast<segment_id>(static_cast<unsigned char>(id[i])) << (8 * i);
    }
    return packed;
}

/// The characters that frame one interchange (X12.5: ISA byte 4, ISA11, ISA16, the byte after ISA16).
struct delimiters {
    char element = '*';
    char component = ':';
    char terminator = '~';
    char repetition = '\0';  ///< '\0' when the interchange has none (ISA11 a letter, digit or blank)

    friend constexpr bool operator==(delimiters const&, delimiters const&) = default;
};

/// Bytes behind a segment's terminator, and marks behind its last, that may be read though they mean nothing: values are
/// loaded several at a time.
inline constexpr std::size_t readable_behind = 16, readable_marks = 4;

/// One segment as a view: `base` and `marks` belong to the window (or to the side buffer of a line-wrapped segment)
/// and stay valid until the next window is read. Marks are the offsets from `base` of the element separators and, last,
/// of the terminator. The views of all segments of a file, raw parts put end to end, are the file.
struct segment {
    char const* base = nullptr;
    std::uint32_t const* marks = nullptr;
    char const* raw = nullptr;  ///< the bytes as they stand in the file; nullptr for context segments
    std::uint64_t offset = 0;   ///< byte offset in the file of the first character of the id
    std::uint64_t raw_offset =
        0;                       ///< byte offset of the first byte that belongs to this segment (layout before the id)
    std::uint32_t raw_size = 0;  ///< bytes from raw_offset to the start of the next segment's raw part
    std::uint32_t begin = 0;     ///< offset from base of the first character of the id
    std::uint32_t ordinal = 0;   ///< 1 for the first segment of the file
    std::uint32_t st_ordinal = 0;  ///< 1 for ST within its transaction set; 0 outside a set
    segment_id id = 0;             ///< packed id, upper case; 0 when the id is malformed
    std::uint16_t count = 0;       ///< elements after the id, trailing empty ones included; the 65,535th takes the rest
    std::uint16_t flags = 0;       ///< bits of segment_flag

    /// The id as written.
    [[nodiscard]] std::string_view name() const noexcept { return {base + begin, marks[0] - begin}; }
    /// Element `n`, counted from 1 as in SV101; empty when the segment is shorter.
    [[nodiscard]] std::string_view element(unsigned n) const noexcept {
        if (n == 0 || n > count) return {};
        std::uint32_t const from = marks[n - 1] + 1;
        return {base + from, marks[n] - from};
    }
    /// The text from the id up to the terminator.
    [[nodiscard]] std::string_view body() const noexcept { return {base + begin, marks[count] - begin}; }
    [[nodiscard]] bool is(std::string_view wanted) const noexcept { return id == pack_id(wanted); }
};

/// What the scan saw in a segment besides its elements.
enum segment_flag : std::uint16_t {
    wrapped = 1,             ///< line breaks inside the segment were taken out
    lower_case_id = 2,       ///< the id is written in lower case
    trailing_separator = 4,  ///< an element separator stands right before the terminator
    non_ascii = 8,           ///< holds a byte above 0x7E or a control character
    unterminated = 16,       ///< the file or interchange ends before the terminator
    malformed_id = 32,       ///< the id is blank or no segment id: garbage between segments, or an empty segment
    context = 64,            ///< repeated from an earlier window so that the rows below have their parents
    layout_only = 128,  ///< no segment: blanks, line ends, NUL or ^Z at the end of the data; has no ordinal of its own
    oversized = 256     ///< a piece of a segment longer than the limit; only the raw bytes are there
};

/// The bytes of the file that belong to a segment, layout before the id and the terminator included; empty for context.
/// Put end to end, in the order of the events, they are the file.
[[nodiscard]] inline std::string_view raw_of(segment const& s) noexcept {
    return s.raw ? std::string_view{s.raw, s.raw_size} : std::string_view{};
}

/// Component `n` (from 1) of a composite element; empty when there are fewer.
[[nodiscard]] constexpr std::string_view component(std::string_view element, unsigned n, char separator) noexcept {
    std::size_t from = 0;
    while (true) {
        auto const to = element.find(separator, from);
        if (--n == 0) return element.substr(from, to == std::string_view::npos ? to : to - from);
        if (to == std::string_view::npos) return {};
        from = to + 1;
    }
}

}  // namespace orthoscrub::text
