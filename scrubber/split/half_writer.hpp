#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "parser/text/segment.hpp"
#include "parser/write/sink.hpp"
#include "scrubber/split/open_levels.hpp"

namespace orthoscrub::scrub {

/// The text of one HL level as it stands in the file, with the places of what must be renumbered.
struct level_text {
    struct place {
        std::size_t offset = 0, length = 0, missing = 0;  ///< in `hl`; `missing` separators go before the value
    };
    std::string hl;               ///< the HL segment, terminator and layout behind it included
    std::array<place, 3> places;  ///< HL01, HL02, HL04
    bool numbered = false;        ///< long enough to be renumbered
    char separator = '*';
    std::string rest;            ///< what follows up to the first claim or the next HL
    std::uint64_t segments = 0;  ///< that SE01 counts, HL included

    /// Takes over an HL: `own` is the segment from its id to its terminator.
    void begin(text::segment const& s, std::string_view own, char element_separator);
};

/// Writes one of the two files: keeps which parents are open in it and counts what its trailers must say. Serial
/// numbers name the interchanges, groups and sets of the input, 0 is none.
class half_writer {
public:
    explicit half_writer(write::sink& out) : out_{out} {}

    std::uint64_t interchange = 0, group = 0, set = 0;  ///< serial of what is open here
    std::uint64_t groups = 0;                           ///< of the open interchange
    std::uint64_t sets = 0;                             ///< of the open group
    std::uint64_t segments = 0;                         ///< of the open set

    /// Whole segments.
    void put(std::string_view text);
    /// A segment of a claim as it stands, CLM first. One that is `unfinished` has no terminator; that is written when
    /// something else than the next segment of the claim follows.
    void put_claim(std::string_view text, bool first, bool unfinished);
    /// Layout behind the last segment.
    void put_layout(std::string_view text);
    /// The terminator of the open interchange.
    void terminator(char c) noexcept { terminator_ = c; }

    void begin_set(std::uint64_t serial, std::uint64_t heading_segments) noexcept;
    /// Whether this level was written in the open set.
    [[nodiscard]] bool holds(std::size_t depth, open_level const& level) const noexcept {
        return levels_[depth] == level.ordinal;
    }
    /// Writes a level with HL01 counted, HL02 naming its parent here, and HL04 saying whether a child follows here. An
    /// HL02 that names no parent stays as written while all numbers are as in the input, and is emptied otherwise, so
    /// that it never names a stranger.
    void put_level(std::size_t depth, open_level const& level, level_text const& text, bool has_child);

    /// Writes what is left; the result says whether all could be written.
    text::io_result const& finish();
    [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }

private:
    void flush();

    write::sink& out_;
    text::io_result result_;
    std::string buffer_;
    std::uint64_t bytes_ = 0;
    char terminator_ = '~';
    bool unfinished_ = false;
    bool renumbered_ = false;  // a number of the open set differs from the input
    std::uint64_t hl_ = 0;     // HL segments of the open set
    std::array<std::uint64_t, open_levels::depths> levels_{}, numbers_{};
};

/// Replaces the count in a trailer (SE01, GE01, IEA01) when it is not `count` already. `own` is the segment from its id
/// to its terminator.
[[nodiscard]] std::string with_count(text::segment const& s, std::string_view own, std::uint64_t count, char separator);

}  // namespace orthoscrub::scrub
