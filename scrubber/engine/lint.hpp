#pragma once
#include <span>
#include <vector>

#include "scrubber/engine/rule_book.hpp"

namespace orthoscrub::scrub {

/// Adds what looks wrong in rules that compiled: a condition that can never hold, two rules with the same scope, payers,
/// dates and condition, a last severity arm that leaves cases open.
void lint_rules(std::span<compiled_rule const> rules, std::span<atom const> atoms,
                std::vector<grammars::rule_error>& lint);

}  // namespace orthoscrub::scrub
