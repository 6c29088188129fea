#pragma once
#include <array>
#include <cstdint>
#include <string>

#include "parser/text/segment.hpp"

namespace orthoscrub::scrub {

/// One HL level on the path to the segment being read.
struct open_level {
    bool open = false;
    bool known = false;         ///< HL03 is 20, 22 or 23
    bool has_parent = false;    ///< the level above it is open
    bool linked = false;        ///< HL02 names that parent; a billing provider needs none
    bool sound = false;         ///< known and linked, and so are all levels above
    std::string number;         ///< HL01 as written
    std::uint64_t ordinal = 0;  ///< of the HL in the file, the first is 1
};

/// The path of open HL levels while the segments of an 837 go by: billing provider (20), subscriber (22), patient (23).
/// An HL closes what stands at its depth or below; one of no known code stands where a subscriber would.
class open_levels {
public:
    static constexpr std::size_t depths = 3;

    /// A transaction set begins; ordinals go on.
    void begin_set() noexcept;
    /// An HL segment; returns its depth, 0 to 2.
    std::size_t open(text::segment const& hl);
    [[nodiscard]] open_level const& operator[](std::size_t depth) const noexcept { return levels_[depth]; }
    /// Whether a claim that stands here belongs to a subscriber or patient without doubt.
    [[nodiscard]] bool claim_is_placed() const noexcept;

private:
    std::array<open_level, depths> levels_;
    std::uint64_t seen_ = 0;
};

}  // namespace orthoscrub::scrub
