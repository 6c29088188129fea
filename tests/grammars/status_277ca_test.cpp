// What a 277CA says ends up in rows, dialects are taken, and what breaks off is told and marked.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/ack_reading.hpp"

namespace status_277ca_test {

using namespace orthoscrub;
using model::status_level_kind;
using test::ack_reading;
using list = std::vector<std::string>;

namespace {

constexpr std::string_view head =
    "ST*277*0001*005010X214~BHT*0085*08*900117*20260302*1030*TH~HL*1**20*1~NM1*PR*2*SAMPLE PAYER*****PI*99999~"
    "TRN*1*900117~DTP*050*D8*20260302~DTP*009*D8*20260303~HL*2*1*21*1~NM1*41*2*SAMPLE SENDER*****46*SENDER01~"
    "TRN*2*BATCH117~STC*A1:19:PR*20260302*WQ*1015~QTY*90*1~QTY*AA*1~AMT*YU*950~AMT*YY*65~"
    "HL*3*2*19*1~NM1*85*2*SAMPLE ORTHOTICS*****XX*1234567893~TRN*1*BATCH117~STC*A1:19:PR**WQ*1015~REF*TJ*123456789~"
    "QTY*QA*1~QTY*QC*1~AMT*YU*950~AMT*YY*65~";
constexpr std::string_view claims =
    "HL*4*3*PT~NM1*QC*1*DOE*JANE****MI*MEMBER1~TRN*2*ORT-1~STC*A2:20:PR*20260302*WQ*950~REF*1K*ICN1~REF*D9*CH1~"
    "REF*BLT*111~DTP*472*RD8*20260227-20260228~"
    "HL*5*3*PT*0~NM1*QC*1*POE*PAULA****MI*MEMBER3~TRN*2*ORT-3~"
    "STC*A3:247*20260302*U*65******A7:453:85*A8:306*CANARY TEXT~DTP*472*D8*20260227~"
    "SVC*HC:L2999:RT:KX*65**0274***1.5~STC*A7:306**U~STC*A7:453**U~REF*FJ*L1~REF*XZ*RX9~DTP*472*D8*20260227~";

std::string set_of(std::string_view text) { return std::string{head} + std::string{text} + "SE*1*0001~"; }

}  // namespace

TEST_CASE("every segment of a 277CA has its loop") {
    ack_reading const read{set_of(claims)};
    CHECK(read.told() == list{});
    CHECK(read.placed() == list{"heading ST", "heading BHT", "2000A HL",  "2100A NM1", "2200A TRN", "2200A DTP",
                                "2200A DTP",  "2000B HL",    "2100B NM1", "2200B TRN", "2200B STC", "2200B QTY",
                                "2200B QTY",  "2200B AMT",   "2200B AMT", "2000C HL",  "2100C NM1", "2200C TRN",
                                "2200C STC",  "2200C REF",   "2200C QTY", "2200C QTY", "2200C AMT", "2200C AMT",
                                "2000D HL",   "2100D NM1",   "2200D TRN", "2200D STC", "2200D REF", "2200D REF",
                                "2200D REF",  "2200D DTP",   "2000D HL",  "2100D NM1", "2200D TRN", "2200D STC",
                                "2200D DTP",  "2220D SVC",   "2220D STC", "2220D STC", "2220D REF", "2220D REF",
                                "2220D DTP",  "heading SE"});
}

TEST_CASE("levels name their parents, parties and counts") {
    ack_reading const read{set_of(claims)};
    auto const& t = read.tables;
    REQUIRE(t.status_sets.size() == 1);
    auto const& set = t.status_sets[0];
    CHECK(set.control_number == "0001");
    CHECK(set.version == "005010X214");
    CHECK(set.structure == "0085");
    CHECK(set.purpose == "08");
    CHECK(set.reference == "900117");
    CHECK(set.created.iso() == "2026-03-02");
    CHECK(set.time == "1030");
    CHECK(set.type == "TH");
    REQUIRE(t.levels.size() == 5);
    CHECK(t.levels[0].kind == status_level_kind::source);
    CHECK(t.levels[1].parent == 0);
    CHECK(t.levels[2].parent == 1);
    CHECK(t.levels[3].parent == 2);
    CHECK(t.levels[4].parent == 2);
    CHECK(t.levels[3].child_code.empty());
    CHECK(t.levels[4].child_code == "0");
    auto const provider = t.rows(t.parties, t.levels[2].parties);
    REQUIRE(provider.size() == 1);
    CHECK(provider[0].id_qualifier == "XX");
    CHECK(provider[0].id == "1234567893");
    REQUIRE(t.traces.size() == 5);
    auto const& receiver = t.traces[1];
    CHECK(receiver.number == "BATCH117");
    auto const counts = t.rows(t.counts, receiver.counts);
    REQUIRE(counts.size() == 2);
    CHECK(counts[1].qualifier == "AA");
    CHECK(counts[1].quantity.value.thousandths == 1000);
    auto const amounts = t.rows(t.amounts, receiver.amounts);
    REQUIRE(amounts.size() == 2);
    CHECK(amounts[0].qualifier == "YU");
    CHECK(amounts[0].amount.value.cents == 95000);
    CHECK(t.traces[2].references.count == 1);
    CHECK(t.rows(t.dates, t.traces[0].dates)[1].first.iso() == "2026-03-03");
}

TEST_CASE("a claim has its statuses, numbers, days and lines") {
    ack_reading const read{set_of(claims)};
    auto const& t = read.tables;
    auto const& taken = t.traces[3];
    CHECK(taken.number == "ORT-1");
    CHECK(taken.type == "2");
    CHECK(taken.payer_number == "ICN1");
    CHECK(taken.clearinghouse_number == "CH1");
    CHECK(taken.bill_type == "111");
    REQUIRE(taken.service_date != model::absent);
    CHECK(t.dates[taken.service_date].first.iso() == "2026-02-27");
    CHECK(t.dates[taken.service_date].last.iso() == "2026-02-28");
    auto const refused = t.rows(t.statuses, t.traces[4].statuses);
    REQUIRE(refused.size() == 3);
    CHECK(refused[0].category == "A3");
    CHECK(refused[0].status == "247");
    CHECK(refused[0].entity.empty());
    CHECK(refused[0].day.iso() == "2026-03-02");
    CHECK(refused[0].action == "U");
    CHECK(refused[0].amount.value.cents == 6500);
    CHECK(refused[0].message == "CANARY TEXT");
    CHECK(refused[1].element == 10);
    CHECK(refused[1].status == "453");
    CHECK(refused[1].entity == "85");
    CHECK(refused[2].element == 11);
    CHECK(refused[2].category == "A8");
    REQUIRE(t.traces[4].lines.count == 1);
    auto const& line = t.lines[t.traces[4].lines.first];
    CHECK(line.code == "L2999");
    CHECK(line.modifiers[0] == "RT");
    CHECK(line.modifiers[1] == "KX");
    CHECK(line.charge.value.cents == 6500);
    CHECK(line.revenue_code == "0274");
    CHECK(line.units.value.thousandths == 1500);
    CHECK(line.control_number == "L1");
    CHECK(line.prescription == "RX9");
    CHECK(line.statuses.count == 2);
    CHECK(t.dates[line.service_date].first.iso() == "2026-02-27");
}

TEST_CASE("dialects of 277CA senders are taken without a fault") {
    for (std::string_view const text : {
             "HL*4*3*19*0~NM1*85*2*X*****XX*1~TRN*1*9~STC*A8:496:85**U*65~QTY*QC*1~",  // wants parent 2
             "HL*4*3*PT~NM1*QC*1*DOE~TRN*2*A~STC*A2:20*20260302*WQ*9~TRN*2*B~STC*A7:21*20260302*U*8~",
         }) {
        std::string const whole = set_of(text);
        ack_reading const read{whole};
        CHECK(read.tables.levels.size() == 4);
        CHECK(read.tables.traces.back().broken == false);
        // The provider of the first text names a wrong parent, and nothing else is said.
        for (auto const& fault : read.told()) CHECK(fault == "hl-parent at 25 seen 3 expected 2 x1");
    }
    ack_reading const bare{
        "ST*277*1~HL*1**20*1~HL*2*1*21*1~HL*3*2*19*1~NM1*85*1*A~TRN*1*X~HL*4*3*PT~TRN*2*C~STC*A2:20~SE*1*1~"};
    CHECK(bare.told() == list{});
    CHECK(bare.tables.traces.size() == 2);
}

TEST_CASE("what a 277CA breaks off is marked and told, and reading goes on") {
    struct row {
        char const* name;
        char const* text;
        list traces;  // number, count of statuses and lines, broken; of the claims
        list faults;
    };
    for (row const& r : {
             row{"claim without STC",
                 "HL*4*3*PT~TRN*2*A~REF*1K*I~HL*5*3*PT~TRN*2*B~STC*A2:20~",
                 {"A 0 0 broken", "B 1 0"},
                 {"loop-broken at 26 seen HL expected STC x1"}},
             row{"STC without TRN",
                 "HL*4*3*PT~NM1*QC*1*DOE~STC*A7:21**U*9~REF*1K*I~HL*5*3*PT~TRN*2*B~STC*A2:20~",
                 {" 1 0 broken", "B 1 0"},
                 {"loop-broken at 27 seen STC*A7 expected TRN x1"}},
             row{"line without STC",
                 "HL*4*3*PT~TRN*2*A~STC*A3:247~SVC*HC:L1833*9~REF*FJ*1~SVC*HC:L1832*9~STC*A7:453~REF*FJ*2~",
                 {"A 1 2"},
                 {"loop-broken at 28 seen SVC expected STC x1"}},
             row{"SVC without claim",
                 "HL*4*3*PT~SVC*HC:L1833*9~STC*A7:453~REF*FJ*2~TRN*2*A~STC*A2:20~",
                 {"A 1 0"},
                 {"line-outside-claim at 26 seen SVC expected TRN x3"}},
             row{"unknown level",
                 "HL*4*3*22~TRN*2*A~HL*5*3*PT~TRN*2*B~STC*A2:20~",
                 {"B 1 0"},
                 {"hl-level at 25 seen 22 expected 20, 21, 19 or PT x2", "hl-parent at 27 seen 3 expected  x1"}},
             row{"party of another kind",
                 "HL*4*3*PT~NM1*IL*1*DOE*JANE~TRN*2*B~STC*A2:20~",
                 {"B 1 0"},
                 {"segment-unexpected at 26 seen NM1*IL expected  x1"}},
         }) {
        CAPTURE(r.name);
        ack_reading const read{set_of(r.text)};
        CHECK(read.told() == r.faults);
        list traces;
        for (std::size_t i = 3; i < read.tables.traces.size(); ++i) {
            auto const& t = read.tables.traces[i];
            traces.push_back(std::string{t.number} + " " + std::to_string(t.statuses.count) + " " +
                             std::to_string(t.lines.count) + (t.broken ? " broken" : ""));
        }
        CHECK(traces == r.traces);
    }
}

TEST_CASE("faults of context are not told again") {
    std::string const text = "ST*277*1~HL*1*9*21*1~HL*2*1*19*1~HL*3*2*PT~TRN*2*A~";
    CHECK(ack_reading{text}.told().size() == 2);
    CHECK(ack_reading{text, {'*', ':', '~', '^'}, 3}.told() == list{"loop-broken at 5 seen  expected STC x1"});
}

}  // namespace status_277ca_test
