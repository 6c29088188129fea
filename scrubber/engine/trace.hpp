#pragma once
#include <string>
#include <vector>

#include "scrubber/engine/evaluate.hpp"
#include "scrubber/engine/rule_book.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// One question of a rule, in the rule's words, and its answer. `value` shows the fact; it is empty for notes' texts and
/// other personal data.
struct atom_trace {
    std::string text;
    std::string value;
    verdict answer;
};

/// Why a rule spoke or stayed quiet about one subject.
struct rule_trace {
    rule_index rule = 0;
    std::uint32_t line = model::absent;  ///< row in lines
    std::uint32_t subject = model::absent;
    rule_verdict answer;
    std::vector<atom_trace> applies, when;
    text::severity level = text::severity::note;  ///< meaningful when the rule speaks
};

/// Traces every rule (or only `only`) over every subject of the claim, or over the line row `line` and what hangs on it.
[[nodiscard]] std::vector<rule_trace> trace(rule_book const& book, claim_context const& claim,
                                            std::uint32_t line = model::absent,
                                            std::vector<rule_index> const& only = {});

/// One block of text: the rule, the outcome in words ("not in scope: payer is commercial"), and each question.
[[nodiscard]] std::string to_text(rule_trace const& traced, rule_book const& book, claim_context const& claim);

}  // namespace orthoscrub::scrub
