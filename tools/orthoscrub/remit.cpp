// orthoscrub remit: what payers decided about each line, whether our findings foresaw it, and what to do next. Claims and
// answers come from files, or from a ledger that then keeps the results.
#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "scrubber/report/remit/remit_report.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/remit_case.hpp"
#include "tools/orthoscrub/remit_keeping.hpp"
#include "tools/orthoscrub/remit_writer.hpp"

namespace orthoscrub::tools {
namespace {

constexpr std::string_view remit_name = "remit";
constexpr std::array remit_formats{"text", "json", "ndjson", "csv", "html"};

struct remit_options {
    remit_choices from;
    std::string format = "text", output;
    bool all = false, open = false;
};

std::unique_ptr<scrub::remit_report> make_report(remit_options const& o, scrub::answer_tables const& answers) {
    if (o.format == "json") return scrub::make_remit_json();
    if (o.format == "ndjson") return scrub::make_remit_ndjson();
    if (o.format == "csv") return scrub::make_remit_csv();
    if (o.format == "html") return scrub::make_remit_html(answers);
    char const* const no_color = std::getenv("NO_COLOR");
    bool const color = (o.output.empty() || o.output == "-") && ::isatty(1) == 1 && !(no_color && *no_color);
    return scrub::make_remit_text(answers, {80, color});
}

exit_code run_remit(remit_options const& o) {
    remit_case results{remit_name};
    if (o.from.eras.empty() && !o.open && !o.all && o.from.acknowledgments.empty()) {
        complain(remit_name, "no 835 is named; name one, or ask for --open or --all");
        return exit_code::usage;
    }
    bool const adds = !o.from.eras.empty() || !o.from.acknowledgments.empty();
    exit_code code = results.open(o.from, adds ? ledger::open_mode::write : ledger::open_mode::read);
    if (code != exit_code::clean) return code;
    if (!results.has_ledger() && o.from.claims.empty()) {
        complain(remit_name, "say what was sent: --claims FILE..., or --ledger DB");
        return exit_code::usage;
    }
    output_target out;
    std::vector<std::string> inputs = results.setup.files();
    for (auto const* files : {&o.from.eras, &o.from.claims, &o.from.acknowledgments})
        inputs.insert(inputs.end(), files->begin(), files->end());
    if (exit_code const opened = out.open(remit_name, o.output, inputs); opened != exit_code::clean) return opened;
    code = results.read(o.from);
    bool const everything = o.all || (o.open && o.from.eras.empty());
    if (exit_code const kept = results.use_ledger(everything); kept != exit_code::clean) return worse(code, kept);
    remit_keeping keeping{results};
    results.match();
    keeping.matched();
    results.judge();
    keeping.judged();
    // Standard output says nothing that the ledger does not hold; a file gets its name when that is so.
    bool const to_file = !o.output.empty() && o.output != "-";
    if (!to_file && keeping.result() != exit_code::clean) return worse(code, keeping.result());
    bool const told = code == exit_code::clean || !results.remitted.remittances.empty() || everything;
    if (told) {
        auto const report = make_report(o, results.setup.pack.book().codes().answers);
        bool const acknowledged = !o.from.acknowledgments.empty();
        remit_writer{results, {o.all, o.open, acknowledged}}.write(*report, out);
        out.settle();
    }
    if (keeping.result() != exit_code::clean) return worse(code, keeping.result());
    if (!told) return code;
    return worse(code, out.finish(true));
}

}  // namespace

void add_remit(CLI::App& app, action& run) {
    auto* command = app.add_subcommand("remit", "Say what payers decided about each line, and whether we foresaw it");
    auto o = std::make_shared<remit_options>();
    o->from.add_to(*command, "ERA");
    command->add_option("--format,-f", o->format, "What comes out")
        ->check(CLI::IsMember(std::vector<std::string>{remit_formats.begin(), remit_formats.end()}))
        ->capture_default_str();
    command->add_option("--output,-o", o->output, "File to write, complete or not at all; never an input")
        ->type_name("FILE");
    command->add_flag("--all", o->all, "Show every claim of the ledger, not only those that the named 835 answer");
    command->add_flag("--open", o->open, "List the claims that were never answered, oldest first");
    command->footer(
        "Examples:\n"
        "  orthoscrub remit july.835 --claims june.837\n"
        "  orthoscrub remit july.835 --claims june.837 --acks june.277 --format html -o july.html\n"
        "  orthoscrub remit july.835 --ledger practice.db\n"
        "  orthoscrub remit --ledger practice.db --open --today 2026-08-01\n"
        "Exit codes: 0 done, 2 a file is no 835, 837P or acknowledgment, 3 wrong usage, configuration or ledger, 4 "
        "input\n"
        "or output failed. What payers decided does not change the exit code.");
    command->callback([&run, o] { run = [o] { return run_remit(*o); }; });
}

}  // namespace orthoscrub::tools
