// check --suppressions through the program: what leaves the report, what is counted, and what the list itself is told.
#include <doctest/doctest.h>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/json_schema.hpp"
#include "tests/tools/run_program.hpp"

namespace check_suppressions_test {

using namespace orthoscrub::tests;
namespace json = boost::json;

namespace {

std::string entry(std::string_view rule, std::string_view aim, std::string_view until = "2025-12-31") {
    return "[[suppress]]\nrule = \"" + std::string{rule} + "\"\n" + std::string{aim} +
           "\nreason = \"QZAAVKXW\"\nwho = \"QZABVKXW\"\nuntil = " + std::string{until} + "\n";
}

constexpr std::string_view line_of_b = "npi = \"1999000007\"\nclaim = \"B-1\"\nline = \"B-1-L1\"";

outcome check(std::vector<std::string> more) {
    more.insert(more.begin(), {"check", "--today", "2025-06-01", "--rules", "modifier-rtlt-same-line"});
    return run(more);
}

}  // namespace

TEST_CASE("a suppressed finding is not told, not at stake, does not fail the run, and is counted") {
    scratch_folder const folder;
    std::string const file = folder.file("b.837", claim_file(both_sides_claim));
    std::string const list = folder.file("s.toml", entry("modifier-rtlt-same-line", line_of_b));
    CHECK(check({file}).code == 1);
    for (std::string const slow : {"--slow", "--no-batch"}) {
        outcome const o = check({"--format", "json", "--suppressions", list, slow, "--fail-on", "note", file});
        CHECK(o.code == 0);
        CHECK(o.err.empty());
        json::value const document = json::parse(o.out);
        CHECK(document.at("findings").get_array().empty());
        json::value const& summary = document.at("summary");
        CHECK(summary.at("suppressed") == 1);
        CHECK(summary.at("charge_cents_at_stake") == 0);
        CHECK(summary.at("flagged_claims") == 0);
        CHECK(summary.at("flagged_lines") == 0);
        CHECK(summary.at("by_rule").get_object().empty());
    }
    outcome const text = check({"--suppressions", list, file});
    CHECK(text.code == 0);
    CHECK(text.out.find("1 finding suppressed") != std::string::npos);
    CHECK(text.out.find("as of 2025-06-01") != std::string::npos);
    CHECK(text.out.find("STOP ") == std::string::npos);
}

TEST_CASE("faults of structure are suppressed as rules are") {
    scratch_folder const folder;
    std::string const file = folder.file("unknown.837", replaced(claim_file(clean_claim), "DTP*472", "ZZZ*1~DTP*472"));
    std::string const list =
        folder.file("s.toml", entry("x12-segment-unexpected", "npi = \"1999000007\"\nclaim = \"A-1\"\nline = \"1\""));
    auto const said = [&](std::vector<std::string> more) {
        more.insert(more.end(), {"--format", "concise", file});
        return check(more).out;
    };
    CHECK(said({}).find("x12-segment-unexpected A-1/1") != std::string::npos);
    CHECK(said({"--suppressions", list}).find("x12-segment-unexpected") == std::string::npos);
}

TEST_CASE("an expired entry suppresses nothing and is a warning; an unused one is a note; both have a place") {
    scratch_folder const folder;
    std::string const file = folder.file("b.837", claim_file(both_sides_claim));
    std::string const list = folder.file("s.toml", entry("modifier-rtlt-same-line", line_of_b, "2025-05-31") +
                                                       entry("modifier-rtlt-same-line", "payer = \"commercial\"") +
                                                       entry("modifier-syntax", "payer = \"commercial\""));
    outcome const o = check({"--format", "concise", "--suppressions", list, file});
    CHECK(o.code == 1);
    CHECK(lines_in(o.out) == 3);
    CHECK(o.out.find("error modifier-rtlt-same-line B-1/1") != std::string::npos);
    CHECK(o.out.find(list + ":1: warning suppression-expired - ") != std::string::npos);
    CHECK(o.out.find(list + ":9: note suppression-unused - ") != std::string::npos);
    json::value const document = json::parse(check({"--format", "json", "--suppressions", list, file}).out);
    CHECK(document.at("summary").at("by_severity").at("warning") == 1);
    CHECK(document.at("summary").at("by_severity").at("note") == 1);
    CHECK(document.at("files").get_array().size() == 1);

    std::string const clean = folder.file("a.837", claim_file(clean_claim));
    CHECK(check({"--suppressions", list, clean}).code == 0);
    CHECK(check({"--suppressions", list, "--fail-on", "warning", clean}).code == 1);
    CHECK(check({"--suppressions", list, "--fail-on", "warning", "--rules", "-suppression-*", clean}).code == 0);
    outcome const text = check({"--suppressions", list, clean});
    CHECK(text.out.find("2 entries expired or unused") != std::string::npos);
}

TEST_CASE("no entry is called unused when a file could not be read, and explain knows both remarks") {
    scratch_folder const folder;
    std::string const clean = folder.file("a.837", claim_file(clean_claim)), empty = folder.file("empty.837", "");
    std::string const list = folder.file("s.toml", entry("modifier-rtlt-same-line", line_of_b));
    CHECK(check({"--format", "concise", "--suppressions", list, clean}).out.find("unused") != std::string::npos);
    CHECK(check({"--format", "concise", "--suppressions", list, clean, empty}).out.find("unused") == std::string::npos);
    for (std::string const rule : {"suppression-expired", "suppression-unused"}) {
        outcome const o = run({"explain", rule});
        CHECK(o.code == 0);
        CHECK(o.out.starts_with(rule + "\n"));
        CHECK(lines_in(o.out) == 2);
    }
}

TEST_CASE("without --today entries count to the day of the system, which is said") {
    scratch_folder const folder;
    std::string const file = folder.file("b.837", claim_file(both_sides_claim));
    std::string const list = folder.file("s.toml", entry("modifier-rtlt-same-line", line_of_b, "2020-01-01"));
    outcome const o = run({"check", "--format", "concise", "--suppressions", list, file});
    CHECK(o.err.find("suppressions count to today, 20") != std::string::npos);
    CHECK(o.out.find("suppression-expired") != std::string::npos);
}

TEST_CASE("a list that cannot be used is exit code 3, and neither reason nor name is ever said") {
    scratch_folder const folder;
    std::string const file = folder.file("b.837", claim_file(both_sides_claim));
    struct row {
        std::string toml;
        std::string_view says;
    };
    std::string said;
    for (row const& r : {row{entry("modifier-rtlt-same-lin", line_of_b), "did you mean modifier-rtlt-same-line?"},
                         row{entry("modifier-rtlt-same-line", line_of_b, "\"QZACVKXW\""), "until: expected a day"},
                         row{"reason = \"QZADVKXW", "s.toml:1:"}}) {
        std::string const list = folder.file("s.toml", r.toml);
        outcome const o = check({"--suppressions", list, file});
        CHECK(o.code == 3);
        CHECK(o.out.empty());
        CHECK(o.err.find(r.says) != std::string::npos);
        said += o.err;
    }
    CHECK(check({"--suppressions", folder / "none.toml", file}).code == 3);
    std::string const list = folder.file("s.toml", entry("modifier-rtlt-same-line", line_of_b, "2025-05-31") +
                                                       entry("modifier-rtlt-same-line", "payer = \"commercial\""));
    CHECK(check({"--suppressions", list, "--output", list, file}).code == 3);
    for (std::string const format : {"text", "concise", "json", "ndjson"}) {
        outcome const o = check({"--format", format, "--suppressions", list, file});
        said += o.out + o.err;
    }
    CHECK(said.find("VKXW") == std::string::npos);
}

}  // namespace check_suppressions_test
