// The shipped tables beside HCPCS: modifiers, diagnoses, answers, forms, lists, states.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>

#include "tests/support/shipped_codes.hpp"

namespace code_words_test {

using namespace orthoscrub;
using namespace orthoscrub::scrub;
using namespace orthoscrub::test;

TEST_CASE("modifiers: found as written, with class, use, dates and mutual exclusion") {
    auto const& m = tables().modifiers;
    struct expectation {
        std::string_view code;
        modifier_class kind;
        modifier_use use;
    };
    using enum modifier_class;
    for (auto const& e : {expectation{"RT", laterality, modifier_use::yes},
                          {"50", laterality, modifier_use::no},
                          {"KX", coverage, modifier_use::yes},
                          {"GA", liability, modifier_use::yes},
                          {"ST", prior_auth_bypass, modifier_use::yes},
                          {"99", overflow, modifier_use::yes},
                          {"NU", equipment_status, modifier_use::yes},
                          {"RB", repair_replacement, modifier_use::yes},
                          {"QK", anesthesia, modifier_use::no},
                          {"80", surgery, modifier_use::no},
                          {"26", professional, modifier_use::no},
                          {"SG", facility, modifier_use::no},
                          {"K3", prosthesis_level, modifier_use::no},
                          {"GP", therapy, modifier_use::rare}}) {
        CAPTURE(e.code);
        modifier_id const id = m.find(e.code);
        REQUIRE(id != modifier_id::unknown);
        CHECK(m.row(id).code == e.code);
        CHECK(to_string(m.row(id).kind) == to_string(e.kind));
        CHECK(m.row(id).on_l_code == e.use);
        CHECK(m.of(e.kind).has(id));
        CHECK(m.of(e.use).has(id));
    }
    for (auto const code : {"", "R", "rt", "RTX", "ZZ", "R ", "\xFF\xFF", "U1"}) {
        CAPTURE(code);
        CHECK(m.find(code) == modifier_id::unknown);
    }
    modifier_set const kx_ga{m.find("KX"), m.find("GA")};
    CHECK(kx_ga.size() == 2);
    CHECK(m.row(m.find("KX")).exclusive.covers({m.find("GA"), m.find("GZ"), m.find("GY")}));
    CHECK(m.row(m.find("RA")).exclusive.has(m.find("RB")));
    for (std::size_t i = 1; i < m.rows().size(); ++i)
        for (std::size_t j = 1; j < m.rows().size(); ++j) {
            CAPTURE(m.rows()[i].code);
            CAPTURE(m.rows()[j].code);
            CHECK(m.rows()[i].exclusive.has(static_cast<modifier_id>(j)) ==
                  m.rows()[j].exclusive.has(static_cast<modifier_id>(i)));
        }
    CHECK(m.row(m.find("RP")).effective.contains(day("2008-12-31")));
    CHECK_FALSE(m.row(m.find("RP")).effective.contains(day("2009-01-01")));
    CHECK_FALSE(m.row(m.find("KV")).effective.contains(day("2024-01-01")));
}

TEST_CASE("diagnoses: shape, retirement and headings") {
    struct shape {
        std::string_view code;
        bool ok;
    };
    for (auto const& e : {shape{"M5450", true},
                          {"S32010A", true},
                          {"A00", true},
                          {"Z981", true},
                          {"C7A00", true},
                          {"U071", true},
                          {"U099", true},
                          {"U50", false},
                          {"M54.5", false},
                          {"m545", false},
                          {"M5", false},
                          {"S32010AB", false},
                          {"7242", false},
                          {"MM450", false},
                          {"", false}}) {
        CAPTURE(e.code);
        CHECK(icd10_shape_ok(e.code) == e.ok);
    }
    struct expectation {
        std::string_view code;
        icd10_issue issue;
        std::string_view first_day_after;
    };
    for (auto const& e : {expectation{"M545", icd10_issue::retired, "2021-10-01"},
                          {"M4806", icd10_issue::retired, "2017-10-01"},
                          {"M5136", icd10_issue::retired, "2024-10-01"},
                          {"M5137", icd10_issue::retired, "2024-10-01"},
                          {"M512", icd10_issue::incomplete, ""},
                          {"S320", icd10_issue::incomplete, ""},
                          {"S335", icd10_issue::incomplete, ""},
                          {"M5450", icd10_issue::none, ""}}) {
        CAPTURE(e.code);
        icd10_row const* const found = tables().icd10.find(e.code);
        REQUIRE(found);
        CHECK(found->issue == e.issue);
        CHECK(found->billable == (e.issue == icd10_issue::none));
        CHECK(found->replaced_by.empty() == (e.issue == icd10_issue::none));
        if (e.issue == icd10_issue::retired) {
            CHECK_FALSE(found->effective.contains(day(e.first_day_after)));
            CHECK(found->effective.contains(day(e.first_day_after).plus_days(-1)));
        }
    }
    CHECK(tables().icd10.find("M545")->replaced_by == "M5450|M5451|M5459");
    for (auto const code : {"M54", "M5499", "", "S32010A1", "M5450 "}) CHECK(tables().icd10.find(code) == nullptr);
}

TEST_CASE("answers: reasons, remarks, groups and claim status") {
    auto const& a = tables().answers;
    CHECK(a.carc("197")->usual_group == "CO");
    CHECK(a.carc("B15") != nullptr);
    CHECK(a.carc("9999") == nullptr);
    CHECK(a.rarc("N350")->alert == false);
    for (auto const alert : {"MA13", "N210", "N211", "N565", "MA18"}) CHECK(a.rarc(alert)->alert);
    CHECK(a.group("PR")->usual_group == "patient");
    struct expectation {
        std::string_view category;
        bool rejects;
    };
    for (auto const& e : {expectation{"A1", false},
                          {"A2", false},
                          {"A3", true},
                          {"A5", false},
                          {"A6", true},
                          {"A7", true},
                          {"A8", true}}) {
        CAPTURE(e.category);
        CHECK(a.status_category(e.category)->rejects == e.rejects);
    }
    CHECK(a.status("453") != nullptr);
    CHECK(std::any_of(a.rejects().begin(), a.rejects().end(),
                      [](frontend_reject const& r) { return r.category == "A8" && r.status == "306"; }));
}

TEST_CASE("forms: places, taxonomies and boxes") {
    auto const& f = tables().forms;
    struct expectation {
        std::string_view place;
        place_verdict verdict;
    };
    for (auto const& e : {expectation{"12", place_verdict::accept},
                          {"21", place_verdict::error},
                          {"31", place_verdict::warn},
                          {"32", place_verdict::accept},
                          {"65", place_verdict::warn},
                          {"51", place_verdict::error},
                          {"02", place_verdict::warn}}) {
        CAPTURE(e.place);
        REQUIRE(f.place(e.place));
        CHECK(f.place(e.place)->orthosis == e.verdict);
    }
    for (auto const place : {"", "1", "00", "98", "1A", "123"}) CHECK(f.place(place) == nullptr);
    CHECK(f.taxonomy("335E00000X")->role == taxonomy_role::supplier);
    CHECK(f.taxonomy("207L00000X")->role == taxonomy_role::implausible);
    CHECK(f.taxonomy("335E00000") == nullptr);
    struct box {
        std::string_view loop, segment, qualifier;
        unsigned element, component;
        std::string_view name;
    };
    for (auto const& e : {box{"2300", "CLM", "", 1, 0, "26"},
                          {"2300", "CLM", "", 5, 3, "22"},
                          {"2300", "CLM", "", 5, 1, "24B"},
                          {"2300", "REF", "G1", 2, 0, "23"},
                          {"2400", "REF", "G1", 2, 0, "23"},
                          {"2300", "REF", "F8", 2, 0, "22"},
                          {"2400", "SV1", "", 1, 2, "24D"},
                          {"2400", "SV1", "", 1, 7, "24 shaded"},
                          {"2400", "SV1", "", 4, 0, "24G"},
                          {"2400", "DTP", "472", 3, 0, "24A"},
                          {"2400", "DTP", "471", 3, 0, ""},
                          {"2420E", "NM1", "DK", 9, 0, "17b"},
                          {"2310A", "NM1", "DN", 3, 0, "17"},
                          {"2300", "HI", "ABK", 1, 2, "21"},
                          {"2010BA", "NM1", "IL", 9, 0, "1a"},
                          {"2300", "NTE", "ADD", 2, 0, "19"},
                          {"2400", "NTE", "ADD", 2, 0, "24 shaded"},
                          {"2430", "SVD", "", 2, 0, ""}}) {
        CAPTURE(e.loop);
        CAPTURE(e.segment);
        CAPTURE(e.element);
        CHECK(f.box(e.loop, e.segment, e.qualifier, e.element, e.component) == e.name);
    }
}

TEST_CASE("lists: names are known, members are codes, an unknown name finds nothing") {
    auto const names = tables().hcpcs.list_names();
    CHECK(names.size() <= list_set::capacity);
    for (std::string_view name : names) {
        CAPTURE(name);
        CHECK(tables().hcpcs.find_list(name).has_value());
        if (name != "region.lower-limb-prosthesis" && name != "fabrication.any") CHECK(members(name) > 0);
    }
    CHECK_FALSE(tables().hcpcs.find_list("prior-auth").has_value());
    CHECK(nearest_name("prior-auth", names) == "prior_auth");
    CHECK(nearest_name("regoin.knee", names) == "region.knee");
    CHECK(nearest_name("weather", names).empty());
}

TEST_CASE("codes: states know their country and how their postal codes begin") {
    place_names const& places = tables().places;
    CHECK(places.states().size() == 77);
    REQUIRE(places.state("TX") != nullptr);
    CHECK(places.state("TX")->us);
    CHECK(places.state("TX")->zip_starts == (1u << 7 | 1u << 8));
    REQUIRE(places.state("ON") != nullptr);
    CHECK_FALSE(places.state("ON")->us);
    for (std::string_view const none : {"ZZ", "tx", "T", "TXX", "", "\xC3\x84"}) {
        CAPTURE(none);
        CHECK(places.state(none) == nullptr);
    }
    for (state_row const& state : places.states()) {
        CAPTURE(state.code);
        CHECK((state.zip_starts != 0) == state.us);
    }
    CHECK(places.country("DE"));
    CHECK(places.country("RS"));
    CHECK_FALSE(places.country("XX"));
    CHECK_FALSE(places.country("de"));
}

}  // namespace code_words_test
