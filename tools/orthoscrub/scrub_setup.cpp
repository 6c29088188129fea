// Options that judging commands share, the configuration file behind them, and how the names in both become a rule book, a
// payer, a day and a list of suppressions.
#include "tools/orthoscrub/scrub_setup.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <random>

#include "parser/text/fault_reply.hpp"
#include "scrubber/codes/nearest_name.hpp"
#include "scrubber/facts/payer_class.hpp"

namespace orthoscrub::tools {
namespace {

/// Today where the user sits.
model::date system_day() {
    std::time_t const now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    return model::date::from_days(std::chrono::sys_days{std::chrono::year{local.tm_year + 1900} /
                                                        std::chrono::month{static_cast<unsigned>(local.tm_mon + 1)} /
                                                        std::chrono::day{static_cast<unsigned>(local.tm_mday)}});
}

exit_code read_suppressions(std::string_view command, scrub_setup& setup) {
    auto const& [path, from] = setup.settings.suppressions;
    auto const text = text_of(path);
    if (!text) {
        complain(command, fmt::format("{} {}: cannot be read; name a file of [[suppress]] tables",
                                      said_by(from, "suppressions"), path));
        return exit_code::usage;
    }
    model::date day = setup.options.today;
    if (day.empty()) {
        day = system_day();
        complain(command, fmt::format("suppressions count to today, {}; --today sets another day", day.iso()));
    }
    if (exit_code const code = tell(command, setup.suppressions.read(path, *text, setup.pack.book(), day));
        code != exit_code::clean)
        return code;
    setup.options.suppressions = &setup.suppressions;
    return exit_code::clean;
}

/// Globs of [severities] become a severity for each id that fits; a later one wins.
exit_code resolve_severities(std::string_view command, scrub_setup& setup) {
    std::vector<scrub::toml_error> errors;
    std::vector<std::string_view> const ids = finding_ids(setup.pack.book());
    for (severity_setting const& own : setup.settings.severities) {
        bool fits = false;
        for (std::string_view id : ids) {
            if (!glob_fits(own.glob, id)) continue;
            setup.options.severities[std::string{id}] = own.level;
            fits = true;
        }
        if (!fits)
            errors.push_back(
                {setup.settings.file, own.line, own.column,
                 fmt::format("severities: no rule \"{}\"{}", own.glob, scrub::did_you_mean(own.glob, ids))});
    }
    return tell(command, errors);
}

/// Keys the hashes of persons and claims of this run; findings do not depend on it.
std::uint64_t random_seed() {
    std::random_device device;
    return std::uint64_t{device()} << 32 | device();
}

/// Remarks about suppressions are of no SNIP type and always told.
bool in_types(snip_choice const& types, std::string_view fault) {
    text::fault_code const code = text::fault_from(fault);
    return code == text::fault_code::none || types.has(text::reply_to(code).snip);
}

}  // namespace

bool scrub_setup::judges(std::string_view id) const {
    if (auto const rule = pack.book().find(id)) return rules.rule(id) && snip.has(pack.book().rule(*rule).snip);
    std::vector<std::string_view> const ids = finding_ids(pack.book());
    return std::find(ids.begin(), ids.end(), id) != ids.end() && rules.fault(id) && in_types(snip, id);
}

std::vector<std::string> scrub_setup::files() const {
    std::vector<std::string> all = settings.payers.value;
    for (std::string const& one : {settings.file, settings.suppressions.value, settings.data.history.value,
                                   settings.data.authorizations.value, settings.data.products.value})
        if (!one.empty()) all.push_back(one);
    return all;
}

void scrub_choices::add_to(CLI::App& command) {
    command_ = &command;
    command
        .add_option("--rules", rules,
                    "Rules that speak: names or globs with commas between; -NAME takes away; the last match wins")
        ->type_name("GLOB,...")
        ->allow_extra_args(false);
    command
        .add_option("--snip", snip,
                    "WEDI SNIP types to look at: 1 syntax, 2 guide, 3 balancing, 4 situations, 5 code sets, 6 line of "
                    "business, 7 trading partner")
        ->type_name("TYPES")
        ->allow_extra_args(false);
    command
        .add_option("--payer", payer, "Judge every claim as this payer's: a class such as medicare.dme, or a profile")
        ->type_name("NAME");
    command
        .add_option("--today", today,
                    "The day that deadlines count to; without it the day the claims were made (BHT04)")
        ->type_name("CCYY-MM-DD");
    add_pack_option(command, packs);
    command
        .add_option("--codes", code_folders, "Folder of code tables (*.csv) in place of those of the pack; may repeat")
        ->type_name("DIR")
        ->allow_extra_args(false);
    command.add_option("--payers", payers, "File of payer profiles of your own; may repeat, later ones win")
        ->type_name("FILE")
        ->allow_extra_args(false);
    command.add_option("--suppressions", suppressions, "Findings to live with: reason, who, until when")
        ->type_name("FILE");
    command.add_flag("--no-batch", no_batch, "Look at each claim alone: no memory of the claims before");
    command
        .add_option("--config", config,
                    "Configuration file; without it ORTHOSCRUB_CONFIG, else orthoscrub.toml of the current folder")
        ->type_name("FILE");
    command.add_flag("--no-config", no_config, "Use no configuration file");
    side.add_to(command);
    read.add_to(command);
}

bool scrub_choices::given(std::string const& option) const { return command_->count(option) != 0; }

exit_code scrub_choices::gather(std::string_view command, settings& s) const {
    if (no_config && given("--config")) {
        complain(command, "--config and --no-config exclude each other");
        return exit_code::usage;
    }
    if (no_config) {
        take_environment(s);
    } else if (exit_code const code =
                   find_settings(command, given("--config") ? std::optional<std::string>{config} : std::nullopt, s);
               code != exit_code::clean) {
        return code;
    }
    auto const take = [&](char const* option, auto& into, auto const& value) {
        if (given(option)) into = {value, option};
    };
    take("--pack", s.packs, packs);
    take("--codes", s.code_folders, code_folders);
    take("--payers", s.payers, payers);
    take("--rules", s.rules, rules);
    take("--suppressions", s.suppressions, suppressions);
    take("--payer", s.defaults.payer, payer);
    take("--accept", s.defaults.accept, read.accept);
    take("--no-batch", s.defaults.batch, false);
    take("--segment-bytes", s.limits.segment_bytes, read.segment_bytes);
    take("--claim-bytes", s.limits.claim_bytes, read.claim_bytes);
    take("--history", s.data.history, side.history);
    take("--authorizations", s.data.authorizations, side.authorizations);
    take("--products", s.data.products, side.products);
    return exit_code::clean;
}

exit_code scrub_choices::prepare(std::string_view command, scrub_setup& setup) const {
    settings& s = setup.settings;
    if (exit_code const code = gather(command, s); code != exit_code::clean) return code;
    scrub::scrub_options& options = setup.options;
    read_options chosen_read;
    chosen_read.accept = s.defaults.accept.value;
    chosen_read.segment_bytes = s.limits.segment_bytes.value;
    chosen_read.claim_bytes = s.limits.claim_bytes.value;
    options.limits = chosen_read.limits();
    options.accept.accept_x222 = chosen_read.accepts("005010X222");
    options.accept.accept_x222a2 = chosen_read.accepts("005010X222A2");
    if (!today.empty()) {
        auto const day = model::date::from_iso(today);
        if (!day) {
            complain(command, fmt::format("--today {} is no day; write it as 2025-03-01", today));
            return exit_code::usage;
        }
        options.today = *day;
    }
    pack_sources sources = sources_of(s);
    if (!only_pack.empty()) {
        sources.shipped = only_pack == shipped_pack;
        sources.packs.clear();
        if (!sources.shipped) sources.packs = {only_pack};
        sources.packs_from = "--packs";
    }
    if (exit_code const code = choose_pack(command, sources, setup.pack); code != exit_code::clean) return code;
    if (!s.defaults.payer.value.empty()) {
        scrub::payer_choice const choice = scrub::choose_payer(setup.pack.book().payers(), s.defaults.payer.value);
        if (!choice.profile) {
            complain(command, said_by(s.defaults.payer.from, "payer") + ' ' + choice.error);
            return exit_code::usage;
        }
        options.payer = choice.profile;
    }
    if (exit_code const code =
            setup.rules.read(command, setup.pack.book(), s.rules.value, said_by(s.rules.from, "rules"));
        code != exit_code::clean)
        return code;
    options.rules = setup.rules.rules(setup.pack.book());
    options.batch = s.defaults.batch.value;
    options.seed = random_seed();
    side_tables const tables{s.data.history.value, s.data.authorizations.value, s.data.products.value};
    if (exit_code const code = tables.read(command, options.seed, options.side); code != exit_code::clean) return code;
    if (exit_code const code = setup.snip.read(command, snip); code != exit_code::clean) return code;
    options.guide = setup.snip.has(1) || setup.snip.has(2);
    if (!setup.snip.all()) {
        auto const& rules_of_book = setup.pack.book().rules();
        options.rules.resize(rules_of_book.size(), true);
        for (std::size_t i = 0; i < rules_of_book.size(); ++i)
            options.rules[i] = options.rules[i] && setup.snip.has(rules_of_book[i].snip);
    }
    if (!setup.rules.all() || !setup.snip.all())
        options.faults = [&rules = setup.rules, &types = setup.snip](std::string_view id) {
            return rules.fault(id) && in_types(types, id);
        };
    if (exit_code const code = resolve_severities(command, setup); code != exit_code::clean) return code;
    return s.suppressions.value.empty() ? exit_code::clean : read_suppressions(command, setup);
}

}  // namespace orthoscrub::tools
