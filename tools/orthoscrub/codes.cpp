// orthoscrub codes: what the tables say about a code, which tables there are, and official releases made into tables.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

#include "scrubber/codes/code_lookup.hpp"
#include "scrubber/report/json_writer.hpp"
#include "tools/orthoscrub/codes_import.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/pack_choice.hpp"

namespace orthoscrub::tools {
namespace {

constexpr std::string_view codes_name = "codes";

struct codes_options {
    std::vector<std::string> codes, packs;
    std::string on, state, format = "text";
};

void tables_text(std::span<scrub::table_info const> infos, std::string& out) {
    out += fmt::format("{:<20} {:<12} {:<12} {}\n", "TABLE", "RELEASE", "COVERS TO", "COVERAGE");
    for (scrub::table_info const& info : infos)
        out += fmt::format("{:<20} {:<12} {:<12} {}\n", info.name, info.release,
                           info.covers_to.empty() ? "-" : info.covers_to.iso(),
                           info.coverage.empty() ? "all" : info.coverage);
}

void tables_json(std::span<scrub::table_info const> infos, std::string& out) {
    scrub::json_writer json{out};
    json.begin_object();
    json.key("schema_version").text("1.0");
    json.key("tables").begin_array();
    for (scrub::table_info const& info : infos) {
        json.new_line().begin_object();
        json.key("table").text(info.name);
        json.key("release").text_or_null(info.release);
        json.key("covers_to").day(info.covers_to);
        json.key("coverage").text_or_null(info.coverage);
        json.key("sources").text_or_null(info.sources);
        json.end_object();
    }
    json.new_line().end_array();
    json.end_object();
    out += '\n';
}

void answers_text(std::vector<scrub::code_answer> const& answers, std::string& out) {
    for (scrub::code_answer const& answer : answers) {
        if (&answer != &answers.front()) out += '\n';
        out += fmt::format("{}  {}{}({}, table {} {})\n", answer.code, answer.name, answer.name.empty() ? "" : "  ",
                           answer.kind, answer.table, answer.release);
        std::string_view before;
        for (auto const& [key, text] : answer.lines) {
            std::string label{key == before ? "" : key};
            std::replace(label.begin(), label.end(), '_', ' ');
            out += fmt::format("  {:<17}{}\n", label, text);
            before = key;
        }
    }
}

void answers_json(std::vector<scrub::code_answer> const& answers, model::date on, std::string& out) {
    scrub::json_writer json{out};
    json.begin_object();
    json.key("schema_version").text("1.0");
    json.key("on").day(on);
    json.key("answers").begin_array();
    for (scrub::code_answer const& answer : answers) {
        json.new_line().begin_object();
        json.key("code").text(answer.code);
        json.key("kind").text(answer.kind);
        json.key("name").text_or_null(answer.name);
        json.key("table").text(answer.table);
        json.key("release").text_or_null(answer.release);
        json.key("says").begin_array();
        for (auto const& [key, text] : answer.lines) {
            json.begin_object();
            json.key("key").text(key);
            json.key("text").text(text);
            json.end_object();
        }
        json.end_array();
        json.end_object();
    }
    json.new_line().end_array();
    json.end_object();
    out += '\n';
}

exit_code codes(codes_options const& o) {
    model::date on;
    if (!o.on.empty()) {
        auto const day = model::date::from_iso(o.on);
        if (!day) {
            complain(codes_name, fmt::format("--on {} is no day; write it as 2026-05-01", o.on));
            return exit_code::usage;
        }
        on = *day;
    }
    if (!o.state.empty() && scrub::state_bit(o.state) == 0) {
        complain(codes_name, fmt::format("--in {} is no postal code of the United States", o.state));
        return exit_code::usage;
    }
    chosen_pack pack;
    if (exit_code const code = choose_pack(codes_name, o.packs, pack); code != exit_code::clean) return code;
    scrub::code_tables const& tables = pack.book().codes();
    output_target out;
    if (o.codes.empty()) {
        if (o.format == "json") tables_json(tables.infos(), out.buffer());
        else tables_text(tables.infos(), out.buffer());
        return out.finish();
    }
    exit_code code = exit_code::clean;
    std::vector<scrub::code_answer> answers;
    for (std::string const& asked : o.codes) {
        auto found = scrub::look_up(tables, asked, on, o.state);
        if (found.empty()) {
            complain(codes_name,
                     fmt::format("no table knows {}; the tables are excerpts: \"orthoscrub codes\" lists them", asked));
            code = exit_code::findings;
        }
        std::move(found.begin(), found.end(), std::back_inserter(answers));
    }
    if (o.format == "json") answers_json(answers, on, out.buffer());
    else answers_text(answers, out.buffer());
    return worse(code, out.finish());
}

}  // namespace

void add_codes(CLI::App& app, action& run) {
    auto* command = app.add_subcommand("codes", "Say what a code is, and load newer official tables");
    auto o = std::make_shared<codes_options>();
    command->add_option("CODE", o->codes,
                        "A procedure code, modifier, diagnosis, place, taxonomy, CARC, RARC, group or claim status; "
                        "none: the tables that are loaded");
    command->add_option("--on", o->on, "The day that the answer is for")->type_name("CCYY-MM-DD");
    command->add_option("--in", o->state, "The patient's state: prior authorization began by state in 2022")
        ->type_name("STATE");
    command->add_option("--format,-f", o->format, "What comes out")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    add_pack_option(*command, o->packs);
    command->footer(
        "Examples:\n"
        "  orthoscrub codes L0650 --on 2026-05-01\n"
        "  orthoscrub codes RT M54.5 A7:507\n"
        "  orthoscrub codes 16                                # a CARC: what it says, and what remit counts it as\n"
        "  orthoscrub codes import --hcpcs HCPC2026_OCT_ANWEB.txt --release 2026-10 --to my-codes\n"
        "Exit codes: 0 found, 1 a code that no table knows, 3 wrong usage or tables, 4 input or output failed.");
    command->callback([command, &run, o] {
        if (command->get_subcommands().empty()) run = [o] { return codes(*o); };
    });
    add_codes_import(*command, run);
}

}  // namespace orthoscrub::tools
