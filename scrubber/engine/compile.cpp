// Compiles rules: binds names, turns conditions into guards, and looks for what is legal but wrong. Rules are sorted by
// id first, so that the order of files does not matter.
#include <fmt/format.h>

#include <algorithm>

#include "scrubber/codes/nearest_name.hpp"
#include "scrubber/engine/bind.hpp"
#include "scrubber/engine/lint.hpp"
#include "scrubber/engine/locator.hpp"
#include "scrubber/engine/placeholder.hpp"
#include "scrubber/engine/rule_book.hpp"
#include "scrubber/engine/snip_type.hpp"

namespace orthoscrub::scrub {

using namespace grammars;

namespace {

payer_scope bind_payers(binder& bind, std::vector<literal> const& words, payer_profiles const& payers) {
    if (words.empty()) return payer_scope::everyone();
    payer_scope scope;
    for (literal const& word : words) {
        std::string wrong = add_payer(scope, payers, word.symbol());
        if (!wrong.empty()) bind.fail(word.at, std::move(wrong));
    }
    return scope;
}

void check_message(binder& bind, rule_ast const& rule, std::string const& text, source_place at) {
    std::vector<std::string_view> known;
    for (placeholder const& p : all_placeholders())
        if ((p.scopes & scope_bit(rule.scope)) != 0) known.push_back(p.name);
    for (message_part const& part : split_message(text)) {
        if (!part.name) continue;
        placeholder const* const found = find_placeholder(part.text);
        if (found == nullptr)
            bind.fail(at, fmt::format("there is no placeholder {{{}}}", part.text), nearest_name(part.text, known));
        else if ((found->scopes & scope_bit(rule.scope)) == 0)
            bind.fail(at,
                      fmt::format("the placeholder {{{}}} says nothing about a {}", part.text, to_string(rule.scope)));
    }
}

compiled_rule bind_rule(binder& bind, rule_ast ast, payer_profiles const& payers) {
    compiled_rule rule;
    bind.begin(ast);
    rule.days = {ast.effective_from, ast.effective_to};
    if (!rule.days.last.empty() && rule.days.last < rule.days.first)
        bind.fail(ast.at, fmt::format("the rule ends on {} before it begins on {}", rule.days.last.iso(),
                                      rule.days.first.iso()));
    rule.payers = bind_payers(bind, ast.payers, payers);
    if (ast.when) rule.guards = bind.guards(*ast.when);
    rule.named_modifiers = bind.named_modifiers();
    rule.snip = snip_type(ast);
    if (ast.applies) rule.guards = bind.both(bind.guards(*ast.applies), rule.guards);
    rule.absorbed = bind.absorbed();
    for (severity_arm const& arm : ast.severities) {
        rule.arm_payers.push_back(bind_payers(bind, arm.payers, payers));
        if (arm.when) (void)bind.guards(*arm.when);
    }
    if (auto const kind = find_locator(ast.locator.name, !ast.locator.modifiers.empty())) {
        rule.locator = *kind;
        rule.locator_modifiers = bind.modifiers(ast.locator.modifiers, false);
    } else {
        bind.fail(ast.locator.at, fmt::format("there is no place \"{}\"", ast.locator.name),
                  nearest_name(ast.locator.name, locator_names()));
    }
    check_message(bind, ast, ast.message, ast.message_at);
    check_message(bind, ast, ast.remedy, ast.remedy_at);
    rule.ast = std::move(ast);
    return rule;
}

}  // namespace

compile_result compile(std::vector<rule_ast> rules, std::shared_ptr<code_tables const> codes,
                       std::shared_ptr<payer_profiles const> payers) {
    compile_result result;
    std::stable_sort(rules.begin(), rules.end(), [](rule_ast const& a, rule_ast const& b) { return a.id < b.id; });
    binder bind{*codes, result.errors, result.lint};
    std::vector<compiled_rule> compiled;
    for (rule_ast& ast : rules) {
        if (!compiled.empty() && compiled.back().ast.id == ast.id) {
            bind.begin(ast);
            bind.fail(ast.at, fmt::format("the id {} is taken by {}:{}", ast.id, compiled.back().ast.file,
                                          compiled.back().ast.at.line));
            continue;
        }
        compiled.push_back(bind_rule(bind, std::move(ast), *payers));
    }
    if (!result.errors.empty()) return result;
    lint_rules(compiled, bind.atoms(), result.lint);
    result.book = std::make_shared<rule_book const>(std::move(compiled), std::move(bind.atoms()), std::move(codes),
                                                    std::move(payers));
    return result;
}

}  // namespace orthoscrub::scrub
