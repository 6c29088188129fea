// The rule language: what it reads, how conditions print, and that the shipped rules are read.
#include "grammars/rule_pack.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "tests/grammars/rule_text.hpp"

namespace rule_pack_test {

using namespace orthoscrub::grammars;
using orthoscrub::model::date;
using orthoscrub::test::read_rule_text;
using orthoscrub::test::rule_with;
using orthoscrub::text::severity;

namespace {

rule_ast one_rule(std::string_view line) {
    auto got = read_rule_text(rule_with(line));
    for (auto const& error : got.errors) MESSAGE(render(error));
    REQUIRE(got.rules.size() == 1);
    return std::move(got.rules.front());
}

std::string whole_file(std::filesystem::path const& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::filesystem::path> shipped_rules() {
    std::vector<std::filesystem::path> files;
    for (auto const& entry : std::filesystem::recursive_directory_iterator{ORTHOSCRUB_SOURCE_DIR "/scrubber/rules"}) {
        if (entry.path().extension() == ".rule") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

TEST_CASE("rule: every key of the sketch is read, comments and line breaks anywhere") {
    auto const got = read_rule_text(R"(# before
rule prior-auth-missing {   # after a brace
  title     "Listed codes carry a number"   # between the pieces of a text
            "or \"ST\"."
  scope     line
  payer     medicare.dme,
            commercial.nu
  effective 2022-04-13 .. 2024-01-01                    # by date of service
  severity  error for medicare.dme, medicare.advantage when modifiers has any { RR },
            warning for medicaid, note
  applies   kind in { base, addition }
  when      code in prior_auth at dos
            and no prior_auth.given
  at        modifier { UE, RR }
  message   "{code} needs prior authorization for service on {dos}."
  do        "Put it in box 23."
  predicts  CARC 197 RARC N210 | CO CARC 16 RARC N822 MA130 | 277CA A7:453 | 999 I6 DTP | 999 I9
  source    S22 "Orthoses" https://example.org/a#b
  source    S23 "Another" http://example.org
  confidence high
  fix       show "A person decides."
  needs     history.csv
  flags     "SV1*HC:L0650*917.32*UN*1***1" "DTP*472*D8*20250101" on 2025-03-01 in CA as medicaid with a.b=true, charge=4.50
  passes    "SV1*HC:L0650*917.32*UN*1***1"
})",
                                    "pack/authorization/prior-auth-missing.rule");
    for (auto const& error : got.errors) MESSAGE(render(error));
    REQUIRE(got.read);
    REQUIRE(got.rules.size() == 1);
    auto const& rule = got.rules[0];
    CHECK(rule.id == "prior-auth-missing");
    CHECK(rule.family == "authorization");
    CHECK(rule.file == "pack/authorization/prior-auth-missing.rule");
    CHECK(rule.at.line == 2);
    CHECK(rule.at.column == 6);
    CHECK(rule.title == "Listed codes carry a number or \"ST\".");
    CHECK(rule.scope == rule_scope::line);
    REQUIRE(rule.payers.size() == 2);
    CHECK(rule.payers[1].symbol() == "commercial.nu");
    CHECK(rule.payers[1].at.line == 7);
    CHECK(rule.effective_from.iso() == "2022-04-13");
    CHECK(rule.effective_to.iso() == "2024-01-01");
    REQUIRE(rule.severities.size() == 3);
    CHECK(rule.severities[0].level == severity::error);
    CHECK(rule.severities[0].payers.size() == 2);
    CHECK(to_text(*rule.severities[0].when) == "modifiers has any { RR }");
    CHECK(rule.severities[1].level == severity::warning);
    CHECK(rule.severities[1].payers.size() == 1);
    CHECK_FALSE(rule.severities[1].when);
    CHECK(rule.severities[2].level == severity::note);
    CHECK(to_text(*rule.applies) == "kind in { base, addition }");
    CHECK(to_text(*rule.when) == "code in prior_auth at dos and no prior_auth.given");
    CHECK(rule.locator.name == "modifier");
    REQUIRE(rule.locator.modifiers.size() == 2);
    CHECK(rule.locator.modifiers[1].symbol() == "RR");
    CHECK(rule.message == "{code} needs prior authorization for service on {dos}.");
    CHECK(rule.message_at.line == 15);
    CHECK(rule.remedy == "Put it in box 23.");
    REQUIRE(rule.predicts.size() == 5);
    CHECK(rule.predicts[0].carc == "197");
    CHECK(rule.predicts[1].group == "CO");
    CHECK(rule.predicts[1].rarcs == std::vector<std::string>{"N822", "MA130"});
    CHECK(rule.predicts[2].carc.empty());
    CHECK(rule.predicts[2].status == "A7:453");
    CHECK(rule.predicts[2].guide_reply.empty());
    CHECK(rule.predicts[3].guide_reply == "I6");
    CHECK(rule.predicts[3].guide_segment == "DTP");
    CHECK(rule.predicts[4].guide_reply == "I9");
    CHECK(rule.predicts[4].guide_segment.empty());
    REQUIRE(rule.sources.size() == 2);
    CHECK(rule.sources[0].key == "S22");
    CHECK(rule.sources[0].title == "Orthoses");
    CHECK(rule.sources[0].url == "https://example.org/a#b");
    CHECK(rule.confidence == "high");
    CHECK(rule.fix == fix_level::show);
    CHECK(rule.fix_text == "A person decides.");
    CHECK(rule.needs == "history.csv");
    REQUIRE(rule.examples.size() == 2);
    auto const& example = rule.examples[0];
    CHECK(example.flagged);
    CHECK(example.segments == std::vector<std::string>{"SV1*HC:L0650*917.32*UN*1***1", "DTP*472*D8*20250101"});
    CHECK(example.on.iso() == "2025-03-01");
    CHECK(example.state == "CA");
    CHECK(example.payer == "medicaid");
    CHECK(example.facts == std::vector<std::pair<std::string, std::string>>{{"a.b", "true"}, {"charge", "4.50"}});
    CHECK_FALSE(rule.examples[1].flagged);
    CHECK(rule.examples[1].on.empty());
}

TEST_CASE("rule: what may be left out is empty, and a family is the folder of the file") {
    auto const rule = one_rule("");
    CHECK(rule.payers.empty());
    CHECK(rule.effective_from.empty());
    CHECK(rule.effective_to.empty());
    CHECK_FALSE(rule.applies);
    CHECK(rule.locator.name.empty());
    CHECK(rule.predicts.empty());
    CHECK(rule.fix == fix_level::none);
    CHECK(rule.needs.empty());
    CHECK(rule.family == "noc");
    auto const loose = read_rule_text(rule_with(), "a.rule");
    REQUIRE(loose.rules.size() == 1);
    CHECK(loose.rules[0].family.empty());
}

TEST_CASE("rule: effective may be open on either side") {
    CHECK(one_rule("effective 2019-03-01 ..").effective_to.empty());
    CHECK(one_rule("effective 2019-03-01 ..").effective_from == *date::from_iso("2019-03-01"));
    CHECK(one_rule("effective .. 2019-03-01").effective_from.empty());
    CHECK(one_rule("effective .. 2019-03-01").effective_to == *date::from_iso("2019-03-01"));
    CHECK(one_rule("effective 2019-03-01 .. 2019-03-01").effective_to == *date::from_iso("2019-03-01"));
}

TEST_CASE("rule: a key opens its line, so `when` under a severity and `at` under a table are keys") {
    auto got = read_rule_text(rule_with("severity   error for medicare.dme, note\n  at         dos"));
    REQUIRE(got.rules.size() == 1);
    CHECK_FALSE(got.rules[0].severities.back().when);
    CHECK(to_text(*got.rules[0].when) == "units > 1");

    auto const keyed = one_rule("when code in prior_auth\n  at dos");
    CHECK(to_text(*keyed.when) == "code in prior_auth");
    CHECK(keyed.locator.name == "dos");
    auto const dated = one_rule("when code in prior_auth at dos\n  at code");
    CHECK(to_text(*dated.when) == "code in prior_auth at dos");
    CHECK(dated.locator.name == "code");
}

TEST_CASE("rule: one file may hold several rules, Windows line ends and no last line end") {
    auto text = rule_with() + rule_with();
    text.replace(text.rfind("noc-units"), 9, "noc-other");
    text.pop_back();
    std::string windows;
    for (char const c : text) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    auto const got = read_rule_text(windows);
    CHECK(got.errors.empty());
    REQUIRE(got.rules.size() == 2);
    CHECK(got.rules[1].id == "noc-other");
}

TEST_CASE("rule: an empty file and one of comments hold no rules") {
    for (std::string_view const text : {"", " \n", "# nothing", "# nothing\n\n"}) {
        CAPTURE(text);
        auto const got = read_rule_text(text);
        CHECK(got.read);
        CHECK(got.rules.empty());
    }
}

TEST_CASE("condition: prints in the words of the file, parentheses only where needed") {
    struct row {
        std::string_view written, printed;
    };
    for (row const& r : {
             row{"narrative.present", "narrative.present"},
             row{"no narrative.present", "no narrative.present"},
             row{"not narrative.present", "not narrative.present"},
             row{"not (a)", "not a"},
             row{"units > 1", "units > 1"},
             row{"units>=1", "units >= 1"},
             row{"charge < 450.50", "charge < 450.50"},
             row{"charge != 0.125", "charge != 0.125"},
             row{"charge<narrative.price", "charge < narrative.price"},
             row{"dos >= 2024-01-01", "dos >= 2024-01-01"},
             row{"kind = replacement-part", "kind = replacement-part"},
             row{"kind in {base,2}", "kind in { base, 2 }"},
             row{"kind not in { base }", "kind not in { base }"},
             row{"not kind in { base }", "kind not in { base }"},
             row{"code in noc", "code in noc"},
             row{"code in prior_auth  at\tdos", "code in prior_auth at dos"},
             row{"code not in prior_auth at dos", "code not in prior_auth at dos"},
             row{"modifiers has any { RT, 50 }", "modifiers has any { RT, 50 }"},
             row{"modifiers has any of { RT }", "modifiers has any { RT }"},
             row{"modifiers has all {RT}", "modifiers has all { RT }"},
             row{"modifiers has none { RT }", "modifiers has none { RT }"},
             row{"modifiers has any of class { surgery, therapy }", "modifiers has any of class { surgery, therapy }"},
             row{"modifiers has more than 1 of { RT, LT }", "modifiers has more than 1 of { RT, LT }"},
             row{"modifiers has exactly 1 of class { laterality }", "modifiers has exactly 1 of class { laterality }"},
             row{"a and b or c and d", "a and b or c and d"},
             row{"a and (b or c) and d", "a and (b or c) and d"},
             row{"(a and b) or c", "a and b or c"},
             row{"a and (b and (c and d))", "a and b and c and d"},
             row{"(a or b) or (c or d)", "a or b or c or d"},
             row{"not (a and b)", "not (a and b)"},
             row{"not not a", "not not a"},
             row{"not (a or no b)", "not (a or no b)"},
             row{"a # why\n and b", "a and b"},
             row{"nothing and inside and order", "nothing and inside and order"},
         }) {
        CAPTURE(r.written);
        std::vector<rule_error> errors;
        auto const first = read_condition(r.written, errors);
        REQUIRE(first);
        CHECK(to_text(*first) == r.printed);
        auto const second = read_condition(to_text(*first), errors);
        REQUIRE(second);
        CHECK(same(*first, *second));
    }
}

TEST_CASE("condition: `same` sees every part") {
    std::vector<std::string_view> const different{"a",
                                                  "b",
                                                  "no a",
                                                  "a = x",
                                                  "a = y",
                                                  "a != x",
                                                  "a = 1",
                                                  "a = 1.001",
                                                  "a = 2024-01-01",
                                                  "a = b.c",
                                                  "a < c",
                                                  "a in { x }",
                                                  "a in { x, y }",
                                                  "a in { y }",
                                                  "a in x",
                                                  "a in x at dos",
                                                  "b in x",
                                                  "a and b",
                                                  "a or b",
                                                  "a and b and c",
                                                  "modifiers has any { RT }",
                                                  "modifiers has all { RT }",
                                                  "modifiers has none { RT }",
                                                  "modifiers has exactly 1 of { RT }",
                                                  "modifiers has more than 1 of { RT }",
                                                  "modifiers has more than 2 of { RT }",
                                                  "modifiers has any of class { RT }"};
    std::vector<rule_error> errors;
    for (std::size_t i = 0; i < different.size(); ++i) {
        for (std::size_t j = 0; j < different.size(); ++j) {
            CAPTURE(different[i]);
            CAPTURE(different[j]);
            CHECK(same(*read_condition(different[i], errors), *read_condition(different[j], errors)) == (i == j));
        }
    }
}

TEST_CASE("condition: values are numbers in thousandths, dates or symbols") {
    std::vector<rule_error> errors;
    auto const value = [&](std::string_view text) {
        auto const c = read_condition(text, errors);
        REQUIRE(c);
        return std::get<literal>(std::get<fact_comparison>(c->node).right).value;
    };
    CHECK(std::get<std::int64_t>(value("units > 1")) == 1000);
    CHECK(std::get<std::int64_t>(value("units = 0.5")) == 500);
    CHECK(std::get<std::int64_t>(value("charge = 917.32")) == 917320);
    CHECK(std::get<date>(value("dos < 2024-02-29")) == *date::from_iso("2024-02-29"));
    CHECK(std::get<std::string>(value("qualifier = HC")) == "HC");
    auto const order = read_condition("charge < claim_charge", errors);
    CHECK(std::get<fact_test>(std::get<fact_comparison>(order->node).right).name == "claim_charge");
}

TEST_CASE("shipped rules: all are read, each file is named for its rule, conditions survive printing") {
    auto const files = shipped_rules();
    CHECK(files.size() >= 44);
    for (auto const& path : files) {
        CAPTURE(path.string());
        auto const got = read_rule_text(whole_file(path), path.string());
        for (auto const& error : got.errors) MESSAGE(render(error));
        CHECK(got.read);
        REQUIRE(got.rules.size() == 1);
        auto const& rule = got.rules[0];
        CHECK(rule.id == path.stem().string());
        CHECK(rule.family == path.parent_path().filename().string());
        std::vector<rule_error> errors;
        auto const again = [&](condition const& c) {
            auto const second = read_condition(to_text(c), errors);
            REQUIRE(second);
            CHECK(same(c, *second));
        };
        again(*rule.when);
        if (rule.applies) again(*rule.applies);
        for (auto const& arm : rule.severities) {
            if (arm.when) again(*arm.when);
        }
    }
}

TEST_CASE("shipped rules: the rule that the README shows is read, with every key of the language") {
    std::string shown;
    std::ifstream in{ORTHOSCRUB_SOURCE_DIR "/scrubber/rules/README.md"};
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("    ")) shown += line + "\n";
    }
    auto const got = read_rule_text(shown, "scrubber/rules/README.md");
    for (auto const& error : got.errors) MESSAGE(render(error));
    REQUIRE(got.rules.size() == 1);
    CHECK(got.rules[0].severities.size() == 2);
    for (std::string_view const key :
         {"title", "scope", "payer", "effective", "severity", "applies", "when", "at", "message", "do", "predicts",
          "source", "confidence", "fix", "needs", "flags", "passes"}) {
        CAPTURE(key);
        CHECK(shown.find("\n      " + std::string(key) + " ") != std::string::npos);
    }
}

TEST_CASE("shipped rules: a rule with dates has an example on each date and on the day outside it") {
    for (auto const& path : shipped_rules()) {
        auto const got = read_rule_text(whole_file(path), path.string());
        REQUIRE(got.rules.size() == 1);
        auto const& rule = got.rules[0];
        CAPTURE(rule.id);
        auto const has = [&](date day, bool flagged) {
            return std::any_of(rule.examples.begin(), rule.examples.end(),
                               [&](auto const& e) { return e.on == day && e.flagged == flagged; });
        };
        if (!rule.effective_from.empty()) {
            CHECK(has(rule.effective_from, true));
            CHECK(has(rule.effective_from.plus_days(-1), false));
        }
        if (!rule.effective_to.empty()) {
            CHECK(has(rule.effective_to, true));
            CHECK(has(rule.effective_to.plus_days(1), false));
        }
    }
}

}  // namespace rule_pack_test
