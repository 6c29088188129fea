// orthoscrub fix: repairs an 837P file. Safe repairs are made by themselves, unsafe ones for the rules that --unsafe
// names. The file is read twice or more, so standard input goes to an unnamed temporary file first. The output gets its
// name only when all of it was written and the input was the same each time it was read.
#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <array>
#include <cerrno>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "scrubber/engine/file_hash.hpp"
#include "scrubber/fix/file_fixer.hpp"
#include "scrubber/fix/fix_report.hpp"
#include "scrubber/fix/repair.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/ledger_recording.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/progress.hpp"
#include "tools/orthoscrub/scrub_setup.hpp"

namespace orthoscrub::tools {
namespace {

constexpr std::string_view fix_name = "fix";

struct fix_choices {
    std::string file, output;
    std::string format = "text";
    std::vector<std::string> unsafe;
    bool diff = false, dry_run = false, show_phi = false;
    ledger_choices ledger;
    scrub_choices scrub;
};

/// Globs of --unsafe. One that fits no unsafe repair is bad use.
exit_code read_unsafe(std::vector<std::string> const& values, std::vector<std::string>& globs) {
    for (std::string const& value : values) {
        for (std::size_t from = 0; from <= value.size();) {
            auto const comma = std::min(value.find(',', from), value.size());
            std::string glob = value.substr(from, comma - from);
            from = comma + 1;
            bool fits = false;
            for (scrub::repair const& r : scrub::all_repairs())
                fits = fits || (r.level == grammars::fix_level::unsafe && glob_fits(glob, r.rule));
            if (!fits) {
                std::string known;
                for (scrub::repair const& r : scrub::all_repairs())
                    if (r.level == grammars::fix_level::unsafe) known.append(known.empty() ? "" : ", ").append(r.rule);
                complain(fix_name,
                         fmt::format("--unsafe {} names no rule with an unsafe repair; there are {}", glob, known));
                return exit_code::usage;
            }
            globs.push_back(std::move(glob));
        }
    }
    return exit_code::clean;
}

/// The input, to be opened as often as needed.
class input_file {
public:
    [[nodiscard]] exit_code open(std::string const& file) {
        file_ = file;
        exit_code code = exit_code::clean;
        auto const first = open_input(fix_name, file, code);
        if (!first || file != "-") return code;
        spool_.reset(std::tmpfile());
        if (!spool_) return cannot_keep(errno);
        auto const block = std::make_unique<std::array<char, 256 * 1024>>();
        while (std::size_t const count = first->read(*block))
            if (std::fwrite(block->data(), 1, count, spool_.get()) != count) return cannot_keep(errno);
        if (!first->result()) {
            complain(fix_name, "cannot read standard input: " + first->result().message);
            return exit_code::io;
        }
        return std::fflush(spool_.get()) == 0 ? exit_code::clean : cannot_keep(errno);
    }

