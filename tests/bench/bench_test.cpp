// The benchmark's own parts: inputs are what they say, JSON keeps to its schema, the picture shows every bar once; then a
// whole run over a few claims.
#include <doctest/doctest.h>
#include <unistd.h>
#include <boost/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "parser/text/source.hpp"
#include "scrubber/engine/scrub_file.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/inputs.hpp"
#include "tests/support/judging.hpp"
#include "tests/tools/json_schema.hpp"

using namespace orthoscrub;

namespace {

std::string read_file(std::filesystem::path const& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::size_t times(std::string_view what, std::string_view in) {
    std::size_t count = 0;
    for (auto at = in.find(what); at != in.npos; at = in.find(what, at + 1)) ++count;
    return count;
}

scrub::file_result check(std::string_view text) {
    scrub::file_scrubber scrubber{*test::shipped_pack().book, {}};
    return scrubber.scrub(*text::read_memory(text), "bench.837", [](auto const&) {});
}

void check_schema(boost::json::value const& value) {
    auto const schema =
        boost::json::parse(read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/tests/bench/bench.schema.json"));
    for (auto const& complaint : tests::schema_complaints(schema, value)) FAIL_CHECK(complaint);
}

bench::run_figures figures() {
    bench::run_figures run{"0", "g++ <12>", "avx2", 3, 142, {}};
    bench::input_figures input{"clean", "claims & lines", 1'000'000, 1000, 2000, 0, 0.001, {}};
    input.stages.push_back({"memchr to every terminator", 0.001, 0.002, 0.001, 0, 0, false, true, true});
    input.stages.push_back({"whole check", 0.004, 0.005, 0.004, 0.25, 2e6, false, true, true});
    input.stages.push_back({"match", 0.004, 0.005, 0.004, 0, 0, false, false, true});
    input.stages.push_back({"started anew", 0.01, 0.01, 0.008, 0, 15e6, true, true, false});
    run.inputs.push_back(std::move(input));
    return run;
}

}  // namespace

TEST_CASE(
    "irregular claims: as many claims and lines as the clean ones, nothing wrong in them, and more of everything") {
    std::string const clean = bench::clean_claims(300), irregular = bench::irregular_claims(clean);
    auto const before = check(clean), after = check(irregular);
    CHECK(before.counts.claims == 300);
    CHECK(after.counts.claims == 300);
    CHECK(after.counts.lines == before.counts.lines);
    for (auto const& each : after.counts.by_rule) {
        CAPTURE(each.first);
        CHECK(before.counts.by_rule.contains(each.first));
    }
    CHECK(after.counts.errors == 0);
    CHECK(after.counts.warnings == 0);
    CHECK(times("~\r\n", irregular) == times("~", irregular));
    for (auto const* more : {"SBR*S*", "NTE*ADD*", "ABF:", "OI*"})
        CHECK_MESSAGE(times(more, irregular) > times(more, clean), more);
}

TEST_CASE("repeated files: all of an extension again and again up to a size, none for a folder without them") {
    std::filesystem::path const fixtures = std::string{ORTHOSCRUB_SOURCE_DIR} + "/fixtures";
    CHECK(bench::repeated_files(fixtures, ".837", 500'000).size() >= 500'000);
    CHECK(bench::repeated_files(fixtures, ".none", 500'000).empty());
    CHECK(bench::repeated_files(fixtures / "absent", ".837", 500'000).empty());
}

TEST_CASE("figures: the table tells MB/s of best, median and processor, and a dash for what a stage has not") {
    std::string const text = bench::table(figures());
    auto const row = [&](std::string_view name) {
        auto const at = text.find("\n" + std::string{name} + " ");
        REQUIRE(at != text.npos);
        std::string line = text.substr(at + 1, text.find('\n', at + 1) - at - 1), out;
        for (char const c : line)
            if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
        return out;
    };
    CHECK(row("memchr to every terminator") ==
          "memchr to every terminator 1000 500 1000 1.00 500000 1000000 1000.00 0.000 0.00");
    CHECK(row("whole check") == "whole check 250 200 250 0.25 200000 400000 2500.00 0.250 2.00");
    CHECK(row("match") == "match - - - - 200000 400000 2500.00 0.000 0.00");
    CHECK(row("started anew") == "started anew 100 100 125 0.12 100000 200000 5000.00 - 15.00");
}

TEST_CASE("figures: JSON keeps to its schema") {
    auto const value = boost::json::parse(bench::json(figures()));
    check_schema(value);
    auto const& stage = value.at("inputs").at(0).at("stages").at(1);
    CHECK(stage.at("mb_per_s").as_int64() == 250);
    CHECK(stage.at("of_memchr").as_double() == 0.25);
    CHECK(value.at("inputs").at(0).at("stages").at(2).at("mb_per_s").is_null());
    CHECK(value.at("inputs").at(0).at("stages").at(3).at("allocations_per_claim").is_null());
}

TEST_CASE(
    "figures: the picture has one bar for each drawn stage with MB/s, as long as it is fast, and its words as text") {
    std::string const svg = bench::bars(figures());
    CHECK(times("<rect ", svg) == 2);
    CHECK(times("width=\"360.0\"", svg) == 1);
    CHECK(times("width=\"90.0\"", svg) == 1);
    CHECK(times(">1,000</text>", svg) == 1);
    CHECK(times("claims &amp; lines", svg) == 1);
    CHECK(times("g++ &lt;12&gt;", svg) == 1);
    CHECK(times("prefers-color-scheme: dark", svg) == 1);
    CHECK(svg.ends_with("</svg>\n"));
}

TEST_CASE("a run over a few claims writes table, JSON and picture, with every stage in each of its inputs") {
    auto const folder = std::filesystem::temp_directory_path() / ("bench-test-" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    std::string const command = std::string{ORTHOSCRUB_BENCH_PROGRAM} + " --claims 40 --rounds 1 --json " +
                                (folder / "j").string() + " --svg " + (folder / "s").string() + " >" +
                                (folder / "t").string() + " 2>&1";
    CHECK(std::system(command.c_str()) == 0);
    std::string const said = read_file(folder / "t"), json = read_file(folder / "j"), svg = read_file(folder / "s");
    std::filesystem::remove_all(folder);
    CAPTURE(said);
    REQUIRE(!json.empty());
    auto const value = boost::json::parse(json);
    check_schema(value);
    std::vector<std::string> inputs;
    for (auto const& input : value.at("inputs").as_array()) {
        inputs.emplace_back(input.at("input").as_string());
        CHECK(input.at("stages").as_array().size() >= 2);
        for (auto const& stage : input.at("stages").as_array()) {
            CAPTURE(stage);
            CHECK(stage.at("best_ms").to_number<double>() >= 0);
            CHECK(stage.at("best_ms").to_number<double>() <= stage.at("median_ms").to_number<double>());
        }
    }
    CHECK(inputs ==
          std::vector<std::string>{"clean", "irregular", "fixtures", "remittances", "remittance fixtures", "match"});
    auto const& started = value.at("inputs").at(0).at("stages").as_array().back();
    CHECK(started.at("process").as_bool());
    CHECK(started.at("memory_bytes").to_number<double>() > 1e6);
    CHECK(times("<rect ", svg) > 10);
}
