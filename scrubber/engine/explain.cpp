// Prints a rule for people who bill: the same words as the rule file, in a fixed order, one heading a line.
#include "scrubber/engine/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace orthoscrub::scrub {

using namespace grammars;

namespace {

std::string joined(std::vector<literal> const& words) {
    std::string text;
    for (literal const& word : words) text += (text.empty() ? "" : ", ") + std::string{word.symbol()};
    return text;
}

}  // namespace

std::string example_text(rule_example const& example) {
    std::string text = example.flagged ? "flags " : "passes";
    for (std::string const& segment : example.segments) text += fmt::format(" \"{}\"", segment);
    if (!example.on.empty()) text += " on " + example.on.iso();
    if (!example.state.empty()) text += " in " + example.state;
    if (!example.payer.empty()) text += " as " + example.payer;
    for (std::size_t i = 0; i < example.facts.size(); ++i)
        text += fmt::format("{}{}={}", i == 0 ? " with " : ", ", example.facts[i].first, example.facts[i].second);
    return text;
}

std::string payers_text(rule_ast const& rule) { return rule.payers.empty() ? "all" : joined(rule.payers); }

std::string severity_text(rule_ast const& rule) {
    std::string text;
    for (severity_arm const& arm : rule.severities) {
        if (!text.empty()) text += ", ";
        text += text::to_string(arm.level);
        if (!arm.payers.empty()) text += " for " + joined(arm.payers);
        if (arm.when) text += " when " + to_text(*arm.when);
    }
    return text;
}

std::string predictions_text(rule_ast const& rule) { return predictions_text(rule.predicts); }

std::string predictions_text(std::span<prediction const> predicts) {
    std::string text;
    for (prediction const& p : predicts) {
        if (!text.empty()) text += " | ";
        std::string one = p.group;
        auto const add = [&](std::string_view word) { one += (one.empty() ? "" : " ") + std::string{word}; };
        if (!p.carc.empty()) add("CARC " + p.carc);
        for (std::size_t i = 0; i < p.rarcs.size(); ++i) add((i == 0 ? "RARC " : "") + p.rarcs[i]);
        if (!p.status.empty()) add("277CA " + p.status);
        if (!p.guide_reply.empty()) add("999 " + p.guide_reply);
        if (!p.guide_segment.empty()) add(p.guide_segment);
        text += one;
    }
    return text.empty() ? "none" : text;
}

std::string explain(rule_book const& book, rule_index index) {
    rule_ast const& rule = book.rule(index).ast;
    std::string out = fmt::format("{}\n{}\n\n", rule.id, rule.title);
    auto const add = [&](std::string_view key, std::string_view value) {
        if (!value.empty()) fmt::format_to(std::back_inserter(out), "{:<11} {}\n", key, value);
    };
    add("family", rule.family);
    add("about", fmt::format("each {}", to_string(rule.scope)));
    add("payers", payers_text(rule));
    bool const dated = !rule.effective_from.empty() || !rule.effective_to.empty();
    add("in force",
        dated ? fmt::format("{} .. {}, by date of service", rule.effective_from.iso(), rule.effective_to.iso())
              : "always");
    add("severity", severity_text(rule));
    if (rule.applies) add("applies", to_text(*rule.applies));
    if (rule.when) add("flags when", to_text(*rule.when));
    add("message", rule.message);
    add("do", rule.remedy);
    add("predicts", predictions_text(rule));
    if (rule.fix != fix_level::none) add("fix", fmt::format("{}: {}", to_string(rule.fix), rule.fix_text));
    add("needs", rule.needs);
    add("confidence", rule.confidence);
    for (rule_source const& source : rule.sources)
        add("source", fmt::format("{} \"{}\" {}", source.key, source.title, source.url));
    out += "\nexamples\n";
    for (rule_example const& example : rule.examples) out += fmt::format("  {}\n", example_text(example));
    return out;
}

}  // namespace orthoscrub::scrub
