// A trace reads the rule as written: it walks the leaves of `applies` and `when` and notes each answer, whether the
// evaluation needed it or not.
#include "scrubber/engine/trace.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scrubber/engine/finding_view.hpp"
#include "scrubber/facts/registry.hpp"

namespace orthoscrub::scrub {

using namespace grammars;

namespace {

std::string shown_value(std::string_view name, subject const& s) {
    auto const id = find_fact(name);
    if (!id) return {};
    fact const& f = all_facts()[*id];
    fact_value const value = f.get(s);
    if (f.type == fact_type::boolean && value.known()) return {};
    std::string text = to_text(f, value);
    return f.type == fact_type::text ? std::string{open_value(text)} : text;
}

void collect(condition const& c, subject const& s, std::vector<atom_trace>& out) {
    if (auto const* node = std::get_if<negation>(&c.node)) return collect(*node->operand, s, out);
    auto const each = [&](std::vector<condition> const& operands) {
        for (condition const& operand : operands) collect(operand, s, out);
    };
    if (auto const* node = std::get_if<conjunction>(&c.node)) return each(node->operands);
    if (auto const* node = std::get_if<disjunction>(&c.node)) return each(node->operands);
    atom_trace traced;
    traced.text = to_text(c);
    traced.answer = evaluate(c, s);
    if (auto const* node = std::get_if<fact_test>(&c.node)) traced.value = shown_value(node->name, s);
    if (auto const* node = std::get_if<fact_membership>(&c.node)) traced.value = shown_value(node->name, s);
    if (auto const* node = std::get_if<table_membership>(&c.node)) traced.value = shown_value(node->name, s);
    if (auto const* node = std::get_if<fact_comparison>(&c.node)) {
        traced.value = shown_value(node->name, s);
        if (auto const* right = std::get_if<fact_test>(&node->right))
            traced.value += fmt::format(", {} is {}", right->name, shown_value(right->name, s));
    }
    if (std::holds_alternative<modifier_test>(c.node) && s.line != nullptr) {
        for (std::string_view const modifier : s.line->row->modifiers)
            if (!modifier.empty())
                traced.value += (traced.value.empty() ? "" : " ") + std::string{open_value(modifier)};
        if (traced.value.empty()) traced.value = "none";
    }
    out.push_back(std::move(traced));
}

std::string_view word(tri value) { return value == tri::yes ? "yes" : value == tri::no ? "no" : "unknown"; }

std::string outcome(rule_trace const& t, rule_book const& book, claim_context const& claim) {
    compiled_rule const& rule = book.rule(t.rule);
    if (t.answer.payer.value == tri::no) return fmt::format("not in scope: the payer is {}", claim.payer().id);
    if (t.answer.dates.value == tri::no)
        return fmt::format("not in scope: in force {} .. {}", rule.days.first.iso(), rule.days.last.iso());
    if (t.answer.applies.value == tri::no)
        return "not in scope: does not apply to this " + std::string{to_string(rule.ast.scope)};
    verdict const all = t.answer.all();
    if (all.value == tri::unknown) return fmt::format("not checked: {}", describe(all.reason));
    if (all.value == tri::no) return "passed";
    return fmt::format("flagged: {}", text::to_string(t.level));
}

}  // namespace

std::vector<rule_trace> trace(rule_book const& book, claim_context const& claim, std::uint32_t line,
                              std::vector<rule_index> const& only) {
    std::vector<rule_trace> traces;
    for (rule_index index = 0; index < book.rules().size(); ++index) {
        if (!only.empty() && std::find(only.begin(), only.end(), index) == only.end()) continue;
        compiled_rule const& rule = book.rule(index);
        for_each_subject(claim, rule.ast.scope, [&](subject const& s) {
            if (line != model::absent && (s.line == nullptr || s.line->index != line)) return;
            rule_trace t;
            t.rule = index;
            t.line = s.line != nullptr ? s.line->index : model::absent;
            t.subject = s.row;
            t.answer = evaluate(rule, s);
            if (rule.ast.applies) collect(*rule.ast.applies, s, t.applies);
            if (rule.ast.when) collect(*rule.ast.when, s, t.when);
            t.level = severity_for(rule, s);
            traces.push_back(std::move(t));
        });
    }
    return traces;
}

std::string to_text(rule_trace const& t, rule_book const& book, claim_context const& claim) {
    std::string text = fmt::format("{}: {}\n", book.rule(t.rule).ast.id, outcome(t, book, claim));
    auto const add = [&](std::string_view key, std::vector<atom_trace> const& atoms) {
        for (atom_trace const& a : atoms)
            text += fmt::format("  {:<8} {:<8} {}{}\n", key, word(a.answer.value), a.text,
                                a.value.empty() ? "" : fmt::format("   [{}]", a.value));
    };
    add("applies", t.applies);
    add("when", t.when);
    return text;
}

}  // namespace orthoscrub::scrub
