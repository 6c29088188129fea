#pragma once
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// True when two lines can be for the same side: RT, LT, both (RT and LT, or 50); a line without a side can be for any.
[[nodiscard]] bool may_share_side(claim_context const& claim, line_context const& a, line_context const& b) noexcept;

/// The first earlier line that carries the other code of the pair (off the shelf, custom fitted) on the same day and side.
/// Null when there is none; `reason` is set when one would fit but a service date is missing.
[[nodiscard]] line_context const* earlier_twin(subject const& s, unknown_reason& reason) noexcept;

/// The first earlier line with a base orthosis that is worn on the same part of the body, on the same day and side. Null
/// and `reason` as above.
[[nodiscard]] line_context const* conflicting_base(subject const& s, unknown_reason& reason) noexcept;

/// What the knee policy says about an add-on and the knee bases beside it.
struct knee_addition {
    line_context const* base = nullptr;  ///< the first knee base that the add-on goes with, on its side
    tri excluded = tri::no;              ///< yes: every such base has a list and none names the add-on (S8)
};
[[nodiscard]] knee_addition knee_bases_of(subject const& s) noexcept;

/// The line whose base orthosis includes the add-on or soft interface, on the same day and side. Null and `reason` as
/// above.
[[nodiscard]] line_context const* including_base(subject const& s, unknown_reason& reason) noexcept;

}  // namespace orthoscrub::scrub
