#pragma once
#include <cstdint>

#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// The first thing that is wrong with a line's diagnosis pointers (SV107), in this order.
enum class pointer_fault : std::uint8_t {
    none,
    no_diagnosis,   ///< the claim has no HI*ABK
    empty,          ///< SV107 is empty
    too_many,       ///< more than four pointers
    gap,            ///< an empty place among them
    not_a_number,   ///< a letter as on the form, or no number from 1 to 99
    beyond_twelve,  ///< above 12
    past_last,      ///< above the number of diagnoses
    repeated        ///< the same pointer twice
};

struct pointer_problem {
    pointer_fault fault = pointer_fault::none;
    std::uint8_t pointer = 0;  ///< of beyond_twelve, past_last and repeated
};

/// A line without SV1 is broken and has none.
[[nodiscard]] pointer_problem pointer_problem_of(claim_context const& claim, model::line_row const& line) noexcept;

}  // namespace orthoscrub::scrub
