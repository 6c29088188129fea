// orthoscrub trace: for one claim, which rules looked at it, what each asked, and why it spoke or stayed
// quiet.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

#include "grammars/claim_837p.hpp"
#include "parser/envelope/interchange_reader.hpp"
#include "scrubber/engine/finding_view.hpp"
#include "scrubber/engine/trace.hpp"
#include "scrubber/facts/batch_memory.hpp"
#include "scrubber/facts/payer_class.hpp"
#include "scrubber/report/allow_list.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/pack_choice.hpp"
#include "tools/orthoscrub/read_options.hpp"
#include "tools/orthoscrub/rule_choice.hpp"
#include "tools/orthoscrub/side_tables.hpp"

namespace orthoscrub::tools {
namespace {

constexpr std::string_view trace_name = "trace";

struct trace_options {
    std::string file, claim, line, payer;
    std::vector<std::string> packs, rules;
    bool all = false;
    side_tables side;
    read_options read;
};

/// Traces one claim; returns how many of its lines were asked for and found.
class tracer {
public:
    tracer(trace_options const& o, chosen_pack const& chosen, rule_choice const& choice)
        : o_{o}, book_{chosen.book()}, claim_{book_.codes(), book_.payers()}, whole_{o.all || !choice.all()} {
        for (scrub::rule_index rule = 0; rule < book_.rules().size(); ++rule)
            if (choice.rule(book_.rule(rule).ast.id)) only_.push_back(rule);
    }

    void claim(scrub::window_context const& window, std::uint32_t row, std::string& out) {
        model::claim_row const& c = window.tables->claims[row];
        claim_.open(window, row);
        ++claims;
        for (std::uint32_t line = c.lines.first; line < c.lines.first + c.lines.count; ++line)
            if (!o_.line.empty() && window.tables->lines[line].number == o_.line) ++lines;
        if (o_.line.empty())
            out += fmt::format("claim {}: payer {}, {} lines\n", c.control_number, claim_.payer().id, c.lines.count);
        auto traces = scrub::trace(book_, claim_, model::absent, only_);
        std::stable_sort(traces.begin(), traces.end(), [](auto const& a, auto const& b) {
            return a.line + 1 < b.line + 1;  // absent, the claim as a whole, first
        });
        std::uint32_t at = model::absent;
        for (scrub::rule_trace const& traced : traces) {
            if (!o_.line.empty() &&
                (traced.line == model::absent || window.tables->lines[traced.line].number != o_.line))
                continue;
            if (traced.line != at) {
                model::line_row const& line = window.tables->lines[traced.line];
                out += fmt::format("\nclaim {}, line {}: {}, payer {}\n", c.control_number, line.number,
                                   scrub::open_value(line.code), claim_.payer().id);
                at = traced.line;
            }
            std::string const text = scrub::to_text(traced, book_, claim_);
            bool const quiet = traced.answer.payer.value == scrub::tri::no ||
                               traced.answer.dates.value == scrub::tri::no ||
                               traced.answer.applies.value == scrub::tri::no;
            out += quiet && !whole_ ? text.substr(0, text.find('\n') + 1) : text;
        }
    }

