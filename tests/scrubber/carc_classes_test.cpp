// Every class of the table of adjustment reasons, the conditions that choose between them, and the user's own rows.
#include "scrubber/codes/carc_classes.hpp"

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "scrubber/codes/code_tables.hpp"

namespace carc_classes_test {

using namespace orthoscrub;
using namespace orthoscrub::scrub;

namespace {

code_tables const& tables() {
    static code_tables_result const loaded = load_code_tables(folder_source(ORTHOSCRUB_SOURCE_DIR "/scrubber"));
    for (auto const& e : loaded.errors) FAIL_CHECK(to_string(e));
    REQUIRE(loaded.tables);
    return *loaded.tables;
}

std::string_view kind(std::string_view carc, std::string_view group, std::vector<std::string_view> line = {},
                      std::vector<std::string_view> claim = {}, std::int64_t cents = 100) {
    return to_string(tables().adjustments.find(carc, group, {cents}, line, claim, {}));
}

std::vector<std::string> split(std::string const& text) {
    std::istringstream in{text};
    std::vector<std::string> all;
    for (std::string one; in >> one;) all.push_back(one);
    return all;
}

}  // namespace

TEST_CASE("reasons: each CARC is of its class") {
    std::map<std::string, std::string> const wanted{
        {"patient_share", "66 241 247 248"},
        {"contractual", "45 24 44 59 90 91 102 103 104 105 131 132 137 143 144 161 172 186 209 235 237 245 253 303"},
        {"prior_payer", "23 100"},
        {"bundled", "97 B10 190 231 234 236"},
        {"pending", "133 257 277"},
        {"predetermination", "101"},
        {"transferred", "B11"},
        {"reporting_only", "246"},
        {"denial.modifier", "4 182"},
        {"denial.code", "181 189 8 6 7 211"},
        {"denial.diagnosis", "11 9 10 12 146 167"},
        {"denial.pos", "5 58 171"},
        {"denial.data", "16 14 125 129 140 206 207 208 148"},
        {"denial.ordering", "183 184 173 174 175 176"},
        {"denial.documentation", "163 164 226 227 228 250 251 252"},
        {"denial.medical_necessity", "50 54 55 56 150 152 154 216 272"},
        {"denial.frequency", "119 151 222 273 35 149"},
        {"denial.authorization", "197 15 39 198 210 243 284 296 302"},
        {"denial.noncovered", "96 204 49 51 53 60 78 111 136 166 200 202 242 256 258 269 276 A1"},
        {"denial.eligibility", "13 26 27 31 32 33 34 177 178"},
        {"denial.wrong_payer", "109 22 19 20 21"},
        {"denial.timely", "29"},
        {"denial.duplicate", "18 B13"},
        {"denial.provider", "B7 170 185 283 299 B16 B23"},
        {"denial.related_service", "107 B15 B8 B9 B20 108"},
        {"unknown", "9999 ZZ B99"}};
    std::set<std::string> listed{"1", "2", "3", "94"};
    for (auto const& [what, codes] : wanted)
        for (std::string const& carc : split(codes)) {
            CAPTURE(carc);
            CHECK(kind(carc, what == "patient_share" ? "PR" : "CO") == what);
            if (what != "unknown") listed.insert(carc);
        }
    for (carc_classes::row const& r : tables().adjustments.rows()) CHECK(listed.count(std::string{r.carc}) == 1);
}

TEST_CASE("reasons: group, sign and remarks choose the class") {
    struct choice {
        std::string_view carc, group;
        std::vector<std::string_view> line, claim;
        std::int64_t cents;
        std::string_view what;
    };
    for (choice const& c :
         std::vector<choice>{{"1", "PR", {}, {}, 1, "patient_share"},
                             {"2", "CO", {}, {}, 1, "contractual"},
                             {"3", "OA", {}, {}, 1, "contractual"},
                             {"66", "CO", {}, {}, 1, "unknown"},
                             {"248", "OA", {}, {}, 1, "unknown"},
                             {"45", "PR", {}, {}, 1, "patient_share"},
                             {"45", "OA", {}, {}, 1, "contractual"},
                             {"94", "OA", {}, {}, -1, "contractual"},
                             {"94", "OA", {}, {}, 1, "unknown"},
                             {"16", "CO", {"N350"}, {}, 1, "denial.narrative"},
                             {"16", "CO", {}, {"N350"}, 1, "denial.narrative"},
                             {"16", "CO", {"N822"}, {}, 1, "denial.modifier"},
                             {"16", "CO", {"N519"}, {}, 1, "denial.modifier"},
                             {"16", "CO", {"N575"}, {}, 1, "denial.ordering"},
                             {"16", "CO", {"M81"}, {}, 1, "denial.diagnosis"},
                             {"16", "CO", {"M77"}, {}, 1, "denial.pos"},
                             {"16", "CO", {"N657"}, {}, 1, "denial.code"},
                             {"16", "CO", {"M124"}, {}, 1, "denial.data"},
                             // The order of several: narrative, modifier, ordering, diagnosis, place, code.
                             {"16", "CO", {"M51", "M77", "M76", "N264", "N823", "N350"}, {}, 1, "denial.narrative"},
                             {"16", "CO", {"M51", "M77", "M76", "N264", "N823"}, {}, 1, "denial.modifier"},
                             {"16", "CO", {"M51", "M77", "M76", "N264"}, {}, 1, "denial.ordering"},
                             {"16", "CO", {"M51", "M77", "M76"}, {}, 1, "denial.diagnosis"},
                             {"16", "CO", {"M51", "M77"}, {}, 1, "denial.pos"},
                             {"16", "CO", {"M51"}, {"N822"}, 1, "denial.modifier"},
                             {"50", "CO", {"M127"}, {}, 1, "denial.documentation"},
                             {"50", "CO", {"N640"}, {}, 1, "denial.frequency"},
                             {"50", "CO", {"N115"}, {}, 1, "denial.medical_necessity"},
                             {"96", "PR", {"N435"}, {}, 1, "denial.frequency"},
                             {"96", "PR", {"N425"}, {}, 1, "denial.noncovered"},
                             {"151", "CO", {"M3", "M25"}, {}, 1, "denial.frequency"}}) {
        CAPTURE(c.carc);
        CAPTURE(c.group);
        CHECK(kind(c.carc, c.group, c.line, c.claim, c.cents) == c.what);
        // Many remarks that no row names, before and behind, change nothing once they are left out.
        std::vector<std::string> const others = [] {
            std::vector<std::string> all;
            for (int i = 0; i < 20; ++i) all.push_back("N9" + std::to_string(100 + i));
            return all;
        }();
        std::vector<std::string_view> many{others.begin(), others.end()};
        many.insert(many.begin() + 10, c.line.begin(), c.line.end());
        many.insert(many.end(), c.line.begin(), c.line.end());
        asked_remarks cut{tables().adjustments};
        auto const asked = cut.of(many);
        CHECK(asked.size() <= c.line.size());
        CHECK(kind(c.carc, c.group, {asked.begin(), asked.end()}, c.claim, c.cents) == c.what);
    }
}

TEST_CASE("reasons: every class has a word, and every CARC of the table a meaning") {
    for (unsigned i = 0; i < static_cast<unsigned>(carc_class::count_); ++i)
        CHECK_FALSE(to_string(static_cast<carc_class>(i)).empty());
    for (carc_classes::row const& r : tables().adjustments.rows()) {
        CAPTURE(r.carc);
        REQUIRE(tables().answers.carc(r.carc) != nullptr);
        CHECK_FALSE(tables().answers.carc(r.carc)->meaning.empty());
    }
    CHECK(tables().adjustments.names("29", "N211"));
    CHECK_FALSE(tables().adjustments.names("50", "N211"));
}

TEST_CASE("reasons: rows of the user come first and hold for their days; faulty rows are told") {
    std::string own;
    table_load load;
    load.source = [&](std::string_view path) -> std::optional<std::string_view> {
        if (path == "codes/carc_classes_own.csv") return own;
        if (path == "codes/carc_classes.csv")
            return "# table: carc_classes; release: "
                   "2026-11\nfrom,to,carc,group,sign,rarcs,class\n,,50,,,,denial.medical_necessity\n";
        return std::nullopt;
    };
    own =
        "# table: carc_classes_own; release: 2026-11\nfrom,to,carc,group,sign,rarcs,class\n"
        "2026-01-01,2026-06-30,50,CO,,,denial.documentation\n,,501,,,,denial.frequency\n";
    carc_classes classes;
    classes.read(load);
    CHECK(load.errors.empty());
    auto on = [&](char const* day) { return classes.find("50", "CO", {1}, {}, {}, *model::date::from_iso(day)); };
    CHECK(on("2026-03-01") == carc_class::denial_documentation);
    CHECK(on("2026-07-01") == carc_class::denial_medical_necessity);
    CHECK(classes.find("501", "PR", {1}, {}, {}, {}) == carc_class::denial_frequency);

    for (char const* row : {",,50,XX,,,denial.code", ",,50,,up,,denial.code", ",,50,,,,denial", ",,,,,,unknown",
                            "2026-02-30,,50,,,,unknown"}) {
        own = std::string{"# table: carc_classes_own; release: x\nfrom,to,carc,group,sign,rarcs,class\n"} + row + '\n';
        load.errors.clear();
        carc_classes broken;
        broken.read(load);
        CAPTURE(row);
        CHECK(load.errors.size() == 1);
    }
}

}  // namespace carc_classes_test
