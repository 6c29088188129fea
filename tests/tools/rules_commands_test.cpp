// rules list, rules test, explain and trace: what the pack says about itself.
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <filesystem>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/html_check.hpp"
#include "tests/tools/run_program.hpp"

namespace rules_commands_test {

using namespace orthoscrub::tests;
namespace json = boost::json;

TEST_CASE("rules list has a line a rule with its id first, and the same in json") {
    std::string const text = run({"rules", "list"}).out;
    CHECK(text.starts_with("RULE "));
    CHECK(text.substr(0, text.find('\n')).find("NEEDS") != std::string::npos);
    json::value const document = json::parse(run({"rules", "list", "--format", "json"}).out);
    auto const& rules = document.at("rules").get_array();
    CHECK(rules.size() + 1 == lines_in(text));
    for (auto const& rule : rules) {
        std::string const id{rule.at("id").get_string()};
        CAPTURE(id);
        CHECK(text.find("\n" + id + ' ') != std::string::npos);
    }
    CHECK(lines_in(run({"rules", "list", "--rules", "modifier-rtlt-same-line,claim-total-mismatch"}).out) == 3);
}

TEST_CASE("rules test ends with 0 for the shipped pack") {
    outcome const o = run({"rules", "test"});
    CAPTURE(o.out);
    CHECK(o.code == 0);
    CHECK(o.out.find(" 0 wrong") != std::string::npos);
}

TEST_CASE("rules test names the example that is wrong, and its place") {
    scratch_folder const folder;
    std::filesystem::create_directories(folder / "rules/own");
    folder.file("rules/own/own-rule.rule", R"(rule own-rule {
  title   "L1833 is never billed with two units."
  scope   line
  severity error
  when    units > 1
  message "{code} is billed with more than one unit."
  do      "Bill one unit."
  predicts CARC 151
  source  OWN "House rule" https://example.org/rule
  confidence high
  flags   "SV1*HC:L1833:RT:KX*620*UN*1***1"
  passes  "SV1*HC:L1833:RT:KX*620*UN*1***1"
}
)");
    outcome const o = run({"rules", "test", "--pack", folder / "", "--rules", "own-rule"});
    CAPTURE(o.out);
    CAPTURE(o.err);
    CHECK(o.code == 1);
    CHECK(o.out.find("own-rule.rule:11") != std::string::npos);
    CHECK(o.out.find("1 wrong") != std::string::npos);
}

TEST_CASE("a rule with a mistake is told with place and caret, and is exit code 3") {
    scratch_folder const folder;
    std::filesystem::create_directories(folder / "rules");
    folder.file("rules/bad.rule", "rule bad-rule {\n  title \"Bad.\"\n  scope lne\n}\n");
    outcome const o = run({"check", "--pack", folder / "", "-"}, claim_file(clean_claim));
    CAPTURE(o.err);
    CHECK(o.code == 3);
    CHECK(o.out.empty());
    CHECK(o.err.find("bad.rule:3:") != std::string::npos);
    CHECK(o.err.find('^') != std::string::npos);
}

TEST_CASE("explain says what the rule file says, and what a structural fault means") {
    std::string const said = run({"explain", "modifier-rtlt-same-line"}).out;
    for (std::string_view const word : {"modifier-rtlt-same-line", "RT", "CARC", "https://", "SV1*"}) {
        CAPTURE(word);
        CHECK(said.find(word) != std::string::npos);
    }
    CHECK(run({"explain", "x12-se-count"}).out.find("SE01") != std::string::npos);
}

TEST_CASE("trace tells which rules looked at a line and why they spoke or stayed quiet") {
    std::string const text = claim_file(both_sides_claim);
    std::string const said = run({"trace", "-", "--claim", "B-1", "--line", "1"}, text).out;
    CHECK(said.find("modifier-rtlt-same-line: flagged") != std::string::npos);
    CHECK(said.find(": passed") != std::string::npos);
    CHECK(said.find(": not in scope") != std::string::npos);
    std::string const one = run({"trace", "-", "--claim", "B-1", "--rule", "modifier-rtlt-same-line"}, text).out;
    CHECK(one.find("modifier-rtlt-same-line") != std::string::npos);
    CHECK(one.find("modifier-syntax") == std::string::npos);
}