    std::uint64_t claims = 0, lines = 0;

private:
    trace_options const& o_;
    scrub::rule_book const& book_;
    scrub::claim_context claim_;
    std::vector<scrub::rule_index> only_;
    bool whole_;
};

exit_code trace(trace_options const& o) {
    chosen_pack chosen;
    if (exit_code const code = choose_pack(trace_name, o.packs, chosen); code != exit_code::clean) return code;
    rule_choice choice;
    if (exit_code const code = choice.read(trace_name, chosen.book(), o.rules); code != exit_code::clean) return code;
    scrub::payer_profile const* payer = nullptr;
    if (!o.payer.empty()) {
        scrub::payer_choice const chosen_payer = scrub::choose_payer(chosen.book().payers(), o.payer);
        if (!chosen_payer.profile) {
            complain(trace_name, "--payer " + chosen_payer.error);
            return exit_code::usage;
        }
        payer = chosen_payer.profile;
    }
    std::shared_ptr<scrub::side_data const> side;
    if (exit_code const read = o.side.read(trace_name, 0, side); read != exit_code::clean) return read;
    exit_code code = exit_code::clean;
    auto const input = open_input(trace_name, o.file, code);
    if (!input) return code;
    output_target out;
    tracer tracer{o, chosen, choice};
    text::diagnostics faults;
    envelope::interchange_reader reader{*input, faults, o.read.limits()};
    grammars::hierarchy_state hierarchy;
    model::claim_tables tables;
    scrub::batch_memory memory{chosen.book().codes(), 0};  // rules that look across claims see those of this file
    scrub::batch_answers answers;
    std::uint64_t claims = 0;
    for (envelope::event e = reader.next(); e.kind != envelope::event_kind::end; e = reader.next()) {
        faults.clear();
        if (e.kind != envelope::event_kind::set_window || reader.set().type != "837") continue;
        if (e.first) hierarchy = {};
        tables.clear();
        grammars::read_claims({e.segments, e.context, e.last}, reader.interchange().marks, {}, hierarchy, tables,
                              faults);
        scrub::window_context window{&tables, e.segments, reader.interchange().marks, payer};
        memory.look(tables, claims, answers);
        window.batch = &answers;
        window.side = side.get();
        claims += tables.claims.size();
        for (std::uint32_t row = 0; row < tables.claims.size(); ++row)
            if (tables.claims[row].control_number == o.claim) tracer.claim(window, row, out.buffer());
        if (!out.drain()) return out.finish();
    }
    if (!input->result()) {
        complain(trace_name,
                 fmt::format("{} cannot be read to its end: {}", spoken_name(o.file), input->result().message));
        return exit_code::io;
    }
    if (reader.counted().interchanges == 0) {
        complain(trace_name,
                 fmt::format("{} {}; trace takes an 837P file", spoken_name(o.file),
                             reader.counted().bytes == 0 ? "is empty" : "holds no X12 interchange (no ISA segment)"));
        return exit_code::unreadable;
    }
    if (tracer.claims == 0) {
        complain(trace_name,
                 fmt::format("{} holds no claim {}; --claim takes the value of CLM01", spoken_name(o.file), o.claim));
        return exit_code::usage;
    }
    if (!o.line.empty() && tracer.lines == 0) {
        complain(trace_name, fmt::format("claim {} has no line {}; --line takes the value of LX01", o.claim, o.line));
        return exit_code::usage;
    }
    return out.finish();
}

}  // namespace

void add_trace(CLI::App& app, action& run) {
    auto* command =
        app.add_subcommand("trace", "Show which rules looked at a claim and why each spoke or stayed quiet");
    auto o = std::make_shared<trace_options>();
    command->add_option("FILE", o->file, "837P file; - is standard input")->required();
    command->add_option("--claim", o->claim, "Control number of the claim (CLM01)")->required()->type_name("NUMBER");
    command->add_option("--line", o->line, "Only this line (LX01)")->type_name("N");
    command->add_option("--rules,--rule", o->rules, "Only these: names or globs with commas between; -NAME takes away")
        ->type_name("GLOB,...")
        ->allow_extra_args(false);
    command->add_option("--payer", o->payer, "As if the claim were this payer's")->type_name("NAME");
    command->add_flag("--all", o->all, "Every question of rules that are out of scope, too");
    add_pack_option(*command, o->packs);
    o->side.add_to(*command);
    o->read.add_to(*command);
    command->footer(
        "Examples:\n"
        "  orthoscrub trace day.837 --claim 25-0417\n"
        "  orthoscrub trace day.837 --claim 25-0417 --line 1 --rule 'modifier-*'");
    command->callback([&run, o] { run = [o] { return trace(*o); }; });
}

}  // namespace orthoscrub::tools
