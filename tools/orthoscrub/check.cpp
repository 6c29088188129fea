// orthoscrub check: findings of 837P files, faults of what answers them. The files are read by tools/batch on as many threads
// as there are jobs; the report renders a finding the moment it is known, and the rendered pieces are put in order before
// they leave. Nothing is written for a run in which no file could be read as X12. After the last file come the remarks about
// suppressions: only then is it known which entries met nothing.
#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>

#include "scrubber/engine/scrub_stages.hpp"
#include "scrubber/report/baseline.hpp"
#include "scrubber/report/finding_limit.hpp"
#include "scrubber/report/report.hpp"
#include "tools/batch/batch_scrub.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/input_list.hpp"
#include "tools/orthoscrub/interruption.hpp"
#include "tools/orthoscrub/ledger_recording.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/progress.hpp"
#include "tools/orthoscrub/remit_case.hpp"
#include "tools/orthoscrub/scrub_setup.hpp"

namespace orthoscrub::tools {
namespace {

constexpr std::string_view check_name = "check";

struct check_options {
    std::vector<std::string> files;
    std::string format = "text";
    std::string fail_on = "error";
    std::string output, baseline, max_findings;
    bool recursive = false, slow = false, show_phi = false, sent = false;
    unsigned jobs = batch::usual_jobs();
    ledger_choices ledger;
    scrub_choices scrub;
};

bool color_wanted(check_options const& o) {
    char const* const no_color = std::getenv("NO_COLOR");
    char const* const terminal = std::getenv("TERM");
    return (o.output.empty() || o.output == "-") && ::isatty(1) == 1 && !(no_color && *no_color) && terminal &&
           std::string_view{terminal} != "dumb";
}

std::unique_ptr<scrub::report> make_report(check_options const& o, scrub::rule_book const& book) {
    if (o.format == "concise") return scrub::make_concise_report();
    if (o.format == "json") return scrub::make_json_report();
    if (o.format == "ndjson") return scrub::make_ndjson_report();
    if (o.format == "csv") return scrub::make_csv_report();
    if (o.format == "sarif") return scrub::make_sarif_report(book);
    if (o.format == "html") return scrub::make_html_report(book.codes().answers);
    return scrub::make_text_report(book.codes().answers, {80, color_wanted(o)});
}

bool at_threshold(std::string_view fail_on, text::severity level) {
    if (fail_on == "never") return false;
    return level == text::severity::error || (fail_on != "error" && level == text::severity::warning) ||
           fail_on == "note";
}

/// Reads --baseline. What is wrong with it is told: 3.
exit_code read_baseline(std::string const& path, std::optional<scrub::baseline>& baseline) {
    if (path.empty()) return exit_code::clean;
    text::opened_source const opened = text::open_file(path);
    std::string const trouble =
        opened.input ? baseline.emplace().read(*opened.input, path) : "cannot be opened: " + opened.result.message;
    if (trouble.empty()) return exit_code::clean;
    complain(check_name, fmt::format("--baseline {} {}", path, trouble));
    return exit_code::usage;
}

using record_map = std::map<std::string, scrub::rule_record, std::less<>>;

/// Opens the ledger, if there is one, and reads how the rules fared so far.
exit_code open_ledger(check_options const& o, scrub_setup const& setup, std::optional<ledger_recording>& recording,
                      record_map& records) {
    std::string const& path = o.ledger.path(setup);
    if (path.empty()) {
        if (!o.sent && o.ledger.key.empty()) return exit_code::clean;
        complain(check_name, "--sent and --ledger-key need a ledger; name it with --ledger DB");
        return exit_code::usage;
    }
    auto const state = o.sent ? ledger::submission_state::sent : ledger::submission_state::draft;
    if (exit_code const code = recording.emplace(check_name).open(path, o.ledger.key, state, setup);
        code != exit_code::clean)
        return code;
    recording->in_parts();
    std::vector<ledger::track_record_row> rows;
    if (ledger::ledger_result const read = recording->ledger().track_record(rows); !read.ok()) {
        complain(check_name, read.message);
        return code_of(read.fault);
    }
    for (ledger::track_record_row const& row : rows) {
        scrub::rule_record& record = records[row.rule];
        if (row.verdict == "right") record.right += row.lines;
        else if (row.verdict == "right_other_reason") record.right_other_reason += row.lines;
        else if (row.verdict == "paid_anyway") record.paid_anyway += row.lines;
        else if (row.verdict == "open") record.open += row.lines;
    }
    return exit_code::clean;
}

/// One run over all files: report, order and output in one place.
class check_run final : public batch::batch_listener {
public:
    check_run(check_options const& o, scrub_setup const& setup, std::optional<scrub::baseline>& baseline,
              std::optional<ledger_recording>& recording, record_map const& records, output_target& out,
              std::span<std::string const> files)
        : options_{o},
          setup_{setup},
          baseline_{baseline},
          recording_{recording},
          records_{records},
          out_{out},
          files_{files},
          report_{make_report(o, setup.pack.book())},
          stages_{setup.pack.book(), with_listeners(setup.options)},
          findings_{*report_, setup.settings.defaults.max_findings.value.value_or(scrub::finding_limit::all)},
          bar_{files} {}

