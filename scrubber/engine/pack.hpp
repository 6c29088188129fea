#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grammars/rule_pack.hpp"
#include "scrubber/engine/rule_book.hpp"

namespace orthoscrub::scrub {

/// A file of a pack: its path within the pack and its bytes.
struct pack_file {
    std::string path;  ///< "rules/modifiers/modifier-syntax.rule", "codes/lcodes.csv", "templates/medicare.dme.837"
    std::string bytes;
};

/// The files of one pack, sorted by path, and where they come from.
struct pack_files {
    std::string origin;  ///< the folder, or "(embedded)"
    std::vector<pack_file> files;
    /// Files that a user named beside the packs: no pack of its own, so without name and version.
    bool beside = false;
    [[nodiscard]] std::string_view find(std::string_view path) const noexcept;  ///< empty when there is no such file
};

/// The pack that is compiled into the program.
[[nodiscard]] pack_files embedded_pack();
/// Reads codes/*.csv, payers/*.toml, rules/**/*.rule, rules/pack.toml and templates/*.837 below `folder`. Nothing when
/// the folder cannot be read or holds none of them.
[[nodiscard]] std::optional<pack_files> read_pack_folder(std::filesystem::path const& folder);

/// One file of payer profiles beside the packs; messages call it by `path`. Nothing when it cannot be read.
[[nodiscard]] std::optional<pack_files> read_payer_file(std::filesystem::path const& path);
/// The code tables (*.csv) of one folder, or of codes/ in it, each in place of the pack's table of that name. Nothing when
/// there are none.
[[nodiscard]] std::optional<pack_files> read_code_folder(std::filesystem::path const& folder);

/// A pack that can be used: rules compiled against its tables and profiles, and the templates of its examples.
struct pack {
    std::string name;     ///< names of all packs, joined by +
    std::string version;  ///< of the first pack
    std::string sha256;   ///< over path, size and bytes of all files, pack by pack, in path order
    std::shared_ptr<rule_book const> book;
    std::vector<pack_file> templates;  ///< "templates/CLASS.837"
};

/// What loading gives. Errors and lint carry file, place and the line of the file, ready for `grammars::render`.
struct pack_result {
    std::shared_ptr<pack const> loaded;  ///< null when there are errors
    std::vector<grammars::rule_error> errors;
    std::vector<grammars::rule_error> lint;
    std::vector<std::string> replaced;  ///< "rule noc-units: my-pack/rules/noc.rule replaces rules/noc/noc-units.rule"
};

/// Gives every error that names a line of a file of `packs`, in the order they were loaded, that line.
void add_excerpts(std::span<pack_files const> packs, std::span<grammars::rule_error> errors);

/// Loads packs laid over each other: a later pack's rule, profile, code table or template takes the place of an earlier
/// one of the same id or path, and `replaced` says so. Code tables must be complete in the sum of the packs.
[[nodiscard]] pack_result load_pack(std::span<pack_files const> packs);

}  // namespace orthoscrub::scrub
