// orthoscrub config: what a run would be set to, and who said so; and the payers that it would know.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

#include "scrubber/report/json_writer.hpp"
#include "scrubber/report/text_card.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/scrub_setup.hpp"

namespace orthoscrub::tools {
namespace {

constexpr std::string_view config_name = "config";

struct config_options {
    std::string what = "settings", format = "text", output;
    scrub_choices scrub;
};

std::string words(std::string const& value) { return value.empty() ? "-" : value; }
std::string words(std::vector<std::string> const& values) {
    return values.empty() ? "-" : fmt::format("{}", fmt::join(values, ", "));
}
std::string words(std::uint64_t value) { return std::to_string(value); }
std::string words(most_findings value) { return value ? std::to_string(*value) : "all"; }
std::string words(bool value) { return value ? "true" : "false"; }

void write(std::string const& value, scrub::json_writer& json) { json.text_or_null(value); }
void write(std::vector<std::string> const& values, scrub::json_writer& json) {
    json.begin_array();
    for (std::string const& value : values) json.text(value);
    json.end_array();
}
void write(std::uint64_t value, scrub::json_writer& json) { json.number(value); }
void write(most_findings value, scrub::json_writer& json) {
    if (value) json.number(*value);
    else json.text("all");
}
void write(bool value, scrub::json_writer& json) { json.boolean(value); }

struct row {
    std::string name, value, from;
};

void append_columns(std::vector<row> const& rows, std::string& out) {
    std::size_t names = 0, values = 0;
    for (row const& r : rows) {
        names = std::max(names, r.name.size());
        values = std::max(values, std::min<std::size_t>(r.value.size(), 40));
    }
    for (row const& r : rows) out += fmt::format("{:<{}}  {:<{}}  {}\n", r.name, names, r.value, values, r.from);
}

void settings_text(settings const& s, std::string& out) {
    out += "configuration file: " + (s.file.empty() ? "none" : s.file) + "\n\n";
    std::vector<row> rows{{"SETTING", "VALUE", "FROM"}};
    for_each_setting(s, [&](std::string_view key, auto const& setting) {
        rows.push_back({std::string{key}, words(setting.value), setting.from});
    });
    for (severity_setting const& own : s.severities)
        rows.push_back({"severities." + own.glob, std::string{text::to_string(own.level)}, own.from});
    append_columns(rows, out);
}

void settings_json(settings const& s, std::string& out) {
    scrub::json_writer json{out};
    json.begin_object();
    json.key("schema_version").text("1.0");
    json.key("file").text_or_null(s.file);
    json.key("settings").begin_array();
    auto const put = [&](std::string_view key, auto const& value, std::string_view from) {
        json.new_line().begin_object();
        json.key("name").text(key);
        json.key("value");
        write(value, json);
        json.key("from").text(from);
        json.end_object();
    };
    for_each_setting(s, [&](std::string_view key, auto const& setting) { put(key, setting.value, setting.from); });
    for (severity_setting const& own : s.severities)
        put("severities." + own.glob, std::string{text::to_string(own.level)}, own.from);
    json.end_array();
    json.end_object();
    out += '\n';
}

std::vector<std::string_view> needs_of(scrub::payer_profile const& profile) {
    std::vector<std::string_view> needs;
    for (std::size_t i = 0; i < scrub::payer_need_count; ++i)
        if (profile.needs_to(static_cast<scrub::payer_need>(i))) needs.push_back(scrub::payer_need_names()[i]);
    return needs;
}

std::string days(scrub::term term) {
    if (!term.known()) return {};
    return std::to_string(term.days != 0 ? term.days : term.months) + (term.days != 0 ? " days" : " months");
}

void payers_text(scrub::payer_profiles const& payers, std::string& out) {
    for (scrub::payer_profile const& p : payers.all()) {
        out += fmt::format("{}  (class {}{})\n", p.id, scrub::to_string(p.kind),
                           p.file.empty() ? std::string{} : ", " + p.file);
        auto const say = [&](std::string_view label, std::string const& value) {
            if (!value.empty()) scrub::append_wrapped(fmt::format("  {:<10} ", label), value, 80, out);
        };
        say("requires", fmt::format("{}", fmt::join(needs_of(p), ", ")));
        std::string levels;
        for (scrub::severity_override const& own : p.severities)
            levels += fmt::format("{}{} {}", levels.empty() ? "" : ", ", own.rule, text::to_string(own.level));
        say("severity", levels);
        say("filing", days(p.filing));
        say("appeal", days(p.appeal));
        say("reopening", days(p.reopening));
        say("ids", fmt::format("{}", fmt::join(p.claim_ids, ", ")));
        say("names", fmt::format("{}", fmt::join(p.names, ", ")));
    }
}

void payers_json(scrub::payer_profiles const& payers, std::string& out) {
    scrub::json_writer json{out};
    json.begin_object();
    json.key("schema_version").text("1.0");
    json.key("payers").begin_array();
    for (scrub::payer_profile const& p : payers.all()) {
        json.new_line().begin_object();
        json.key("id").text(p.id);
        json.key("class").text(scrub::to_string(p.kind));
        json.key("file").text_or_null(p.file);
        json.key("requires").begin_array();
        for (std::string_view need : needs_of(p)) json.text(need);
        json.end_array();
        json.key("severity").begin_object();
        for (scrub::severity_override const& own : p.severities) json.key(own.rule).text(text::to_string(own.level));
        json.end_object();
        json.key("filing").text_or_null(days(p.filing));
        json.key("appeal").text_or_null(days(p.appeal));
        json.key("reopening").text_or_null(days(p.reopening));
        json.key("claim_ids");
        write(p.claim_ids, json);
        json.key("names");
        write(p.names, json);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    out += '\n';
}

exit_code config(config_options const& o) {
    scrub_setup setup;
    if (exit_code const code = o.scrub.prepare(config_name, setup); code != exit_code::clean) return code;
    output_target out;
    if (exit_code const code = out.open(config_name, o.output, setup.files()); code != exit_code::clean) return code;
    scrub::payer_profiles const& payers = setup.pack.book().payers();
    bool const json = o.format == "json";
    if (o.what == "payers") (json ? payers_json : payers_text)(payers, out.buffer());
    else (json ? settings_json : settings_text)(setup.settings, out.buffer());
    return out.finish(true);
}

}  // namespace

void add_config(CLI::App& app, action& run) {
    auto* command = app.add_subcommand("config", "Show what a check would be set to, and where each value came from");
    auto o = std::make_shared<config_options>();
    command->add_option("WHAT", o->what, "The settings, or the payer profiles that are known")
        ->check(CLI::IsMember({"settings", "payers"}))
        ->capture_default_str();
    command->add_option("--format,-f", o->format, "What comes out")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->add_option("--output,-o", o->output, "File to write")->type_name("FILE");
    o->scrub.add_to(*command);
    command->footer(
        "The command line beats the environment (ORTHOSCRUB_PACK, ORTHOSCRUB_CONFIG), that beats the configuration\n"
        "file, that beats the default. The file is --config, else ORTHOSCRUB_CONFIG (empty: none), else "
        "orthoscrub.toml\n"
        "of the current folder and no other; its paths are relative to the folder it lies in. A list replaces the list "
        "it\n"
        "beats. Everything is loaded, so \"config\" also says whether the settings are good.\n"
        "Examples:\n"
        "  orthoscrub config\n"
        "  orthoscrub config payers --payers my-payers.toml\n"
        "  orthoscrub config --config office.toml --format json");
    command->callback([&run, o] { run = [o] { return config(*o); }; });
}

}  // namespace orthoscrub::tools
