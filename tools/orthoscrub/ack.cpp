// orthoscrub ack: what a receiver answers to 837P files. One pass over each file; the answers leave when their
// interchange has ended, and the decisions with them.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <array>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>

#include "scrubber/ack/ack_json.hpp"
#include "scrubber/ack/ack_text.hpp"
#include "scrubber/ack/acknowledger.hpp"
#include "tools/orthoscrub/ack_choices.hpp"
#include "tools/orthoscrub/ack_ledger.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/input_list.hpp"
#include "tools/orthoscrub/ledger_recording.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/progress.hpp"
#include "tools/orthoscrub/scrub_setup.hpp"

namespace orthoscrub::tools {
namespace {

constexpr std::string_view ack_name = "ack";
constexpr std::size_t kinds = 3;

struct ack_options {
    std::vector<std::string> files;
    std::string format = "x12", now, output, out_dir;
    std::uint64_t control_number = 0;
    bool recursive = false;
    ack_choices policy;
    ledger_choices ledger;
    scrub_choices scrub;
};

/// "2026-03-02T10:15" as day and time; false when it is neither.
bool read_now(std::string const& written, ack::answer_stamp& stamp) {
    if (written.size() != 16 || written[10] != 'T' || written[13] != ':') return false;
    auto const day = model::date::from_iso(std::string_view{written}.substr(0, 10));
    auto const two = [&](std::size_t at) {
        char const a = written[at], b = written[at + 1];
        return a >= '0' && a <= '9' && b >= '0' && b <= '9' ? (a - '0') * 10 + (b - '0') : 99;
    };
    if (!day || two(11) > 23 || two(14) > 59) return false;
    stamp.day = *day;
    stamp.hour = static_cast<unsigned>(two(11));
    stamp.minute = static_cast<unsigned>(two(14));
    return true;
}

/// The clock of the machine, and a control number that is another one three seconds later.
void read_clock(ack::answer_stamp& stamp) {
    std::time_t const now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    std::array<char, 20> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M", &local);
    (void)read_now(text.data(), stamp);
    stamp.control_number = static_cast<std::uint64_t>(now) % 999'999'000 + 1;
}

/// One run over all files.
class ack_run {
public:
    ack_run(ack_options const& o, scrub_setup& setup, ack::answer_policy policy, ack::answer_stamp const& stamp,
            ack::answer_memory* memory, std::vector<std::string> const& inputs)
        : options_{o},
          policy_{std::move(policy)},
          stamp_{stamp},
          inputs_{inputs},
          answers_{policy_, stamp, [this](ack::answer_kind kind, std::string_view text) { return take(kind, text); },
                   [this](ack::answered const& one) { decided(one); }, memory} {
        scrub::scrub_options judging = setup.options;
        answers_.listen(judging);
        judging.answers = scrub::answer_sets::acknowledged;
        scrubber_.emplace(setup.pack.book(), std::move(judging));
        run_ = {ORTHOSCRUB_VERSION, setup.pack.pack->name, setup.pack.pack->version, setup.pack.pack->sha256};
    }

    exit_code run(std::vector<std::string> const& files) {
        if (exit_code const code = out_.open(ack_name, options_.output, inputs_); code != exit_code::clean) return code;
        if (options_.format == "json") out_.write(ack::json_head(run_, policy_, stamp_));
        exit_code code = exit_code::clean;
        std::string told;
        for (std::string const& file : files) {
            if (out_.failed() || answers_.failed()) break;
            code = worse(code, answer(file, told));
        }
        if (answers_.failed() && !out_.failed()) {
            complain(ack_name, "a temporary file or the ledger failed; the answers are not complete");
            code = worse(code, exit_code::io);
        }
        if (options_.format == "json") out_.write(ack::json_tail(told, answers_.counts()));
        if (answers_.counts().rejected()) code = worse(code, exit_code::findings);
        return worse(code, out_.finish(true));
    }

private:
    exit_code answer(std::string const& file, std::string& told) {
        file_ = file;
        exit_code code = exit_code::clean;
        auto const input = open_input(ack_name, file, code);
        if (!input) return code;
        ack::answer_counts const before = answers_.counts();
        if (options_.format == "text") out_.write(spoken_name(file) + "\n");
        bar_.file(file);
        scrub::file_result result = scrubber_->scrub(
            *input, file, [this](scrub::finding_view const& finding) { answers_.take(finding); },
            [this](std::size_t bytes) { bar_.advance(bytes); });
        bar_.clear();
        ack::answer_counts const here = since(before);
        code = judge(result, here);
        if (options_.format == "text") out_.write(ack::text_of(here));
        if (options_.format == "json") {
            if (!told.empty()) told += ",\n";
            told += ack::json_of(result, here);
        }
        std::vector<output_target*> parts;
        for (auto const& part : parts_)
            if (part) parts.push_back(part.get());
        code = worse(code, finish_all(parts));
        for (auto& part : parts_) part.reset();
        return code;
    }

