// What must hold of every split, whatever the file and whoever is held.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/scrubber/split_files.hpp"

namespace split_property_test {

using namespace orthoscrub;

namespace {

std::string bytes_of(std::filesystem::path const& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// Each claim of the input is in its half and nowhere else, in order, byte for byte and under the same parents; no half
/// has a structural fault that the input has not.
void check_split(test::seen_file const& input, test::halves const& out) {
    std::string const* const bytes[]{&out.clean, &out.held};
    REQUIRE(out.was_held.size() == input.claims.size());
    for (bool const held : {false, true}) {
        CAPTURE(held);
        std::vector<test::seen_claim> wanted;
        for (std::size_t i = 0; i < input.claims.size(); ++i)
            if (out.was_held[i] == held) wanted.push_back(input.claims[i]);
        std::string const& half = *bytes[held ? 1 : 0];
        CHECK(half.empty() == wanted.empty());
        if (half.empty()) continue;
        auto const again = test::read_back(half);
        REQUIRE(again.claims.size() == wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            CAPTURE(wanted[i].bytes);
            // A claim that the end of the file cuts off gets its terminator.
            CHECK(again.claims[i].bytes.substr(0, wanted[i].bytes.size()) == wanted[i].bytes);
            CHECK(test::ends_only(again.claims[i].bytes, wanted[i].bytes.size()));
            CHECK(again.claims[i].words == wanted[i].words);
        }
        for (auto const& [id, count] : again.faults) {
            CAPTURE(id);
            auto const at = input.faults.find(id);
            CHECK(at != input.faults.end());
            if (at != input.faults.end()) CHECK(count <= at->second);
        }
    }
}

}  // namespace

TEST_CASE("split: generated files with random claims held keep every claim in one half, and both halves are sound") {
    std::size_t claims = 0, splits = 0;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        CAPTURE(seed);
        test::file_author author{seed, seed % 3 == 0 ? "\n" : seed % 3 == 1 ? "" : "\r\n"};
        std::string const file = author.write();
        auto const input = test::read_back(file);
        REQUIRE(input.faults.empty());
        claims += input.claims.size();
        for (std::size_t const in : {2u, 5u, 20u}) {
            CAPTURE(in);
            std::vector<bool> hold;
            for (std::size_t i = 0; i < input.claims.size(); ++i) hold.push_back(author.pick(in) == 0);
            auto const out = test::split(
                file, [&](std::size_t i) { return hold[i]; }, hold.size(), seed % 2 == 0 ? 1024 : 64 * 1024);
            CHECK(out.was_held == hold);
            CHECK(out.left_out.sets == 0);
            check_split(input, out);
            ++splits;
        }
    }
    CHECK(claims > 2000);
    CHECK(splits == 450);
}

TEST_CASE("split: nothing held or all held gives the input byte for byte") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        test::file_author author{seed, seed % 2 == 0 ? "\r\n" : ""};
        std::string const file = author.write();
        auto const count = test::read_back(file).claims.size();
        for (bool const held : {false, true}) {
            auto const out = test::split(file, [&](std::size_t) { return held; }, count, 1024);
            CHECK((held ? out.held : out.clean) == file);
            CHECK((held ? out.clean : out.held).empty());
        }
    }
}

TEST_CASE("split: the dialect files keep every claim, whoever is held") {
    std::size_t files = 0, whole = 0;
    for (auto const& entry :
         std::filesystem::directory_iterator{std::filesystem::path{ORTHOSCRUB_SOURCE_DIR} / "fixtures/x12"}) {
        if (entry.path().extension() != ".837") continue;
        ++files;
        CAPTURE(entry.path().filename().string());
        std::string const file = bytes_of(entry.path());
        auto const input = test::read_back(file);
        auto const count = input.claims.size();
        REQUIRE(count > 0);
        for (unsigned mask = 0; mask < (1u << std::min<std::size_t>(count, 6)); ++mask) {
            CAPTURE(mask);
            auto const out = test::split(file, [&](std::size_t i) { return (mask >> i & 1u) != 0; }, count);
            check_split(input, out);
            bool const one_half = out.clean.empty() || out.held.empty();
            bool const recounted = input.faults.contains("x12-se-missing") || input.faults.contains("x12-se-count");
            if (one_half && !recounted) {
                CHECK((out.clean.empty() ? out.held : out.clean) == file);
                ++whole;
            }
        }
    }
    CHECK(files >= 20);
    CHECK(whole >= 35);
}

}  // namespace split_property_test