    [[nodiscard]] text::opened_source source() const {
        if (!spool_) return text::open_file(file_);
        int const descriptor = ::fileno(spool_.get());
        if (::lseek(descriptor, 0, SEEK_SET) != 0) return {nullptr, text::io_result_of(errno)};
        return {text::read_descriptor(descriptor), {}};
    }

private:
    static exit_code cannot_keep(int error) {
        complain(fix_name,
                 fmt::format("standard input is read twice and cannot be kept in a temporary file: {}; name a file",
                             text::io_result_of(error).message));
        return exit_code::io;
    }
    struct closer {
        void operator()(std::FILE* f) const noexcept { std::fclose(f); }
    };
    std::string file_;
    std::unique_ptr<std::FILE, closer> spool_;
};

/// Copies the repaired file to the output; 4 when the input is not what was judged.
exit_code write_output(scrub::source_opener const& open, scrub::fix_result const& result, std::string const& file,
                       output_target& out) {
    scrub::file_hash hash;
    auto const opened = scrub::fixed_source(open, result, [&](std::string_view block) { hash.add(block); });
    if (!opened.input) {
        complain(fix_name, fmt::format("{} cannot be opened again: {}", spoken_name(file), opened.result.message));
        return exit_code::io;
    }
    auto const block = std::make_unique<std::array<char, 256 * 1024>>();
    while (std::size_t const count = opened.input->read(*block))
        if (!out.write({block->data(), count})) return out.finish(true);
    if (!opened.input->result() || hash.hex() != result.before.sha256) {
        complain(fix_name,
                 fmt::format("{} changed while it was read; nothing was written; run fix again when it is complete",
                             spoken_name(file)));
        return exit_code::io;
    }
    return out.finish(true);
}

exit_code unreadable(scrub::file_result const& read) {
    switch (read.status) {
        case scrub::file_status::wrong_type:
        case scrub::file_status::unreadable:
            return exit_code::unreadable;
        case scrub::file_status::failed:
            return exit_code::io;
        default:
            return exit_code::clean;
    }
}

/// Records the claims of the input as a draft. A finding that the repaired file does not have is recorded as fixed; a
/// fingerprint that several findings share counts as often as it is left.
exit_code record_draft(scrub::source_opener const& open, scrub::fix_result const& result, std::string const& file,
                       scrub_setup const& setup, ledger_recording& recording) {
    std::map<std::string, std::uint64_t, std::less<>> left;
    auto const repaired = scrub::fixed_source(open, result);
    auto const original = open();
    if (!repaired.input || !original.input) {
        complain(fix_name, fmt::format("{} cannot be opened again; nothing was recorded", spoken_name(file)));
        return exit_code::io;
    }
    scrub::file_scrubber after{setup.pack.book(), setup.options};
    scrub::file_result const second =
        after.scrub(*repaired.input, file, [&](scrub::finding_view const& f) { ++left[std::string{f.fingerprint}]; });
    recording.begin_file(file);
    scrub::file_result const first =
        recording.scrubber().scrub(*original.input, file, [&](scrub::finding_view const& f) {
            auto const still = left.find(f.fingerprint);
            bool const stands = still != left.end() && still->second != 0;
            if (stands) --still->second;
            recording.take(f, stands ? ledger::finding_action::sent_unchanged : ledger::finding_action::fixed);
        });
    if (!recordable(first.status) || !recordable(second.status) || first.sha256 != result.before.sha256) {
        recording.drop_file();
        complain(fix_name, fmt::format("{} changed while it was read; nothing was recorded", spoken_name(file)));
        return exit_code::io;
    }
    return recording.end_and_tell(first);
}

exit_code fix(fix_choices const& o) {
    bool const writes = !o.output.empty() && !o.dry_run;
    if (o.output.empty() && !o.dry_run && !o.diff) {
        complain(fix_name, "say where the repaired file goes with -o FILE, or look first with --dry-run or --diff");
        return exit_code::usage;
    }
    std::vector<std::string> unsafe;
    if (exit_code const code = read_unsafe(o.unsafe, unsafe); code != exit_code::clean) return code;
    scrub_setup setup;
    if (exit_code const code = o.scrub.prepare(fix_name, setup); code != exit_code::clean) return code;
    scrub::fix_options options{setup.options, {}, {}};
    options.scrub.rules.clear();
    options.scrub.faults = {};
    if (!setup.rules.all())
        options.wanted = [&](std::string_view id) {
            return id.starts_with("x12-") ? setup.rules.fault(id) : setup.rules.rule(id);
        };
    options.accepted = [&](std::string_view id) {
        return std::any_of(unsafe.begin(), unsafe.end(), [&](auto const& glob) { return glob_fits(glob, id); });
    };

    input_file input;
    if (exit_code const code = input.open(o.file); code != exit_code::clean) return code;
    output_target target;
    if (writes) {
        std::vector<std::string> inputs = setup.files();
        inputs.push_back(o.file);
        o.ledger.protect(setup, inputs);
        if (exit_code const code = target.open(fix_name, o.output, inputs); code != exit_code::clean) return code;
    }

    std::optional<ledger_recording> recording;
    if (std::string const& ledger = o.ledger.path(setup); writes && !ledger.empty())
        if (exit_code const code =
                recording.emplace(fix_name).open(ledger, o.ledger.key, ledger::submission_state::draft, setup);
            code != exit_code::clean)
            return code;

    scrub::source_opener const open = [&] { return input.source(); };
    scrub::file_fixer fixer{setup.pack.book(), options};
    progress bar;
    bar.file(o.file);
    scrub::fix_result const result = fixer.fix(open, o.file, [&](std::size_t bytes) { bar.advance(bytes); });
    bar.clear();
    if (!result.before.trouble.empty()) {
        std::string trouble = result.before.trouble;  // says what check takes
        if (auto const at = trouble.find("check takes"); at != std::string::npos) trouble.replace(at, 5, fix_name);
        complain(fix_name, spoken_name(o.file) + " " + trouble);
    }
    if (exit_code const code = unreadable(result.before); code != exit_code::clean) return code;
    if (exit_code const code = unreadable(result.after); code != exit_code::clean) {
        complain(fix_name, spoken_name(o.file) + " " + result.after.trouble);
        return code;
    }
    if (writes)
        if (exit_code const code = write_output(open, result, o.file, target); code != exit_code::clean) return code;
    exit_code const kept = recording ? record_draft(open, result, o.file, setup, *recording) : exit_code::clean;

    auto const& pack = *setup.pack.pack;
    scrub::fix_view const view{{ORTHOSCRUB_VERSION, pack.name, pack.version, pack.sha256},
                               writes ? std::string_view{o.output} : std::string_view{},
                               o.diff,
                               o.show_phi,
                               80,
                               result};
    std::string report;
    if (o.format == "json") scrub::write_fix_json(view, report);
    else scrub::write_fix_text(view, report);
    exit_code code = worse(kept, result.errors_left() != 0 ? exit_code::findings : exit_code::clean);
    if (result.before.status == scrub::file_status::limit) code = worse(code, exit_code::unreadable);
    if (writes && o.output == "-") {  // standard output is taken by the file
        std::fwrite(report.data(), 1, report.size(), stderr);
        return code;
    }
    output_target out;
    if (exit_code const opened = out.open(fix_name, "-", {}); opened != exit_code::clean) return opened;
    out.write(report);
    return worse(code, out.finish(true));
}

}  // namespace

void add_fix(CLI::App& app, action& run) {
    auto* command = app.add_subcommand("fix", "Repair what can be repaired, and show each change");
    auto o = std::make_shared<fix_choices>();
    command->add_option("FILE", o->file, "837P file; - is standard input")->required();
    command
        ->add_option("--output,-o", o->output,
                     "The repaired file, complete or not at all; never the input; - is standard output")
        ->type_name("FILE");
    command
        ->add_option("--unsafe", o->unsafe,
                     "Also make the unsafe repairs of these rules: names or globs with commas between")
        ->type_name("RULE,...")
        ->allow_extra_args(false);
    command->add_flag("--diff", o->diff, "Show each changed segment before and after; -o is not needed then");
    command->add_flag("--dry-run", o->dry_run, "Say what would be done; write nothing");
    command->add_option("--format,-f", o->format, "How the report is written")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->add_flag("--show-phi", o->show_phi, "Show personal data in the segments of --diff");
    o->ledger.add_to(*command, "Keep the claims as a draft in this ledger, with what was repaired; not with --dry-run");
    o->scrub.add_to(*command);
    command->footer(
        "Safe repairs cannot change what is billed: blanks, capitals, a second copy of a modifier or pointer, counts.\n"
        "Unsafe ones need your yes, rule by rule: a line with RT and LT becomes two lines, a note is shortened. "
        "Nothing\n"
        "that the supplier must stand behind is written: no KX, GA, GZ, GY, EY or ST, no diagnosis, no date, and no "
        "side\n"
        "that the line does not name already (50 names both).\n"
        "A repair that would bring a finding the file does not have is left out, and the report says so.\n"
        "The report goes to standard output, or to standard error when the file itself goes there.\n"
        "Examples:\n"
        "  orthoscrub fix day.837 -o day.fixed.837\n"
        "  orthoscrub fix day.837 --diff --unsafe modifier-rtlt-same-line\n"
        "  orthoscrub fix day.837 -o day.fixed.837 --unsafe 'narrative-*,modifier-rtlt-same-line' --format json\n"
        "Exit codes: 0 no error stays, 1 errors stay, 2 the file is no 837P or a limit was hit, 3 wrong usage or "
        "rules,\n"
        "4 input or output failed.");
    command->callback([&run, o] { run = [o] { return fix(*o); }; });
}

}  // namespace orthoscrub::tools
