// Loads rule packs: tables first, then profiles, then rules, because rules are compiled against the other two. A pack
// with any error is not used; all its errors are told at once.
#include "scrubber/engine/pack.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "scrubber/codes/nearest_name.hpp"
#include "scrubber/engine/embedded_files.hpp"
#include "scrubber/engine/file_hash.hpp"
#include "scrubber/payers/toml_library.hpp"

namespace orthoscrub::scrub {
namespace {

namespace fs = std::filesystem;
using grammars::rule_error;

constexpr std::string_view manifest = "rules/pack.toml";

bool belongs(std::string_view path) {
    if (path == manifest) return true;
    auto const in = [&](std::string_view folder, std::string_view ending) {
        return path.starts_with(folder) && path.ends_with(ending);
    };
    return in("codes/", ".csv") || in("payers/", ".toml") || in("rules/", ".rule") || in("templates/", ".837");
}

std::string line_of(std::string_view bytes, std::uint32_t number) {
    for (std::uint32_t line = 1; line < number && !bytes.empty(); ++line) {
        auto const end = bytes.find('\n');
        bytes = end == std::string_view::npos ? std::string_view{} : bytes.substr(end + 1);
    }
    std::string text{bytes.substr(0, bytes.find('\n'))};
    if (!text.empty() && text.back() == '\r') text.pop_back();
    return text;
}

/// Files are named as the user sees them: within the first pack by path alone, else with their folder.
std::string shown_path(std::span<pack_files const> packs, pack_files const& from, std::string_view path) {
    if (from.beside)
        return path.starts_with("payers/") ? from.origin
                                           : fmt::format("{}/{}", from.origin, path.substr(path.find('/') + 1));
    return &from == packs.data() ? std::string{path} : fmt::format("{}/{}", from.origin, path);
}

/// Takes the packs in order and collects what they give.
class loader {
public:
    loader(std::span<pack_files const> packs, pack_result& result) : packs_{packs}, result_{result} {}

    void run() {
        auto made = std::make_shared<pack>();
        read_manifests(*made);
        auto const codes = read_codes();
        auto const payers = read_payers();
        auto rules = read_rules();
        read_templates(*made);
        if (codes && result_.errors.empty()) {
            auto compiled = compile(std::move(rules), codes, payers);
            result_.errors = std::move(compiled.errors);
            result_.lint = std::move(compiled.lint);
            made->book = std::move(compiled.book);
            if (made->book) check_overrides(*made->book);
        }
        add_excerpts(packs_, result_.errors);
        add_excerpts(packs_, result_.lint);
        made->sha256 = hash();
        if (result_.errors.empty()) result_.loaded = std::move(made);
    }

private:
    std::string shown(pack_files const& from, std::string_view path) const { return shown_path(packs_, from, path); }

    void replace_note(std::string_view what, std::string_view now, std::string_view before) {
        result_.replaced.push_back(fmt::format("{}: {} replaces {}", what, now, before));
    }

    void read_manifests(pack& made) {
        for (pack_files const& from : packs_) {
            if (from.beside) continue;
            std::string name = fs::path{from.origin}.filename().string(), version;
            auto const parsed = toml::parse(from.find(manifest), shown(from, manifest));
            if (parsed.failed()) {
                auto const& at = parsed.error().source().begin;
                result_.errors.push_back(
                    {shown(from, manifest), {at.line, at.column}, std::string{parsed.error().description()}, {}, {}});
                continue;
            }
            name = parsed.table()["name"].value_or(std::move(name));
            version = parsed.table()["version"].value_or(std::string{});
            made.name += made.name.empty() ? name : '+' + name;
            if (made.version.empty()) made.version = version;
        }
    }

    std::shared_ptr<code_tables const> read_codes() {
        struct table {
            pack_file const* file = nullptr;
            std::string shown;
        };
        std::map<std::string, table, std::less<>> tables;
        for (pack_files const& from : packs_)
            for (pack_file const& file : from.files) {
                if (!file.path.starts_with("codes/")) continue;
                table const own{&file, shown(from, file.path)};
                auto const [at, fresh] = tables.emplace(file.path, own);
                if (fresh) continue;
                replace_note("table", own.shown, file.path);
                at->second = own;
            }
        auto loaded = load_code_tables([&](std::string_view path) -> std::optional<std::string_view> {
            auto const at = tables.find(path);
            return at == tables.end() ? std::nullopt : std::optional<std::string_view>{at->second.file->bytes};
        });
        for (table_error const& error : loaded.errors) {
            std::string message = "expected " + error.expected;
            if (error.line != 0) message += ", found \"" + error.found + '"';
            auto const at = tables.find(error.path);
            result_.errors.push_back({at == tables.end() ? error.path : at->second.shown,
                                      {error.line, error.column},
                                      std::move(message),
                                      {},
                                      {}});
        }
        return loaded.tables;
    }

    std::shared_ptr<payer_profiles const> read_payers() {
        auto profiles = std::make_shared<payer_profiles>();
        for (pack_files const& from : packs_)
            for (pack_file const& file : from.files) {
                if (!file.path.starts_with("payers/")) continue;
                std::vector<std::string> replaced;
                for (profile_error const& error : profiles->add(shown(from, file.path), file.bytes, &replaced))
                    result_.errors.push_back({error.path, {error.line, error.column}, error.message, {}, {}});
                for (std::string const& id : replaced) {
                    if (&from == packs_.data()) continue;  // the shipped profiles of the classes
                    result_.replaced.push_back(
                        fmt::format("profile {}: {} replaces an earlier one", id, shown(from, file.path)));
                }
            }
        return profiles;
    }

