#pragma once
#include <span>
#include <string>

#include "scrubber/engine/rule_book.hpp"

namespace orthoscrub::scrub {

/// Everything the rule file says, as plain text: title, scope, dates, payers, logic, severity arms, message, what to do,
/// predictions, fix, confidence, sources, examples.
[[nodiscard]] std::string explain(rule_book const& book, rule_index rule);

/// An example as it stands in the rule file: `flags "SV1*..." on 2025-03-01 as commercial`.
[[nodiscard]] std::string example_text(grammars::rule_example const& example);
/// "error for medicare.dme, warning".
[[nodiscard]] std::string severity_text(grammars::rule_ast const& rule);
/// "CARC 16 RARC N822 N823 | 277CA A7:453", or "none".
[[nodiscard]] std::string predictions_text(grammars::rule_ast const& rule);
[[nodiscard]] std::string predictions_text(std::span<grammars::prediction const> predicts);
/// "medicare.dme, commercial", or "all".
[[nodiscard]] std::string payers_text(grammars::rule_ast const& rule);

}  // namespace orthoscrub::scrub
