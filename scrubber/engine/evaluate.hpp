#pragma once
#include "grammars/rule_pack.hpp"
#include "scrubber/engine/rule_book.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// The condition's answer, found by walking the tree as the file wrote it and looking every name up on the way. It
/// shares only the facts with the compiled form. `overrides` stand in for facts; null for none. When the answer is
/// unknown, the reason is that of the first part whose answer is missing.
[[nodiscard]] verdict evaluate(grammars::condition const& c, subject const& s,
                               fact_overrides const* overrides = nullptr);

/// The parts of a rule's answer. The rule speaks when all four are yes.
struct rule_verdict {
    verdict payer, dates, applies, when;
    [[nodiscard]] verdict all() const noexcept;
};
[[nodiscard]] rule_verdict evaluate(compiled_rule const& rule, subject const& s,
                                    fact_overrides const* overrides = nullptr);

/// The severity that the rule has for this subject: the profile's word, else the first arm that fits, else the last.
[[nodiscard]] text::severity severity_for(compiled_rule const& rule, subject const& s,
                                          fact_overrides const* overrides = nullptr);

}  // namespace orthoscrub::scrub
