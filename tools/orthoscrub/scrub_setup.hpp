#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/engine/scrub_file.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/pack_choice.hpp"
#include "tools/orthoscrub/read_options.hpp"
#include "tools/orthoscrub/rule_choice.hpp"

namespace orthoscrub::tools {

/// What a command that judges claims needs before it reads the first file.
struct scrub_setup {
    chosen_pack pack;
    rule_choice rules;
    scrub::scrub_options options;

    scrub_setup() = default;
    scrub_setup(scrub_setup const&) = delete;  ///< `options` refers to `rules`
    scrub_setup& operator=(scrub_setup const&) = delete;
};

/// The options that every command that judges claims has in common: pack, rules, payer, day, limits.
struct scrub_choices {
    std::vector<std::string> packs, rules;
    std::string today, payer;
    bool no_batch = false;
    read_options read;

    void add_to(CLI::App& command);
    /// Loads pack and profiles and resolves every name. What is wrong is told on standard error: 3.
    [[nodiscard]] exit_code prepare(std::string_view command, scrub_setup& setup) const;
};

}  // namespace orthoscrub::tools
