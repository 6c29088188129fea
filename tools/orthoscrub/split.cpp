// orthoscrub split: two files from one, the claims that can go and those that somebody must look at. Three passes over
// the input, each with one window in memory: judge, plan, write. Nothing gets its name before all of it is on the disk.
#include "scrubber/engine/scrub_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <optional>
#include <tuple>

#include "scrubber/ack/acknowledger.hpp"
#include "scrubber/split/split_plan.hpp"
#include "scrubber/split/split_reasons.hpp"
#include "scrubber/split/split_writer.hpp"
#include "tools/orthoscrub/ack_choices.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/ledger_recording.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/progress.hpp"
#include "tools/orthoscrub/scrub_setup.hpp"
#include "tools/orthoscrub/split_files.hpp"
#include "tools/orthoscrub/split_summary.hpp"

namespace orthoscrub::tools {
namespace {

constexpr std::string_view split_name = "split";
/// Reason of a claim that is held because its set, group or interchange is rejected.
constexpr std::string_view rejected_above_reason = "ack-rejected-above";

struct split_options {
    std::string file;
    std::string hold_on = "error";
    std::string format = "text";
    std::string out_dir;
    split_paths paths;
    bool dry_run = false, by_ack = false;
    ack_choices policy;
    ledger_choices ledger;
    scrub_choices scrub;
};

/// What tells that a file was changed: size, time, place.
using file_state = std::tuple<::off_t, ::time_t, long, ::ino_t>;

/// Refuses what cannot be read more than once.
exit_code look_at(std::string const& file, file_state& state) {
    struct ::stat s{};
    if (file == "-" || (::stat(file.c_str(), &s) == 0 && !S_ISREG(s.st_mode) && !S_ISDIR(s.st_mode))) {
        complain(split_name,
                 fmt::format("{} can be read only once, and split reads three times; save it to a file and name "
                             "that",
                             file == "-" ? "standard input" : file));
        return exit_code::usage;
    }
    state = {s.st_size, s.st_mtim.tv_sec, s.st_mtim.tv_nsec, s.st_ino};
    return exit_code::clean;
}

/// One split from the open input to the files.
class split_run {
public:
    split_run(split_options const& o, split_paths paths, scrub_setup& setup, std::optional<ledger_recording>& recording)
        : options_{o},
          paths_{std::move(paths)},
          setup_{setup},
          recording_{recording},
          level_{o.hold_on == "warning" ? text::severity::warning : text::severity::error},
          reasons_{level_} {}

    exit_code run() {
        if (exit_code const code = look_at(options_.file, before_); code != exit_code::clean) return code;
        bar_.file(options_.file, 3);
        exit_code const code = judge();
        if (code != exit_code::clean) {
            bar_.clear();
            return code;
        }
        exit_code const done = options_.dry_run || plan_.claims() == 0 ? tell({}) : write();
        bar_.clear();
        if (done != exit_code::clean) return done;
        if (recording_)
            if (exit_code const kept = record_draft(); kept != exit_code::clean) return kept;
        return plan_.of(scrub::half::held).claims != 0 || reasons_.errors_remain() ? exit_code::findings
                                                                                   : exit_code::clean;
    }

private:
    /// Records the claims as a draft: findings of held claims are held.
    exit_code record_draft() {
        ledger::submission_book& book = recording_->book();
        for (ledger::submitted_finding& found : book.findings)
            if (found.action == ledger::finding_action::sent_unchanged && plan_.held(book.claims[found.claim].ordinal))
                found.action = ledger::finding_action::held;
        return recording_->end_and_tell(result_);
    }

    std::unique_ptr<text::source> open_again(exit_code& code) {
        auto input = open_input(split_name, options_.file, code);
        if (input) input->tap([this](std::string_view block) { bar_.advance(block.size()); });
        return input;
    }

