// orthoscrub rules: what the pack holds (list) and whether it keeps what its examples promise (test).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "scrubber/engine/example_runner.hpp"
#include "scrubber/engine/explain.hpp"
#include "scrubber/report/json_writer.hpp"
#include "scrubber/report/report.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/pack_choice.hpp"
#include "tools/orthoscrub/rule_choice.hpp"

namespace orthoscrub::tools {
namespace {

struct rules_options {
    std::vector<std::string> packs, rules;
    std::string format = "text", output;
};

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

exit_code list(rules_options const& o) {
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

exit_code test(rules_options const& o) {
    chosen_pack chosen;
    if (exit_code const code = choose_pack("rules test", o.packs, chosen); code != exit_code::clean) return code;
    rule_choice choice;
    if (exit_code const code = choice.read("rules test", chosen.book(), o.rules); code != exit_code::clean) return code;
    output_target out;
    std::uint64_t rules = 0, examples = 0, wrong = 0;
    for (scrub::rule_index rule = 0; rule < chosen.book().rules().size(); ++rule) {
        if (!choice.rule(chosen.book().rule(rule).ast.id)) continue;
        ++rules;
        for (scrub::example_outcome const& outcome : scrub::run_examples(*chosen.pack, rule)) {
            ++examples;
            if (outcome.right) continue;
            ++wrong;
            out.write(outcome.problem + '\n');
        }
    }
    std::uint64_t noisy = 0;
    if (choice.all())
        for (std::string const& finding : scrub::template_findings(*chosen.pack)) {
            ++noisy;
            out.write(finding + " speaks about the untouched template\n");
        }
    for (grammars::rule_error const& odd : chosen.lint) out.write(grammars::render(odd) + '\n');
    using scrub::counted;
    out.write(fmt::format("{}, {}, {} wrong; {} on untouched templates; {}\n", counted(rules, "rule", "rules"),
                          counted(examples, "example", "examples"), wrong, counted(noisy, "finding", "findings"),
                          counted(chosen.lint.size(), "remark", "remarks")));
    return worse(wrong + noisy == 0 ? exit_code::clean : exit_code::findings, out.finish());
}

}  // namespace

void add_rules(CLI::App& app, action& run) {
    auto* command = app.add_subcommand("rules", "List the rules of the pack, or run their examples");
    command->require_subcommand(1);
    auto o = std::make_shared<rules_options>();
    auto const shared = [&](CLI::App* sub) {
        add_pack_option(*sub, o->packs);
        sub->add_option("--rules", o->rules, "Only these: names or globs with commas between; -NAME takes away")
            ->type_name("GLOB,...")
            ->allow_extra_args(false);
    };
    auto* list_command =
        command->add_subcommand("list", "Id, severity, scope, payers, dates, confidence, needed input, title");
    shared(list_command);
    list_command->add_option("--format,-f", o->format, "What comes out")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    list_command->add_option("--output,-o", o->output, "File to write")->type_name("FILE");
    list_command->footer("Examples:\n  orthoscrub rules list\n  orthoscrub rules list --rules 'noc-*' --format json");
    list_command->callback([&run, o] { run = [o] { return list(*o); }; });
    auto* test_command =
        command->add_subcommand("test", "Run the examples of every rule; 0 all right, 1 something wrong");
    shared(test_command);
    test_command->footer("Examples:\n  orthoscrub rules test\n  orthoscrub rules test --pack my-rules --rules 'my-*'");
    test_command->callback([&run, o] { run = [o] { return test(*o); }; });
    command->footer("Examples:\n  orthoscrub rules list\n  orthoscrub rules test");
}

}  // namespace orthoscrub::tools
