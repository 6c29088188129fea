#pragma once
#include <cstdint>

#include "grammars/rule_pack.hpp"
#include "scrubber/facts/unknown_reason.hpp"

namespace orthoscrub::scrub {

/// The reason when both are the same; none, so that it is looked up, when they differ.
constexpr unknown_reason same_reason(unknown_reason a, unknown_reason b) noexcept {
    return a == b ? a : unknown_reason::none;
}

inline constexpr std::uint16_t no_usual_answer = 0x100;  ///< a sign that every subject has

/// Scopes whose subjects have signs.
constexpr bool looked_over(grammars::rule_scope scope) noexcept {
    using grammars::rule_scope;
    return scope == rule_scope::line || scope == rule_scope::claim || scope == rule_scope::diagnosis ||
           scope == rule_scope::provider || scope == rule_scope::note || scope == rule_scope::batch;
}

}  // namespace orthoscrub::scrub
