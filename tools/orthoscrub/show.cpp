// orthoscrub show: what stands in an 837P or 835 file, as annotated segments or as typed JSON, and what an acknowledgment
// (TA1, 999, 277CA) says. Personal values are masked unless --show-phi is given.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <vector>

#include "grammars/claim_837p.hpp"
#include "grammars/guide/guide_check.hpp"
#include "grammars/remit_835.hpp"
#include "parser/envelope/interchange_reader.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/fault_tally.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/pack_choice.hpp"
#include "tools/orthoscrub/read_options.hpp"
#include "tools/orthoscrub/show_ack.hpp"
#include "tools/orthoscrub/show_writer.hpp"

namespace orthoscrub::tools {
namespace {

constexpr std::string_view show_name = "show";

struct show_options {
    std::string file;
    std::string format = "text";
    std::string output;
    std::vector<std::string> packs;
    show_format shown;
    read_options read;
};

using envelope::event_kind;

exit_code show(show_options const& o) {
    chosen_pack pack;
    if (o.format == "json")
        if (exit_code const code = choose_pack(show_name, o.packs, pack); code != exit_code::clean) return code;
    output_target out;
    std::vector<std::string> const inputs{o.file};
    if (exit_code const code = out.open(show_name, o.output, inputs); code != exit_code::clean) return code;
    exit_code code = exit_code::clean;
    auto const input = open_input(show_name, o.file, code);
    if (!input) return code;

    auto const writer = o.format == "json" ? make_show_json(o.shown, pack.book().payers()) : make_show_text(o.shown);
    text::diagnostics faults;
    envelope::interchange_reader reader{*input, faults, o.read.limits()};
    grammars::hierarchy_state hierarchy;
    model::claim_tables tables;
    grammars::remit_state progress;
    grammars::guide::guide_check guide{grammars::guide::guide_id::remit_835};
    fault_tally tally;
    model::remit_tables remit;
    std::vector<text::loop_id> loops;
    std::uint64_t claims = 0;
    std::string wrong_type;
    bool begun = false;
    ack_show answers{o.file, [&]() -> std::unique_ptr<ack_writer> {
                         if (!pack.pack)
                             if (code = choose_pack(show_name, o.packs, pack); code != exit_code::clean) return nullptr;
                         auto const& codes = pack.book().codes().answers;
                         return o.format == "json" ? make_ack_json(o.shown, codes) : make_ack_text(o.shown, codes);
                     }};
    std::string held;  // segments that came before it was known whether the file holds acknowledgments
    for (envelope::event e = reader.next(); e.kind != event_kind::end; e = reader.next()) {
        faults.clear();
        auto const whose = answers.take(reader, e, out.buffer());
        if (answers.failed()) return code;
        if (whose == ack_claim::mine) {
            held.clear();
            if (!out.drain()) return out.finish();
            continue;
        }
        std::string& to = whose == ack_claim::undecided ? held : out.buffer();
        if (whose == ack_claim::others && !held.empty()) {
            out.buffer() += held;
            held.clear();
        }
        shown_window w;
        w.segments = e.segments;
        w.context = e.context;
        w.marks = reader.interchange().marks;
        w.claims_before = claims;
        bool const in_set = e.kind == event_kind::set_window;
        bool const professional = in_set && reader.set().type == "837" &&
                                  (reader.set().version.empty() || reader.set().version.starts_with("005010X222"));
        bool const payment = in_set && reader.set().type == "835";
        if (payment) {
            if (e.first) progress = {};
            remit.clear();
            grammars::read_remittance({e.segments, e.context, e.last}, w.marks, {}, progress, remit, faults);
            guide.read({e.segments, remit.loops, e.context, e.first, e.last}, w.marks, faults);
            tally.add(faults);
            w.remit = &remit;
            w.loops = remit.loops;
            w.st = reader.set().control_number;
        } else if (professional) {
            if (e.first) hierarchy = {};
            tables.clear();
            grammars::read_claims({e.segments, e.context, e.last}, w.marks, {}, hierarchy, tables, faults);
            w.tables = &tables;
            w.loops = tables.loops;
            w.st = reader.set().control_number;
        } else {
            if (in_set && wrong_type.empty()) wrong_type = reader.set().type + " " + reader.set().version;
            loops.assign(e.segments.size(),
                         e.kind == event_kind::other || in_set ? text::loop_id::none : text::loop_id::envelope);
            w.loops = loops;
        }
        if (!begun && reader.counted().interchanges + reader.counted().groups != 0) {
            writer->begin(o.file, to);
            begun = true;
        }
        if (begun) writer->window(w, to);
        claims += professional ? tables.claims.size() : payment ? remit.claims.size() : 0;
        if (!out.drain()) return out.finish();
    }
    if (answers.begun()) {
        answers.end(out.buffer());
        wrong_type = answers.wrong_type();
        begun = false;
    } else {
        out.buffer() += held;
    }
    bool const shown_claim = (answers.begun() ? answers.claims() : writer->claims()) != 0;
    if (!input->result()) {
        complain(show_name,
                 fmt::format("{} cannot be read to its end: {}", spoken_name(o.file), input->result().message));
        code = exit_code::io;
    } else if (reader.counted().interchanges == 0) {
        complain(show_name,
                 fmt::format("{} {}; show takes an 837P or 835 file, a TA1, 999 or 277CA", spoken_name(o.file),
                             reader.counted().bytes == 0 ? "is empty" : "holds no X12 interchange (no ISA segment)"));
        code = exit_code::unreadable;
    } else if (!wrong_type.empty()) {
        complain(show_name,
                 fmt::format("{} holds transaction set {}; show knows the loops of professional claims, 837 "
                             "005010X222A1, of remittances, 835 005010X221A1, and of acknowledgments, TA1, 999 and "
                             "277CA, these not in one file with the others",
                             spoken_name(o.file), wrong_type));
        code = exit_code::unreadable;
    } else if (!o.shown.claim.empty() && !shown_claim) {
        complain(show_name, fmt::format("{} holds no claim {}; --claim takes the value of CLM01 or CLP01",
                                        spoken_name(o.file), o.shown.claim));
        return exit_code::usage;
    }
    if (std::string const words = (answers.begun() ? answers.faults() : tally).words(); !words.empty())
        complain(show_name, spoken_name(o.file) + ' ' + words);
    if (answers.begun()) return worse(code, out.finish(true));
    if (!begun) return code;
    if (!writer->end(out.buffer())) {
        complain(show_name, "the temporary file for segments failed; is the disk full?");
        code = exit_code::io;
    }
    return worse(code, out.finish(true));
}

}  // namespace

void add_show(CLI::App& app, action& run) {
    auto* command =
        app.add_subcommand("show", "Show an 837P or 835 file by segments or as JSON, or what a TA1, 999 or 277CA says");
    auto o = std::make_shared<show_options>();
    command->add_option("FILE", o->file, "837P or 835 file, or TA1, 999, 277CA; - is standard input")->required();
    command->add_option("--format,-f", o->format, "What comes out")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->add_option("--claim", o->shown.claim, "Only the claims with this control number (CLM01, CLP01)")
        ->type_name("NUMBER");
    command->add_flag("--elements,-e", o->shown.elements,
                      "Text of an 837P or 835: every element on its own line, with its name");
    command->add_flag("--show-phi", o->shown.show_phi, "Show names, addresses, birth dates, member ids and notes, too");
    command->add_option("--output,-o", o->output, "File to write, complete or not at all; never the input")
        ->type_name("FILE");
    add_pack_option(*command, o->packs);
    o->read.add_to(*command);
    command->footer(
        "Examples:\n"
        "  orthoscrub show day.837\n"
        "  orthoscrub show answer.277\n"
        "  orthoscrub show --elements --claim 25-0417 day.837\n"
        "  orthoscrub show --format json --show-phi day.837\n"
        "  orthoscrub show --claim 25-0417 payment.835");
    command->callback([&run, o] { run = [o] { return show(*o); }; });
}

}  // namespace orthoscrub::tools
