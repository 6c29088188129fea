// suppressions.toml: what a file may say, what its entries cover, and the remarks about the file itself.
#include "scrubber/engine/suppressions.hpp"

#include <doctest/doctest.h>

#include "tests/support/judging.hpp"

namespace suppressions_test {

using namespace orthoscrub;
using namespace orthoscrub::scrub;

namespace {

model::date day(std::string_view iso) { return *model::date::from_iso(iso); }

std::vector<std::string> errors_of(std::string const& toml) {
    suppression_list list;
    std::vector<std::string> told;
    for (toml_error const& error : list.read("s.toml", toml, *test::shipped_pack().book, day("2025-06-01")))
        told.push_back(to_string(error));
    return told;
}

/// One entry; `aim` names what it covers.
std::string entry(std::string_view rule, std::string_view aim, std::string_view until = "2025-12-31") {
    return "[[suppress]]\nrule = \"" + std::string{rule} + "\"\n" + std::string{aim} +
           "\nreason = \"agreed\"\nwho = \"someone\"\nuntil = " + std::string{until} + "\n";
}

suppression_list list_of(std::string const& toml, std::string_view today = "2025-06-01") {
    suppression_list list;
    for (toml_error const& error : list.read("s.toml", toml, *test::shipped_pack().book, day(today)))
        FAIL_CHECK(to_string(error));
    return list;
}

constexpr std::string_view whole = "npi = \"1\"\nclaim = \"C1\"\nline = \"1\"";

}  // namespace

TEST_CASE("suppressions: each mistake is told with file, line, column and the nearest known name") {
    struct row {
        std::string toml;
        std::vector<std::string> says;
    };
    for (row const& r :
         {row{"[[supress]]\nrule = 1\n", {"s.toml:1:3: unknown key \"supress\" (did you mean suppress?)"}},
          row{entry("modifier-syntax", std::string{whole} + "\nreson = \"x\""),
              {"s.toml:6:1: unknown key \"reson\" (did you mean reason?)"}},
          row{entry("modifier-sytax", whole),
              {"s.toml:2:8: rule: no rule \"modifier-sytax\" (did you mean modifier-syntax?)"}},
          row{entry("x12-se-cont", whole), {"s.toml:2:8: rule: no rule \"x12-se-cont\" (did you mean x12-se-count?)"}},
          row{entry("modifier-syntax", "payer = \"medicare.dne\""),
              {"s.toml:3:9: payer: expected a payer class or profile, found \"medicare.dne\" (did you mean "
               "medicare.dme?)"}},
          row{entry("modifier-syntax", "npi = \"1\"\nline = \"1\""),
              {"s.toml:1:1: a suppression of one claim needs claim"}},
          row{entry("modifier-syntax", "claim = \"C1\"\nline = \"1\""),
              {"s.toml:1:1: a suppression of one claim needs npi"}},
          row{entry("modifier-syntax", "npi = \"1\"\nclaim = \"C1\""),
              {"s.toml:1:1: modifier-syntax judges lines: add line, the line's REF*6R or LX01"}},
          row{entry("modifier-syntax", std::string{whole} + "\npayer = \"commercial\""),
              {"s.toml:1:1: a suppression names npi and claim, or payer; not both"}},
          row{entry("modifier-syntax", ""), {"s.toml:1:1: a suppression needs npi, claim and line, or payer"}},
          row{entry("modifier-syntax", whole, "\"next year\""),
              {"s.toml:8:9: until: expected a day, written as 2025-12-31"}},
          row{entry("modifier-syntax", whole, "true"), {"s.toml:8:9: until: expected a day, written as 2025-12-31"}},
          row{"[[suppress]]\npayer = \"commercial\"\n",
              {"s.toml:1:1: a suppression needs rule", "s.toml:1:1: a suppression needs reason",
               "s.toml:1:1: a suppression needs who", "s.toml:1:1: a suppression needs until"}},
          row{entry("modifier-syntax", "npi = 1\nclaim = \"C1\"\nline = \"1\""),
              {"s.toml:3:7: npi: expected a text in quotes"}},
          row{"suppress = 1\n", {"s.toml:1:12: suppress: expected [[suppress]] tables"}}}) {
        CAPTURE(r.toml);
        CHECK(errors_of(r.toml) == r.says);
    }
    CHECK(errors_of("[[suppress]\n").size() == 1);
    CHECK(errors_of("").empty());
}

TEST_CASE("suppressions: an entry covers its line, its claim or its payer, and nothing else") {
    // Line 1 has a control number, line 2 has none, line 3 has a control number that looks like a line number.
    test::open_claim const claim{
        "CLM*C1*900***12:B:1*Y*A*Y*Y~HI*ABK:M170~LX*1~SV1*HC:L1833:RT*300*UN*1***1~DTP*472*D8*20250310~REF*6R*L-A~"
        "LX*2~SV1*HC:L1833:LT*300*UN*1***1~DTP*472*D8*20250310~"
        "LX*4~SV1*HC:L1833:LT*300*UN*1***1~DTP*472*D8*20250310~REF*6R*3~"
        "LX*3~SV1*HC:L1833:LT*300*UN*1***1~DTP*472*D8*20250310~"};
    REQUIRE(claim.context.lines().size() == 4);
    constexpr std::string_view npi = "npi = \"1234567893\"\nclaim = \"C1\"\n";
    constexpr std::uint32_t as_a_whole = model::absent;
    struct row {
        std::string aim;
        std::uint32_t line;
        bool covered;
    };
    for (row const& r : {row{std::string{npi} + "line = \"L-A\"", 0, true},
                         row{std::string{npi} + "line = \"L-A\"", 1, false},
                         row{std::string{npi} + "line = \"L-A\"", as_a_whole, true},
                         {std::string{npi} + "line = \"4\"", as_a_whole, true},
                         {std::string{npi} + "line = \"5\"", as_a_whole, false},
                         row{std::string{npi} + "line = \"1\"", 0, true},  // LX01 of a line with a 6R
                         row{std::string{npi} + "line = \"2\"", 1, true},
                         row{std::string{npi} + "line = \"2\"", 0, false},
                         row{std::string{npi} + "line = \"3\"", 2, true},   // a 6R wins
                         row{std::string{npi} + "line = \"3\"", 3, false},  // over the LX01 of another line
                         row{"npi = \"1234567894\"\nclaim = \"C1\"\nline = \"1\"", 0, false},
                         row{"npi = \"1234567893\"\nclaim = \"C2\"\nline = \"1\"", 0, false},
                         row{"payer = \"medicare.dme\"", 0, true},
                         row{"payer = \"medicare\"", as_a_whole, true},
                         row{"payer = \"commercial\"", 0, false}}) {
        CAPTURE(r.aim);
        CAPTURE(r.line);
        suppression_list const list = list_of(entry("modifier-laterality-required", r.aim));
        CHECK(list.covering("modifier-laterality-required", &claim.context, r.line).has_value() == r.covered);
        CHECK_FALSE(list.covering("modifier-syntax", &claim.context, r.line).has_value());
    }
    suppression_list const whole_claim = list_of(entry("claim-total-mismatch", npi) + entry("x12-hl-parent", npi));
    CHECK(whole_claim.covering("claim-total-mismatch", &claim.context, as_a_whole) == 0);
    CHECK(whole_claim.covering("x12-hl-parent", &claim.context, as_a_whole) == 1);
    CHECK_FALSE(whole_claim.covering("claim-total-mismatch", &claim.context, 0).has_value());
    CHECK_FALSE(whole_claim.covering("claim-total-mismatch", nullptr, as_a_whole).has_value());
}

TEST_CASE("suppressions: until is the last day; the day after, an entry covers nothing and is a warning") {
    test::open_claim const claim{test::claim_head.data() + std::string{test::plain_line}};
    std::string const toml = entry("modifier-syntax", "payer = \"medicare\"", "2025-06-01") +
                             entry("modifier-duplicate", "payer = \"medicare\"", "\"2025-06-01\"");
    struct row {
        std::string_view today;
        bool in_force;
    };
    for (row const& r : {row{"2025-05-31", true}, row{"2025-06-01", true}, row{"2025-06-02", false}}) {
        CAPTURE(r.today);
        suppression_list const list = list_of(toml, r.today);
        CHECK(list.covering("modifier-syntax", &claim.context, 0).has_value() == r.in_force);
        CHECK(list.covering("modifier-duplicate", &claim.context, 0).has_value() == r.in_force);
        std::uint64_t const used[]{1, 1};
        auto const said = remarks(list, used, {});
        CHECK(said.size() == (r.in_force ? 0 : 2));
        for (suppression_remark const& remark : said) CHECK(remark.rule == suppression_expired);
        for (suppression_remark const& remark : said) CHECK(remark.level == text::severity::warning);
    }
}

TEST_CASE("suppressions: an entry that met nothing is a note at its place, unless its rule was not judged") {
    std::string const toml = "# two\n" + entry("modifier-syntax", "payer = \"medicare\"") +
                             entry("modifier-duplicate", "npi = \"1\"\nclaim = \"C1\"\nline = \"7\"");
    suppression_list const list = list_of(toml);
    std::uint64_t const used[]{3};
    auto const said = remarks(list, used, {});
    REQUIRE(said.size() == 1);
    finding_view const f = said[0].view(list);
    CHECK(f.rule == "suppression-unused");
    CHECK(f.level == text::severity::note);
    CHECK(f.file == "s.toml");
    CHECK(f.text_line == 8);
    CHECK(toml.substr(f.at.byte, 12) == "[[suppress]]");
    CHECK(f.message == "The suppression of modifier-duplicate for claim C1, line 7 met no finding in this run.");
    CHECK(f.claim == nullptr);
    CHECK_FALSE(f.fingerprint.empty());
    CHECK(remarks(list, {}, {}).size() == 2);
    CHECK(remarks(list, {}, {})[0].fingerprint != remarks(list, {}, {})[1].fingerprint);
    CHECK(remarks(list, {}, [](std::string_view rule) { return rule == "modifier-syntax"; }).size() == 1);
}

TEST_CASE("suppressions: reason and who are never repeated") {
    suppression_list const list = list_of(
        "[[suppress]]\nrule = \"modifier-syntax\"\npayer = \"medicare\"\nreason = \"QZAAVKXW\"\n"
        "who = \"QZABVKXW\"\nuntil = 2025-01-01\n");
    for (suppression_remark const& remark : remarks(list, {}, {}))
        CHECK((remark.message + remark.remedy).find("VKXW") == std::string::npos);
    for (std::string const& error :
         errors_of("[[suppress]]\nrule = \"no\"\nreason = \"QZAAVKXW\"\nwho = \"QZABVKXW\"\nuntil = \"QZACVKXW\"\n"))
        CHECK(error.find("VKXW") == std::string::npos);
}

}  // namespace suppressions_test
