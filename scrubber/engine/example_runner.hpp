#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/engine/finding.hpp"
#include "scrubber/engine/pack.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// How one example of a rule ended.
struct example_outcome {
    rule_index rule = 0;
    std::uint32_t example = 0;  ///< position among the rule's examples
    bool right = false;         ///< flagged as `flags` says, or silent as `passes` says
    std::string problem;        ///< what went wrong, with file and line of the example; empty when right
};

/// Runs the examples of one rule: only that rule is judged. Without `with`, both ways of judging must give the same.
[[nodiscard]] std::vector<example_outcome> run_examples(pack const& loaded, rule_index rule);
/// Runs all examples of the pack.
[[nodiscard]] std::vector<example_outcome> run_examples(pack const& loaded);

/// The values that the example's `with` puts in place of facts; they view its words. What cannot be read goes to `problem`.
[[nodiscard]] fact_overrides overrides_of(grammars::rule_example const& example, std::string& problem);

/// Reads an 837P text and calls `visit(window, claim row)` for each claim. For examples and templates: small texts. With
/// `codes` the windows say what earlier claims of the text mean, as in a run.
void for_each_claim(std::string_view text, std::function<void(window_context const&, std::uint32_t)> const& visit,
                    code_tables const* codes = nullptr);

/// The rules that speak about an untouched template, each as "templates/medicare.dme.837: rule-id"; empty when clean.
[[nodiscard]] std::vector<std::string> template_findings(pack const& loaded);

}  // namespace orthoscrub::scrub
