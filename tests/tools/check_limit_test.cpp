// check --max-findings through the program: the first findings stand in the report, all of them in its sums, and every
// format says what is missing.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/golden_file.hpp"
#include "tests/tools/html_check.hpp"
#include "tests/tools/json_schema.hpp"
#include "tests/tools/run_program.hpp"
#include "tests/tools/sarif_check.hpp"

namespace check_limit_test {

using namespace orthoscrub::tests;
namespace json = boost::json;

namespace {

std::string const sample = "tests/golden/three-claims.837";
std::string const demo = "fixtures/demo/supplier-day.837";

outcome check(std::string const& format, std::vector<std::string> more) {
    more.insert(more.begin(), {"check", "--today", "2025-03-03", "--format", format});
    return run(more);
}

std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        std::size_t const to = std::min(text.find('\n', from), text.size());
        lines.push_back(text.substr(from, to - from));
        from = to + 1;
    }
    return lines;
}

}  // namespace

TEST_CASE("golden: the first of three findings, and every format says that two are left out") {
    for (std::string const format : {"text", "concise", "json", "ndjson", "csv", "sarif", "html"}) {
        CAPTURE(format);
        outcome const o =
            check(format, {"--max-findings", "1", "--rules", "modifier-rtlt-same-line,claim-total-mismatch", sample});
        CHECK(o.code == 1);
        CHECK(o.err.empty());
        std::string words = o.out;
        std::replace(words.begin(), words.end(), '\n', ' ');
        CHECK(words.find("--max-findings 1 leaves out 2 of 3 findings; --max-findings all shows all.") !=
              std::string::npos);
        check_golden("three-claims.max-1." + format, without_pack(o.out));
    }
}

TEST_CASE("what stands with a limit are the first lines of what stands without, over several files") {
    std::vector<std::string> const whole = lines_of(check("concise", {demo, sample, demo}).out);
    REQUIRE(whole.size() > 40);
    for (std::size_t const most :
         {std::size_t{0}, std::size_t{1}, std::size_t{20}, whole.size() / 2, whole.size() - 1}) {
        CAPTURE(most);
        outcome const o = check("concise", {"--max-findings", std::to_string(most), demo, sample, demo});
        CHECK(o.code == 1);
        std::vector<std::string> const some = lines_of(o.out);
        REQUIRE(some.size() == most + 1);
        CHECK(std::equal(some.begin(), some.end() - 1, whole.begin()));
    }
    for (std::string const& most : {std::to_string(whole.size()), std::string{"100000"}, std::string{"all"}})
        CHECK(lines_of(check("concise", {"--max-findings", most, demo, sample, demo}).out) == whole);
}

TEST_CASE("the summary, the files and the exit code are those of a run without a limit") {
    json::value whole = json::parse(check("json", {demo, sample}).out);
    json::value some = json::parse(check("json", {"--max-findings", "3", demo, sample}).out);
    std::size_t const findings = whole.at("findings").get_array().size();
    CHECK(some.at("findings").get_array().size() == 3);
    CHECK(some.at("summary").at("left_out").at("findings") == findings - 3);
    CHECK(some.at("summary").at("left_out").at("max_findings") == 3);
    CHECK(whole.at("summary").at("left_out").is_null());
    some.at("summary").at("left_out") = nullptr;
    CHECK(some.at("summary") == whole.at("summary"));
    CHECK(some.at("files") == whole.at("files"));
    CHECK(some.at("not_checked") == whole.at("not_checked"));
    CHECK(check("json", {"--max-findings", "0", sample}).code == 1);
    CHECK(check("json", {"--max-findings", "0", "--fail-on", "never", sample}).code == 0);
}

