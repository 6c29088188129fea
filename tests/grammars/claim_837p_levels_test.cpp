#include <doctest/doctest.h>

#include <string>

#include "tests/support/claim_reading.hpp"

namespace claim_837p_levels_test {

using namespace orthoscrub;
using test::claim_reading;

namespace {

using list = std::vector<std::string>;

struct row {
    char const* name;
    std::string_view levels;
    list faults;
};

}  // namespace

// x12/README section 3: HL01 counts, HL02 names the parent, HL03 is the level, HL04 says whether children
// follow.
TEST_CASE("HL numbers, parents, levels and child codes are held to the rules, one fault each") {
    for (row const& r : {
             row{"one subscriber", "HL*1**20*1~HL*2*1*22*0~", {}},
             row{"subscriber with patient",
                 "HL*1**20*1~HL*2*1*22*1~HL*3*2*23*0~HL*4*2*23*0~HL*5*1*22*0~HL*6**20*1~HL*7*6*22*0~",
                 {}},
             row{"HL01 repeats", "HL*1**20*1~HL*2*1*22*0~HL*2*1*22*0~", {"hl-number at 4 seen 2 expected 3 x1"}},
             row{"HL01 is counted, not followed",
                 "HL*1**20*1~HL*3*1*22*0~HL*4*1*22*0~",
                 {"hl-number at 3 seen 3 expected 2 x1", "hl-number at 4 seen 4 expected 3 x1"}},
             row{"parent on a billing level", "HL*1*9*20*1~HL*2*1*22*0~", {"hl-parent at 2 seen 9 expected  x1"}},
             row{"wrong parent", "HL*1**20*1~HL*2*7*22*0~", {"hl-parent at 3 seen 7 expected 1 x1"}},
             row{"patient names the billing level",
                 "HL*1**20*1~HL*2*1*22*1~HL*3*1*23*0~",
                 {"hl-parent at 4 seen 1 expected 2 x1"}},
             row{"subscriber without billing level", "HL*1*1*22*0~", {"hl-parent at 2 seen 1 expected  x1"}},
             row{"patient without subscriber", "HL*1**20*0~HL*2*1*23*0~", {"hl-parent at 3 seen 1 expected  x1"}},
             row{"child code without children",
                 "HL*1**20*1~HL*2*1*22*1~HL*3*1*22*0~",
                 {"hl-child-code at 3 seen 1 expected 0 x1"}},
             row{"children without child code",
                 "HL*1**20*1~HL*2*1*22*0~HL*3*2*23*0~",
                 {"hl-child-code at 3 seen 0 expected 1 x1"}},
             row{"patient with child code",
                 "HL*1**20*1~HL*2*1*22*1~HL*3*2*23*1~",
                 {"hl-child-code at 4 seen 1 expected 0 x1"}},
             row{"billing level without children", "HL*1**20*1~", {"hl-child-code at 2 seen 1 expected 0 x1"}},
             row{"child code missing", "HL*1**20*1~HL*2*1*22~", {"hl-child-code at 3 seen  expected 0 x1"}},
             row{"unknown level",
                 "HL*1**20*1~HL*2*1*22*0~HL*3*1*19*0~NM1*IL*1~HL*4*1*22*0~",
                 {"hl-level at 4 seen 19 expected 20, 22 or 23 x2"}},
         }) {
        CAPTURE(r.name);
        claim_reading const read{"ST*837*1*005010X222A1~" + std::string{r.levels} + "SE*1*1~"};
        CHECK(read.told() == r.faults);
    }
}

TEST_CASE("levels are told at the end of a set that was cut off") {
    claim_reading const read{"ST*837*1*005010X222A1~HL*1**20*1~"};
    CHECK(read.told() == list{"hl-child-code at 2 seen 1 expected 0 x1"});
}

TEST_CASE("HL numbers start anew in every set") {
    claim_reading const read{
        "ST*837*1*005010X222A1~HL*1**20*1~HL*2*1*22*0~SE*4*1~ST*837*2*005010X222A1~HL*1**20*1~HL*2*1*22*0~SE*"
        "4*2~"};
    CHECK(read.told() == list{});
    CHECK(read.tables.sets.size() == 2);
}

TEST_CASE("a claim hangs on the levels that are open") {
    claim_reading const read{
        "ST*837*1*005010X222A1~HL*1**20*1~HL*2*1*22*1~CLM*A*1~LX*1~SV1*HC:A*1~HL*3*2*23*0~CLM*B*1~LX*1~SV1*"
        "HC:A*1~"
        "HL*4*1*22*0~CLM*C*1~LX*1~SV1*HC:A*1~CLM*D*1~LX*1~SV1*HC:A*1~HL*5**20*1~HL*6*5*22*0~CLM*E*1~LX*1~SV1*"
        "HC:A*1~SE*1*1~"};
    CHECK(read.told() == list{});
    auto const& t = read.tables;
    REQUIRE(t.claims.size() == 5);
    struct parents {
        std::uint32_t billing, subscriber, patient;
    };
    parents const expected[] = {
        {0, 0, model::absent}, {0, 0, 0}, {0, 1, model::absent}, {0, 1, model::absent}, {1, 2, model::absent}};
    for (std::size_t i = 0; i < 5; ++i) {
        CAPTURE(i);
        CHECK(t.claims[i].billing == expected[i].billing);
        CHECK(t.claims[i].subscriber == expected[i].subscriber);
        CHECK(t.claims[i].patient == expected[i].patient);
        CHECK_FALSE(t.claims[i].broken);
    }
    CHECK(t.subscribers[2].billing == 1);
    CHECK(t.patients[0].subscriber == 0);
}

TEST_CASE("a claim below an unknown level is read without a subscriber") {
    claim_reading const read{
        "ST*837*1*005010X222A1~HL*1**20*1~HL*2*1*22*0~CLM*A*1~LX*1~SV1*HC:A*1~HL*3*1*XX*0~SBR*P*18~CLM*B*1~"
        "LX*1~SV1*HC:A*1~SE*1*1~"};
    REQUIRE(read.tables.claims.size() == 2);
    CHECK(read.tables.claims[1].subscriber == model::absent);
    CHECK(read.tables.claims[1].broken);
    CHECK(read.told() == list{"hl-level at 7 seen  expected 20, 22 or 23 x2",
                              "claim-outside-hierarchy at 9 seen CLM expected HL*22 or HL*23 x1"});
}

// x12/README section 5: GS08 and ST03 005010X222 and X222A2 are accepted by configuration, A1 always.
TEST_CASE("versions") {
    struct version {
        std::string_view st, group;
        bool x222, x222a2;
        list faults;
    };
    for (version const& v : {
             version{"ST*837*1*005010X222A1~", "", false, false, {}},
             version{"ST*837*1*005010X222~", "", true, false, {}},
             version{"ST*837*1*005010X222A2~", "", false, true, {}},
             version{
                 "ST*837*1*005010X222~", "", false, true, {"st-version at 1 seen 005010X222 expected 005010X222A1 x1"}},
             version{"ST*837*1*005010X223A2~",
                     "",
                     true,
                     true,
                     {"st-version at 1 seen 005010X223A2 expected 005010X222A1 x1"}},
             version{"ST*837*1~", "005010X222A1", true, true, {}},
             version{"ST*837*1*005010X222~",
                     "005010X222A1",
                     true,
                     true,
                     {"st-version at 1 seen 005010X222 expected 005010X222A1 x1"}},
             version{"ST*835*1*005010X222A1~", "", true, true, {"st-version at 1 seen 835 expected 837 x1"}},
         }) {
        CAPTURE(v.st);
        claim_reading const read{v.st, {v.x222, v.x222a2, v.group}};
        CHECK(read.told() == v.faults);
    }
}

}  // namespace claim_837p_levels_test
