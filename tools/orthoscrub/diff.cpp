// orthoscrub diff: what is different between two remittances, or between two rule packs on the same claims and answers.
// Made for scripts: lines are named by ids that no run changes, rows stand in one order, the exit code is the answer.
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <array>
#include <cstdlib>

#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/diff_commands.hpp"

namespace orthoscrub::tools {
namespace {

constexpr std::array diff_formats{"text", "json", "csv"};

exit_code run_diff(diff_choices o, std::vector<std::string> const& gates) {
    for (std::string const& gate : gates)
        if (auto const wrong = remit::parse_pack_gate(gate, o.gate)) {
            complain(diff_command, *wrong);
            return exit_code::usage;
        }
    o.gated = !gates.empty();
    char const* const no_color = std::getenv("NO_COLOR");
    o.text.color = (o.output.empty() || o.output == "-") && ::isatty(1) == 1 && !(no_color && *no_color);
    if (o.packs) {
        if (!o.identifiers) return diff_two_packs(o);
        complain(diff_command, "--identifiers is about remittances; leave it out with --packs");
        return exit_code::usage;
    }
    std::string_view wrong;
    if (o.gated) wrong = "--fail-if is about rule packs; add --packs, or leave it out";
    else if (!o.with.eras.empty() || !o.with.ledger.empty())
        wrong = "--era and --ledger are for --packs; two remittances are named as OLD and NEW";
    else if (!o.with.acknowledgments.empty() && o.with.claims.empty())
        wrong = "--acks speaks of claims; name them with --claims FILE...";
    else if (o.from == "-" && o.to == "-") wrong = "standard input can be read once";
    if (wrong.empty()) return diff_two_remittances(o);
    complain(diff_command, wrong);
    return exit_code::usage;
}

}  // namespace

void add_diff(CLI::App& app, action& run) {
    auto* command =
        app.add_subcommand("diff", "Compare two remittances, or two rule packs on the same claims and answers");
    struct told {
        diff_choices choices;
        std::vector<std::string> gates;
    };
    auto o = std::make_shared<told>();
    command
        ->add_option("OLD", o->choices.from,
                     "An 835, or JSON or ndjson that remit wrote; with --packs a folder, or \"shipped\"")
        ->required();
    command->add_option("NEW", o->choices.to, "The same, to be held against it")->required();
    command->add_flag("--packs", o->choices.packs,
                      "Compare rule packs: the claims are judged by both and held to what payers decided");
    command->add_option("--era", o->choices.with.eras, "835 files that say what payers decided, with --packs")
        ->type_name("ERA");
    o->choices.with.add_to(*command, "");
    command->add_flag("--identifiers", o->choices.identifiers,
                      "Another payer claim number or trace number alone is a difference, too");
    command
        ->add_option("--fail-if", o->gates,
                     "With --packs: exit code 1 only when this holds; lost-tp-cents>N (denials no longer foreseen), "
                     "precision<X (of the new pack); several with commas")
        ->type_name("CONDITION")
        ->allow_extra_args(false);
    command->add_option("--format,-f", o->choices.format, "What comes out")
        ->check(CLI::IsMember(std::vector<std::string>{diff_formats.begin(), diff_formats.end()}))
        ->capture_default_str();
    command->add_option("--output,-o", o->choices.output, "File to write, complete or not at all; never an input")
        ->type_name("FILE");
    command->footer(
        "Examples:\n"
        "  orthoscrub diff july.835 july-corrected.835\n"
        "  orthoscrub diff july.json july-corrected.835 --claims june.837 --format csv -o july.csv\n"
        "  orthoscrub diff --packs shipped my-pack --claims june.837 --era july.835\n"
        "  orthoscrub diff --packs old-pack new-pack --claims june.837 --ledger practice.db \\\n"
        "      --fail-if 'lost-tp-cents>50000,precision<0.6'\n"
        "Exit codes: 0 the same, 1 different (with --fail-if: a condition holds), 2 a file is not readable, 3 wrong\n"
        "usage, configuration, rules or ledger, 4 input or output failed.");
    command->callback([&run, o] { run = [o] { return run_diff(o->choices, o->gates); }; });
}

}  // namespace orthoscrub::tools
