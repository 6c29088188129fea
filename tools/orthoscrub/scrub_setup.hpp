#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/engine/scrub_file.hpp"
#include "scrubber/engine/suppressions.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/pack_choice.hpp"
#include "tools/orthoscrub/read_options.hpp"
#include "tools/orthoscrub/rule_choice.hpp"
#include "tools/orthoscrub/settings.hpp"
#include "tools/orthoscrub/side_tables.hpp"
#include "tools/orthoscrub/snip_choice.hpp"

namespace orthoscrub::tools {

/// What a command that judges claims needs before it reads the first file.
struct scrub_setup {
    tools::settings settings;  ///< what everything below was made from
    chosen_pack pack;
    rule_choice rules;
    snip_choice snip;
    scrub::suppression_list suppressions;
    scrub::scrub_options options;

    scrub_setup() = default;
    scrub_setup(scrub_setup const&) = delete;  ///< `options` refers to `rules`, `snip` and `suppressions`
    scrub_setup& operator=(scrub_setup const&) = delete;

    /// Whether findings of this id are looked for in this run.
    [[nodiscard]] bool judges(std::string_view id) const;
    /// Files that settings named; no output may replace one of them.
    [[nodiscard]] std::vector<std::string> files() const;
};

/// The options that every command that judges claims has in common: configuration, pack, rules, payer, day, limits,
/// suppressions. A command line beats the environment, that beats the configuration file, that beats the default.
struct scrub_choices {
    std::vector<std::string> packs, code_folders, payers, rules, snip;
    std::string today, payer, config, suppressions;
    bool no_batch = false, no_config = false;
    /// The one pack of this run, whatever was said elsewhere: a folder as for --pack, or `shipped_pack`. Empty: none.
    std::string only_pack;
    side_tables side;
    read_options read;

    /// The command must live as long as the choices.
    void add_to(CLI::App& command);
    /// True when the user wrote this option of the command, such as "--format".
    [[nodiscard]] bool given(std::string const& option) const;
    /// Takes the settings together. What is wrong with the configuration file is told on standard error: 3.
    [[nodiscard]] exit_code gather(std::string_view command, settings& s) const;
    /// Gathers the settings, loads pack and profiles, resolves every name. What is wrong is told on standard error: 3.
    [[nodiscard]] exit_code prepare(std::string_view command, scrub_setup& setup) const;

private:
    CLI::App const* command_ = nullptr;
};

}  // namespace orthoscrub::tools
