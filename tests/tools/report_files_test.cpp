// csv, sarif and html of check as files that other programs open: their structure, and that nothing from a hostile claim
// file becomes a formula, a tag or a script.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/html_check.hpp"
#include "tests/tools/run_program.hpp"
#include "tests/tools/sarif_check.hpp"

namespace report_files_test {

using namespace orthoscrub::tests;
namespace json = boost::json;

namespace {

std::vector<std::string> check(std::string const& format, std::vector<std::string> more) {
    std::vector<std::string> arguments{"check", "--today", "2025-03-03", "--format", format};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

/// RFC 4180 as a reader would have it; a row that breaks it ends the reading with an empty table.
std::vector<std::vector<std::string>> read_csv(std::string_view text) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row;
    for (std::size_t at = 0; at < text.size();) {
        std::string cell;
        if (text[at] == '"') {
            for (++at; at < text.size() && (text[at] != '"' || text.substr(at, 2) == "\"\""); ++at) {
                if (text[at] == '"') ++at;
                cell += text[at];
            }
            ++at;
        } else {
            while (at < text.size() && text[at] != ',' && text[at] != '\r') {
                if (text[at] == '"' || text[at] == '\n') return {};
                cell += text[at++];
            }
        }
        row.push_back(std::move(cell));
        if (text.substr(at, 2) == "\r\n") {
            rows.push_back(std::move(row));
            row.clear();
            at += 2;
        } else if (at < text.size() && text[at] == ',') {
            ++at;
        } else {
            return {};
        }
    }
    return rows;
}

/// A claim that would do harm in a spreadsheet or a browser, if it were let.
std::string hostile(std::string_view number, std::string_view code = "L1833") {
    std::string claim = replaced(std::string{both_sides_claim}, "CLM*B-1*", "CLM*" + std::string{number} + "*");
    claim = replaced(claim, "REF*6R*B-1-L1~", "REF*6R*" + std::string{number} + "~");
    return claim_file(replaced(claim, "HC:L1833", "HC:" + std::string{code}));
}

std::size_t times(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

void check_page(std::string const& page) {
    for (std::string const& complaint : html_complaints(page)) FAIL_CHECK(complaint);
}

}  // namespace

TEST_CASE("csv: one row a finding, as many cells as the header has") {
    outcome const o = run(check("csv", {"fixtures/demo/supplier-day.837"}));
    auto const rows = read_csv(o.out);
    json::value const same = json::parse(run(check("json", {"fixtures/demo/supplier-day.837"})).out);
    REQUIRE(rows.size() == same.at("findings").get_array().size() + 1);
    for (auto const& row : rows) CHECK(row.size() == rows[0].size());
    CHECK(rows[0][0] == "file");
    for (std::string const column : {"claim_charge_cents", "line_charge_cents", "message", "fingerprint"})
        CHECK(std::find(rows[0].begin(), rows[0].end(), column) != rows[0].end());
    for (std::size_t i = 1; i < rows.size(); ++i) {
        auto const& finding = same.at("findings").at(i - 1);
        CHECK(rows[i][3] == std::string{finding.at("rule").get_string()});
        CHECK(rows[i].back() == std::string{finding.at("fingerprint").get_string()});
    }
}

TEST_CASE("csv: no cell is a formula, whatever the file says") {
    for (std::string const number :
         {"=1+1", "+1", "-2+3", "@SUM(A1)", " =1+1", "=HYPERLINK(\"x\",\"y\")", "%0A=1", "|calc"}) {
        CAPTURE(number);
        for (auto const& row : read_csv(run(check("csv", {"-"}), hostile(number, "=1+2")).out))
            for (std::string const& cell : row) {
                CAPTURE(cell);
                auto const first = cell.find_first_not_of(' ');
                CHECK(
                    (first == cell.npos || std::string_view{"=+-@\t\r|%"}.find(cell[first]) == std::string_view::npos));
            }
    }
}

TEST_CASE("sarif keeps to the standard: findings, faults, files that cannot be read, names with blanks") {
    scratch_folder const folder;
    std::string const odd = folder.file("a day & more {0}.837", claim_file(both_sides_claim));
    std::string const empty = folder.file("empty.837", "");
    json::value const log = json::parse(
        run(check("sarif", {"fixtures/demo/supplier-day.837", "tests/golden/three-claims.837", odd, empty})).out);
    for (std::string const& complaint : sarif_complaints(log)) FAIL_CHECK(complaint);
    auto const& one = log.at("runs").at(0);
    CHECK(one.at("results").get_array().size() > 10);
    CHECK(one.at("artifacts").get_array().size() == 4);
    auto const& invocation = one.at("invocations").at(0);
    CHECK(invocation.at("exitCode").as_int64() == 2);
    CHECK_FALSE(invocation.at("executionSuccessful").as_bool());
    CHECK(json::serialize(invocation).find("unreadable") != std::string::npos);

    json::value const clean = json::parse(run(check("sarif", {"-"}), claim_file(clean_claim)).out);
    CHECK(sarif_complaints(clean).empty());
    CHECK(clean.at("runs").at(0).at("invocations").at(0).at("executionSuccessful").as_bool());
}

TEST_CASE("sarif: what was not checked is a notification with rule, reason and count") {
    std::string const text = replaced(claim_file(both_sides_claim), "DTP*472*D8*20250301~", "");
    json::value const log = json::parse(run(check("sarif", {"-"}), text).out);
    CHECK(sarif_complaints(log).empty());
    std::string const told = json::serialize(log.at("runs").at(0).at("invocations"));
    CAPTURE(told);
    CHECK(told.find("not-checked") != std::string::npos);
    CHECK(told.find("associatedRule") != std::string::npos);
}

TEST_CASE("the sarif check can fail: a wrong level, a wrong index, a stray member and a missing one") {
    json::value const log = json::parse(run(check("sarif", {"tests/golden/three-claims.837"})).out);
    REQUIRE(sarif_complaints(log).empty());
    auto const broken = [&](auto change) {
        json::value copy = log;
        change(copy.at("runs").at(0));
        return sarif_complaints(copy).size();
    };
    CHECK(broken([](json::value& r) { r.at("results").at(0).at("level") = "STOP"; }) == 1);
    CHECK(broken([](json::value& r) { r.at("results").at(0).at("ruleIndex") = 1; }) == 1);
    CHECK(broken([](json::value& r) { r.get_object()["more"] = 1; }) == 1);
    CHECK(broken([](json::value& r) { r.at("results").at(0).get_object().erase("message"); }) == 1);
}

TEST_CASE("html is one sound page: with findings, without, of several files, of files that cannot be read") {
    scratch_folder const folder;
    std::string const empty = folder.file("empty.837", "");
    std::string const page =
        run(check("html", {"fixtures/demo/supplier-day.837", "tests/golden/three-claims.837", empty})).out;
    check_page(page);
    CHECK(page.find("class=\"one-file\"") == std::string::npos);
    CHECK(times(page, "<li class=\"card\"") ==
          json::parse(run(check("json", {"fixtures/demo/supplier-day.837", "tests/golden/three-claims.837"})).out)
              .at("findings")
              .get_array()
              .size());
    std::string const clean = run(check("html", {"-"}), claim_file(clean_claim)).out;
    check_page(clean);
    CHECK(clean.find("Nothing found in 1 claim with 1 line.") != std::string::npos);
    CHECK(clean.find("<script") == std::string::npos);
}

TEST_CASE("html: dollars, then the table of rules, then findings, then what was not checked, then files") {
    std::string const page = run(check("html", {"tests/golden/three-claims.837"})).out;
    std::size_t before = 0;
    for (std::string_view const part : {"id=\"stake\"", "$1,860.00", "id=\"rules\"", "id=\"findings\"",
                                        "class=\"card\"", "id=\"unchecked\"", "id=\"files\""}) {
        CAPTURE(part);
        auto const at = page.find(part, before);
        REQUIRE(at != std::string::npos);
        before = at;
    }
    CHECK(page.find("Box 24D</span> of the CMS-1500 form; X12 2400 SV101-3") != std::string::npos);
    CHECK(page.find("CARC 16 (") != std::string::npos);
    CHECK(page.find("Bill two lines") != std::string::npos);
}

TEST_CASE("html: what holds up the whole file stands before what holds up a claim, then the dearest rule") {
    std::string const page = run(check("html", {"tests/golden/three-claims.837"})).out;
    std::size_t before = 0;
    for (std::string_view const rule : {"x12-se-count", "modifier-rtlt-same-line", "claim-total-mismatch"}) {
        CAPTURE(rule);
        auto const at = page.find("data-rule=\"" + std::string{rule} + '"');
        REQUIRE(at != std::string::npos);
        CHECK(at > before);
        before = at;
    }
}

TEST_CASE("html: a rule's dollars count a line once, and the card says what that line asks for") {
    std::string const text = claim_file(std::string{both_sides_claim} + std::string{clean_claim});
    std::string const page = run(check("html", {"--rules", "modifier-rtlt-same-line", "-"}), text).out;
    CHECK(times(page, "<span class=\"amount\">$1,240.00</span>") == 1);
    CHECK(page.find("data-key=\"124000\">$1,240.00") != std::string::npos);
}

TEST_CASE("html: a hostile control number, code or file name stays text") {
    scratch_folder const folder;
    for (std::string const number :
         {"<script>alert(1)</script>", "\"><u>x</u>", "'><svg/onload=1>", "&lt;i&gt;", "</ol>"}) {
        CAPTURE(number);
        std::string const path = folder.file("a<u>&\"c'.837", hostile(number, "<i>L1"));
        std::string const page = run(check("html", {path})).out;
        check_page(page);
        for (std::string const& tag : html_tags(page)) {
            CAPTURE(tag);
            CHECK(tag.find("onload") == std::string::npos);
            for (std::string_view const name : {"u", "i", "svg/onload=1"}) CHECK(tag != name);
        }
        CHECK(times(page, "<script") == 1);
    }
}

TEST_CASE("html: the policy lets nothing in but its own style sheet and script") {
    std::string const page = run(check("html", {"tests/golden/three-claims.837"})).out;
    auto const from = page.find("Content-Security-Policy");
    std::string const policy = page.substr(from, page.find('>', from) - from);
    CAPTURE(policy);
    CHECK(policy.find("default-src 'none'") != std::string::npos);
    CHECK(policy.find("script-src 'sha256-") != std::string::npos);
    CHECK(policy.find("style-src 'sha256-") != std::string::npos);
    CHECK(policy.find("unsafe") == std::string::npos);
}

TEST_CASE("the check of pages can fail") {
    std::string const page = run(check("html", {"tests/golden/three-claims.837"})).out;
    CHECK(html_complaints(replaced(page, "</ol>", "")).size() > 0);
    CHECK(html_complaints(replaced(page, "scope=\"col\"", "")).size() > 0);
    CHECK(html_complaints(replaced(page, "<h2", "<h4")).size() > 0);
    CHECK(html_complaints(replaced(page, "for=\"find\"", "")).size() > 0);
    CHECK(html_complaints(replaced(page, "id=\"stake\"", "")).size() > 0);
}

}  // namespace report_files_test