    /// Finds out which claims are held.
    exit_code judge() {
        exit_code code = exit_code::clean;
        auto const input = open_input(split_name, options_.file, code);
        if (!input) return code;
        scrub::scrub_options judging = setup_.options;
        if (recording_) {
            recording_->listen(judging);
            recording_->begin_file(options_.file);
        }
        std::optional<ack::acknowledger> answers;
        if (options_.by_ack) {
            answers.emplace(
                options_.policy.chosen(setup_.settings), ack::answer_stamp{},
                [](ack::answer_kind, std::string_view) { return true; },
                [this](ack::answered const& one) { hold_if_rejected(one); });
            answers->listen(judging);
        }
        scrub::file_scrubber scrubber{setup_.pack.book(), std::move(judging)};
        result_ = scrubber.scrub(
            *input, options_.file,
            [this, &answers](scrub::finding_view const& finding) {
                if (recording_) recording_->take(finding);
                if (answers) answers->take(finding);
                if (answers && finding.claim) return;
                if (auto const ordinal = reasons_.found(finding); ordinal != 0) plan_.hold(ordinal);
            },
            [this](std::size_t bytes) { bar_.advance(bytes); });
        if (!result_.trouble.empty()) {
            bar_.clear();
            std::string trouble = result_.trouble;
            if (auto const at = trouble.find("check takes"); at != std::string::npos)
                trouble.replace(at, 5, split_name);
            complain(split_name, options_.file + " " + trouble + "; no file was written");
            return result_.status == scrub::file_status::failed ? exit_code::io : exit_code::unreadable;
        }
        auto const again = open_again(code);
        if (!again) return code;
        plan_.read(
            *again, setup_.options.limits,
            [this](text::fault_text const& fault) { return !options_.by_ack && holds(fault); },
            [this](std::uint64_t ordinal, std::string_view rule) { reasons_.reason(ordinal, rule); });
        code = same_file(*again, plan_.claims());
        if (code == exit_code::clean && plan_.outside_groups() != 0) {
            bar_.clear();
            complain(split_name,
                     fmt::format("{} holds {} claims in transaction sets outside of any functional group, and no "
                                 "valid file can be built around them; put GS before the sets and GE behind them; "
                                 "no file was written",
                                 options_.file, plan_.outside_groups()));
            return exit_code::unreadable;
        }
        return code;
    }

    /// Holds a claim that an acknowledgment rejects, alone or with its set, group or interchange.
    void hold_if_rejected(ack::answered const& one) {
        if (one.level != ack::answer_level::claim || !ack::rejects(one.what)) return;
        plan_.hold(one.ordinal);
        for (ack::answer_reason const& reason : one.reasons) reasons_.reason(one.ordinal, reason.rule);
        if (one.what == ack::decision::rejected_above) reasons_.reason(one.ordinal, rejected_above_reason);
    }

    /// Whether a structural fault holds a claim, by what the user says of its severity and whether it speaks.
    [[nodiscard]] bool holds(text::fault_text const& fault) const {
        scrub::scrub_options const& options = setup_.options;
        if (options.faults && !options.faults(fault.id)) return false;
        auto const own = options.severities.find(fault.id);
        return (own == options.severities.end() ? fault.level : own->second) >= level_;
    }

    /// The passes must have seen the same bytes.
    exit_code same_file(text::source const& input, std::uint64_t claims) {
        file_state now;
        if (!input.result()) {
            bar_.clear();
            complain(split_name, fmt::format("{} cannot be read to its end: {}; no file was written", options_.file,
                                             input.result().message));
            return exit_code::io;
        }
        if (look_at(options_.file, now) != exit_code::clean || now != before_ || claims != result_.counts.claims) {
            bar_.clear();
            complain(split_name,
                     fmt::format("{} changed while it was read; no file was written; run split again when it is "
                                 "complete",
                                 options_.file));
            return exit_code::io;
        }
        return exit_code::clean;
    }

    exit_code write() {
        using scrub::half;
        split_files files;
        if (exit_code const code = files.open(split_name, paths_, protected_files(),
                                              {plan_.of(half::clean).claims != 0, plan_.of(half::held).claims != 0});
            code != exit_code::clean)
            return code;
        exit_code code = exit_code::clean;
        auto const input = open_again(code);
        if (!input) return code;
        scrub::split_writer writer{plan_, files.sink(half::clean), files.sink(half::held)};
        auto const written =
            writer.split(*input, setup_.options.limits, [this](scrub::split_claim const& c) { reasons_.claim(c); });
        if (exit_code const same = same_file(*input, writer.claims()); same != exit_code::clean) return same;
        if (!written) return cannot_write(written);
        left_out_ = writer.left_out();

        std::string buffer = reasons_head(summary()) + ",\"claims\":[";
        bool first = true;
        text::io_result result;
        bool const delivered = reasons_.deliver([&](std::string_view claim) {
            buffer += first ? "\n" : ",\n";
            first = false;
            buffer += claim;
            if (buffer.size() < 65536) return true;
            result = files.reasons().write(buffer);
            buffer.clear();
            return static_cast<bool>(result);
        });
        if (result && !delivered) {
            complain(split_name,
                     "the temporary file for sorting reasons failed; is the disk full? No file was written");
            return exit_code::io;
        }
        buffer += "\n]" + reasons_tail(summary());
        if (result) result = files.reasons().write(buffer);
        if (!result) return cannot_write(result);
        std::string const spoken = spoken_summary(summary());
        if (exit_code const done = files.commit(split_name); done != exit_code::clean) return done;
        return say(spoken);
    }

    /// What no output may replace: the input, and what the settings were read from.
    [[nodiscard]] std::vector<std::string> protected_files() const {
        std::vector<std::string> files = setup_.files();
        files.insert(files.begin(), options_.file);
        options_.ledger.protect(setup_, files);
        return files;
    }

