// Where the rule pack comes from. The program works alone (the pack is compiled in), installed (the pack lies
// beside it as plain files) and with packs of its user.
#include "tools/orthoscrub/pack_choice.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

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

/// Code folders and profile files, after the packs that they are laid over.
exit_code add_beside(std::string_view command, pack_sources const& sources, std::vector<scrub::pack_files>& packs) {
    for (std::string const& folder : sources.code_folders) {
        auto files = scrub::read_code_folder(folder);
        if (!files) {
            complain(command,
                     fmt::format("{} {}: no code tables there; a code folder holds tables named as those of the "
                                 "pack, such as lcodes.csv",
                                 sources.codes_from, folder));
            return exit_code::usage;
        }
        packs.push_back(std::move(*files));
    }
    for (std::string const& path : sources.payers) {
        auto files = scrub::read_payer_file(path);
        if (!files) {
            complain(command, fmt::format("{} {}: cannot be read; name a file of [[profile]] tables",
                                          sources.payers_from, path));
            return exit_code::usage;
        }
        packs.push_back(std::move(*files));
    }
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

pack_sources sources_of(settings const& s) {
    pack_sources sources{s.packs.value, s.code_folders.value, s.payers.value};
    if (s.packs.from == "ORTHOSCRUB_PACK") sources.packs.clear();  // it is asked for where no other is given
    sources.packs_from = said_by(s.packs.from, "packs");
    sources.codes_from = said_by(s.code_folders.from, "code_folders");
    sources.payers_from = said_by(s.payers.from, "payers");
    return sources;
}

namespace {

exit_code gather_packs(std::string_view command, pack_sources const& sources, std::vector<scrub::pack_files>& packs) {
    if (sources.shipped) packs.push_back(scrub::embedded_pack());
    for (std::string const& folder : sources.packs)
        if (exit_code const code = add_folder(command, sources.packs_from, folder, packs); code != exit_code::clean)
            return code;
    if (std::none_of(packs.begin(), packs.end(), has_tables)) {
        std::vector<scrub::pack_files> base;
        if (exit_code const code = add_shipped(command, base); code != exit_code::clean) return code;
        packs.insert(packs.begin(), std::make_move_iterator(base.begin()), std::make_move_iterator(base.end()));
    }
    return add_beside(command, sources, packs);
}

exit_code load_and_tell(std::string_view command, std::span<scrub::pack_files const> packs, chosen_pack& chosen) {
    std::vector<std::string> replaced;
    exit_code const code = load_packs(command, packs, chosen, &replaced);
    for (std::string const& note : replaced) complain(command, note);
    return code;
}

}  // namespace

exit_code gather_packs(std::string_view command, std::vector<std::string> const& folders,
                       std::vector<scrub::pack_files>& packs) {
    settings s;
    if (exit_code const code = find_settings(command, std::nullopt, s); code != exit_code::clean) return code;
    if (!folders.empty()) s.packs = {folders, "--pack"};
    return gather_packs(command, sources_of(s), packs);
}

exit_code load_packs(std::string_view command, std::span<scrub::pack_files const> packs, chosen_pack& chosen,
                     std::vector<std::string>* replaced) {
    scrub::pack_result result = scrub::load_pack(packs);
    if (replaced) *replaced = std::move(result.replaced);
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

exit_code choose_pack(std::string_view command, pack_sources const& sources, chosen_pack& chosen) {
    std::vector<scrub::pack_files> packs;
    if (exit_code const code = gather_packs(command, sources, packs); code != exit_code::clean) return code;
    return load_and_tell(command, packs, chosen);
}

exit_code choose_pack(std::string_view command, std::vector<std::string> const& folders, chosen_pack& chosen) {
    std::vector<scrub::pack_files> packs;
    if (exit_code const code = gather_packs(command, folders, packs); code != exit_code::clean) return code;
    return load_and_tell(command, packs, chosen);
}

}  // namespace orthoscrub::tools
