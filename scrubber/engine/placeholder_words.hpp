#pragma once
#include <string>

#include "scrubber/codes/code_tables.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// What messages say about the narrative of a line; only words that the narrative grammar recognised.
[[nodiscard]] std::string words_missing(subject const& s);
[[nodiscard]] std::string words_price(subject const& s);
[[nodiscard]] std::string words_named_code(subject const& s);
[[nodiscard]] std::string words_twin(subject const& s, code_tables const& codes);
[[nodiscard]] std::string words_side(subject const& s);
[[nodiscard]] std::string words_repair_gaps(subject const& s);

}  // namespace orthoscrub::scrub
