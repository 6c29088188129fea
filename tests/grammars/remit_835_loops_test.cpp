#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/remit_reading.hpp"

namespace remit_835_loops_test {

using namespace orthoscrub;
using test::remit_reading;
using list = std::vector<std::string>;

namespace {

std::string set_of(std::string_view body) {
    return std::string{test::remit_heading} + std::string{body} + "SE*0*0001~";
}
/// Places of the segments behind the heading, without SE.
list placed(std::string_view body) {
    remit_reading const read{set_of(body)};
    auto all = read.placed(12);
    all.pop_back();
    return all;
}

}  // namespace

TEST_CASE("remit loops: a clean set has a loop for every segment and no fault") {
    remit_reading const read{set_of(std::string{test::remit_claim} + "PLB*1234567893*20251231*WO:ICN9*0~")};
    CHECK(read.unplaced() == 0);
    CHECK(read.told() == list{});
    CHECK(read.placed() == list{"heading ST*835",    "heading BPR*I",
                                "heading TRN*1",     "heading DTM*405",
                                "1000A N1*PR",       "1000A N3*1 MAIN ST",
                                "1000A N4*COLUMBUS", "1000A REF*2U",
                                "1000A PER*BL",      "1000B N1*PE",
                                "1000B REF*TJ",      "2000 LX*1",
                                "2100 CLP*C1",       "2100 NM1*QC",
                                "2100 DTM*232",      "2110 SVC*HC:L1833:LT:KX",
                                "2110 DTM*472",      "2110 CAS*PR",
                                "2110 REF*6R",       "2110 AMT*B6",
                                "2110 LQ*HE",        "heading PLB*1234567893",
                                "heading SE*0"});
}

// One segment of every use of the guide, in its loop.
TEST_CASE("remit loops: every segment of the guide has a loop") {
    std::string set =
        "ST*835*1~BPR*I*0*C*NON************20250401~TRN*1*T*1~CUR*PR*USD~REF*EV*A~REF*F2*A~DTM*405*20250401~"
        "N1*PR*P~N3*A~N4*B~";
    for (auto const* q : {"2U", "EO", "HI", "NF"}) set += std::string{"REF*"} + q + "*1~";
    for (auto const* q : {"CX", "BL", "IC"}) set += std::string{"PER*"} + q + "~";
    set += "N1*PE*P*XX*1~N3*A~N4*B~";
    for (auto const* q : {"0B", "D3", "PQ", "TJ"}) set += std::string{"REF*"} + q + "*1~";
    set += "RDM*BM~LX*1~TS3*1*11*20251231*1*5~TS2*1~CLP*C*1*5*5~CAS*CO*45*0~";
    for (auto const* q : {"QC", "IL", "74", "82", "TT", "PR", "GB"}) set += std::string{"NM1*"} + q + "*1~";
    set += "MIA*0~MOA***MA01~";
    for (auto const* q : {"1L", "1W", "28", "6P", "9A", "9C", "BB", "CE", "EA", "F8", "G1", "G3", "IG",
                          "SY", "0B", "1A", "1B", "1C", "1D", "1G", "1H", "1J", "D3", "G2", "LU"})
        set += std::string{"REF*"} + q + "*1~";
    for (auto const* q : {"232", "233", "036", "050"}) set += std::string{"DTM*"} + q + "*20250301~";
    set += "PER*CX~";
    for (auto const* q : {"AU", "D8", "DY", "F5", "I", "NL", "T", "T2", "ZK", "ZL", "ZM", "ZN", "ZO"})
        set += std::string{"AMT*"} + q + "*1~";
    for (auto const* q : {"CA", "CD", "LA", "LE", "NE", "NR", "OU", "PS", "VS", "ZK", "ZL", "ZM", "ZN", "ZO"})
        set += std::string{"QTY*"} + q + "*1~";
    set += "SVC*HC:L1833*5*5~";
    for (auto const* q : {"150", "151", "472"}) set += std::string{"DTM*"} + q + "*20250301~";
    set += "CAS*CO*45*0~";
    for (auto const* q : {"1S", "APC", "BB", "E9", "G1", "G3", "LU", "RB",  "6R", "0B", "1A", "1B",
                          "1C", "1D",  "1G", "1H", "1J", "D3", "G2", "HPI", "SY", "TJ", "0K"})
        set += std::string{"REF*"} + q + "*1~";
    for (auto const* q : {"B6", "KH", "T", "T2", "ZK", "ZL", "ZM", "ZN", "ZO"}) set += std::string{"AMT*"} + q + "*1~";
    for (auto const* q : {"ZK", "ZL", "ZM", "ZN", "ZO"}) set += std::string{"QTY*"} + q + "*1~";
    set += "LQ*HE*N1~LQ*RX*1~PLB*1*20251231*72:A*0~SE*0*1~";
    remit_reading const read{set};
    CHECK(read.unplaced() == 0);
    CHECK(read.told() == list{});
    auto const& t = read.tables;
    REQUIRE(t.claims.size() == 1);
    REQUIRE(t.lines.size() == 1);
    CHECK(t.claims[0].parties.count == 7);
    CHECK(t.claims[0].references.count == 25);
    CHECK(t.claims[0].amounts.count == 13);
    CHECK(t.claims[0].quantities.count == 14);
    CHECK(t.lines[0].references.count == 23);
    CHECK(t.lines[0].amounts.count == 9);
    CHECK(t.lines[0].quantities.count == 5);
    CHECK(t.lines[0].remarks.count == 2);
    CHECK(t.header_numbers[0].ts2 != model::absent);
}

TEST_CASE("remit loops: what senders do is read without a fault") {
    struct row {
        char const* why;
        std::string body;
    };
    std::string const claim{test::remit_claim};
    for (auto const& [why, body] : std::vector<row>{
             {"a claim without services", "CLP*C1*4*100*0*0*MB~CAS*CO*29*100~NM1*QC*1*ROE~"},
             {"no SVC06, SVC07, CLP07, CLP08, CLP09", "CLP*C1*1*1*1~SVC*HC:L1833*1*1~"},
             {"a product qualifier that the guide lacks", "CLP*C1*1*1*1~SVC*ZZ:L1833*1*1~"},
             {"no order inside of a claim", "CLP*C1*1*1*1~AMT*I*1~REF*F8*1~MOA***MA01~NM1*QC*1*R~CAS*CO*45*0~"},
             {"PLB before other claims", claim + "PLB*1*20251231*L6:A*0*CS:B*0~PLB*1*20251231*FB:A*0~" + claim},
             {"several LX", claim + "LX*2~TS3*1*12*20251231*1*5~" + claim},
             {"reversal", "CLP*C1*22*-100*-80~SVC*HC:L1833*-100*-80~CAS*PR*2*-20~"}}) {
        CAPTURE(why);
        remit_reading const read{set_of(body)};
        CHECK(read.told() == list{});
        CHECK(read.unplaced() == 0);
    }
}

TEST_CASE("remit loops: heading segments behind the parties stay with the heading") {
    remit_reading const read{
        "ST*835*1~BPR*I*0*C*NON************20250401~TRN*1*T*1~N1*PR*P~REF*2U*A~REF*EV*B~REF*NF*C~DTM*405*20250401~"
        "N1*PE*P*XX*1~REF*PQ*D~REF*F2*E~REF*TJ*F~SE*0*1~"};
    CHECK(read.told() == list{});
    auto const& t = read.tables;
    auto const values = [&](model::row_range range) {
        std::string all;
        for (auto const& r : t.rows(t.references, range)) all += r.value;
        return all;
    };
    CHECK(values(t.sets[0].references) == "BE");
    CHECK(values(t.parties[0].references) == "AC");
    CHECK(values(t.parties[1].references) == "DF");
    CHECK(t.sets[0].produced == 0);
}

TEST_CASE("remit loops: segments that fit nowhere stay where they are and are told once a run") {
    CHECK(placed("CLP*C1*1*1*1~ZZZ*1~YYY*1~NM1*QC*1*R~SVC*HC:L1833*1*1~MOA***MA01~LQ*HE*N1~") ==
          list{"2100 CLP*C1", "- ZZZ*1", "- YYY*1", "2100 NM1*QC", "2110 SVC*HC:L1833", "- MOA*", "2110 LQ*HE"});
    remit_reading const read{set_of("CLP*C1*1*1*1~ZZZ*1~YYY*1~NM1*QC*1*R~SVC*HC:L1833*1*1~MOA***MA01~LQ*HE*N1~")};
    CHECK(read.told() ==
          list{"segment-unexpected at 14 seen ZZZ expected  x2", "segment-unexpected at 18 seen MOA expected  x1"});
}

TEST_CASE("remit loops: a second payer or payee is told and the first one counts") {
    remit_reading const read{set_of("CLP*C1*1*1*1~N1*PR*OTHER~N1*PE*OTHER*XX*2~LX*2~CLP*C2*1*1*1~")};
    CHECK(read.told() ==
          list{"party-repeated at 14 seen N1*PR expected  x1", "party-repeated at 15 seen N1*PE expected  x1"});
    auto const& t = read.tables;
    CHECK(t.parties[t.sets[0].payer].name == "PAYER ONE");
    CHECK(t.parties[t.claims[0].payer].name == "PAYER ONE");
    CHECK(t.parties[t.claims[1].payer].name == "OTHER");
    CHECK(t.parties[t.claims[1].payee].id == "2");
}

}  // namespace remit_835_loops_test
