// Official files in small: what becomes of their rows, what is said of faulty ones, and that the tables they give change
// the answers.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "scrubber/codes/code_lookup.hpp"
#include "scrubber/codes/official/release.hpp"
#include "tests/support/judging.hpp"

namespace official_release_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

std::string fixture(std::string const& name) {
    std::ifstream in{std::string{ORTHOSCRUB_SOURCE_DIR} + "/fixtures/codes/" + name, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

scrub::release_edition edition(std::string path = "file.txt") {
    return {std::move(path), "2026-10", *model::date::from_iso("2026-12-31")};
}

/// The shipped tables with these laid over them.
std::shared_ptr<scrub::code_tables const> with(std::vector<scrub::converted_release::table> const& tables) {
    static auto const files = scrub::embedded_pack();
    auto loaded = scrub::load_code_tables([&](std::string_view path) -> std::optional<std::string_view> {
        for (auto const& table : tables)
            if (table.path == path) return table.text;
        auto const bytes = files.find(path);
        return bytes.empty() ? std::nullopt : std::optional{bytes};
    });
    for (auto const& error : loaded.errors) FAIL_CHECK(scrub::to_string(error));
    return loaded.tables;
}

model::date day(std::string_view iso) { return *model::date::from_iso(iso); }

}  // namespace

TEST_CASE("the HCPCS file adds codes and modifiers, ends codes, and moves the last day of the table") {
    auto const made = scrub::convert_hcpcs(fixture("hcpcs-release.txt"), edition());
    REQUIRE(made.errors.empty());
    REQUIRE(made.tables.size() == 2);
    CHECK(made.tables[0].rows == 5);
    CHECK(made.tables[1].rows == 2);
    auto const tables = with(made.tables);
    REQUIRE(tables);
    CHECK(tables->hcpcs.complete());
    CHECK(tables->hcpcs.info().covers_to == day("2026-12-31"));
    CHECK(tables->hcpcs.info().release == "2026-10");
    auto const added = tables->find("L4999");
    REQUIRE(added != scrub::code_id::unknown);
    CHECK(tables->row(added).effective.first == day("2026-10-01"));
    CHECK(tables->hcpcs.text(added).short_name == "Invented brace, 'new', sampl");
    CHECK(tables->row(tables->find("L1833")).effective.last == day("2026-12-31"));
    CHECK(tables->row(tables->find("L1833")).effective.first == day("2014-01-01"));
    CHECK(tables->row(tables->find("L1833")).region == scrub::body_region::knee);
    CHECK(tables->modifiers.only_official("ZZ"));
    CHECK_FALSE(tables->modifiers.only_official("ZY"));
    CHECK(tables->find_modifier("RT") != scrub::modifier_id::unknown);
    CHECK_FALSE(shipped_codes()->modifiers.only_official("ZZ"));
}

TEST_CASE("the ICD-10-CM file makes the list complete and keeps what the shipped rows know") {
    auto const made =
        scrub::convert_icd10(fixture("icd10-order.txt"), scrub::embedded_pack().find("codes/icd10.csv"), edition());
    REQUIRE(made.errors.empty());
    REQUIRE(made.tables.size() == 1);
    auto const tables = with(made.tables);
    REQUIRE(tables);
    CHECK(tables->icd10.complete());
    CHECK_FALSE(shipped_codes()->icd10.complete());
    CHECK(tables->icd10.find("M9999")->billable);
    CHECK(tables->icd10.find("M54")->issue == scrub::icd10_issue::incomplete);
    CHECK(tables->icd10.find("M545")->issue == scrub::icd10_issue::retired);
    CHECK(tables->icd10.find("M545")->effective.last == day("2021-09-30"));
    CHECK(tables->icd10.find("Q9999") == nullptr);
    CHECK(tables->icd10.rows().size() >= shipped_codes()->icd10.rows().size() + 2);
}

TEST_CASE("the fee schedule gives the non-rural amount by state and day") {
    auto const made = scrub::convert_fees(fixture("dmepos-fees.csv"), day("2026-10-01"), edition());
    REQUIRE(made.errors.empty());
    REQUIRE(made.tables.size() == 1);
    CHECK(made.tables[0].rows == 3);
    auto const tables = with(made.tables);
    REQUIRE(tables);
    auto const fee = [&](std::string_view code, std::string_view state, std::string_view on) {
        return tables->fees.allowed(tables->find(code), state, day(on));
    };
    CHECK(fee("L0650", "CO", "2026-10-01") == model::money{91732});
    CHECK(fee("L0650", "AL", "2026-12-31") == model::money{90010});
    CHECK_FALSE(fee("L0650", "CO", "2026-09-30").has_value());
    CHECK_FALSE(fee("L0650", "CO", "2027-01-01").has_value());
    CHECK_FALSE(fee("L0650", "TX", "2026-10-01").has_value());
    CHECK_FALSE(fee("L1833", "CO", "2026-10-01").has_value());  // 0.00 is no amount
    CHECK(fee("L1833", "AL", "2026-10-01") == model::money{60000});
    CHECK_FALSE(fee("L5301", "AL", "2026-10-01").has_value());
    CHECK_FALSE(shipped_codes()->fees.loaded());
}

TEST_CASE("a file of another layout gives complaints with places, and no table") {
    std::string const shipped{scrub::embedded_pack().find("codes/icd10.csv")};
    auto const first = [](scrub::converted_release const& made) {
        CHECK(made.tables.empty());
        return made.errors.empty() ? std::string{} : scrub::to_string(made.errors.front());
    };
    CHECK(first(scrub::convert_hcpcs("", edition())) ==
          "file.txt: expected records of the CMS alpha-numeric HCPCS file");
    CHECK(first(scrub::convert_hcpcs("HCPCS,short\n", edition())).starts_with("file.txt:1:11: expected 3, 4, 7 or 8"));
    std::string broken = fixture("hcpcs-release.txt");
    broken.replace(268, 8, "20261340");
    CHECK(first(scrub::convert_hcpcs(broken, edition())) ==
          "file.txt:1:269: expected a day CCYYMMDD or blanks, found \"20261340\"");
    std::string const twice = fixture("hcpcs-release.txt") + fixture("hcpcs-release.txt");
    CHECK(first(scrub::convert_hcpcs(twice, edition())) == "file.txt:10:1: expected each code once, found \"L0650\"");
    CHECK(first(scrub::convert_icd10("not an order file\n", shipped, edition()))
              .starts_with("file.txt:1:15: expected 0 or 1 as in the ICD-10-CM order file"));
    CHECK(first(scrub::convert_fees("A,B\n1,2\n", day("2026-01-01"), edition()))
              .starts_with("file.txt:2:1: expected a line of column names that begins with HCPCS"));
    CHECK(first(scrub::convert_fees("HCPCS,Mod,Mod2,AL\nL0650,,,x\n", day("2026-01-01"), edition())) ==
          "file.txt:2:9: expected an amount, found \"x\"");
}

TEST_CASE("a look at a code says what every table knows, for the day that is asked") {
    auto const says = [](std::string_view code, std::string_view kind, std::string_view key, std::string_view on = {},
                         std::string_view state = {}) -> std::string {
        auto const when = on.empty() ? model::date{} : day(on);
        for (auto const& answer : scrub::look_up(*shipped_codes(), code, when, state))
            for (auto const& line : answer.lines)
                if (answer.kind == kind && line.key == key) return line.text;
        return "nothing";
    };
    CHECK(says("L0650", "procedure code", "twin") == "L0637, custom-fitted");
    CHECK(says("l0650", "procedure code", "side") == "RT and LT do not belong on the line");
    CHECK(says("L0650", "procedure code", "prior_auth", "2026-05-01") ==
          "on 2026-05-01: required; ST stands in for it when the need is acute");
    CHECK(says("L0650", "procedure code", "prior_auth", "2022-04-12", "CA") == "on 2022-04-12: not required");
    CHECK(says("L0650", "procedure code", "prior_auth", "2022-05-01") ==
          "on 2022-05-01: depends on the patient's state: give --in");
    CHECK(says("L1952", "procedure code", "valid", "2025-03-31").starts_with("on 2025-03-31: no"));
    CHECK(says("L1952", "procedure code", "valid", "2025-04-01").starts_with("on 2025-04-01: yes ("));
    CHECK(says("L1952", "procedure code", "valid", "2027-01-01").find("the table ends on") != std::string::npos);
    CHECK(says("M54.5", "diagnosis", "replaced_by") == "M5450, M5451, M5459");
    CHECK(says("RT", "modifier", "class") == "laterality");
    CHECK(says("12", "place of service", "orthosis") == "Medicare takes an orthosis there");
    CHECK(says("A7:507", "front-end reject", "edit") == "X222.351.2400.SV101-2.020");
    CHECK(scrub::look_up(*shipped_codes(), "ZZ9", {}, {}).empty());
}

}  // namespace official_release_test