    exit_code cannot_write(text::io_result const& result) {
        bar_.clear();
        complain(split_name,
                 fmt::format("cannot write {}, {} or {}: {}; no file was written; make room, or name a folder on "
                             "another disk with --out-dir",
                             paths_.clean, paths_.held, paths_.reasons, result.message));
        return exit_code::io;
    }

    /// The summary of a run that writes nothing.
    exit_code tell(scrub::split_writer::emptied left_out) {
        left_out_ = left_out;
        if (!reasons_.deliver([](std::string_view) { return true; })) {
            complain(split_name, "the temporary file for sorting reasons failed; is the disk full?");
            return exit_code::io;
        }
        return say(spoken_summary(summary()));
    }

    exit_code say(std::string const& spoken) {
        bar_.clear();
        std::fwrite(spoken.data(), 1, spoken.size(), stderr);
        if (options_.format != "json") return exit_code::clean;
        output_target out;
        if (exit_code const code = out.open(split_name, "-", {}); code != exit_code::clean) return code;
        out.write(reasons_head(summary()) + reasons_tail(summary()));
        return out.finish();
    }

    [[nodiscard]] split_summary summary() const {
        return {run_, result_, plan_, reasons_, paths_, options_.hold_on, left_out_, options_.dry_run};
    }

    split_options const& options_;
    split_paths paths_;
    scrub_setup& setup_;
    std::optional<ledger_recording>& recording_;
    text::severity level_;
    scrub::split_plan plan_;
    scrub::split_reasons reasons_;
    scrub::file_result result_;
    scrub::split_writer::emptied left_out_;
    scrub::run_info run_{ORTHOSCRUB_VERSION, setup_.pack.pack->name, setup_.pack.pack->version,
                         setup_.pack.pack->sha256};
    file_state before_;
    progress bar_;
};

exit_code split(split_options const& o) {
    split_paths paths = o.paths;
    fill_in(paths, o.file, o.out_dir);
    scrub_setup setup;
    if (exit_code const code = o.scrub.prepare(split_name, setup); code != exit_code::clean) return code;
    std::vector<std::string> files = setup.files();
    files.insert(files.begin(), o.file);
    o.ledger.protect(setup, files);
    if (exit_code const code = judge_paths(split_name, paths, files); code != exit_code::clean) return code;
    std::optional<ledger_recording> recording;
    if (std::string const& ledger = o.ledger.path(setup); !o.dry_run && !ledger.empty())
        if (exit_code const code =
                recording.emplace(split_name).open(ledger, o.ledger.key, ledger::submission_state::draft, setup);
            code != exit_code::clean)
            return code;
    return split_run{o, std::move(paths), setup, recording}.run();
}

}  // namespace

void add_split(CLI::App& app, action& run) {
    auto* command = app.add_subcommand("split", "Part the claims that can go from those to look at");
    auto o = std::make_shared<split_options>();
    command->add_option("FILE", o->file, "837P file; it is read three times, so no pipe")->required();
    command->add_option("--hold-on", o->hold_on, "Hold claims with a finding of this severity or worse")
        ->check(CLI::IsMember({"error", "warning"}))
        ->capture_default_str();
    command->add_flag(
        "--by-ack", o->by_ack,
        "Hold what `ack` would reject: the claims of a rejected interchange, group or transaction set, and "
        "rejected claims");
    o->policy.add_to(*command, false);
    command->add_option("--out-dir", o->out_dir, "Folder for the files; else they stand beside FILE")->type_name("DIR");
    command->add_option("--clean", o->paths.clean, "File of the clean claims; else NAME.clean.837")->type_name("FILE");
    command->add_option("--held", o->paths.held, "File of the held claims; else NAME.held.837")->type_name("FILE");
    command->add_option("--reasons", o->paths.reasons, "Where each claim went and why; else NAME.reasons.json")
        ->type_name("FILE");
    command->add_flag("--dry-run", o->dry_run, "Say what would be held, and write nothing");
    command->add_option("--format,-f", o->format, "json: the summary on standard output, too")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    o->ledger.add_to(*command, "Keep the claims as a draft in this ledger, with which were held; not with --dry-run");
    o->scrub.add_to(*command);
    command->footer(
        "Every claim is in exactly one of the two files, byte for byte. Envelopes and HL levels are rebuilt, counts "
        "are\n"
        "right, control numbers stay as they are. A half without claims gets no file. All files appear, or none.\n"
        "Examples:\n"
        "  orthoscrub split day.837\n"
        "  orthoscrub split --hold-on warning --out-dir outbox day.837\n"
        "  orthoscrub split --by-ack --policy lenient day.837\n"
        "  orthoscrub split --dry-run --rules 'noc-*,narrative-*' day.837\n"
        "Exit codes: 0 done and nothing held, 1 claims were held or an error of the envelope stands, 2 FILE is no "
        "837P\n"
        "or a limit was hit, 3 wrong usage or rules, 4 input or output failed.");
    command->callback([&run, o] { run = [o] { return split(*o); }; });
}

}  // namespace orthoscrub::tools
