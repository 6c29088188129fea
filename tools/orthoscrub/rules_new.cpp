// orthoscrub rules new: a rule that loads and whose examples hold, but that never speaks on a real claim; `rules lint`
// tells where its author has to fill something in.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "parser/text/fault.hpp"
#include "scrubber/engine/rule_habits.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/pack_choice.hpp"
#include "tools/orthoscrub/rules_commands.hpp"

namespace orthoscrub::tools {
namespace fs = std::filesystem;
namespace {

/// Lower-case words and digits with single dashes between, beginning with a letter.
bool is_name(std::string_view text) {
    if (text.empty() || text.front() < 'a' || text.front() > 'z' || text.back() == '-') return false;
    return text.find("--") == text.npos && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

std::string skeleton(std::string_view id) {
    return fmt::format(
        R"(# Language: scrubber/rules/README.md; facts, tables, places and placeholders: orthoscrub rules docs.
rule {0} {{
  title      "{1}: what is right, in one sentence."
  scope      line
  severity   warning
  when       {2}
  message    "{1}: what is wrong with {{code}}."
  do         "{1}: what to change, with the box of the form and the place in the file, such as box 24G (SV104)."
  predicts   none
  source     OWN "{1}: title, publisher, date" https://example.org/
  confidence low
  flags      "SV1*HC:L0650*500*UN*999999***1"
  passes     "SV1*HC:L0650*500*UN*1***1"
}}
)",
        id, scrub::fill_in, scrub::unfilled_condition);
}

/// Writes a file that must not be there yet.
exit_code create(std::string const& path, std::string_view text) {
    int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (file < 0) {
        bool const there = errno == EEXIST;
        complain("rules new",
                 fmt::format("{}: {}", path, there ? "is there already; nothing was written" : std::strerror(errno)));
        return there ? exit_code::usage : exit_code::io;
    }
    std::size_t done = 0;
    while (done < text.size()) {
        ssize_t const wrote = ::write(file, text.data() + done, text.size() - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) break;
        done += static_cast<std::size_t>(wrote);
    }
    if (::close(file) == 0 && done == text.size()) return exit_code::clean;
    complain("rules new", fmt::format("{}: {}", path, std::strerror(errno)));
    ::unlink(path.c_str());
    return exit_code::io;
}

}  // namespace

exit_code new_rule(rules_options const& o) {
    for (auto const& [what, name] : {std::pair{"ID", &o.id}, std::pair{"--family", &o.family}})
        if (!is_name(*name)) {
            complain(
                "rules new",
                fmt::format("{} {}: use lower-case words with dashes between, such as noc-strap-units", what, *name));
            return exit_code::usage;
        }
    std::vector<scrub::pack_files> packs;
    if (exit_code const code = gather_packs("rules new", o.packs, packs); code != exit_code::clean) return code;
    if (auto own = scrub::read_pack_folder(o.into)) packs.push_back(std::move(*own));
    chosen_pack chosen;
    std::vector<std::string> replaced;
    if (exit_code const code = load_packs("rules new", packs, chosen, &replaced); code != exit_code::clean) return code;
    if (auto const taken = chosen.book().find(o.id)) {
        complain("rules new",
                 fmt::format("the id {} is taken by {}; choose another", o.id, chosen.book().rule(*taken).ast.file));
        return exit_code::usage;
    }
    if (o.id.starts_with("x12-")) {
        complain("rules new", "ids that begin with x12- are structural faults; choose another");
        return exit_code::usage;
    }
    fs::path const folder = fs::path{o.into} / "rules" / o.family;
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) {
        complain("rules new", fmt::format("{}: {}", folder.string(), failed.message()));
        return exit_code::io;
    }
    std::string const path = (folder / (o.id + ".rule")).string();
    if (exit_code const code = create(path, skeleton(o.id)); code != exit_code::clean) return code;
    output_target out;
    if (exit_code const code = out.open("rules new", {}, {}); code != exit_code::clean) return code;
    out.write(fmt::format("{}\nNext: orthoscrub rules lint {}, then orthoscrub rules test --pack {} --rules {}\n", path,
                          path, o.into, o.id));
    return out.finish();
}

}  // namespace orthoscrub::tools
