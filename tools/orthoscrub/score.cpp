// orthoscrub score: the record of each rule, held to what payers decided.
#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <array>
#include <cstdlib>

#include "scrubber/remit/scorecard.hpp"
#include "scrubber/report/remit/score_report.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/remit_case.hpp"
#include "tools/orthoscrub/scorecard_of.hpp"

namespace orthoscrub::tools {
namespace {

constexpr std::string_view score_name = "score";
constexpr std::array score_formats{"text", "json", "csv"};

struct score_command {
    remit_choices from;
    std::string format = "text", output;
    std::vector<std::string> by;
    int maturity_days = remit::score_options{}.maturity_days;
    double review_cost = 0;
};

exit_code run_score(score_command const& o) {
    remit_case results{score_name};
    exit_code code = results.open(o.from, ledger::open_mode::read);
    if (code != exit_code::clean) return code;
    if (!results.has_ledger() && (o.from.claims.empty() || o.from.eras.empty())) {
        complain(score_name, "say what to score: --ledger DB, or 835 files with --claims FILE...");
        return exit_code::usage;
    }
    if (results.has_ledger() && !o.from.eras.empty()) {
        complain(score_name,
                 "a ledger is scored by what it holds; \"orthoscrub remit ERA --ledger DB\" adds an 835 to it");
        return exit_code::usage;
    }
    remit::score_options options;
    for (std::string const& by : o.by) {
        options.by_payer = options.by_payer || by == "payer";
        options.by_month = options.by_month || by == "month";
    }
    options.maturity_days = o.maturity_days;
    options.today = results.setup.options.today;
    options.review_cost = {static_cast<std::int64_t>(o.review_cost * 100 + 0.5)};

    output_target out;
    std::vector<std::string> inputs = results.setup.files();
    for (auto const* files : {&o.from.eras, &o.from.claims, &o.from.acknowledgments})
        inputs.insert(inputs.end(), files->begin(), files->end());
    if (exit_code const opened = out.open(score_name, o.output, inputs); opened != exit_code::clean) return opened;
    code = results.read(o.from);
    if (exit_code const loaded = results.use_ledger(true); loaded != exit_code::clean) return worse(code, loaded);
    results.match();
    results.judge();
    remit::scorecard const card = make_scorecard(results, options);

    scrub::pack const& pack = *results.setup.pack.pack;
    scrub::run_info const run{ORTHOSCRUB_VERSION, pack.name, pack.version, pack.sha256};
    char const* const no_color = std::getenv("NO_COLOR");
    bool const color = (o.output.empty() || o.output == "-") && ::isatty(1) == 1 && !(no_color && *no_color);
    if (o.format == "json") scrub::write_score_json(run, card, out.buffer());
    else if (o.format == "csv") scrub::write_score_csv(card, out.buffer());
    else scrub::write_score_text(run, card, results.setup.pack.book().codes().answers, {100, color}, out.buffer());
    return worse(code, out.finish(true));
}

}  // namespace

void add_score(CLI::App& app, action& run) {
    auto* command =
        app.add_subcommand("score", "Hold each rule to what payers decided: right, wrong, missed, in dollars");
    auto o = std::make_shared<score_command>();
    o->from.add_to(*command, "ERA");
    command->add_option("--by", o->by, "Show groups: payer, month, or both with a comma")
        ->delimiter(',')
        ->check(CLI::IsMember({"payer", "month"}));
    command->add_option("--maturity", o->maturity_days, "Days after which a line without an answer counts as overdue")
        ->capture_default_str()
        ->check(CLI::Range(1, 3650));
    command
        ->add_option("--review-cost", o->review_cost,
                     "Dollars that stopping one good line costs; it lowers a rule's worth")
        ->capture_default_str()
        ->check(CLI::Range(0.0, 100000.0));
    command->add_option("--format,-f", o->format, "What comes out")
        ->check(CLI::IsMember(std::vector<std::string>{score_formats.begin(), score_formats.end()}))
        ->capture_default_str();
    command->add_option("--output,-o", o->output, "File to write, complete or not at all; never an input")
        ->type_name("FILE");
    command->footer(
        "Examples:\n"
        "  orthoscrub score --ledger practice.db\n"
        "  orthoscrub score --ledger practice.db --by payer,month --format csv -o rules.csv\n"
        "  orthoscrub score july.835 --claims june.837\n"
        "The text has a row a rule that fired, 100 columns wide; json and csv have every rule and figure.\n"
        "Exit codes: 0 done, 2 a file is no 835, 837P or acknowledgment, 3 wrong usage, configuration or ledger, 4 "
        "input\n"
        "or output failed. What the scorecard says does not change the exit code.");
    command->callback([&run, o] { run = [o] { return run_score(*o); }; });
}

}  // namespace orthoscrub::tools
