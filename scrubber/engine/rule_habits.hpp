#pragma once
#include <string_view>
#include <vector>

#include "scrubber/engine/rule_book.hpp"

namespace orthoscrub::scrub {

/// Adds what the habits of scrubber/rules/README.md ask of a rule and no compiler needs: texts that are still to be
/// filled in, severity arms that can never be taken, a finding that names no box of the form, a remedy that only repeats
/// the message. For `rules lint`; a pack with such remarks works.
void remark_habits(rule_book const& book, std::vector<grammars::rule_error>& remarks);

/// What stands in a skeleton where the author has to write.
inline constexpr std::string_view fill_in = "FILL IN";
/// The condition of a skeleton, which holds on no real line.
inline constexpr std::string_view unfilled_condition = "units > 999998";

}  // namespace orthoscrub::scrub
