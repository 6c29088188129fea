#pragma once
#include "parser/text/address.hpp"
#include "scrubber/engine/finding_view.hpp"

namespace orthoscrub::ack {

/// Where a 999 points for a segment or element that must stand, or must not, because of something else.
struct situation {
    text::address at;       ///< of IK3 and IK4
    text::address trigger;  ///< of CTX*SITUATIONAL TRIGGER: what made it so; id 0: nothing that could be pointed at
};

/// The situation behind the finding of a rule that a 999 says with this code of IK304 or IK403. `segment` is the segment
/// that lacks or is one too many; 0 when the finding speaks of an element.
[[nodiscard]] situation situation_of(scrub::finding_view const& finding, text::segment_id segment);
/// The same for a fault of the guide check, whose trigger stands in the segment that the fault was told at.
[[nodiscard]] situation situation_of(text::fault const& fault, std::string_view code);

}  // namespace orthoscrub::ack
