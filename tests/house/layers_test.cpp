// Reads every #include of the tree and holds it to the layers: an arrow may run down, never up, and Spirit, Asio and
// SQLite are seen in their rooms alone. The table below is the map; a folder that is not on it fails the test.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace layers_test {

namespace {

namespace fs = std::filesystem;

/// Folder and the folders it may include from, itself always. Longest matching prefix wins.
std::map<std::string, std::vector<std::string>> const map_of_the_house{
    {"parser/text", {}},
    {"parser/model", {"parser/text"}},
    {"parser/envelope", {"parser/text", "parser/model"}},
    {"parser/write", {"parser/text", "parser/model", "parser/envelope"}},
    {"grammars", {"parser", "grammars/core", "grammars/guide"}},
    {"grammars/core", {"parser"}},
    {"grammars/guide", {"parser"}},
    {"scrubber/codes", {"parser/model"}},
    {"scrubber/payers", {"parser/text", "scrubber/codes"}},
    {"scrubber/facts", {"parser", "grammars", "scrubber/codes", "scrubber/payers"}},
    {"scrubber/engine", {"parser", "grammars", "scrubber/codes", "scrubber/payers", "scrubber/facts"}},
    {"scrubber/ledger", {"parser"}},
    {"scrubber/remit", {"parser", "scrubber/codes", "scrubber/payers", "scrubber/ledger"}},
    {"scrubber/record",
     {"parser", "grammars", "scrubber/codes", "scrubber/payers", "scrubber/facts", "scrubber/engine",
      "scrubber/ledger"}},
    {"scrubber/report",
     {"parser", "grammars", "scrubber/codes", "scrubber/payers", "scrubber/facts", "scrubber/engine"}},
    {"scrubber/report/remit",
     {"parser", "grammars", "scrubber/codes", "scrubber/engine", "scrubber/ledger", "scrubber/remit",
      "scrubber/report"}},
    {"scrubber/ack",
     {"parser", "grammars", "scrubber/codes", "scrubber/payers", "scrubber/facts", "scrubber/engine",
      "scrubber/report"}},
    {"scrubber/split", {"parser", "scrubber/engine", "scrubber/report"}},
    {"scrubber/fix",
     {"parser", "grammars", "scrubber/codes", "scrubber/payers", "scrubber/facts", "scrubber/engine",
      "scrubber/report"}},
    {"tools/generator", {}},
    {"tools/batch", {"parser", "scrubber"}},
    {"tools/orthoscrub", {"parser", "grammars", "scrubber", "tools/batch", "tools/generator"}},
    {"tests", {"parser", "grammars", "scrubber", "tools"}},
};

struct room {
    std::string_view library;               ///< start of the include
    std::vector<std::string_view> allowed;  ///< start of the path of files that may
};

std::vector<room> const rooms{
    {"boost/spirit", {"grammars/"}},
    {"boost/asio", {"tools/batch/"}},
    {"boost/beast", {"tools/"}},
    {"sqlite3", {"scrubber/ledger/"}},
};

bool inside(std::string_view path, std::string_view folder) {
    return path.substr(0, folder.size()) == folder && (path.size() == folder.size() || path[folder.size()] == '/');
}

std::string folder_on_the_map(std::string const& path) {
    std::string best;
    for (auto const& [folder, allowed] : map_of_the_house)
        if (inside(path, folder) && folder.size() > best.size()) best = folder;
    return best;
}

/// The faults of one include, in words; empty when it is allowed.
std::string judge(std::string const& file, std::string const& included, bool quoted) {
    for (auto const& [library, allowed] : rooms) {
        if (included.rfind(library, 0) != 0) continue;
        bool granted = false;
        for (auto const folder : allowed) granted = granted || file.rfind(folder, 0) == 0;
        if (!granted) return file + " includes <" + included + "> outside its room";
        if (library == "boost/spirit" && file.ends_with(".hpp") && !inside(file, "grammars/core"))
            return file + " includes <" + included + ">: Spirit stays in .cpp files and grammars/core";
    }
    if (!quoted) return {};
    auto const home = folder_on_the_map(file);
    if (home.empty()) return file + " lives in a folder that the map does not know";
    if (included.find('/') == std::string::npos) return {};  // generated beside the including file
    if (inside(included, home)) return {};
    for (auto const& allowed : map_of_the_house.at(home))
        if (inside(included, allowed)) return {};
    return file + " includes \"" + included + "\": an arrow that runs up";
}

std::vector<std::string> judge_tree(fs::path const& root) {
    std::vector<std::string> faults;
    std::size_t files = 0;
    for (auto const* top : {"parser", "grammars", "scrubber", "tools", "tests"}) {
        for (auto const& entry : fs::recursive_directory_iterator(root / top)) {
            auto const extension = entry.path().extension();
            if (extension != ".hpp" && extension != ".cpp") continue;
            if (inside(fs::relative(entry.path(), root).generic_string(), "tests/install")) continue;
            ++files;
            std::ifstream in(entry.path());
            for (std::string line; std::getline(in, line);) {
                if (line.rfind("#include ", 0) != 0 || line.size() < 11) continue;
                bool const quoted = line[9] == '"';
                auto const end = line.find(quoted ? '"' : '>', 10);
                auto const fault =
                    judge(fs::relative(entry.path(), root).generic_string(), line.substr(10, end - 10), quoted);
                if (!fault.empty()) faults.push_back(fault);
            }
        }
    }
    REQUIRE(files > 50);
    return faults;
}

}  // namespace

TEST_CASE("no include runs up the layers, and Spirit, Asio and SQLite stay in their rooms") {
    for (auto const& fault : judge_tree(ORTHOSCRUB_SOURCE_DIR)) FAIL_CHECK(fault);
}

TEST_CASE("the judge of includes says no to what is forbidden and yes to what is not") {
    struct row {
        char const* file;
        char const* included;
        bool quoted;
        bool allowed;
    };
    for (row const& r : {
             row{"parser/text/scan.cpp", "parser/model/money.hpp", true, false},
             row{"parser/envelope/a.cpp", "parser/text/segment.hpp", true, true},
             row{"parser/write/a.cpp", "grammars/narrative.hpp", true, false},
             row{"grammars/narrative.cpp", "boost/spirit/home/x3.hpp", false, true},
             row{"grammars/narrative.hpp", "boost/spirit/home/x3.hpp", false, false},
             row{"scrubber/facts/a.cpp", "boost/spirit/home/x3.hpp", false, false},
             row{"scrubber/facts/a.cpp", "scrubber/engine/rule_book.hpp", true, false},
             row{"scrubber/engine/a.cpp", "scrubber/facts/subject.hpp", true, true},
             row{"scrubber/report/a.cpp", "boost/asio.hpp", false, false},
             row{"tools/orthoscrub/a.cpp", "sqlite3.h", false, false},
             row{"scrubber/report/a.cpp", "tools/orthoscrub/main.hpp", true, false},
             row{"tools/generator/a.cpp", "parser/text/segment.hpp", true, false},
             row{"attic/a.cpp", "parser/text/segment.hpp", true, false},
         }) {
        CAPTURE(r.file);
        CAPTURE(r.included);
        CHECK(judge(r.file, r.included, r.quoted).empty() == r.allowed);
    }
}

}  // namespace layers_test
