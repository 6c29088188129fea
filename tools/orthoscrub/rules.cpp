// orthoscrub rules: the commands of those who read or write rules. Each is one file, rules_*.cpp; here are their options.
#include <CLI/CLI.hpp>
#include <memory>

#include "tools/orthoscrub/pack_choice.hpp"
#include "tools/orthoscrub/rules_commands.hpp"

namespace orthoscrub::tools {
namespace {

using command_function = exit_code (*)(rules_options const&);

/// The options that a command below `rules` may have.
struct sub_command {
    CLI::App* app;
    std::shared_ptr<rules_options> options = std::make_shared<rules_options>();

    sub_command& packs() {
        add_pack_option(*app, options->packs);
        return *this;
    }
    sub_command& choice() {
        app->add_option("--rules", options->rules, "Only these: names or globs with commas between; -NAME takes away")
            ->type_name("GLOB,...")
            ->allow_extra_args(false);
        return *this;
    }
    sub_command& formats(std::vector<std::string> const& names) {
        options->format = names.front();
        app->add_option("--format,-f", options->format, "What comes out")
            ->check(CLI::IsMember(names))
            ->capture_default_str();
        app->add_option("--output,-o", options->output, "File to write, complete or not at all")->type_name("FILE");
        return *this;
    }
    void runs(command_function function, action& run, std::string const& examples) {
        app->footer("Examples:\n" + examples);
        app->callback([&run, function, o = options] { run = [function, o] { return function(*o); }; });
    }
};

}  // namespace

void add_rules(CLI::App& app, action& run) {
    auto* command = app.add_subcommand("rules", "List, document, test, lint and begin rules");
    command->require_subcommand(1);
    auto const sub = [&](char const* name, char const* what) {
        return sub_command{command->add_subcommand(name, what)};
    };

    sub("list", "Id, severity, scope, payers, dates, confidence, needed input, title")
        .packs()
        .choice()
        .formats({"text", "json"})
        .runs(list_rules, run, "  orthoscrub rules list\n  orthoscrub rules list --rules 'noc-*' --format json");

    sub("docs", "Write the rule catalogue: every rule, and the facts, tables and words to write rules with")
        .packs()
        .formats({"markdown", "html"})
        .runs(document_rules, run,
              "  orthoscrub rules docs --output rules.md\n  orthoscrub rules docs --format html --output rules.html");

    sub("test", "Run the examples of every rule; 0 all right, 1 something wrong")
        .packs()
        .choice()
        .runs(test_rules, run, "  orthoscrub rules test\n  orthoscrub rules test --pack my-rules --rules 'my-*'");

    sub_command lint = sub("lint", "Check how rules are written; 0 nothing to say, 1 remarks, 3 errors");
    lint.app->add_option("PATH", lint.options->paths,
                         "Rule files, folders of rule files, or packs; without one the whole pack");
    lint.packs().runs(lint_rules, run,
                      "  orthoscrub rules lint\n  orthoscrub rules lint my-pack/rules/noc/my-rule.rule");

    sub_command fresh = sub("new", "Write the skeleton of a rule: DIR/rules/FAMILY/ID.rule; never overwrites");
    fresh.app->add_option("ID", fresh.options->id, "Words with dashes between, such as noc-strap-units; stays for ever")
        ->required();
    fresh.app->add_option("--family", fresh.options->family, "Folder of the rule, such as noc")->required();
    fresh.app->add_option("--into", fresh.options->into, "Your pack")->type_name("DIR")->capture_default_str();
    fresh.packs().runs(new_rule, run, "  orthoscrub rules new noc-strap-units --family noc --into my-pack");

    command->footer("Examples:\n  orthoscrub rules list\n  orthoscrub rules docs --format html --output rules.html");
}

}  // namespace orthoscrub::tools
