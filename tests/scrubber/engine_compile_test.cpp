// Compiling rules: what is refused, with which words and where; what is only linted.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include <string>

#include "tests/support/judging.hpp"

namespace engine_compile_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

/// A whole rule around the lines given.
std::string rule_text(std::string_view id, std::string_view lines, std::string_view scope = "line",
                      std::string_view message = "Message.") {
    return fmt::format(
        "rule {} {{\n  title \"A title.\"\n  scope {}\n  severity error\n{}\n  message \"{}\"\n  do \"Do it.\"\n"
        "  predicts none\n  source S1 \"Source\" https://example.org/\n  confidence high\n"
        "  flags \"SV1*HC:L0650*5*UN*1***1\"\n  passes \"SV1*HC:L0650*5*UN*1***1\"\n}}\n",
        id, scope, lines, message);
}

scrub::compile_result compile_text(std::string const& text) {
    std::vector<grammars::rule_ast> rules;
    scrub::compile_result result;
    if (!grammars::read_rules(text, "rules/test/a.rule", rules, result.errors)) return result;
    return scrub::compile(std::move(rules), shipped_codes(), shipped_payers());
}

struct refused {
    std::string_view lines, message, suggestion;
};

}  // namespace

TEST_CASE("names that nothing knows are refused with the place and the nearest known name") {
    for (refused const& r : {
             refused{"  when narrative.presnt", "there is no fact \"narrative.presnt\"", "narrative.present"},
             refused{"  when code in nco", "there is no code table \"nco\"", "noc"},
             refused{"  when modifiers has any { XQ }", "there is no modifier \"XQ\" in the table", ""},
             refused{"  when modifiers has any of class { surgry }", "there is no modifier class \"surgry\"",
                     "surgery"},
             refused{"  when kind = bse", "\"kind\" is never \"bse\"", "base"},
             refused{"  when units > 1\n  at unts", "there is no place \"unts\"", "units"},
         }) {
        CAPTURE(r.lines);
        auto const result = compile_text(rule_text("test-rule", r.lines));
        CHECK(result.book == nullptr);
        REQUIRE(result.errors.size() == 1);
        CHECK(result.errors[0].message == r.message);
        if (!r.suggestion.empty()) CHECK(result.errors[0].suggestion == r.suggestion);
        CHECK(result.errors[0].file == "rules/test/a.rule");
        CHECK(result.errors[0].at.line >= 5);
        CHECK(result.errors[0].at.column > 1);
    }
}

TEST_CASE("facts are used as their type and scope allow") {
    for (auto const& [lines, scope, message] :
         {std::tuple{"  when units", "line", "\"units\" is a number, not a yes or no: compare it"},
          std::tuple{"  when kx_rule = 1", "line", "\"kx_rule\" is a yes or no: write it alone, or after not"},
          std::tuple{"  when units = one", "line", "expected a number to compare with \"units\""},
          std::tuple{"  when dos < 5", "line", "expected a date CCYY-MM-DD to compare with \"dos\""},
          std::tuple{"  when charge < units", "line",
                     "\"charge\" is a amount, \"units\" a number: they do not compare"},
          std::tuple{"  when npi.valid", "line", "the fact \"npi.valid\" says nothing about a line"},
          std::tuple{"  when modifiers has any { RT }", "claim", "a claim has no modifiers; only a line has"},
          std::tuple{"  when unit in noc", "line", "only \"code\" is looked up in a table, not \"unit\""}}) {
        CAPTURE(lines);
        auto const result = compile_text(rule_text("test-rule", lines, scope));
        REQUIRE(result.errors.size() == 1);
        CHECK(result.errors[0].message == message);
    }
}

TEST_CASE("messages use placeholders of the closed list and of their scope") {
    auto const unknown = compile_text(rule_text("test-rule", "  when units > 1", "line", "{cod} is wrong."));
    REQUIRE(unknown.errors.size() == 1);
    CHECK(unknown.errors[0].message == "there is no placeholder {cod}");
    CHECK(unknown.errors[0].suggestion == "code");
    auto const scope = compile_text(rule_text("test-rule", "  when units > 1", "line", "{npi} is wrong."));
    REQUIRE(scope.errors.size() == 1);
    CHECK(scope.errors[0].message == "the placeholder {npi} says nothing about a line");
}

