// orthoscrub rules lint: loads the pack with the named files laid over it, and tells what is wrong (3) or odd (1) in
// them, each with its place and a caret.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "scrubber/engine/rule_habits.hpp"
#include "scrubber/report/report.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/pack_choice.hpp"
#include "tools/orthoscrub/rules_commands.hpp"

namespace orthoscrub::tools {
namespace fs = std::filesystem;
namespace {

bool read_rule(fs::path const& path, std::string name, scrub::pack_files& files) {
    std::ifstream in{path, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    if (!in) return false;
    files.files.push_back({std::move(name), std::move(bytes)});
    return true;
}

/// A pack as it stands, a folder of rule files, or one file. Nothing when it cannot be read.
std::optional<scrub::pack_files> read_path(std::string path) {
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    std::error_code failed;
    if (!fs::is_directory(path, failed)) {
        fs::path const file{path};
        std::string folder = file.parent_path().string();
        scrub::pack_files one{folder.empty() ? "." : std::move(folder), {}};
        if (!read_rule(file, file.filename().string(), one)) return std::nullopt;
        return one;
    }
    if (auto pack = scrub::read_pack_folder(path)) return pack;
    scrub::pack_files loose{path, {}};
    for (fs::recursive_directory_iterator at{path, failed}, end; !failed && at != end; at.increment(failed))
        if (at->path().extension() == ".rule" &&
            !read_rule(at->path(), fs::relative(at->path(), path).generic_string(), loose))
            return std::nullopt;
    std::sort(loose.files.begin(), loose.files.end(), [](auto const& a, auto const& b) { return a.path < b.path; });
    return loose.files.empty() ? std::nullopt : std::optional{std::move(loose)};
}

}  // namespace

exit_code lint_rules(rules_options const& o) {
    std::vector<scrub::pack_files> packs;
    if (exit_code const code = gather_packs("rules lint", o.packs, packs); code != exit_code::clean) return code;
    std::vector<std::string> wanted;  // files that were asked about; empty: all
    for (std::string const& path : o.paths) {
        auto files = read_path(path);
        if (!files) {
            complain("rules lint",
                     fmt::format("{}: no rule file and no folder with one; a rule file ends in .rule", path));
            return exit_code::io;
        }
        for (scrub::pack_file const& file : files->files) wanted.push_back(files->origin + '/' + file.path);
        packs.push_back(std::move(*files));
    }
    chosen_pack chosen;
    std::vector<std::string> replaced;
    if (exit_code const code = load_packs("rules lint", packs, chosen, &replaced); code != exit_code::clean)
        return code;

    auto const asked = [&](std::string const& file) {
        return o.paths.empty() || std::find(wanted.begin(), wanted.end(), file) != wanted.end();
    };
    std::vector<grammars::rule_error> remarks = std::move(chosen.lint);
    scrub::remark_habits(chosen.book(), remarks);
    std::erase_if(remarks, [&](grammars::rule_error const& remark) { return !asked(remark.file); });
    scrub::add_excerpts(packs, remarks);
    std::stable_sort(remarks.begin(), remarks.end(), [](auto const& a, auto const& b) {
        return a.file != b.file ? a.file < b.file : a.at.line < b.at.line;
    });
    auto const rules = std::count_if(chosen.book().rules().begin(), chosen.book().rules().end(),
                                     [&](auto const& rule) { return asked(rule.ast.file); });
    output_target out;
    if (exit_code const code = out.open("rules lint", {}, {}); code != exit_code::clean) return code;
    for (grammars::rule_error const& remark : remarks) {
        std::string text = grammars::render(remark);
        if (!text.ends_with('\n')) text += '\n';
        out.write(text);
    }
    using scrub::counted;
    out.write(counted(static_cast<std::uint64_t>(rules), "rule", "rules") + ", " +
              counted(remarks.size(), "remark", "remarks") + '\n');
    return worse(remarks.empty() ? exit_code::clean : exit_code::findings, out.finish());
}

}  // namespace orthoscrub::tools