    /// Reads all files, or those before the output failed or somebody pressed Ctrl-C.
    void read() {
        interruption const stops_by_itself;
        std::size_t next = 0;
        batch::scrub_batch(
            stages_, options_.jobs,
            [&]() -> std::unique_ptr<batch::batch_input> {
                if (next == files_.size()) return nullptr;
                std::string const& file = files_[next++];
                text::opened_source opened = open_named(file, &interruption::asked());
                return std::make_unique<batch::batch_input>(
                    batch::batch_input{file, std::move(opened.input), std::move(opened.result)});
            },
            *this, interruption::asked());
        bar_.clear();
        if (!interruption::asked()) return;
        complete_ = false;
        code_ = exit_code::interrupted;
        complain(check_name,
                 fmt::format("interrupted; {} of {} were read to the end, and the report says what was found in them",
                             read_to_end_, scrub::counted(files_.size(), "file", "files")));
    }

    void begin_file(batch::batch_input const& file) override {
        failing_ = false;
        bar_.file(file.path);
        if (recording_ && file.input) recording_->begin_file(file.path);
    }

    void take(scrub::finding_view const& finding) override { render(finding); }

    void advance(std::uint64_t bytes, scrub::scrub_counts const& so_far) override {
        bar_.counts(summary_.counts.claims + so_far.claims, summary_.counts.findings() + so_far.findings());
        bar_.advance(bytes);
    }

    bool end_file(batch::batch_input const& file, std::optional<scrub::file_result> read) override {
        scrub::file_result result = read ? std::move(*read) : scrub::file_result{};
        if (!read || !result.trouble.empty()) bar_.clear();
        if (!read) {
            code_ = worse(code_, say_unopened(check_name, file.path, file.trouble));
            result.path = file.path;
            result.status = scrub::file_status::failed;
        }
        if (!result.trouble.empty()) complain(check_name, spoken_name(file.path) + " " + result.trouble);
        code_ = worse(code_, code_of(result));
        if (recording_ && read) keep(result);
        return deliver(std::move(result));
    }

    exit_code finish() {
        if (!begun_) return code_;
        remark_on_suppressions();
        if (baseline_)
            summary_.baseline =
                baseline_->summary([this](std::string_view rule) { return setup_.judges(rule); }, complete_);
        summary_.exit_code = static_cast<int>(code_);
        summary_.left_out = findings_.left_out(summary_.counts);
        summary_.max_findings = setup_.settings.defaults.max_findings.value.value_or(0);
        report_->end(summary_, out_.buffer());
        while (report_->more(out_.buffer()) && out_.drain()) {
        }
        if (report_->failed()) {
            complain(check_name, "the temporary file for grouping findings failed; is the disk full?");
            code_ = worse(code_, exit_code::io);
        }
        return worse(code_, out_.finish(true));
    }

private:
    /// What is suppressed is not fixed, so the baseline must hear of it; the ledger hears of every claim.
    scrub::scrub_options with_listeners(scrub::scrub_options options) {
        if (baseline_)
            options.suppressed = [this](scrub::suppressed_finding const& f) { baseline_->set_aside(f.fingerprint); };
        if (recording_) recording_->listen(options);
        return options;
    }

    /// Records the claims of a file that could be read.
    void keep(scrub::file_result const& result) {
        bool const answers = result.answer_sets != 0 && result.answer_sets == result.transaction_sets;
        if (recordable(result.status) && !answers) code_ = worse(code_, recording_->end_and_tell(result));
        else recording_->drop_file();
    }

