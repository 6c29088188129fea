// Rule files: what is read prints as what it is, and what is not read is told with a place in the file.
#include <algorithm>
#include <memory>
#include <vector>

#include "grammars/rule_pack.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace orthoscrub::test {
namespace {

std::string print_fault(std::optional<grammars::condition> const& condition) {
    if (!condition) return {};
    auto const text = grammars::to_text(*condition);
    std::vector<grammars::rule_error> errors;
    auto const again = grammars::read_condition(text, errors);
    if (!again) return "a printed condition is not read: " + text;
    return grammars::same(*condition, *again) ? "" : "a printed condition means something else: " + text;
}

std::string rule_fault(grammars::rule_ast const& rule) {
    if (rule.id.empty() || rule.message.empty() || rule.severities.empty() || !rule.when)
        return "a rule was read without id, message, severity or condition";
    for (auto const* condition : {&rule.applies, &rule.when})
        if (auto fault = print_fault(*condition); !fault.empty()) return fault;
    for (auto const& arm : rule.severities)
        if (auto fault = print_fault(arm.when); !fault.empty()) return fault;
    return {};
}

}  // namespace

std::string rules_property(std::string_view input) {
    auto const exact = std::make_unique<char[]>(input.size());
    input.copy(exact.get(), input.size());
    std::vector<grammars::rule_ast> rules;
    std::vector<grammars::rule_error> errors;
    bool const read = grammars::read_rules({exact.get(), input.size()}, "rules/noc/noc-units.rule", rules, errors);
    if (read != errors.empty()) return "the answer and the errors disagree";
    auto const lines = 1 + std::count(input.begin(), input.end(), '\n');
    for (auto const& error : errors) {
        if (error.at.line == 0 || error.at.line > static_cast<std::uint32_t>(lines) || error.at.column == 0)
            return "an error stands outside of the file: " + grammars::render(error);
        if (error.message.empty() || grammars::render(error).empty()) return "an error without words";
    }
    for (auto const& rule : rules)
        if (auto fault = rule_fault(rule); !fault.empty()) return fault;
    errors.clear();
    return print_fault(grammars::read_condition({exact.get(), input.size()}, errors));
}

}  // namespace orthoscrub::test

ORTHOSCRUB_FUZZ_TARGET(rules_property)
