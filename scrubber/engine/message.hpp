#pragma once
#include <string>
#include <string_view>

#include "scrubber/engine/finding.hpp"
#include "scrubber/engine/rule_book.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// The subject that a hit of this rule speaks about. `claim` must be open at the hit's claim, in the same window.
[[nodiscard]] subject subject_of(claim_context const& claim, compiled_rule const& rule, hit const& h) noexcept;

/// Puts `text` (the rule's `message` or `do`), its placeholders filled in, in the place of what `into` held. Holds no
/// personal data.
void render_message(std::string_view text, compiled_rule const& rule, rule_book const& book, subject const& s,
                    std::string& into);

}  // namespace orthoscrub::scrub