    /// Renders a finding; its place in the report is known at the end of the file.
    void render(scrub::finding_view finding) {
        if (recording_) recording_->take(finding);
        if (auto const record = records_.find(finding.rule); record != records_.end())
            finding.track_record = &record->second;
        if (baseline_) finding.baseline = baseline_->meet(finding.fingerprint);
        if (finding.baseline != scrub::baseline_mark::open && at_threshold(options_.fail_on, finding.level))
            failing_ = true;
        findings_.take(finding);
    }

    void remark_on_suppressions() {
        scrub::suppression_list const& list = setup_.suppressions;
        if (list.path().empty()) return;
        summary_.suppressions = list.path();
        summary_.suppressions_day = list.today();
        failing_ = false;
        rule_choice const& rules = setup_.rules;
        for (scrub::suppression_remark const& remark :
             scrub::remarks(list, summary_.counts.suppressions_used,
                            [this](std::string_view rule) { return setup_.judges(rule); })) {
            if (!rules.fault(remark.rule)) continue;
            if (!complete_ && remark.rule == scrub::suppression_unused) continue;  // nobody knows
            scrub::finding_view view = remark.view(list);
            if (auto const own = setup_.options.severities.find(remark.rule); own != setup_.options.severities.end())
                view.level = own->second;
            summary_.counts.add(view.rule, view.level);
            ++summary_.remarks;
            render(view);
        }
        if (failing_) code_ = worse(code_, exit_code::findings);
        (void)findings_.deliver(out_.buffer(), [this] { return out_.drain(); });
    }

    exit_code code_of(scrub::file_result const& result) const {
        switch (result.status) {
            case scrub::file_status::wrong_type:
            case scrub::file_status::unreadable:
            case scrub::file_status::limit:
                return exit_code::unreadable;
            case scrub::file_status::failed:
                return exit_code::io;
            case scrub::file_status::interrupted:
                return exit_code::interrupted;
            default:
                return failing_ ? exit_code::findings : exit_code::clean;
        }
    }

    /// A file that could not be read as X12 at all is held back until another one could.
    bool deliver(scrub::file_result result) {
        if (!result.x12) {
            findings_.drop();
            result.counts = {};
            if (!begun_) {
                held_.push_back(std::move(result));
                return true;
            }
        } else if (!begun_) {
            begun_ = true;
            scrub::pack const& pack = *setup_.pack.pack;
            report_->begin({ORTHOSCRUB_VERSION, pack.name, pack.version, pack.sha256}, out_.buffer());
            for (scrub::file_result const& file : held_) end_file(file);
        }
        if (!findings_.deliver(out_.buffer(), [this] { return out_.drain(); }) && !out_.failed()) {
            complain(check_name, "the temporary file for sorting findings failed; is the disk full?");
            code_ = worse(code_, exit_code::io);
            return false;
        }
        result.left_out = findings_.left_out_of_file(result.counts);
        end_file(result);
        return out_.drain();
    }

    void end_file(scrub::file_result const& file) {
        report_->end_file(file, out_.buffer());
        ++summary_.files;
        using enum scrub::file_status;
        if (file.status != clean && file.status != findings) complete_ = false;
        if (file.status != failed && file.status != interrupted) ++read_to_end_;
        summary_.counts.add(file.counts);
    }

