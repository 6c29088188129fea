#include <doctest/doctest.h>

#include <string>

#include "tests/support/claim_reading.hpp"

namespace claim_837p_loops_test {

using namespace orthoscrub;
using test::claim_reading;

namespace {

using list = std::vector<std::string>;

// Where the text goes: after the heading's HL 20, after HL 22, inside the claim before its LX, or after its
// SV1.
enum class spot { billing, subscriber, patient, claim, line };

std::string set_with(spot where, std::string_view text) {
    std::string out{test::heading_text};
    if (where == spot::billing) out += text;
    std::string subscriber{test::subscriber_text};
    if (where == spot::patient) subscriber.replace(0, 11, "HL*2*1*22*1");
    out += subscriber;
    if (where == spot::subscriber) out += text;
    if (where == spot::patient) out += "HL*3*2*23*0~", out += text;
    out += "CLM*C1*500***12:B:1*Y*A*Y*Y~HI*ABK:M170~";
    if (where == spot::claim) out += text;
    out += "LX*1~SV1*HC:L1833*500*UN*1***1~DTP*472*D8*20250310~";
    if (where == spot::line) out += text;
    return out + "SE*1*0001~";
}

struct row {
    char const* name;
    spot where;
    std::string_view text;
    list places;
};

}  // namespace

// X12 837P 005010X222A1: each loop with the segments that the guide places in it, in the order of the guide.
TEST_CASE("each loop takes its segments") {
    for (row const& r : {
             row{"2000A", spot::billing, "CUR*85*USD~", {"2000A CUR*85"}},
             row{"2010AA",
                 spot::billing,
                 "NM1*85*2*X~N3*A~N4*B*OH*1~REF*SY*1~REF*0B*1~REF*1G*1~PER*IC*A*TE*5~",
                 {"2010AA NM1*85", "2010AA N3*A", "2010AA N4*B", "2010AA REF*SY", "2010AA REF*0B", "2010AA REF*1G",
                  "2010AA PER*IC"}},
             row{"2010AB", spot::billing, "NM1*87*2~N3*A~N4*B~", {"2010AB NM1*87", "2010AB N3*A", "2010AB N4*B"}},
             row{"2010AC",
                 spot::billing,
                 "NM1*PE*2*X~N3*A~N4*B~REF*2U*1~REF*EI*1~",
                 {"2010AC NM1*PE", "2010AC N3*A", "2010AC N4*B", "2010AC REF*2U", "2010AC REF*EI"}},
             row{"2010BA",
                 spot::subscriber,
                 "PAT*****D8*20250101~NM1*IL*1*X~N3*A~N4*B~DMG*D8*1~REF*SY*1~REF*Y4*1~PER*IC~",
                 {"2000B PAT*", "2010BA NM1*IL", "2010BA N3*A", "2010BA N4*B", "2010BA DMG*D8", "2010BA REF*SY",
                  "2010BA REF*Y4", "2010BA PER*IC"}},
             row{"2010BB",
                 spot::subscriber,
                 "NM1*PR*2*X~N3*A~N4*B~REF*2U*1~REF*G2*1~REF*LU*2~",
                 {"2010BB NM1*PR", "2010BB N3*A", "2010BB N4*B", "2010BB REF*2U", "2010BB REF*G2", "2010BB REF*LU"}},
             row{"2010CA",
                 spot::patient,
                 "PAT*19~NM1*QC*1*X~N3*A~N4*B~DMG*D8*1~REF*Y4*1~REF*1W*1~PER*IC~",
                 {"2000C PAT*19", "2010CA NM1*QC", "2010CA N3*A", "2010CA N4*B", "2010CA DMG*D8", "2010CA REF*Y4",
                  "2010CA REF*1W", "2010CA PER*IC"}},
             row{"2300",
                 spot::claim,
                 "DTP*431*D8*20250101~PWK*OZ*BM~CN1*02~AMT*F5*1~REF*G1*1~K3*X~NTE*ADD*X~CR1*LB~CR2*1~CRC*07*"
                 "Y*01~"
                 "CRC*E1*Y*L1~CRC*75*Y*IH~CRC*ZZ*Y*AV~HI*BP:1~HI*BG:17~HCP*03*1~",
                 {"2300 DTP*431", "2300 PWK*OZ", "2300 CN1*02", "2300 AMT*F5", "2300 REF*G1", "2300 K3*X",
                  "2300 NTE*ADD", "2300 CR1*LB", "2300 CR2*1", "2300 CRC*07", "2300 CRC*E1", "2300 CRC*75",
                  "2300 CRC*ZZ", "2300 HI*BP:1", "2300 HI*BG:17", "2300 HCP*03"}},
             row{"2310A",
                 spot::claim,
                 "NM1*DN*1*X~REF*0B*1~NM1*P3*1*X~REF*G2*1~",
                 {"2310A NM1*DN", "2310A REF*0B", "2310A NM1*P3", "2310A REF*G2"}},
             row{"2310B",
                 spot::claim,
                 "NM1*82*1*X~PRV*PE*PXC*1~REF*LU*1~",
                 {"2310B NM1*82", "2310B PRV*PE", "2310B REF*LU"}},
             row{"2310C",
                 spot::claim,
                 "NM1*77*2*X~N3*A~N4*B~REF*LU*1~PER*IC~",
                 {"2310C NM1*77", "2310C N3*A", "2310C N4*B", "2310C REF*LU", "2310C PER*IC"}},
             row{"2310D-F",
                 spot::claim,
                 "NM1*DQ*1*X~REF*1G*1~NM1*PW*2~N3*A~N4*B~NM1*45*2~N3*A~N4*B~",
                 {"2310D NM1*DQ", "2310D REF*1G", "2310E NM1*PW", "2310E N3*A", "2310E N4*B", "2310F NM1*45",
                  "2310F N3*A", "2310F N4*B"}},
             row{"2320",
                 spot::claim,
                 "SBR*S*18~CAS*PR*1*5~AMT*D*1~AMT*A8*1~AMT*EAF*1~OI***Y~MOA***MA01~NM1*IL*1*X~N3*A~N4*B~REF*"
                 "SY*1~",
                 {"2320 SBR*S", "2320 CAS*PR", "2320 AMT*D", "2320 AMT*A8", "2320 AMT*EAF", "2320 OI*", "2320 MOA*",
                  "2330A NM1*IL", "2330A N3*A", "2330A N4*B", "2330A REF*SY"}},
             row{"2330B",
                 spot::claim,
                 "SBR*S*18~NM1*PR*2*X~N3*A~N4*B~DTP*573*D8*20250101~REF*2U*1~REF*G1*1~REF*9F*1~REF*T4*Y~REF*"
                 "F8*1~",
                 {"2320 SBR*S", "2330B NM1*PR", "2330B N3*A", "2330B N4*B", "2330B DTP*573", "2330B REF*2U",
                  "2330B REF*G1", "2330B REF*9F", "2330B REF*T4", "2330B REF*F8"}},
             row{"2330C-G",
                 spot::claim,
                 "SBR*S*18~NM1*DN*1~REF*0B*1~NM1*82*1~REF*LU*1~NM1*77*2~REF*G2*1~NM1*DQ*1~REF*1G*1~NM1*85*2~"
                 "REF*G2*1~"
                 "SBR*T*18~NM1*82*1~",
                 {"2320 SBR*S", "2330C NM1*DN", "2330C REF*0B", "2330D NM1*82", "2330D REF*LU", "2330E NM1*77",
                  "2330E REF*G2", "2330F NM1*DQ", "2330F REF*1G", "2330G NM1*85", "2330G REF*G2", "2320 SBR*T",
                  "2330D NM1*82"}},
             row{"2400",
                 spot::line,
                 "SV5*HC:E0470*DA*1*1*1*4~PWK*OZ*BM~PWK*CT*AB~CR1*LB~CR3*I*MO*99~CRC*70*N*65~CRC*09*Y*ZV~DTP*"
                 "471*D8*20250101~"
                 "QTY*PT*1~MEA*TR*R1*1~CN1*02~REF*6R*1~REF*G1*1~AMT*T*1~K3*X~NTE*ADD*X~NTE*TPO*X~PS1*1*1~HCP*"
                 "03*1~",
                 {"2400 SV5*HC:E0470", "2400 PWK*OZ", "2400 PWK*CT", "2400 CR1*LB", "2400 CR3*I", "2400 CRC*70",
                  "2400 CRC*09", "2400 DTP*471", "2400 QTY*PT", "2400 MEA*TR", "2400 CN1*02", "2400 REF*6R",
                  "2400 REF*G1", "2400 AMT*T", "2400 K3*X", "2400 NTE*ADD", "2400 NTE*TPO", "2400 PS1*1",
                  "2400 HCP*03"}},
             row{"2410",
                 spot::line,
                 "LIN**N4*1~CTP****1*UN~REF*XZ*1~LIN**N4*2~CTP****1*UN~",
                 {"2410 LIN*", "2410 CTP*", "2410 REF*XZ", "2410 LIN*", "2410 CTP*"}},
             row{"2420A-D",
                 spot::line,
                 "NM1*82*1~PRV*PE*PXC*1~REF*LU*1~NM1*QB*2~REF*0B*1~NM1*77*2~N3*A~N4*B~REF*G2*1~NM1*DQ*1~REF*"
                 "1G*1~",
                 {"2420A NM1*82", "2420A PRV*PE", "2420A REF*LU", "2420B NM1*QB", "2420B REF*0B", "2420C NM1*77",
                  "2420C N3*A", "2420C N4*B", "2420C REF*G2", "2420D NM1*DQ", "2420D REF*1G"}},
             row{"2420E-H",
                 spot::line,
                 "NM1*DK*1~N3*A~N4*B~REF*1G*1~PER*IC~NM1*DN*1~NM1*P3*1~REF*G2*1~NM1*PW*2~N3*A~N4*B~NM1*45*2~"
                 "N3*A~N4*B~",
                 {"2420E NM1*DK", "2420E N3*A", "2420E N4*B", "2420E REF*1G", "2420E PER*IC", "2420F NM1*DN",
                  "2420F NM1*P3", "2420F REF*G2", "2420G NM1*PW", "2420G N3*A", "2420G N4*B", "2420H NM1*45",
                  "2420H N3*A", "2420H N4*B"}},
             row{"2430",
                 spot::line,
                 "SVD*P1*5*HC:L1833**1~CAS*CO*45*1~DTP*573*D8*20250101~AMT*EAF*1~SVD*P2*5*HC:L1833**1~",
                 {"2430 SVD*P1", "2430 CAS*CO", "2430 DTP*573", "2430 AMT*EAF", "2430 SVD*P2"}},
             row{"2440", spot::line, "LQ*UT*01.02~FRM*1*Y~FRM*2**X~", {"2440 LQ*UT", "2440 FRM*1", "2440 FRM*2"}},
         }) {
        CAPTURE(r.name);
        claim_reading const read{set_with(r.where, r.text)};
        CHECK(read.unplaced() == 0);
        CHECK(read.told() == list{});
        CHECK(read.tables.claims.size() == 1);
        // The text stands somewhere as a whole: its places, in order.
        auto const all = read.placed();
        CHECK(std::ranges::search(all, r.places).size() == r.places.size());
    }
}

// x12/README: senders do it; the guide check judges order, the grammar places.
TEST_CASE("order inside a loop is free") {
    for (row const& r : {
             row{"N4 before N3, REF before N4",
                 spot::billing,
                 "NM1*87*2~N4*B~N3*A~NM1*85*2~REF*EI*1~N4*B~N3*A~",
                 {"2010AB NM1*87", "2010AB N4*B", "2010AB N3*A", "2010AA NM1*85", "2010AA REF*EI", "2010AA N4*B",
                  "2010AA N3*A"}},
             row{"PRV after NM1 in 2000A", spot::billing, "PRV*BI*PXC*1~", {"2000A PRV*BI"}},
             row{"REF and DTP of 2300 after 2310",
                 spot::claim,
                 "NM1*82*1~REF*LU*1~REF*G1*1~DTP*431*D8*20250101~NM1*DN*1~",
                 {"2310B NM1*82", "2310B REF*LU", "2300 REF*G1", "2300 DTP*431", "2310A NM1*DN"}},
             row{"REF, DTP, NTE of 2400 after its loops",
                 spot::line,
                 "NM1*DK*1~REF*6R*1~SVD*P1*5~DTP*573*D8*20250101~DTP*471*D8*20250101~AMT*T*1~LIN**N4*1~NTE*"
                 "ADD*X~",
                 {"2420E NM1*DK", "2400 REF*6R", "2430 SVD*P1", "2430 DTP*573", "2400 DTP*471", "2400 AMT*T",
                  "2410 LIN*", "2400 NTE*ADD"}},
             row{"OI after 2330B",
                 spot::claim,
                 "SBR*S*18~NM1*PR*2*X~OI***Y~",
                 {"2320 SBR*S", "2330B NM1*PR", "2320 OI*"}},
         }) {
        CAPTURE(r.name);
        claim_reading const read{set_with(r.where, r.text)};
        CHECK(read.unplaced() == 0);
        CHECK(read.told() == list{});
        auto const all = read.placed();
        CHECK(std::ranges::search(all, r.places).size() == r.places.size());
    }
}

TEST_CASE("SV1 may come after other segments of its line") {
    std::string set{test::heading_text};
    set += test::subscriber_text;
    set += "CLM*C1*5***12:B:1~LX*1~DTP*472*D8*20250310~REF*6R*R1~SV1*HC:L1833*5*UN*1***1~NTE*ADD*X~SE*1*1~";
    claim_reading const read{set};
    CHECK(read.told() == list{});
    REQUIRE(read.tables.lines.size() == 1);
    auto const& line = read.tables.lines[0];
    CHECK(line.code == "L1833");
    CHECK(line.control_number == "R1");
    CHECK(line.dates.count == 1);
    CHECK(line.notes.count == 1);
}

TEST_CASE("codes are compared without the blanks around them") {
    claim_reading const read{set_with(spot::claim, "REF* G1 *A~")};
    CHECK(read.unplaced() == 0);
}

}  // namespace claim_837p_loops_test
