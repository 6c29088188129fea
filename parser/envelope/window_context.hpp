#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "parser/envelope/framer.hpp"

namespace orthoscrub::envelope {

/// How the windows of a set are cut, by its type (ST01).
enum class set_shape : std::uint8_t {
    claims,       ///< 837: levels are HL, cut before HL and CLM
    remittances,  ///< 835: levels are LX, cut before LX and CLP
    statuses,     ///< 277: levels are HL that nest by HL03: 20, 21, 19, PT
    levels,       ///< others: levels are HL if there are any, and nest by HL02
    flat          ///< 999: no levels, cut only where it grows too long
};

/// Whether a segment of this kind opens a level (HL or LX), or ends the segments that belong to one (CLM,
/// CLP).
[[nodiscard]] inline bool opens_level(set_shape shape, text::segment_kind kind) noexcept {
    return shape != set_shape::flat &&
           kind == (shape == set_shape::remittances ? text::segment_kind::lx : text::segment_kind::hl);
}
[[nodiscard]] inline bool opens_claim(set_shape shape, text::segment_kind kind) noexcept {
    return (shape == set_shape::remittances && kind == text::segment_kind::clp) ||
           (shape == set_shape::claims && kind == text::segment_kind::clm);
}

/// The open parents at the place where a set was cut: the heading and the levels from the outermost to the
/// innermost, each without its claims. Owns the text. Of the heading and of each level at most 512 segments
/// and 64 KB are kept.
class window_context {
public:
    [[nodiscard]] std::span<text::segment const> segments() const noexcept { return segments_; }
    void clear() noexcept;
    /// Learns the context at `cut` from the segments before it: `segments` begins with the old context,
    /// `landmarks` begin with those of the window, and `index_of_first` is what they call the first of
    /// `segments`. `next` is the segment at the cut.
    void keep(set_shape shape, std::span<text::segment const> segments, std::span<landmark const> landmarks,
              std::size_t index_of_first, text::segment const& next, text::segment_kind next_kind);
    /// Drops the levels that this HL or LX closes.
    void close_for(set_shape shape, text::segment const& opener);

private:
    struct level {
        std::uint8_t rank = 0;  ///< 1 to 3 for HL03 20, 22, 23 of an 837, 1 for LX; 0 unknown
        std::uint32_t first = 0;
        std::uint32_t count = 0;
    };
    void close(set_shape shape, text::segment const* segments, text::segment const& opener);

    std::vector<level> levels_;  // the heading is the first
    std::vector<text::segment> segments_, next_segments_;
    text_arena arenas_[2];
    unsigned arena_ = 0;
};

}  // namespace orthoscrub::envelope
