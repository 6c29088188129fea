#pragma once
#include <string>

#include "scrubber/codes/code_tables.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// Words for messages about lines that stand together, diagnosis pointers, line numbers and claim indicators.
[[nodiscard]] std::string words_making(subject const& s);
[[nodiscard]] std::string words_own_twin(subject const& s, code_tables const& codes);
[[nodiscard]] std::string words_conflicting_base(subject const& s);
[[nodiscard]] std::string words_knee_base(subject const& s);
[[nodiscard]] std::string words_including_base(subject const& s);
[[nodiscard]] std::string words_pointer_problem(subject const& s);
[[nodiscard]] std::string words_line_order(subject const& s);
[[nodiscard]] std::string words_indicators(subject const& s);

}  // namespace orthoscrub::scrub
