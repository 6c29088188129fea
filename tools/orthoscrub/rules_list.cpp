// orthoscrub rules list: one line a rule, or one JSON object.
#include <algorithm>
#include <array>

#include "scrubber/engine/explain.hpp"
#include "scrubber/report/json_writer.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/pack_choice.hpp"
#include "tools/orthoscrub/rule_choice.hpp"
#include "tools/orthoscrub/rules_commands.hpp"

namespace orthoscrub::tools {
namespace {

std::string dates_text(scrub::compiled_rule const& rule) {
    std::string const from = rule.ast.effective_from.iso(), to = rule.ast.effective_to.iso();
    return from.empty() && to.empty() ? "always" : from + " .. " + to;
}

/// One line a rule, columns aligned, so that grep and sort work on it.
void list_text(scrub::rule_book const& book, rule_choice const& choice, std::string& out) {
    constexpr std::size_t columns = 7;
    std::vector<std::array<std::string, columns + 1>> rows{
        {"RULE", "SEVERITY", "SCOPE", "PAYERS", "DATES", "CONFIDENCE", "NEEDS", "TITLE"}};
    for (scrub::compiled_rule const& rule : book.rules()) {
        grammars::rule_ast const& ast = rule.ast;
        if (!choice.rule(ast.id)) continue;
        rows.push_back({ast.id, scrub::severity_text(ast), std::string{grammars::to_string(ast.scope)},
                        scrub::payers_text(ast), dates_text(rule), ast.confidence, ast.needs.empty() ? "-" : ast.needs,
                        ast.title});
    }
    std::array<std::size_t, columns> width{};
    for (auto const& row : rows)
        for (std::size_t i = 0; i < columns; ++i)
            width[i] = std::min<std::size_t>(std::max(width[i], row[i].size()), 44);
    for (auto const& row : rows) {
        for (std::size_t i = 0; i < columns; ++i) {
            out += row[i];
            out.append((row[i].size() < width[i] ? width[i] - row[i].size() : 0) + 2, ' ');
        }
        out += row[columns];
        out += '\n';
    }
}

void list_json(scrub::pack const& pack, rule_choice const& choice, std::string& out) {
    scrub::json_writer json{out};
    json.begin_object();
    json.key("schema_version").text("1.0");
    json.key("pack").begin_object();
    json.key("name").text_or_null(pack.name);
    json.key("version").text_or_null(pack.version);
    json.key("sha256").text_or_null(pack.sha256);
    json.end_object();
    json.key("rules").begin_array();
    for (scrub::compiled_rule const& rule : pack.book->rules()) {
        grammars::rule_ast const& ast = rule.ast;
        if (!choice.rule(ast.id)) continue;
        json.new_line().begin_object();
        json.key("id").text(ast.id);
        json.key("title").text(ast.title);
        json.key("family").text_or_null(ast.family);
        json.key("severity").text(scrub::severity_text(ast));
        json.key("scope").text(grammars::to_string(ast.scope));
        json.key("payers").begin_array();
        for (grammars::literal const& payer : ast.payers)
            if (auto const* word = std::get_if<std::string>(&payer.value)) json.text(*word);
        json.end_array();
        json.key("effective_from").day(ast.effective_from);
        json.key("effective_to").day(ast.effective_to);
        json.key("confidence").text_or_null(ast.confidence);
        json.key("needs").text_or_null(ast.needs);
        json.key("predicts").text(scrub::predictions_text(ast));
        json.key("fix").text_or_null(ast.fix == grammars::fix_level::none ? std::string_view{}
                                                                          : grammars::to_string(ast.fix));
        json.end_object();
    }
    json.end_array();
    json.end_object();
    out += '\n';
}

}  // namespace

exit_code list_rules(rules_options const& o) {
    chosen_pack chosen;
    if (exit_code const code = choose_pack("rules list", o.packs, chosen); code != exit_code::clean) return code;
    rule_choice choice;
    if (exit_code const code = choice.read("rules list", chosen.book(), o.rules); code != exit_code::clean) return code;
    output_target out;
    if (exit_code const code = out.open("rules list", o.output, {}); code != exit_code::clean) return code;
    if (o.format == "json") list_json(*chosen.pack, choice, out.buffer());
    else list_text(chosen.book(), choice, out.buffer());
    return out.finish(true);
}

}  // namespace orthoscrub::tools
