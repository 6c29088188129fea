// Where the rule pack comes from. The program works alone (the pack is compiled in), installed (the pack lies
// beside it as plain files) and with packs of its user.
#include "tools/orthoscrub/pack_choice.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace orthoscrub::tools {
namespace fs = std::filesystem;
namespace {

/// PREFIX/share/orthoscrub/pack for a program PREFIX/bin/orthoscrub.
fs::path installed_pack() {
    std::error_code error;
    fs::path const program = fs::read_symlink("/proc/self/exe", error);
    return error ? fs::path{} : program.parent_path().parent_path() / "share" / "orthoscrub" / "pack";
}

bool has_tables(scrub::pack_files const& pack) {
    return std::any_of(pack.files.begin(), pack.files.end(),
                       [](auto const& file) { return file.path == "codes/lcodes.csv"; });
}

exit_code add_folder(std::string_view command, std::string_view option, std::string const& folder,
                     std::vector<scrub::pack_files>& packs) {
    auto files = scrub::read_pack_folder(folder);
    if (!files) {
        complain(command,
                 fmt::format("{} {}: no rule pack there; a pack is a folder with codes/, payers/, rules/ or templates/",
                             option, folder));
        return exit_code::usage;
    }
    packs.push_back(std::move(*files));
    return exit_code::clean;
}

/// The pack that is used when nobody names one.
exit_code add_shipped(std::string_view command, std::vector<scrub::pack_files>& packs) {
    if (char const* const folder = std::getenv("ORTHOSCRUB_PACK"); folder && *folder)
        return add_folder(command, "ORTHOSCRUB_PACK", folder, packs);
    if (fs::path const folder = installed_pack(); !folder.empty())
        if (auto files = scrub::read_pack_folder(folder)) {
            packs.push_back(std::move(*files));
            return exit_code::clean;
        }
    packs.push_back(scrub::embedded_pack());
    return exit_code::clean;
}

}  // namespace

void add_pack_option(CLI::App& command, std::vector<std::string>& folders) {
    command.add_option("--pack", folders, "Folder of a rule pack; may repeat, later ones replace equal rules")
        ->type_name("DIR")
        ->allow_extra_args(false);
}

exit_code choose_pack(std::string_view command, std::vector<std::string> const& folders, chosen_pack& chosen) {
    std::vector<scrub::pack_files> packs;
    for (std::string const& folder : folders)
        if (exit_code const code = add_folder(command, "--pack", folder, packs); code != exit_code::clean) return code;
    if (std::none_of(packs.begin(), packs.end(), has_tables)) {
        std::vector<scrub::pack_files> base;
        if (exit_code const code = add_shipped(command, base); code != exit_code::clean) return code;
        packs.insert(packs.begin(), std::make_move_iterator(base.begin()), std::make_move_iterator(base.end()));
    }
    scrub::pack_result result = scrub::load_pack(packs);
    for (std::string const& replaced : result.replaced) complain(command, replaced);
    if (!result.loaded) {
        for (grammars::rule_error const& error : result.errors) {
            std::string text = grammars::render(error);
            if (!text.ends_with('\n')) text += '\n';
            std::fwrite(text.data(), 1, text.size(), stderr);
        }
        complain(command, fmt::format("the rule pack cannot be used: {} {}; correct the places above",
                                      result.errors.size(), result.errors.size() == 1 ? "error" : "errors"));
        return exit_code::usage;
    }
    chosen.pack = std::move(result.loaded);
    chosen.lint = std::move(result.lint);
    return exit_code::clean;
}

}  // namespace orthoscrub::tools