TEST_CASE("an id stands once in a book, payers are known, and all faults of a rule are told at once") {
    auto const twice =
        compile_text(rule_text("test-rule", "  when units > 1") + rule_text("test-rule", "  when units > 2"));
    REQUIRE(twice.errors.size() == 1);
    CHECK(twice.errors[0].message == "the id test-rule is taken by rules/test/a.rule:1");
    auto const payer = compile_text(rule_text("test-rule", "  payer medicare.dne\n  when units > 1"));
    REQUIRE(payer.errors.size() == 1);
    CHECK(payer.errors[0].message.find("medicare.dme") != std::string::npos);
    CHECK(compile_text(rule_text("test-rule", "  when unts > 1 and code in nco and modifiers has any { XQ }"))
              .errors.size() == 3);
}

TEST_CASE("conditions that can never hold are linted, conditions that can are not") {
    for (auto const& [condition, impossible] :
         {std::pair{"kx_rule and not kx_rule", true}, std::pair{"kind = base and kind = addition", true},
          std::pair{"units > 2 and units < 1", true},
          std::pair{"modifiers has all { RT, LT } and modifiers has none { RT }", true},
          std::pair{"modifiers has any { RT } and modifiers has none { RT, LT }", true},
          std::pair{"kind in { base, addition } and kind not in { base, addition, repair }", true},
          std::pair{"units > 1 and units < 3", false}, std::pair{"kind in { base, addition } and kind != base", false},
          std::pair{"kx_rule and not kx_rule or units > 1", false},
          std::pair{"modifiers has any { RT, LT } and modifiers has none { RT }", false}}) {
        CAPTURE(condition);
        auto const result = compile_text(rule_text("test-rule", std::string{"  when "} + condition));
        REQUIRE(result.errors.empty());
        CHECK(result.lint.size() == (impossible ? 1u : 0u));
    }
}

TEST_CASE("two rules alike are linted") {
    auto const alike = compile_text(rule_text("rule-a", "  when units > 1 or kx_rule") +
                                    rule_text("rule-b", "  when kx_rule or units > 1"));
    REQUIRE(alike.lint.size() == 1);
    CHECK(alike.lint[0].message == "rule-b says the same as rule-a");
    CHECK(compile_text(rule_text("rule-a", "  when units > 1") + rule_text("rule-b", "  when units > 2")).lint.empty());
}

TEST_CASE("the shipped rules compile without lint") {
    auto const files = scrub::embedded_pack();
    auto const result = scrub::load_pack(std::span{&files, 1});
    for (auto const& error : result.errors) FAIL_CHECK(grammars::render(error));
    for (auto const& lint : result.lint) FAIL_CHECK(grammars::render(lint));
    CHECK(result.replaced.empty());
}

TEST_CASE(
    "a later pack replaces rules of the same id and says so; the folder and the embedded pack are the same bytes") {
    auto const shipped = scrub::embedded_pack();
    auto const alone = scrub::load_pack(std::span{&shipped, 1});
    REQUIRE(alone.loaded);
    CHECK(alone.loaded->name == "core");
    CHECK(alone.loaded->sha256.size() == 64);
    auto const id = alone.loaded->book->rule(0).ast.id;
    std::vector<scrub::pack_files> packs{shipped, {"mine", {{"rules/own.rule", rule_text(id, "  when units > 1")}}}};
    auto const both = scrub::load_pack(packs);
    REQUIRE(both.loaded);
    CHECK(both.loaded->name == "core+mine");
    CHECK(both.loaded->sha256 != alone.loaded->sha256);
    REQUIRE(both.replaced.size() == 1);
    CHECK(both.replaced[0].starts_with("rule " + id + ": mine/rules/own.rule replaces rules/"));
    CHECK(both.loaded->book->rules().size() == alone.loaded->book->rules().size());
    CHECK(both.loaded->book->rule(*both.loaded->book->find(id)).ast.title == "A title.");

    auto folder = scrub::read_pack_folder(std::string{ORTHOSCRUB_SOURCE_DIR} + "/scrubber");
    REQUIRE(folder);
    for (auto const& file : folder->files) {
        CAPTURE(file.path);
        CHECK(shipped.find(file.path) == file.bytes);
    }
    CHECK_FALSE(scrub::read_pack_folder("/no/such/folder").has_value());
}

TEST_CASE("an error in a pack shows the line of the file") {
    auto packs = std::vector{scrub::embedded_pack()};
    packs.push_back({"mine", {{"rules/own.rule", rule_text("own-rule", "  when unts > 1")}}});
    auto const result = scrub::load_pack(packs);
    CHECK_FALSE(result.loaded);
    REQUIRE(result.errors.size() == 1);
    CHECK(result.errors[0].file == "mine/rules/own.rule");
    CHECK(result.errors[0].excerpt == "  when unts > 1");
}

}  // namespace engine_compile_test
