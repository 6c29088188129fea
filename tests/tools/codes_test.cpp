// codes: looking up, listing, importing official releases, and judging by what was imported.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/run_program.hpp"

namespace codes_test {

using namespace orthoscrub::tests;
namespace json = boost::json;

namespace {

std::string sample(std::string const& name) { return std::string{ORTHOSCRUB_SOURCE_DIR} + "/fixtures/codes/" + name; }

}  // namespace

TEST_CASE("codes tells what a code is, in text and in json") {
    outcome const o = run({"codes", "L0650", "--on", "2026-05-01"});
    CHECK(o.code == 0);
    CHECK(o.out.find("prior auth") != std::string::npos);
    CHECK(o.out.find("L0637, custom-fitted") != std::string::npos);
    json::value const document = json::parse(run({"codes", "M54.5", "RT", "--format", "json"}).out);
    CHECK(document.at("answers").as_array().size() == 2);
    CHECK(document.at("answers").at(0).at("kind") == "diagnosis");
}

TEST_CASE("codes without a code lists the tables with their releases") {
    std::string const text = run({"codes"}).out;
    CHECK(text.find("lcodes               2026-07      2026-09-30") != std::string::npos);
    CHECK(json::parse(run({"codes", "--format", "json"}).out).at("tables").as_array().size() >= 15);
}

TEST_CASE("codes says what remit counts a CARC as, in the order in which the rows are tried") {
    struct row {
        std::string_view code;
        std::vector<std::string_view> parts;
    };
    for (row const& r :
         {row{"4", {"class            denial.modifier with RARC N519, M114, N565\n", "denial.modifier\n"}},
          row{"1", {"class            patient_share in group PR\n", " contractual in group CO, OA, PI\n"}},
          row{"16", {"class            denial.", " with RARC ", "usual group      CO\n"}}}) {
        outcome const o = run({"codes", std::string{r.code}});
        CAPTURE(o.out);
        CHECK(o.code == 0);
        std::size_t from = 0;
        for (std::string_view const part : r.parts)
            if (part.starts_with("usual")) CHECK(o.out.find(part) != std::string::npos);
            else {
                CAPTURE(part);
                from = o.out.find(part, from);
                REQUIRE(from != std::string::npos);
                ++from;
            }
    }
    json::value const document = json::parse(run({"codes", "1", "--format", "json"}).out);
    CHECK(document.at("answers").at(0).at("says").at(1).at("key") == "class");
}

TEST_CASE("codes knows the class of a CARC of one's own, without a meaning of it") {
    scratch_folder const folder;
    std::filesystem::create_directories(folder / "codes");
    folder.file("codes/carc_classes_own.csv",
                "# table: carc_classes_own; release: own; sources: general\n"
                "from,to,carc,group,sign,rarcs,class\n2026-01-01,,987,CO,negative,,denial.timely\n");
    outcome const o =
        run({"codes", "987", "--pack", std::string{ORTHOSCRUB_SOURCE_DIR} + "/scrubber", "--pack", folder / ""});
    CAPTURE(o.err);
    CAPTURE(o.out);
    CHECK(o.code == 0);
    CHECK(o.out.find("denial.timely in group CO, amount below zero, from 2026-01-01") != std::string::npos);
    CHECK(run({"codes", "987"}).code == 1);
}

TEST_CASE("a code that no table knows is exit code 1, a wrong day or state 3") {
    outcome const unknown = run({"codes", "ZZ9"});
    CHECK(unknown.code == 1);
    CHECK(unknown.err.find("no table knows ZZ9") != std::string::npos);
    CHECK(run({"codes", "L0650", "--on", "1 May"}).code == 3);
    CHECK(run({"codes", "L0650", "--in", "XX"}).code == 3);
}

TEST_CASE("official releases become tables that codes and check use") {
    scratch_folder const folder;
    std::string const pack = folder / "mine";
    outcome const made = run({"codes", "import", "--hcpcs", sample("hcpcs-release.txt"), "--icd10",
                              sample("icd10-order.txt"), "--fees", sample("dmepos-fees.csv"), "--fees-from",
                              "2026-01-01", "--release", "2026-10", "--covers-to", "2026-12-31", "--to", pack});
    CAPTURE(made.err);
    REQUIRE(made.code == 0);
    CHECK(made.out.find("hcpcs.csv: 5 rows") != std::string::npos);
    CHECK(run({"codes", "L0650", "--on", "2026-10-05", "--in", "CO", "--pack", pack}).out.find("917.32 in CO") !=
          std::string::npos);
    CHECK(run({"codes", "L4999", "--pack", pack}).code == 0);
    CHECK(run({"codes", "L4999"}).code == 1);

    std::string const guide = std::string{ORTHOSCRUB_SOURCE_DIR} + "/fixtures/guides/L0650.837";
    json::value const checked = json::parse(run({"check", "--pack", pack, "--format", "json", guide}).out);
    json::value const& expected = checked.at("summary").at("expected_at_stake");
    REQUIRE(expected.is_object());
    CHECK(expected.at("fee_schedule") == "2026-10");
    CHECK(expected.at("lines").as_int64() >= 5);
    CHECK(expected.at("cents").as_int64() == expected.at("lines").as_int64() * 91732);
    CHECK(run({"check", "--pack", pack, guide}).out.find("Medicare's fee schedule 2026-10 allows $") !=
          std::string::npos);
    json::value const without = json::parse(run({"check", "--format", "json", guide}).out);
    CHECK(without.at("summary").at("expected_at_stake").is_null());
}

TEST_CASE("a faulty official file is told with its place and leaves the folder as it was") {
    scratch_folder const folder;
    std::string const wrong = folder.file("wrong.txt", "this is no release\n");
    outcome const o = run({"codes", "import", "--hcpcs", wrong, "--icd10", sample("icd10-order.txt"), "--release", "x",
                           "--to", folder / "mine"});
    CHECK(o.code == 3);
    CHECK(o.err.find("wrong.txt:1:11: expected 3, 4, 7 or 8") != std::string::npos);
    CHECK(folder.entries() == 1);
    CHECK(run({"codes", "import", "--release", "x", "--to", folder / "mine"}).code == 3);
    CHECK(run({"codes", "import", "--hcpcs", folder / "none.txt", "--release", "x", "--to", folder / "mine"}).code ==
          4);
    CHECK(
        run({"codes", "import", "--fees", sample("dmepos-fees.csv"), "--release", "x", "--to", folder / "mine"}).code ==
        3);
}

}  // namespace codes_test