    [[nodiscard]] ack::answer_counts since(ack::answer_counts const& before) const {
        ack::answer_counts here = answers_.counts();
        here.interchanges -= before.interchanges;
        here.interchanges_rejected -= before.interchanges_rejected;
        here.groups -= before.groups;
        here.groups_rejected -= before.groups_rejected;
        here.sets -= before.sets;
        here.sets_rejected -= before.sets_rejected;
        here.sets_with_errors -= before.sets_with_errors;
        here.claims -= before.claims;
        here.claims_rejected -= before.claims_rejected;
        here.charges.cents -= before.charges.cents;
        here.charges_rejected.cents -= before.charges_rejected.cents;
        here.replayed -= before.replayed;
        here.unanswered -= before.unanswered;
        return here;
    }

    /// What the state of a file means for who waits for an answer.
    exit_code judge(scrub::file_result& result, ack::answer_counts const& here) {
        using enum scrub::file_status;
        if (auto const at = result.trouble.find("check takes"); at != std::string::npos)
            result.trouble.replace(at, 5, ack_name);
        if (result.status == failed) {
            complain(ack_name, spoken_name(result.path) + " " + result.trouble + "; what was not read is not answered");
            return exit_code::io;
        }
        if (here.interchanges == 0) {
            complain(ack_name, fmt::format("quarantine {}: it {}; no acknowledgment can be addressed to anybody",
                                           spoken_name(result.path), result.trouble));
            return exit_code::unreadable;
        }
        if (here.unanswered != 0) {
            complain(ack_name,
                     fmt::format("quarantine {}: it holds data outside of any interchange that could be read, and no "
                                 "acknowledgment can speak of them",
                                 spoken_name(result.path)));
            return exit_code::unreadable;
        }
        if (result.status == limit || (result.status == wrong_type && here.sets == 0)) {
            complain(ack_name, spoken_name(result.path) + " " + result.trouble);
            return exit_code::unreadable;
        }
        return exit_code::clean;
    }

    bool take(ack::answer_kind kind, std::string_view text) {
        if (options_.out_dir.empty()) return options_.format != "x12" || out_.write(text);
        auto& part = parts_[static_cast<std::size_t>(kind)];
        if (!part) {
            part = std::make_unique<output_target>();
            if (part->open(ack_name, path_of(kind), inputs_) != exit_code::clean) return false;
        }
        return part->write(text);
    }

    [[nodiscard]] std::string path_of(ack::answer_kind kind) const {
        std::filesystem::path path{file_ == "-" ? "stdin" : file_};
        return (std::filesystem::path{options_.out_dir} / path.stem()).string() + "." +
               std::string{ack::to_string(kind)};
    }

    void decided(ack::answered const& one) {
        if (options_.format == "x12") return;
        if (options_.format == "json") {
            ack::append_json(one, file_, first_, out_.buffer());
            first_ = false;
        } else {
            ack::append_text(one, out_.buffer());
        }
        (void)out_.drain();
    }

