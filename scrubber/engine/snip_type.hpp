#pragma once
#include "grammars/rule_pack.hpp"

namespace orthoscrub::scrub {

/// WEDI SNIP type of a rule's findings: 3 balancing, 4 situations of the guide, 5 code sets, 7 what one payer asks for, 6 the rest.
[[nodiscard]] unsigned snip_type(grammars::rule_ast const& rule) noexcept;

}  // namespace orthoscrub::scrub
