#pragma once
#include <cstdint>
#include <string_view>

#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// The parts of an unlisted code's narrative that the DME MACs ask for (S35, S13); bits.
enum narrative_part : std::uint8_t {
    part_maker = 1,
    part_product = 2,
    part_model = 4,
    part_price = 8,
    part_side = 16,         ///< asked for on one-sided devices when no RT or LT stands on the line
    part_related_code = 32  ///< asked for on add-ons and repairs
};

/// The parts that the words about the line lack.
[[nodiscard]] std::uint8_t missing_parts(subject const& s);

/// The custom-fitted code that the words say was supplied off the shelf; else the first orthosis code that they name
/// without a role and that is another than the line's; empty when there is none.
[[nodiscard]] std::string_view named_code(subject const& s);

}  // namespace orthoscrub::scrub