TEST_CASE("rules docs tells every rule, fact, placeholder and place, in Markdown and as a sound page") {
    std::string const markdown = run({"rules", "docs"}).out;
    std::string const page = run({"rules", "docs", "--format", "html"}).out;
    for (std::string const& complaint : html_complaints(page)) FAIL_CHECK(complaint);
    CHECK(page.find("<script") == std::string::npos);
    json::value const document = json::parse(run({"rules", "list", "--format", "json"}).out);
    for (auto const& rule : document.at("rules").get_array()) {
        std::string const id{rule.at("id").get_string()};
        CAPTURE(id);
        CHECK(markdown.find("\n### " + id + '\n') != std::string::npos);
        CHECK(page.find("<h3 id=\"rule-" + id + "\">") != std::string::npos);
    }
    for (std::string_view const word :
         {"`narrative.present`", "`{modifiers_found}`", "`modifier.malformed`", "`noc`", "`x12-se-count`", "CARC 16 (",
          "](https://", "\nflags  \"SV1*", "box 23 (REF\\*G1)"}) {
        CAPTURE(word);
        CHECK(markdown.find(word) != std::string::npos);
    }
    for (std::string_view const word :
         {"<code>narrative.present</code>", "<code>{modifiers_found}</code>", "rel=\"noreferrer\" href=\"https://"})
        CHECK(page.find(word) != std::string::npos);
}

TEST_CASE("rules new writes a rule that loads, never speaks, and lints with what is to be filled in") {
    scratch_folder const folder;
    std::string const own = folder / "own", path = own + "/rules/noc/noc-strap-units.rule";
    outcome const made = run({"rules", "new", "noc-strap-units", "--family", "noc", "--into", own});
    CAPTURE(made.err);
    CHECK(made.code == 0);
    CHECK(made.out.starts_with(path));
    CHECK(run({"rules", "test", "--pack", own, "--rules", "noc-strap-units"}).code == 0);
    outcome const linted = run({"rules", "lint", path});
    CHECK(linted.code == 1);
    for (std::string_view const part : {"title", "when", "message", "do", "source"}) {
        CAPTURE(part);
        CHECK(linted.out.find("fill in: " + std::string{part}) != std::string::npos);
    }
    CHECK(linted.out.find(path + ":8:14: fill in: do") != std::string::npos);
    CHECK(linted.out.find('^') != std::string::npos);
    CHECK(linted.out.find("1 rule, 5 remarks") != std::string::npos);
}

TEST_CASE("rules new takes no id that is taken or malformed, and overwrites nothing") {
    scratch_folder const folder;
    struct row {
        std::string id, family, said;
    };
    for (row const& r : {row{"noc-units", "mine", "is taken by rules/noc/noc-units.rule"},
                         row{"Big", "mine", "lower-case"}, row{"a--b", "mine", "lower-case"},
                         row{"x12-mine", "mine", "structural"}, row{"mine", "../up", "lower-case"}}) {
        CAPTURE(r.id);
        outcome const o = run({"rules", "new", r.id, "--family", r.family, "--into", folder / ""});
        CHECK(o.code == 3);
        CHECK(o.err.find(r.said) != std::string::npos);
        CHECK(folder.entries() == 0);
    }
    std::filesystem::create_directories(folder / "rules/mine");
    std::string const other = folder.file("rules/mine/other.rule", "# not a rule yet\n");
    outcome const o = run({"rules", "new", "other", "--family", "mine", "--into", folder / ""});
    CHECK(o.code == 3);
    CHECK(o.err.find("is there already") != std::string::npos);
    CHECK(read_file(other) == "# not a rule yet\n");
}

TEST_CASE("rules lint: the shipped rules give no remark; a file is told its errors (3) and its habits (1)") {
    outcome const shipped = run({"rules", "lint"});
    CAPTURE(shipped.out);
    CHECK(shipped.code == 0);
    scratch_folder const folder;
    std::string const path = folder.file("own-rule.rule", R"(rule own-rule {
  title   "L1833 is never billed with two units."
  scope   line
  payer   medicare
  severity warning for medicare, note for medicare.dme, note
  when    units > 1
  message "{code} is billed with more than one unit."
  do      "Bill one unit."
  predicts CARC 151
  source  OWN "House rule" https://example.org/rule
  confidence high
  flags   "SV1*HC:L1833:RT:KX*620*UN*2***1"
  passes  "SV1*HC:L1833:RT:KX*620*UN*1***1"
}
)");
    for (std::string const& named : {path, folder / ""}) {
        outcome const o = run({"rules", "lint", named});
        CAPTURE(o.out);
        CHECK(o.code == 1);
        CHECK(o.out.find("own-rule.rule:5:34: this severity is never reached") != std::string::npos);
        CHECK(o.out.find("own-rule.rule:8:11: neither message nor do names a box") != std::string::npos);
        CHECK(o.out.find("1 rule, 2 remarks") != std::string::npos);
    }
    folder.file("own-rule.rule", "rule own-rule {\n  scop line\n}\n");
    outcome const broken = run({"rules", "lint", path});
    CHECK(broken.code == 3);
    CHECK(broken.err.find("own-rule.rule:2:3") != std::string::npos);
    CHECK(run({"rules", "lint", folder / "gone"}).code == 4);
}

}  // namespace rules_commands_test