    ack_options const& options_;
    ack::answer_policy policy_;
    ack::answer_stamp stamp_;
    std::vector<std::string> const& inputs_;
    output_target out_;
    std::array<std::unique_ptr<output_target>, kinds> parts_;
    ack::acknowledger answers_;
    std::optional<scrub::file_scrubber> scrubber_;
    scrub::run_info run_;
    std::string file_;
    bool first_ = true;
    progress bar_;
};

/// Two inputs whose answers would have the same names.
bool names_clash(std::vector<std::string> const& files) {
    std::set<std::string> stems;
    for (std::string const& file : files) {
        if (stems.insert(std::filesystem::path{file == "-" ? "stdin" : file}.stem().string()).second) continue;
        complain(ack_name,
                 fmt::format("with --out-dir the answers to two of the files would have one name, \"{}\"; answer "
                             "them into two folders",
                             std::filesystem::path{file}.stem().string()));
        return true;
    }
    return false;
}

exit_code acknowledge(ack_options const& o) {
    scrub_setup setup;
    if (exit_code const code = o.scrub.prepare(ack_name, setup); code != exit_code::clean) return code;
    std::vector<std::string> files;
    if (exit_code const code = expand_inputs(ack_name, o.files, o.recursive, files); code != exit_code::clean)
        return code;
    ack::answer_stamp stamp;
    read_clock(stamp);
    if (!o.now.empty() && !read_now(o.now, stamp)) {
        complain(ack_name, fmt::format("--now {} is no time; write it as 2026-03-02T10:15", o.now));
        return exit_code::usage;
    }
    if (!o.out_dir.empty()) {
        std::error_code failed;
        if (!std::filesystem::is_directory(o.out_dir, failed)) {
            complain(ack_name, fmt::format("--out-dir {} is no folder; make it first", o.out_dir));
            return exit_code::usage;
        }
        if (names_clash(files)) return exit_code::usage;
    }
    std::vector<std::string> inputs = setup.files();
    inputs.insert(inputs.end(), files.begin(), files.end());
    o.ledger.protect(setup, inputs);
    std::optional<ack_ledger> ledger;
    if (std::string const& path = o.ledger.path(setup); !path.empty()) {
        ledger.emplace(ack_name, stamp.day);
        if (exit_code const code = ledger->open(path, o.ledger.key); code != exit_code::clean) return code;
        if (std::uint64_t const next = ledger->next_number(); next != 0) stamp.control_number = next;
    }
    if (o.scrub.given("--control-number")) stamp.control_number = o.control_number;
    ack_run run{o, setup, o.policy.chosen(setup.settings), stamp, ledger ? &*ledger : nullptr, inputs};
    exit_code const code = run.run(files);
    return ledger ? worse(code, ledger->code()) : code;
}

}  // namespace

void add_ack(CLI::App& app, action& run) {
    auto* command = app.add_subcommand("ack", "Answer 837P files as a receiver does: TA1, 999 and 277CA");
    auto o = std::make_shared<ack_options>();
    command->add_option("FILE", o->files, "837P files, or folders with --recursive; - is standard input")->required();
    command->add_flag("--recursive,-r", o->recursive, "Read the files in folders, too");
    command
        ->add_option("--format,-f", o->format,
                     "x12: the answers; json: every decision and why; text: what was rejected and why")
        ->check(CLI::IsMember({"x12", "json", "text"}))
        ->capture_default_str();
    command->add_option("--output,-o", o->output, "File for what else goes to standard output")->type_name("FILE");
    command
        ->add_option("--out-dir", o->out_dir,
                     "Folder for the answers, one file each: NAME.ta1, NAME.999, NAME.277; --format says what goes to "
                     "standard output beside them")
        ->type_name("DIR");
    command
        ->add_option("--control-number", o->control_number,
                     "ISA13 of the first answer; every interchange that is answered takes three. Without it the one "
                     "after the last in the ledger, else one made from the clock")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{999'999'999}))
        ->type_name("N");
    command->add_option("--now", o->now, "Date and time of the answers; without it the clock")
        ->type_name("CCYY-MM-DDTHH:MM");
    o->policy.add_to(*command, true);
    o->ledger.add_to(
        *command,
        "Remember what was answered: the same bytes get the same answers again, a control number that comes "
        "with other bytes is rejected (TA1 025)");
    o->scrub.add_to(*command);
    command->footer(
        "Each answer is an interchange of its own, with sender and receiver changed: TA1 for an interchange that is\n"
        "rejected or asks for it (ISA14), one 999 for each functional group, one 277CA for each transaction set that "
        "the\n"
        "999 accepts. Errors reject; warnings and notes never do. The patient's name and member id stand in the 277CA\n"
        "alone, which goes back to who sent them.\n"
        "Examples:\n"
        "  orthoscrub ack day.837 > answers.edi\n"
        "  orthoscrub ack --out-dir outbox --ledger door.db inbox/*.837\n"
        "  orthoscrub ack --format text --policy lenient day.837\n"
        "  orthoscrub ack --now 2026-03-02T10:15 --control-number 905 - < day.837\n"
        "Exit codes: 0 everything was accepted, 1 something was rejected, 2 quarantine: no ISA to answer, or a limit "
        "was\n"
        "hit, 3 wrong usage or rules, 4 input or output failed.");
    command->callback([&run, o] { run = [o] { return acknowledge(*o); }; });
}

}  // namespace orthoscrub::tools