    check_options const& options_;
    scrub_setup const& setup_;
    std::optional<scrub::baseline>& baseline_;
    std::optional<ledger_recording>& recording_;
    record_map const& records_;
    output_target& out_;
    std::span<std::string const> files_;
    std::unique_ptr<scrub::report> report_;
    scrub::scrub_stages stages_;
    scrub::finding_limit findings_;
    scrub::run_summary summary_;
    std::vector<scrub::file_result> held_;
    progress bar_;
    exit_code code_ = exit_code::clean;
    bool begun_ = false;
    bool failing_ = false;  ///< something of the file being read is at or above --fail-on
    bool complete_ = true;  ///< every file was read to its end
    std::size_t read_to_end_ = 0;
};

exit_code check(check_options o) {
    std::vector<std::string> files;
    if (exit_code const code = expand_inputs(check_name, o.files, o.recursive, files); code != exit_code::clean)
        return code;
    scrub_setup setup;
    if (exit_code const code = o.scrub.prepare(check_name, setup); code != exit_code::clean) return code;
    setup.options.slow = o.slow;
    setup.options.answers = scrub::answer_sets::all;
    if (!o.scrub.given("--format")) o.format = setup.settings.defaults.format.value;
    if (!o.max_findings.empty())
        setup.settings.defaults.max_findings = {*read_max_findings(o.max_findings), "--max-findings"};
    if (!o.scrub.given("--fail-on")) o.fail_on = setup.settings.defaults.fail_on.value;
    std::optional<scrub::baseline> baseline;
    if (exit_code const code = read_baseline(o.baseline, baseline); code != exit_code::clean) return code;

    std::vector<std::string> inputs = setup.files();
    inputs.insert(inputs.end(), files.begin(), files.end());
    if (!o.baseline.empty()) inputs.push_back(o.baseline);
    o.ledger.protect(setup, inputs);
    output_target out;
    if (exit_code const code = out.open(check_name, o.output, inputs); code != exit_code::clean) return code;
    std::optional<ledger_recording> recording;
    record_map records;
    if (exit_code const code = open_ledger(o, setup, recording, records); code != exit_code::clean) return code;
    check_run run{o, setup, baseline, recording, records, out, files};
    run.read();
    return run.finish();
}

}  // namespace

void add_check(CLI::App& app, action& run) {
    auto* command = app.add_subcommand(
        "check", "Find what a payer will reject or deny in 837P files; hold 835, 999 and 277CA to their guides");
    auto o = std::make_shared<check_options>();
    command->add_option("FILE", o->files, "837P files, or 835, 999, 277CA; - is standard input")->required();
    command->add_option("--format,-f", o->format, "What comes out")
        ->check(CLI::IsMember(std::vector<std::string>{check_formats.begin(), check_formats.end()}))
        ->capture_default_str();
    command->add_option("--output,-o", o->output, "File to write, complete or not at all; never an input")
        ->type_name("FILE");
    command
        ->add_option("--fail-on", o->fail_on,
                     "Exit with 1 from this severity on; with --baseline only new findings count")
        ->check(CLI::IsMember(std::vector<std::string>{fail_on_words.begin(), fail_on_words.end()}))
        ->capture_default_str();
    command
        ->add_option(
            "--baseline", o->baseline,
            "What an earlier check wrote as json or ndjson: mark what is new, what is still open, and list what "
            "is fixed")
        ->type_name("FILE");
    command
        ->add_option("--max-findings", o->max_findings,
                     "Show the first N findings of the run, by file, place and rule; all are counted (all)")
        ->check([](std::string const& text) {
            return read_max_findings(text) ? std::string{} : "give a number from 0 on, or all";
        })
        ->type_name("N");
    o->ledger.add_to(*command, "Keep what was judged in this ledger, and say how each rule fared so far");
    command->add_flag("--sent", o->sent, "The files are sent as they are; without it they are drafts");
    command->add_flag("--recursive,-r", o->recursive, "Read the files in folders, too");
    command->add_option("--jobs,-j", o->jobs, "Threads to work on; the output is the same for any number")
        ->check(CLI::Range(1u, 64u))
        ->capture_default_str();
    command->add_flag("--slow", o->slow, "Judge with the plain evaluator: same findings, for comparison");
    command->add_flag("--show-phi", o->show_phi, "Allow personal data in the output; findings hold none as it is");
    o->scrub.add_to(*command);
    command->footer(
        "Examples:\n"
        "  orthoscrub check day.837\n"
        "  orthoscrub check --format json --today 2025-03-01 --output day.json day.837\n"
        "  orthoscrub check --format html --output day.html day.837\n"
        "  orthoscrub check --fail-on warning --rules 'noc-*,narrative-*' --recursive outbox\n"
        "  orthoscrub check --baseline monday.json --suppressions suppressions.toml day.837\n"
        "  orthoscrub check --max-findings 200 year.837\n"
        "  orthoscrub check --ledger practice.db --sent day.837\n"
        "  orthoscrub check --snip 1..3 payment.835 answer.277\n"
        "  orthoscrub check --jobs 1 --format concise 'outbox/*.837'\n"
        "orthoscrub.toml in the current folder sets what you do not want to write each time; \"orthoscrub config\"\n"
        "shows what is set and where.\n"
        "Of an 835, 999, 277CA or TA1 structure, guide and sums are looked at; rules speak of claims.\n"
        "Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 a file is none of these or a limit was hit, 3 "
        "wrong\n"
        "usage or rules, 4 input or output failed, 130 stopped by Ctrl-C (the\n"
        "report then says how far each file was read). Of several the highest counts; all files are read.");
    command->callback([&run, o] { run = [o] { return check(*o); }; });
}

}  // namespace orthoscrub::tools