    /// A profile of the user's that changes the severity of a rule that is not there: a slip of the pen. Packs may speak of
    /// rules that another pack brings.
    void check_overrides(rule_book const& book) {
        std::vector<std::string_view> known;
        for (compiled_rule const& rule : book.rules()) known.push_back(rule.ast.id);
        for (payer_profile const& profile : book.payers().all()) {
            if (std::none_of(packs_.begin(), packs_.end(),
                             [&](pack_files const& from) { return from.beside && from.origin == profile.file; }))
                continue;
            for (severity_override const& own : profile.severities)
                if (!book.find(own.rule))
                    result_.errors.push_back({profile.file,
                                              {own.line, own.column},
                                              "severity: no rule \"" + own.rule + '"',
                                              std::string{nearest_name(own.rule, known)},
                                              {}});
        }
    }

    std::vector<grammars::rule_ast> read_rules() {
        std::vector<grammars::rule_ast> all;
        for (pack_files const& from : packs_) {
            std::vector<grammars::rule_ast> own;
            for (pack_file const& file : from.files)
                if (file.path.ends_with(".rule"))
                    (void)grammars::read_rules(file.bytes, shown(from, file.path), own, result_.errors);
            if (all.empty()) {
                all = std::move(own);
                continue;
            }
            std::size_t const earlier = all.size();
            for (grammars::rule_ast& rule : own) {
                auto const end = all.begin() + static_cast<std::ptrdiff_t>(earlier);
                auto const same =
                    std::find_if(all.begin(), end, [&](auto const& other) { return other.id == rule.id; });
                if (same == end) {
                    all.push_back(std::move(rule));
                } else {
                    replace_note("rule " + rule.id, rule.file, same->file);
                    *same = std::move(rule);
                }
            }
        }
        return all;
    }

    void read_templates(pack& made) {
        for (pack_files const& from : packs_)
            for (pack_file const& file : from.files) {
                if (!file.path.starts_with("templates/")) continue;
                auto const same = std::find_if(made.templates.begin(), made.templates.end(),
                                               [&](pack_file const& other) { return other.path == file.path; });
                if (same == made.templates.end()) made.templates.push_back(file);
                else *same = file;
            }
    }

    std::string hash() const {
        file_hash all;
        for (pack_files const& from : packs_)
            for (pack_file const& file : from.files) {
                all.add(fmt::format("{}\n{}\n", file.path, file.bytes.size()));
                all.add(file.bytes);
            }
        return all.hex();
    }

    std::span<pack_files const> packs_;
    pack_result& result_;
};

void sort_files(pack_files& pack) {
    std::sort(pack.files.begin(), pack.files.end(), [](auto const& a, auto const& b) { return a.path < b.path; });
}

}  // namespace

std::string_view pack_files::find(std::string_view path) const noexcept {
    for (pack_file const& file : files)
        if (file.path == path) return file.bytes;
    return {};
}

pack_files embedded_pack() {
    pack_files pack{"(embedded)", {}, false};
    for (packed_file const& file : embedded_files())
        pack.files.push_back({std::string{file.path}, std::string{file.bytes}});
    sort_files(pack);
    return pack;
}

std::optional<pack_files> read_pack_folder(fs::path const& folder) {
    pack_files pack{folder.string(), {}, false};
    std::error_code failed;
    for (std::string_view const part : {"codes", "payers", "rules", "templates"}) {
        auto const options = fs::directory_options::follow_directory_symlink;
        for (fs::recursive_directory_iterator at{folder / part, options, failed}, end; !failed && at != end;
             at.increment(failed)) {
            std::string const path = fs::relative(at->path(), folder, failed).generic_string();
            if (!belongs(path) || !at->is_regular_file(failed)) continue;
            std::ifstream in{at->path(), std::ios::binary};
            std::string bytes{std::istreambuf_iterator<char>{in}, {}};
            if (!in) return std::nullopt;
            pack.files.push_back({path, std::move(bytes)});
        }
    }
    sort_files(pack);
    if (pack.files.empty()) return std::nullopt;
    return pack;
}

std::optional<pack_files> read_payer_file(fs::path const& path) {
    std::error_code failed;
    if (!fs::is_regular_file(path, failed)) return std::nullopt;
    std::ifstream in{path, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    if (!in) return std::nullopt;
    return pack_files{path.string(), {{"payers/" + path.filename().string(), std::move(bytes)}}, true};
}

std::optional<pack_files> read_code_folder(fs::path const& given) {
    std::error_code failed;
    fs::path const folder = fs::is_directory(given / "codes", failed) ? given / "codes" : given;
    pack_files made{folder.string(), {}, true};
    for (fs::directory_iterator at{folder, failed}, end; !failed && at != end; at.increment(failed)) {
        if (at->path().extension() != ".csv" || !at->is_regular_file(failed)) continue;
        std::ifstream in{at->path(), std::ios::binary};
        std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        if (!in) return std::nullopt;
        made.files.push_back({"codes/" + at->path().filename().string(), std::move(bytes)});
    }
    sort_files(made);
    if (made.files.empty()) return std::nullopt;
    return made;
}

void add_excerpts(std::span<pack_files const> packs, std::span<rule_error> errors) {
    for (rule_error& error : errors) {
        if (!error.excerpt.empty() || error.at.line == 0) continue;
        for (pack_files const& from : packs)
            for (pack_file const& file : from.files)
                if (shown_path(packs, from, file.path) == error.file)
                    error.excerpt = line_of(file.bytes, error.at.line);
    }
}

pack_result load_pack(std::span<pack_files const> packs) {
    pack_result result;
    loader{packs, result}.run();
    return result;
}

}  // namespace orthoscrub::scrub
