#pragma once
#include "scrubber/facts/side_data.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// The latest earlier delivery for the line's side that lies inside its useful life: of the line's code, else of another
/// base of the body part. Null when there is none.
[[nodiscard]] past_delivery const* earlier_delivery(subject const& s);

}  // namespace orthoscrub::scrub
