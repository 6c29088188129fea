#include <doctest/doctest.h>

#include <string>

#include "tests/support/claim_reading.hpp"

namespace claim_837p_broken_test {

using namespace orthoscrub;
using test::claim_reading;

namespace {

using list = std::vector<std::string>;

// A set whose claims come from the text; the heading has 11 segments, the subscriber 7, so the text begins
// at 19.
std::string set_of(std::string_view claims) {
    std::string out{test::heading_text};
    out += test::subscriber_text;
    out += claims;
    return out + "SE*1*0001~";
}

list controls(claim_reading const& read) {
    list out;
    for (auto const& c : read.tables.claims) out.push_back(std::string{c.control_number} + (c.broken ? " broken" : ""));
    return out;
}

struct row {
    char const* name;
    std::string_view text;
    list claims;
    std::size_t unplaced;
    list faults;
};

}  // namespace

// Trap: `*claim` would end in silence at a broken claim. After CLM and LX a loop is committed.
TEST_CASE("a broken claim is a fault and the next claim is read") {
    constexpr std::string_view good = "LX*1~SV1*HC:L1833*5*UN*1***1~DTP*472*D8*20250310~";
    for (row const& r : {
             row{"CLM without lines",
                 "CLM*A*5~HI*ABK:M170~CLM*B*5~LX*1~SV1*HC:L1833*5*UN*1***1~",
                 {"A broken", "B"},
                 0,
                 {"loop-broken at 19 seen CLM expected service line (LX) x1"}},
             row{"CLM without lines, last",
                 "CLM*A*5~",
                 {"A broken"},
                 0,
                 {"loop-broken at 19 seen SE expected service line (LX) x1"}},
             row{"LX without SV1",
                 "CLM*A*5~LX*1~DTP*472*D8*20250310~LX*2~SV1*HC:L1833*5*UN*1***1~CLM*B*5~LX*1~SV1*HC:A*5~",
                 {"A broken", "B"},
                 0,
                 {"loop-broken at 20 seen LX expected SV1 x1"}},
             row{"LX without SV1, last",
                 "CLM*A*5~LX*1~",
                 {"A broken"},
                 0,
                 {"loop-broken at 20 seen SE expected SV1 x1"}},
             row{"SV1 without LX",
                 "CLM*A*5~SV1*HC:L1833*5*UN*1***1~DTP*472*D8*20250310~CLM*B*5~LX*1~SV1*HC:A*5~",
                 {"A broken", "B"},
                 2,
                 {"loop-broken at 20 seen SV1 expected LX x2",
                  "loop-broken at 19 seen CLM expected service line (LX) x1"}},
             row{"second SV1 under one LX",
                 "CLM*A*5~LX*1~SV1*HC:A*5~SV1*HC:B*5~REF*6R*X~LX*2~SV1*HC:C*5~",
                 {"A broken"},
                 2,
                 {"loop-broken at 22 seen SV1 expected LX x2"}},
             row{"LX without claim",
                 "LX*1~SV1*HC:A*5~REF*6R*X~LX*2~CLM*B*5~LX*1~SV1*HC:A*5~",
                 {"B"},
                 4,
                 {"line-outside-claim at 19 seen LX expected CLM x4"}},
             row{"SV1 without claim",
                 "SV1*HC:A*5~CLM*B*5~LX*1~SV1*HC:A*5~",
                 {"B"},
                 1,
                 {"line-outside-claim at 19 seen SV1 expected CLM x1"}},
         }) {
        CAPTURE(r.name);
        claim_reading const read{set_of(r.text)};
        CHECK(controls(read) == r.claims);
        CHECK(read.unplaced() == r.unplaced);
        CHECK(read.told() == r.faults);
    }
    claim_reading const read{set_of(std::string{"CLM*A*5~"} + std::string{good})};
    CHECK(controls(read) == list{"A"});
}

// Trap: containers keep what a failed alternative pushed. A line without SV1 takes its rows back.
TEST_CASE("a line without SV1 leaves no rows behind") {
    claim_reading const read{
        set_of("CLM*A*5~REF*G1*CLAIM~LX*1~DTP*472*D8*20250310~REF*6R*GONE~NTE*ADD*X~PWK*OZ*BM~AMT*T*1~K3*X~"
               "NM1*DK*1~REF*0B*X~"
               "SVD*P*5~CAS*CO*45*1~LX*2~SV1*HC:L1833*5*UN*1***1~REF*6R*KEPT~")};
    auto const& t = read.tables;
    REQUIRE(t.lines.size() == 2);
    CHECK(t.lines[0].sv1 == model::absent);
    CHECK(t.lines[0].control_number.empty());
    CHECK(t.lines[0].service_date == model::absent);
    CHECK(t.lines[0].end == t.lines[1].lx);
    CHECK(t.dates.empty());
    CHECK(t.notes.empty());
    CHECK(t.attachments.empty());
    CHECK(t.amounts.empty());
    CHECK(t.adjudications.empty());
    CHECK(t.adjustments.empty());
    CHECK(t.details.empty());
    CHECK(t.lines[1].control_number == "KEPT");
    REQUIRE(t.claims[0].references.count == 1);
    CHECK(t.references[t.claims[0].references.first].value == "CLAIM");
    REQUIRE(t.lines[1].references.count == 1);
    CHECK(t.references[t.lines[1].references.first].value == "KEPT");
    CHECK(t.claims[0].parties.count == 0);
    CHECK(t.lines[1].parties.count == 0);
}

// Trap: a nameless alternative would print a mangled type.
TEST_CASE("what was expected has words that a person knows") {
    claim_reading const read{set_of("CLM*A*5~LX*1~CLM*B*5~")};
    REQUIRE(read.faults.faults().size() == 2);
    CHECK(read.faults.faults()[0].expected == "SV1");
    CHECK(read.faults.faults()[1].expected == "service line (LX)");
}

TEST_CASE("a segment that fits nowhere is kept, told once a run, and breaks nothing") {
    for (row const& r : {
             row{"unknown id in 2300",
                 "CLM*A*5~ZZZ*1~REF*G1*X~LX*1~SV1*HC:A*5~",
                 {"A"},
                 1,
                 {"segment-unexpected at 20 seen ZZZ expected  x1"}},
             row{"unknown REF in 2310B, the loop goes on",
                 "CLM*A*5~NM1*82*1~REF*1C*X~PRV*PE*PXC*1~LX*1~SV1*HC:A*5~",
                 {"A"},
                 1,
                 {"segment-unexpected at 21 seen REF*1C expected  x1"}},
             row{"4010: N3 and N4 in 2310A",
                 "CLM*A*5~NM1*DN*1~N3*1 ST~N4*B~REF*0B*1~LX*1~SV1*HC:A*5~",
                 {"A"},
                 2,
                 {"segment-unexpected at 21 seen N3 expected  x2"}},
             row{"4010: DMG, AMT*F2 in 2320",
                 "CLM*A*5~SBR*S*18~AMT*F2*1~DMG*D8*1~OI***Y~LX*1~SV1*HC:A*5~",
                 {"A"},
                 2,
                 {"segment-unexpected at 21 seen AMT*F2 expected  x2"}},
             row{"NM1 that opens nothing takes its followers along",
                 "CLM*A*5~NM1*77*2~NM1*ZZ*1~N3*A~N4*B~REF*LU*1~HI*ABK:A~LX*1~SV1*HC:A*5~",
                 {"A"},
                 4,
                 {"segment-unexpected at 21 seen NM1*ZZ expected  x4"}},
             row{"SBR after LX takes all up to the next trigger",
                 "CLM*A*5~LX*1~SV1*HC:A*5~SBR*S*18~NM1*82*1~REF*G1*1~LX*2~SV1*HC:B*5~",
                 {"A"},
                 3,
                 {"segment-unexpected at 22 seen SBR*S expected  x3"}},
             row{"HI after LX",
                 "CLM*A*5~LX*1~SV1*HC:A*5~HI*ABK:A~DTP*472*D8*20250310~",
                 {"A"},
                 1,
                 {"segment-unexpected at 22 seen HI*ABK expected  x1"}},
             row{"segment of 2300 after SBR",
                 "CLM*A*5~SBR*S*18~NM1*82*1~REF*G1*X~LX*1~SV1*HC:A*5~",
                 {"A"},
                 1,
                 {"segment-unexpected at 22 seen REF*G1 expected  x1"}},
             row{"CAS without SVD",
                 "CLM*A*5~LX*1~SV1*HC:A*5~CAS*CO*45*1~REF*6R*1~",
                 {"A"},
                 1,
                 {"segment-unexpected at 22 seen CAS*CO expected  x1"}},
             row{"LIN with an unknown qualifier",
                 "CLM*A*5~LX*1~SV1*HC:A*5~LIN**ZZ*1~CTP****1~REF*VY*1~REF*6R*1~",
                 {"A"},
                 3,
                 {"segment-unexpected at 22 seen LIN expected  x3"}},
             row{"diagnosis with a foreign component separator",
                 "CLM*A*5~HI*BK>7215~LX*1~SV1*HC:A*5~",
                 {"A"},
                 1,
                 {"segment-unexpected at 20 seen HI*BK expected  x1"}},
             row{"two runs are two faults",
                 "CLM*A*5~ZZZ*1~REF*G1*X~YYY*1~XXX*1~LX*1~SV1*HC:A*5~",
                 {"A"},
                 3,
                 {"segment-unexpected at 20 seen ZZZ expected  x1", "segment-unexpected at 22 seen YYY expected  x2"}},
         }) {
        CAPTURE(r.name);
        claim_reading const read{set_of(r.text)};
        CHECK(controls(read) == r.claims);
        CHECK(read.unplaced() == r.unplaced);
        CHECK(read.told() == r.faults);
    }
}

TEST_CASE("an unplaced segment does not detach what follows in its loop") {
    claim_reading const read{set_of("CLM*A*5~NM1*82*1*X~REF*1C*OLD~PRV*PE*PXC*207X00000X~LX*1~SV1*HC:A*5~")};
    auto const& parties = read.tables.parties;
    CHECK(parties.back().loop == text::loop_id::l2310B);
    CHECK(parties.back().taxonomy == "207X00000X");
}

TEST_CASE("the fault of an unplaced segment says which loop was open and never quotes free text") {
    claim_reading const read{
        set_of("CLM*A*5~NM1*DN*1~N3*12 SECRET LANE~LX*1~SV1*HC:A*5~LAST NAME*FIRST~NTE*CANARY TEXT*X~")};
    REQUIRE(read.faults.faults().size() == 2);
    CHECK(read.faults.faults()[0].at.loop == text::loop_id::l2310A);
    CHECK(read.faults.faults()[0].seen == "N3");
    CHECK(read.faults.faults()[1].seen.empty());
}

TEST_CASE("a claim before any HL is read and told") {
    claim_reading const read{"ST*837*1*005010X222A1~BHT*0019*00*R*20250401*1200*CH~CLM*A*5~LX*1~SV1*HC:A*5~SE*1*1~"};
    REQUIRE(read.tables.claims.size() == 1);
    CHECK(read.tables.claims[0].broken);
    CHECK(read.tables.claims[0].billing == model::absent);
    CHECK(read.tables.lines.size() == 1);
    CHECK(read.told() == list{"claim-outside-hierarchy at 3 seen CLM expected HL*22 or HL*23 x1"});
}

TEST_CASE("a claim below the billing level is read and told") {
    claim_reading const read{std::string{test::heading_text} + "CLM*A*5~LX*1~SV1*HC:A*5~CLM*B*5~LX*1~SV1*HC:A*5~" +
                             std::string{test::subscriber_text} + std::string{test::claim_text} + "SE*1*1~"};
    REQUIRE(read.tables.claims.size() == 3);
    CHECK(read.tables.claims[0].billing == 0);
    CHECK(read.tables.claims[0].subscriber == model::absent);
    CHECK(read.tables.claims[2].subscriber == 0);
    CHECK_FALSE(read.tables.claims[2].broken);
    CHECK(read.told().size() == 2);
}

TEST_CASE("odd windows do not disturb the reader") {
    for (std::string_view text :
         {"", "~", "SE~", "HL~", "CLM~", "LX~", "SV1~", "ST~", "NM1~", "*~", "ST*837~~~HL***22~~CLM~~LX~~SV1~~SE~"}) {
        CAPTURE(text);
        claim_reading const read{text};
        CHECK(read.tables.loops.size() == read.segments.size());
    }
}

}  // namespace claim_837p_broken_test