TEST_CASE("with a limit json and ndjson keep to the schema, sarif and html to theirs") {
    json::value const schema =
        json::parse(read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/scrubber/report/check.schema.json"));
    for (std::string const most : {"0", "4"}) {
        CAPTURE(most);
        for (auto const& complaint :
             schema_complaints(schema, json::parse(check("json", {"--max-findings", most, demo}).out)))
            FAIL_CHECK(complaint);
        for (auto const& complaint : sarif_complaints(json::parse(check("sarif", {"--max-findings", most, demo}).out)))
            FAIL_CHECK(complaint);
        for (auto const& complaint : html_complaints(check("html", {"--max-findings", most, demo}).out))
            FAIL_CHECK(complaint);
    }
}

TEST_CASE("the page counts by rule and word as without a limit; only cards are missing") {
    std::string const whole = check("html", {demo}).out;
    std::string const some = check("html", {"--max-findings", "4", demo}).out;
    auto const between = [](std::string const& page, std::string_view from, std::string_view to) {
        std::size_t const start = page.find(from);
        REQUIRE(start != std::string::npos);
        return page.substr(start, page.find(to, start) - start);
    };
    for (std::string_view const part : {"<ul class=\"tiles\">", "<section aria-labelledby=\"rules\">"})
        CHECK(between(some, part, "</section>") == between(whole, part, "</section>"));
    auto const cards = [](std::string const& page) {
        std::size_t count = 0;
        for (auto at = page.find("<li class=\"card\""); at != page.npos; at = page.find("<li class=\"card\"", at + 1))
            ++count;
        return count;
    };
    CHECK(cards(some) == 4);
    CHECK(cards(whole) > 20);
}

TEST_CASE("a baseline is met by findings that are left out; a report that leaves some out is no baseline") {
    scratch_folder const folder;
    for (std::string const format : {"json", "ndjson"}) {
        CAPTURE(format);
        std::string const whole = folder / "whole.json", some = folder / "some.json";
        REQUIRE(check(format, {"--output", whole, demo}).code == 1);
        outcome const met = check("json", {"--baseline", whole, "--max-findings", "1", demo});
        CHECK(met.code == 0);
        json::value const document = json::parse(met.out);
        CHECK(document.at("baseline").at("new") == 0);
        CHECK(document.at("baseline").at("fixed").get_array().empty());

        REQUIRE(check(format, {"--max-findings", "1", "--output", some, demo}).code == 1);
        outcome const refused = check("json", {"--baseline", some, demo});
        CHECK(refused.code == 3);
        CHECK(refused.err.find("write it with --max-findings all") != std::string::npos);
        REQUIRE(check(format, {"--max-findings", "100000", "--output", some, demo}).code == 1);
        CHECK(check("json", {"--baseline", some, demo}).code == 0);
    }
}

TEST_CASE("the ledger keeps the findings that are left out") {
    scratch_folder const folder;
    std::string const whole = folder / "whole.db", some = folder / "some.db";
    REQUIRE(check("json", {"--ledger", whole, demo}).code == 1);
    REQUIRE(check("json", {"--ledger", some, "--max-findings", "0", demo}).code == 1);
    auto const status = [](std::string const& path) { return run({"ledger", "status", path}).out; };
    CHECK(status(whole).find("findings") != std::string::npos);
    CHECK(replaced(status(some), some, whole) == status(whole));
}

TEST_CASE("remarks about suppressions come last and are left out first") {
    scratch_folder const folder;
    std::string const list = folder.file("s.toml",
                                         "[[suppress]]\nrule=\"modifier-syntax\"\npayer=\"medicare\"\nreason=\"r\"\n"
                                         "who=\"w\"\nuntil=2020-01-01\n");
    json::value const document = json::parse(
        check("json", {"--suppressions", list, "--max-findings", "1", "--rules", "modifier-*", sample}).out);
    REQUIRE(document.at("findings").get_array().size() == 1);
    CHECK(document.at("findings").at(0).at("file") == json::string{sample});
    CHECK(document.at("summary").at("left_out").at("findings").as_int64() >= 1);
}

TEST_CASE("--max-findings takes a number or all, and beats the configuration file") {
    scratch_folder const folder;
    std::string const file = folder.file("c.toml", "[defaults]\nmax_findings = 2\n");
    CHECK(lines_of(run({"check", "--config", file, "--format", "concise", demo}).out).size() == 3);
    CHECK(lines_of(run({"check", "--config", file, "--format", "concise", "--max-findings", "5", demo}).out).size() ==
          6);
    CHECK(lines_of(run({"check", "--config", file, "--format", "concise", "--max-findings", "all", demo}).out).size() >
          10);
    for (std::string const wrong : {"-1", "many", "1x", ""}) {
        CAPTURE(wrong);
        CHECK(run({"check", "--max-findings=" + wrong, demo}).code == 3);
    }
}

}  // namespace check_limit_test
