// check --baseline through the program: new, still open, fixed, and which of them fail a run.
#include <doctest/doctest.h>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/json_schema.hpp"
#include "tests/tools/run_program.hpp"

namespace check_baseline_test {

using namespace orthoscrub::tests;
namespace json = boost::json;

namespace {

/// A claim whose total is off by a dollar: an error of its own.
std::string const wrong_total = replaced(std::string{clean_claim}, "CLM*A-1*620", "CLM*A-1*621");

outcome check(std::string const& format, std::vector<std::string> more) {
    more.insert(more.begin(), {"check", "--format", format, "--rules", "modifier-rtlt-same-line,claim-total-mismatch"});
    return run(more);
}

}  // namespace

TEST_CASE("a finding is open when the baseline holds it, new when not, fixed when it is gone") {
    scratch_folder const folder;
    std::string const monday = folder.file("monday.837", claim_file(both_sides_claim) + claim_file(wrong_total));
    std::string const tuesday = folder.file("tuesday.837", claim_file(wrong_total));
    std::string const worse = folder.file("worse.837", claim_file(wrong_total) + claim_file(both_sides_claim));
    for (std::string const format : {"json", "ndjson"}) {
        CAPTURE(format);
        std::string const both = folder / "both.json", one = folder / "one.json";
        REQUIRE(check(format, {"--output", both, monday}).code == 1);
        REQUIRE(check(format, {"--output", one, tuesday}).code == 1);

        outcome const better = check("json", {"--baseline", both, tuesday});
        CHECK(better.code == 0);  // what stands there already does not fail the run
        json::value document = json::parse(better.out);
        CHECK(document.at("findings").at(0).at("baseline") == "open");
        json::value const& gone = document.at("baseline");
        CHECK(gone.at("file") == json::string{both});
        CHECK(gone.at("new") == 0);
        CHECK(gone.at("open") == 1);
        REQUIRE(gone.at("fixed").get_array().size() == 1);
        CHECK(gone.at("fixed").at(0).at("rule") == "modifier-rtlt-same-line");
        CHECK(gone.at("fixed").at(0).at("claim") == "B-1");

        outcome const grown = check("json", {"--baseline", one, worse});
        CHECK(grown.code == 1);
        document = json::parse(grown.out);
        CHECK(document.at("baseline").at("new") == 1);
        CHECK(document.at("baseline").at("open") == 1);
        CHECK(document.at("baseline").at("fixed").get_array().empty());
        CHECK(check("json", {"--baseline", one, "--fail-on", "never", worse}).code == 0);
    }
    json::value const plain = json::parse(check("json", {monday}).out);
    CHECK(plain.at("baseline").is_null());
    CHECK(plain.at("findings").at(0).at("baseline").is_null());
}

TEST_CASE(
    "text marks NEW and OPEN and closes with what is fixed; concise lines end in the mark; ndjson has one more line") {
    scratch_folder const folder;
    std::string const old = folder / "old.json";
    std::string const first = folder.file("first.837", claim_file(both_sides_claim));
    std::string const second = folder.file("second.837", claim_file(wrong_total));
    REQUIRE(check("json", {"--output", old, first}).code == 1);
    outcome const text = check("text", {"--baseline", old, second});
    CHECK(text.out.find("NEW  claim A-1") != std::string::npos);
    CHECK(replaced(text.out, "\n", " ").find("1 new, 0 still open, 1 fixed.") != std::string::npos);
    CHECK(text.out.find("  FIXED  modifier-rtlt-same-line, claim B-1\n") != std::string::npos);
    CHECK(check("text", {"--baseline", old, first}).out.find("OPEN  claim B-1, line 1") != std::string::npos);
    CHECK(check("concise", {"--baseline", old, second}).out.ends_with(" [new]\n"));
    outcome const lines = check("ndjson", {"--baseline", old, second});
    CHECK(lines.out.find("\n{\"type\":\"baseline\",\"file\":") != std::string::npos);
    CHECK(check("ndjson", {second}).out.find("\"type\":\"baseline\"") == std::string::npos);
}

TEST_CASE("json and ndjson with baseline and suppressions keep to the schema") {
    scratch_folder const folder;
    std::string const old = folder / "old.json";
    std::string const file = folder.file("b.837", claim_file(both_sides_claim) + claim_file(wrong_total));
    std::string const list = folder.file(
        "s.toml",
        "[[suppress]]\nrule=\"modifier-syntax\"\npayer=\"medicare\"\nreason=\"r\"\nwho=\"w\"\nuntil=2020-01-01\n");
    REQUIRE(check("json", {"--output", old, file}).code == 1);
    json::value const schema =
        json::parse(read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/scrubber/report/check.schema.json"));
    outcome const o =
        run({"check", "--format", "json", "--baseline", old, "--suppressions", list, "--rules", "modifier-*", file});
    for (std::string const& complaint : schema_complaints(schema, json::parse(o.out))) FAIL_CHECK(complaint);
    CHECK(json::parse(o.out).at("findings").get_array().size() == 2);
}

TEST_CASE("what is suppressed, left out by --rules or not read is not called fixed") {
    scratch_folder const folder;
    std::string const old = folder / "old.json", empty = folder.file("empty.837", "");
    std::string const file = folder.file("b.837", claim_file(both_sides_claim));
    std::string const list = folder.file("s.toml",
                                         "[[suppress]]\nrule=\"modifier-rtlt-same-line\"\npayer=\"medicare\"\n"
                                         "reason=\"r\"\nwho=\"w\"\nuntil=2099-01-01\n");
    REQUIRE(check("json", {"--output", old, file}).code == 1);
    auto const fixed = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"check", "--format", "json", "--baseline", old});
        return json::parse(run(more).out).at("baseline").at("fixed");
    };
    std::string const clean = folder.file("a.837", claim_file(clean_claim));
    CHECK(fixed({clean}).get_array().size() == 1);
    CHECK(fixed({"--suppressions", list, file}).get_array().empty());
    CHECK(fixed({"--rules", "claim-total-mismatch", clean}).get_array().empty());
    CHECK(fixed({clean, empty}).is_null());
}

TEST_CASE("a file that is no baseline is exit code 3, and a baseline is never written over") {
    scratch_folder const folder;
    std::string const file = folder.file("b.837", claim_file(both_sides_claim));
    std::string const old = folder / "old.json";
    REQUIRE(check("json", {"--output", old, file}).code == 1);
    for (std::string const& wrong :
         {file, folder / "none.json", folder.file("half.json", read_file(old).substr(0, 400))}) {
        outcome const o = check("text", {"--baseline", wrong, file});
        CHECK(o.code == 3);
        CHECK(o.out.empty());
        CHECK(lines_in(o.err) == 1);
        CHECK(o.err.find("--baseline " + wrong) != std::string::npos);
    }
    CHECK(check("json", {"--baseline", old, "--output", old, file}).code == 3);
}

}  // namespace check_baseline_test
