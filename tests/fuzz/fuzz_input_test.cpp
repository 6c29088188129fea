// The properties that the fuzzers hold, over what needs no clang: every fixture that a fuzzer starts from, and every input that
// once broke something (fixtures/fuzz/TARGET).
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/printable.hpp"

namespace fuzz_input_test {

namespace {

using namespace orthoscrub;
namespace fs = std::filesystem;

struct target {
    char const* name;
    test::fuzz_property* property;
    std::vector<std::string> folders;
    std::size_t least;  ///< files that there are at least
};

target const targets[]{
    {"scan", test::scan_property, {"fixtures/x12", "fixtures/acknowledgments"}, 20},
    {"envelope", test::envelope_property, {"fixtures/x12", "fixtures/acknowledgments"}, 20},
    {"837p", test::claims_837p_property, {"fixtures/x12", "fixtures/templates", "fixtures/guides"}, 30},
    {"835", test::remittance_835_property, {"fixtures/remittances"}, 5},
    {"answers", test::answers_property, {"fixtures/acknowledgments"}, 5},
    {"rules", test::rules_property, {"scrubber/rules"}, 100},
    {"notes", test::notes_property, {"fixtures/notes"}, 2},
    {"suppressions", test::suppressions_property, {"fixtures/settings"}, 3},
    {"settings", test::settings_property, {"fixtures/settings"}, 3},
};

std::vector<fs::path> files_of(target const& t) {
    auto folders = t.folders;
    folders.push_back(std::string{"fixtures/fuzz/"} + t.name);
    std::vector<fs::path> files;
    for (auto const& folder : folders) {
        auto const path = fs::path{ORTHOSCRUB_SOURCE_DIR} / folder;
        if (!fs::exists(path)) continue;
        for (auto const& entry : fs::recursive_directory_iterator{path})
            if (entry.is_regular_file() && entry.path().extension() != ".md") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

TEST_CASE("fuzz inputs: fixtures and all inputs that once broke a property keep to it") {
    for (auto const& t : targets) {
        CAPTURE(t.name);
        auto const files = files_of(t);
        CHECK(files.size() >= t.least);
        for (auto const& file : files) {
            CAPTURE(file.string());
            std::ifstream in{file, std::ios::binary};
            std::string const input{std::istreambuf_iterator<char>{in}, {}};
            CHECK(t.property(input) == "");
        }
    }
}

}  // namespace fuzz_input_test
