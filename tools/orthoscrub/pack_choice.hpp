#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/engine/pack.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/settings.hpp"

namespace orthoscrub::tools {

/// The pack of a run and what the loader found odd but usable.
struct chosen_pack {
    std::shared_ptr<scrub::pack const> pack;
    std::vector<grammars::rule_error> lint;
    [[nodiscard]] scrub::rule_book const& book() const noexcept { return *pack->book; }
};

/// The word that names the pack compiled into the program, where a command takes it beside folders.
inline constexpr std::string_view shipped_pack = "shipped";

/// Where rules, code tables and profiles come from, and who said so (for messages: "--pack", "orthoscrub.toml:3").
struct pack_sources {
    std::vector<std::string> packs;         ///< folders; none: ORTHOSCRUB_PACK, beside the program, compiled in
    std::vector<std::string> code_folders;  ///< code tables laid over those of the packs
    std::vector<std::string> payers;        ///< files of payer profiles, later ones win
    bool shipped = false;                   ///< the pack that is compiled in; nothing else is looked for
    std::string packs_from = "--pack", codes_from = "--codes", payers_from = "--payers";
};

[[nodiscard]] pack_sources sources_of(settings const& s);

/// Adds --pack to a command.
void add_pack_option(CLI::App& command, std::vector<std::string>& folders);

/// The files of the packs that `folders` (--pack), the configuration file and the search below name, in the order they are laid over each other.
[[nodiscard]] exit_code gather_packs(std::string_view command, std::vector<std::string> const& folders,
                                     std::vector<scrub::pack_files>& packs);
/// Loads them; tells every error on standard error with its place. `replaced` takes the notes on what a later pack
/// replaces. Answers 3 when the packs cannot be used.
[[nodiscard]] exit_code load_packs(std::string_view command, std::span<scrub::pack_files const> packs,
                                   chosen_pack& chosen, std::vector<std::string>* replaced);

/// Loads the pack from `folders` (--pack), else from ORTHOSCRUB_PACK, else from beside the installed program,
/// else the one compiled in. Folders of --pack without the table of L-codes are laid over the pack that would
/// be used without them. What the configuration file says about packs, code folders and payers holds, too. Every error
/// of a rule, table or profile is told on standard error with its place; so is what
/// a later folder replaces. Answers 3 when there is no usable pack.
[[nodiscard]] exit_code choose_pack(std::string_view command, std::vector<std::string> const& folders,
                                    chosen_pack& chosen);
/// The same with all sources given; nothing else is asked but ORTHOSCRUB_PACK.
[[nodiscard]] exit_code choose_pack(std::string_view command, pack_sources const& sources, chosen_pack& chosen);

}  // namespace orthoscrub::tools
