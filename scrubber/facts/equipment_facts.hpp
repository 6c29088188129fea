#pragma once
#include <cstdint>

#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// What the line of a repair must say or hold and does not (S13); bits.
enum repair_gap : std::uint8_t {
    gap_note = 1,        ///< no description and no note
    gap_base_code = 2,   ///< minor parts: the note does not name the code of the repaired item
    gap_price = 4,       ///< minor parts: the note gives no list or retail price
    gap_whole_units = 8  ///< labor: the units are no whole number of 15 minutes
};

/// The gaps of the line of `s`; 0 for codes that are no repair.
[[nodiscard]] std::uint8_t repair_gaps(subject const& s);

/// An earlier line of the claim with the same code and service date that does not make a right-and-left pair with the line
/// of `s`: both lines name the same side, or one of them names none. Lines with both sides are left out: that is a fault of its
/// own. Null when there is none; `reason` then says what kept the question open.
[[nodiscard]] line_context const* unpaired_with(subject const& s, unknown_reason& reason) noexcept;

/// The first other line of the claim that bills a part of a repair (an L-code with RB) on the day of the line of `s`.
/// Null when there is none; `reason` then says what kept the question open.
[[nodiscard]] line_context const* repair_part_line(subject const& s, unknown_reason& reason) noexcept;

}  // namespace orthoscrub::scrub
