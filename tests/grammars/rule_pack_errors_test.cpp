// What each kind of mistake in a rule file is told: place, what was expected, what stands there, the nearest word.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/grammars/rule_text.hpp"

namespace rule_pack_errors_test {

using namespace orthoscrub::grammars;
using orthoscrub::test::read_rule_text;
using orthoscrub::test::rule_with;

TEST_CASE("load errors: place, what was expected, what stands there, the nearest word") {
    struct row {
        std::string_view line;     // put into a good rule
        std::string_view at;       // the text in that line at which the error points
        std::string_view message;  // its beginning
        std::string_view suggestion;
    };
    for (row const& r : {
             row{"when modifiers has every { RT }", "every",
                 "expected \"any\", \"all\", \"none\", \"exactly\" or \"more than\", got \"every\"", ""},
             row{"when modifiers has an { RT }", "an", "expected \"any\", \"all\"", "any"},
             row{"when modifiers is { RT }", "is", "expected \"has\", got \"is\"", ""},
             row{"when modifiers has any RT", "RT",
                 "expected a list such as { RT, LT } or class { surgery }, got \"RT\"", ""},
             row{"when modifiers has any { RT LT }", "LT", "expected \",\" or \"}\", got \"LT\"", ""},
             row{"when modifiers has any { }", "}", "expected a modifier or modifier class, got \"}\"", ""},
             row{"when modifiers has any { surgery }", "surgery", "a modifier is two capital letters or digits", ""},
             row{"when modifiers has more then 1 of { RT }", "then", "expected \"than\", got \"then\"", "than"},
             row{"when modifiers has exactly one of { RT }", "one", "expected a whole number, got \"one\"", ""},
             row{"when modifiers has exactly 99 of { RT }", "99", "a line holds no more than 12 modifiers", ""},
             row{"when a adn b", "adn", "expected a key of the rule or \"}\", got \"adn\"", "and"},
             row{"when a and", "", "expected a condition, got \"message\"", ""},
             row{"when and b", "and", "expected a condition, got \"and\"", ""},
             row{"when no (a)", "(", "expected a fact such as narrative.present, got \"(\"", ""},
             row{"when (a and b", "", "expected \"and\", \"or\" or \")\", got \"message\"", ""},
             row{"when a in", "", "expected a list \"{ ... }\" or the name of a code table", ""},
             row{"when a not { x }", "{", "expected \"in\", got \"{\"", ""},
             row{"when a = )", ")", "expected a symbol, number, amount, date or fact, got \")\"", ""},
             row{"when a > Base", "Base", "\"Base\" has no order", ""},
             row{"when dos > 2024-02-30", "2024", "\"2024-02-30\" is no calendar day", ""},
             row{"when a = 1.2345", "1.2345", "\"1.2345\" is no number of at most three decimals", ""},
             row{"when code = L2999", "L2999", "codes stand in dated tables, not in conditions", ""},
             row{"when code in { L2999 }", "L2999", "codes stand in dated tables, not in conditions", ""},
             row{"titel \"x\"", "titel", "expected a key of the rule or \"}\", got \"titel\"", "title"},
             row{"title x", "x", "expected a text in double quotes, got \"x\"", ""},
             row{"title \"\"", "\"", "the text is empty", ""},
             row{"title \"x", "", "expected the closing quote on the same line, got the end of the line", ""},
             row{"scope lines", "lines", "expected \"line\", \"claim\"", "line"},
             row{"severity err", "err", "expected \"error\", \"warning\" or \"note\", got \"err\"", "error"},
             row{"severity error for , note", ",", "expected a payer class or profile", ""},
             row{"severity error, note", "note", "this severity is never reached", ""},
             row{"payer Medicare", "Medicare", "expected a payer class or profile such as medicare.dme, got", ""},
             row{"effective 2024-01-02 .. 2024-01-01", "2024-01-01", "the dates are reversed: 2024-01-02 is later", ""},
             row{"effective 2024-13-01 ..", "2024-13-01", "\"2024-13-01\" is no calendar day", ""},
             row{"effective 2024-01-01", "", "expected \"..\"", ""},
             row{"effective ..", "", "expected a date such as 2024-08-12", ""},
             row{"at {", "{", "expected a place such as code, charge or modifier { RT, LT }", ""},
             row{"at modifier { RT x", "x", "expected \",\" or \"}\"", ""},
             row{"message \"{code\"", "\"", "a placeholder is a name in braces such as {code}: the closing brace", ""},
             row{"message \"code}\"", "\"", "a placeholder is a name in braces such as {code}, and", ""},
             row{"do \"{Code}\"", "\"", "a placeholder is a name in braces such as {code}, and", ""},
             row{"predicts CARK 16", "CARK", "expected \"CARC\", \"277CA\", \"999\", a group", "CARC"},
             row{"predicts CARC 16 |", "", "expected \"CARC\", \"277CA\", \"999\" or a group", ""},
             row{"predicts CARC 16 RARC n", "n", "expected a remark code such as N822, got \"n\"", ""},
             row{"predicts CO 16", "16", "expected \"CARC\", got \"16\"", ""},
             row{"predicts 999 I5", "I5", "expected a 999 answer (IK304 or IK403) such as I9", ""},
             row{"predicts 999 DTP", "DTP", "expected a 999 answer (IK304 or IK403) such as I9", ""},
             row{"predicts 277CA 453", "453", "expected a 277CA answer such as A7:453", ""},
             row{"source \"x\"", "\"", "expected the key of a source such as S22, got a text in quotes", ""},
             row{"source S1 \"x\" example.org", "example", "expected the address of the source, https://...", ""},
             row{"confidence certain", "certain", "expected \"high\", \"medium\" or \"low\"", ""},
             row{"confidence medium", "", "a rule of medium confidence is a warning at most, not an error", ""},
             row{"fix save \"x\"", "save", "expected \"safe\", \"unsafe\", \"show\" or \"none\"", "safe"},
             row{"needs food", "food", "expected what wakes the rule", ""},
             row{"flags on 2024-01-01", "on", "expected a segment in double quotes such as", ""},
             row{"flags \"sv1*x\"", "sv1", "an example is a segment such as SV1*HC:L1833:RT*600*UN*1***1", ""},
             row{"flags \"SV1*x~\"", "SV1", "an example is one segment without its terminator", ""},
             row{"flags \"SV1*x\" on tuesday", "tuesday", "expected a date such as 2024-08-12, got", ""},
             row{"flags \"SV1*x\" in ca", "ca", "expected a state such as CA, got", ""},
             row{"flags \"SV1*x\" with a b", "b", "expected \"=\", got \"b\"", ""},
             row{"at code\n  at charge", "", "\"at\" stands twice in this rule, first in line 13", ""},
         }) {
        CAPTURE(r.line);
        auto const got = read_rule_text(rule_with(r.line));
        CHECK_FALSE(got.read);
        CHECK(got.rules.empty());
        REQUIRE_FALSE(got.errors.empty());
        auto const& error = got.errors.front();
        CHECK(error.file == "rules/noc/noc-units.rule");
        CHECK(error.message.substr(0, r.message.size()) == r.message);
        CHECK(error.suggestion == r.suggestion);
        if (!r.at.empty()) {
            CHECK(error.excerpt == "  " + std::string(r.line));
            bool const is_key = r.line.substr(0, r.at.size()) == r.at;
            CHECK(error.at.column == 3 + (is_key ? 0 : r.line.find(r.at, r.line.find(' '))));
        }
    }
}

TEST_CASE("load errors: each required key is asked for by name, all in one error at the rule's id") {
    for (std::string_view const key : {"title", "scope", "severity", "when", "message", "do", "predicts", "source",
                                       "confidence", "flags", "passes"}) {
        CAPTURE(key);
        std::string text = rule_with();
        auto const from = text.find("\n  " + std::string(key) + " ") + 1;
        text.erase(from, text.find('\n', from) + 1 - from);
        auto const got = read_rule_text(text);
        REQUIRE(got.errors.size() == 1);
        CHECK(got.errors[0].message == "rule noc-units lacks \"" + std::string(key) + "\"");
        CHECK(got.errors[0].at.line == 1);
        CHECK(got.errors[0].at.column == 6);
    }
    auto const empty = read_rule_text("rule a-b { }");
    REQUIRE(empty.errors.size() == 1);
    CHECK(empty.errors[0].message ==
          "rule a-b lacks \"title\", \"scope\", \"severity\", \"when\", \"message\", \"do\", \"predicts\", \"source\", "
          "\"confidence\", \"flags\", \"passes\"");
}

TEST_CASE("load errors: outside and at the edges of rules") {
    struct row {
        std::string_view text, message;
        std::uint32_t line, column;
    };
    for (row const& r : {
             row{"rul a-b { }", "expected \"rule\", got \"rul\"", 1, 1},
             row{"\n  }", "expected \"rule\", got \"}\"", 2, 3},
             row{"rule", "expected the id of the rule such as noc-units, got the end of the file", 1, 5},
             row{"rule { }", "expected the id of the rule such as noc-units, got \"{\"", 1, 6},
             row{"rule a-b\n  title \"x\"", "expected \"{\", got \"title\"", 2, 3},
             row{"rule a-b {", "expected a key of the rule or \"}\", got the end of the file", 1, 11},
             row{"rule a-b {\n  scope line", "expected a key of the rule or \"}\", got the end of the file", 2, 13},
             row{"rule A-b { }", "the id of a rule is lower-case words joined by hyphens, such as noc-units", 1, 6},
             row{"rule single { }", "the id of a rule is lower-case words joined by hyphens, such as noc-units", 1, 6},
             row{"rule a--b { }", "the id of a rule is lower-case words joined by hyphens, such as noc-units", 1, 6},
         }) {
        CAPTURE(r.text);
        auto const got = read_rule_text(r.text);
        CHECK_FALSE(got.read);
        REQUIRE_FALSE(got.errors.empty());
        CHECK(got.errors[0].message == r.message);
        CHECK(got.errors[0].at.line == r.line);
        CHECK(got.errors[0].at.column == r.column);
    }
}

TEST_CASE("load errors: reading goes on at the next rule, and good rules are kept") {
    auto good = rule_with();
    auto broken = rule_with("severity sometimes");
    auto const got = read_rule_text(good + broken + good + "nonsense\n" + good);
    CHECK_FALSE(got.read);
    CHECK(got.errors.size() == 2);
    CHECK(got.rules.size() == 3);
}

TEST_CASE("load errors: render shows file, place, suggestion, line and caret") {
    auto const got = read_rule_text("rule a-b {\n\twhen modifiers has exatly 1 of { RT }\n}\n", "rules/modifier.rule");
    REQUIRE(got.errors.size() == 1);
    CHECK(render(got.errors[0]) ==
          "rules/modifier.rule:2:21: expected \"any\", \"all\", \"none\", \"exactly\" or \"more than\", got \"exatly\" "
          "(did you mean \"exactly\"?)\n"
          "  \twhen modifiers has exatly 1 of { RT }\n"
          "  \t                   ^\n");
}

TEST_CASE("load errors: columns count characters, not bytes") {
    auto const got = read_rule_text(rule_with("title \"\xC3\xA9\" x"));
    REQUIRE_FALSE(got.errors.empty());
    CHECK(got.errors[0].at.column == 13);
}

TEST_CASE("load errors: a condition nested without end is told, and the stack survives") {
    for (std::string const& nest : {std::string("("), std::string("not ")}) {
        std::string deep;
        for (int i = 0; i < 100'000; ++i) deep += nest;
        std::vector<rule_error> errors;
        CHECK_FALSE(read_condition(deep + "a", errors));
        REQUIRE_FALSE(errors.empty());
        CHECK(errors[0].message == "the condition is nested too deep");
    }
    std::string wide = "a";
    for (int i = 0; i < 1'000; ++i) wide += " and not (b or c)";
    std::vector<rule_error> errors;
    CHECK(read_condition(wide, errors));
}

TEST_CASE("load errors: every text cut short or damaged is told without a crash") {
    auto const text = rule_with("flags \"SV1*x\" on 2024-01-01 in CA as medicaid with a=b");
    for (std::size_t cut = 6; cut + 3 < text.size(); ++cut) {
        CAPTURE(cut);
        auto const got = read_rule_text(std::string_view(text).substr(0, cut));
        CHECK_FALSE(got.read);
        CHECK_FALSE(got.errors.empty());
        CHECK(got.rules.empty());
        CHECK(got.errors.back().message.find("boost") == std::string::npos);  // an unnamed expectation prints its type
        auto damaged = text;
        for (char const c : {'"', '{', '}', '\n', '\0', 'a'}) {
            damaged[cut] = c;
            auto const other = read_rule_text(damaged);
            for (auto const& error : other.errors) CHECK(error.message.find("boost") == std::string::npos);
        }
    }
}

}  // namespace rule_pack_errors_test
