#include <doctest/doctest.h>

#include <string>

#include "tests/support/claim_reading.hpp"
#include "tests/support/counted_allocations.hpp"

namespace claim_837p_rows_test {

using namespace orthoscrub;
using test::claim_reading;

namespace {

std::string full_claim() {
    return "CLM*CTRL1*1417.32*ignored**11:B:7*Y*A*N*I~DTP*431*D8*20250301~DTP*435*DT*202503011200~PWK*OZ*BM**"
           "*AC*ATT1~"
           "AMT*F5*12.5~REF*G1*UTN1~REF*F8*ICN1~NTE*ADD*FREE "
           "TEXT~K3*X~HI*ABK:M170*ABF:M1712**ABF:Z9989~HI*BG:17~"
           "NM1*DN*1*SMITH*ANN****XX*1111111112~REF*0B*LIC~NM1*82*1*DOE*JO****XX*2222222223~PRV*PE*PXC*"
           "222Z00000X~"
           "SBR*S*01*GRP**47****CI~CAS*PR*1*50**2*10.5*3~CAS*CO*45*7~AMT*D*300~OI***Y***Y~NM1*IL*1*ROE*"
           "RICHARD****MI*M2~"
           "N3*A~N4*B*OH*43215~NM1*PR*2*OTHER*****PI*OP1~DTP*573*D8*20250320~REF*F8*OICN~"
           "LX*1~SV1*HC:L1833:RT::KX:99:KNEE BRACE:EXTRA:MORE*1000.5*UN*1.5*12**1:2:X:::5~PWK*CT*AB~"
           "DTP*472*RD8*20250310-20250312~DTP*471*D8*20250301~REF*6R*LINE1~REF*G1*UTN2~AMT*T*1~NTE*ADD*NOTE~"
           "K3*Y~"
           "LIN**N4*00000000000~CTP****1*UN~NM1*DK*1*BOSS*AL****XX*3333333334~N3*1 ST~N4*D*OH*45402~REF*1G*U~"
           "SVD*OP1*300*HC:L1833:RT:KX**2*1~CAS*PR*2*5.25~DTP*573*D8*20250321~AMT*EAF*9~LQ*UT*1~FRM*1*Y~"
           "LX*2~SV1*HC:A4467*416.82*UN*2***2~DTP*472*D8*20250310~";
}

std::string full_set() {
    std::string set{test::heading_text};
    set += test::subscriber_text;
    return set + full_claim() + "SE*1*0001~";
}

}  // namespace

TEST_CASE("heading, levels and parties are typed") {
    claim_reading const read{full_set()};
    CHECK(read.told() == std::vector<std::string>{});
    auto const& t = read.tables;
    REQUIRE(t.sets.size() == 1);
    CHECK(t.sets[0].control_number == "0001");
    CHECK(t.sets[0].version == "005010X222A1");
    CHECK(t.sets[0].reference == "REF01");
    CHECK(t.sets[0].created.iso() == "2025-04-01");
    CHECK(t.sets[0].type == "CH");
    CHECK(t.sets[0].parties.count == 2);
    REQUIRE(t.billing_providers.size() == 1);
    CHECK(t.billing_providers[0].npi == "1234567893");
    CHECK(t.billing_providers[0].taxonomy == "335E00000X");
    CHECK(t.billing_providers[0].taxonomy_qualifier == "PXC");
    auto const& billing = t.parties[t.billing_providers[0].parties.first];
    CHECK(billing.loop == text::loop_id::l2010AA);
    CHECK(billing.state == "OH");
    CHECK(billing.zip == "432150001");
    CHECK(t.references[billing.references.first].value == "123456789");
    REQUIRE(t.subscribers.size() == 1);
    auto const& subscriber = t.subscribers[0];
    CHECK(subscriber.sequence == "P");
    CHECK(subscriber.relationship == "18");
    CHECK(subscriber.filing_indicator == "MB");
    CHECK(t.parties[subscriber.person].id == "MEMBER1");
    CHECK(t.parties[subscriber.person].birth_date.iso() == "1950-01-02");
    CHECK(t.parties[subscriber.payer].id == "PAYER1");
    CHECK(subscriber.parties.count == 2);
}

TEST_CASE("a claim is typed") {
    claim_reading const read{full_set()};
    auto const& t = read.tables;
    REQUIRE(t.claims.size() == 1);
    auto const& c = t.claims[0];
    CHECK(c.control_number == "CTRL1");
    CHECK(c.charge.value.cents == 141732);
    CHECK(c.place == "11");
    CHECK(c.place_qualifier == "B");
    CHECK(c.frequency == "7");
    CHECK(c.signature == "Y");
    CHECK(c.assignment == "A");
    CHECK(c.benefits == "N");
    CHECK(c.release == "I");
    CHECK_FALSE(c.broken);
    CHECK(read.segments[c.end].is("SE"));

    auto const dx = t.diagnoses_of(c);
    REQUIRE(dx.size() == 3);
    CHECK(dx[1].code == "M1712");
    CHECK(dx[2].element == 4);  // the gap stays visible: pointer 3 names this row
    CHECK(dx[2].qualifier == "ABF");

    auto const dates = t.rows(t.dates, c.dates);
    REQUIRE(dates.size() == 2);
    CHECK(dates[0].first.iso() == "2025-03-01");
    CHECK(dates[1].first.iso() == "2025-03-01");
    auto const references = t.rows(t.references, c.references);
    REQUIRE(references.size() == 2);
    CHECK(references[1].value == "ICN1");
    CHECK(t.attachments[c.attachments.first].control_number == "ATT1");
    CHECK(t.attachments[c.attachments.first].transmission == "BM");
    CHECK(t.amounts[c.amounts.first].amount.value.cents == 1250);
    CHECK(t.notes[c.notes.first].text == "FREE TEXT");
    CHECK(c.details.count == 2);  // K3, HI*BG
    auto const parties = t.rows(t.parties, c.parties);
    REQUIRE(parties.size() == 2);
    CHECK(parties[0].references.count == 1);
    CHECK(parties[1].taxonomy == "222Z00000X");

    auto const payers = t.rows(t.other_payers, c.other_payers);
    REQUIRE(payers.size() == 1);
    CHECK(payers[0].sequence == "S");
    CHECK(payers[0].relationship == "01");
    CHECK(payers[0].filing_indicator == "CI");
    auto const cas = t.rows(t.adjustments, payers[0].adjustments);
    REQUIRE(cas.size() == 3);
    CHECK(cas[1].element == 5);
    CHECK(cas[1].group == "PR");
    CHECK(cas[1].reason == "2");
    CHECK(cas[1].amount.value.cents == 1050);
    CHECK(cas[1].units == "3");
    CHECK(cas[2].reason == "45");
    CHECK(payers[0].amounts.count == 1);
    CHECK(payers[0].details.count == 1);
    REQUIRE(payers[0].parties.count == 2);
    CHECK(t.parties[payers[0].parties.first + 1].id == "OP1");
    CHECK(t.dates[payers[0].dates.first].first.iso() == "2025-03-20");
}

TEST_CASE("a line is typed") {
    claim_reading const read{full_set()};
    auto const& t = read.tables;
    auto const lines = t.lines_of(t.claims[0]);
    REQUIRE(lines.size() == 2);
    auto const& l = lines[0];
    CHECK(l.number == "1");
    CHECK(l.claim == 0);
    CHECK(l.qualifier == "HC");
    CHECK(l.code == "L1833");
    CHECK(l.modifiers == std::array<std::string_view, 4>{"RT", "", "KX", "99"});
    CHECK(l.description == "KNEE BRACE");
    CHECK(l.eighth == "EXTRA:MORE");
    CHECK(l.charge.value.cents == 100050);
    CHECK(l.unit == "UN");
    CHECK(l.units.value.thousandths == 1500);
    CHECK(l.place == "12");
    CHECK(l.pointers == std::array<std::uint8_t, 4>{1, 2, 255, 0});
    CHECK(l.pointer_count == 6);
    CHECK(l.control_number == "LINE1");
    REQUIRE(l.service_date != model::absent);
    CHECK(t.dates[l.service_date].first.iso() == "2025-03-10");
    CHECK(t.dates[l.service_date].last.iso() == "2025-03-12");
    CHECK(l.dates.count == 2);
    CHECK(l.references.count == 2);
    CHECK(l.attachments.count == 1);
    CHECK(l.amounts.count == 1);
    CHECK(l.notes.count == 1);
    CHECK(l.details.count == 5);  // K3, LIN, CTP, LQ, FRM
    REQUIRE(l.parties.count == 1);
    CHECK(t.parties[l.parties.first].state == "OH");
    REQUIRE(l.adjudications.count == 1);
    auto const& svd = t.adjudications[l.adjudications.first];
    CHECK(svd.payer_id == "OP1");
    CHECK(svd.paid.value.cents == 30000);
    CHECK(svd.code == "L1833");
    CHECK(svd.modifiers[1] == "KX");
    CHECK(svd.units.value.thousandths == 2000);
    CHECK(svd.bundled_line == "1");
    CHECK(t.adjustments[svd.adjustments.first].amount.value.cents == 525);
    CHECK(t.dates[svd.dates.first].first.iso() == "2025-03-21");
    CHECK(t.amounts[svd.amounts.first].amount.value.cents == 900);
    CHECK(l.end == lines[1].lx);
    CHECK(lines[1].code == "A4467");
    CHECK(lines[1].modifiers[0].empty());
    CHECK(lines[1].service_date == t.dates.size() - 1);
}

TEST_CASE("dates that cannot be read stay empty") {
    struct row {
        std::string_view format, text;
        char const *first, *last;
    };
    for (row const& r : {
             row{"D8", "20250310", "2025-03-10", "2025-03-10"},
             row{"D8", "20250230", "", ""},
             row{"D8", "2025031", "", ""},
             row{"RD8", "20250310-20250312", "2025-03-10", "2025-03-12"},
             row{"RD8", "20250312-20250310", "2025-03-12", "2025-03-10"},
             row{"RD8", "20250310", "", ""},
             row{"RD8", "20250310-", "", ""},
             row{"RD8", "20250310-20251399", "", ""},
             row{"DT", "202503101230", "2025-03-10", "2025-03-10"},
             row{"TM", "1230", "", ""},
             row{"", "20250310", "", ""},
         }) {
        CAPTURE(r.text);
        claim_reading const read{std::string{test::heading_text} + std::string{test::subscriber_text} +
                                 "CLM*A*1~LX*1~SV1*HC:A*1~DTP*472*" + std::string{r.format} + "*" +
                                 std::string{r.text} + "~SE*1*1~"};
        REQUIRE(read.tables.dates.size() == 1);
        CHECK(read.tables.dates[0].first.iso() == r.first);
        CHECK(read.tables.dates[0].last.iso() == r.last);
    }
}

TEST_CASE("rows of one owner stay together when segments come out of order") {
    claim_reading const read{
        std::string{test::heading_text} + std::string{test::subscriber_text} +
        "CLM*A*1~REF*G1*C1~NM1*82*1~REF*LU*P1~REF*F8*C2~NM1*DN*1~REF*0B*P2~REF*1G*P3~REF*EA*C3~"
        "LX*1~SV1*HC:A*1~REF*6R*L1~DTP*472*D8*20250301~AMT*T*1~NM1*82*1~REF*LU*P4~SVD*X*1~DTP*573*D8*"
        "20250401~AMT*EAF*9~"
        "SVD*Y*2~DTP*573*D8*20250402~AMT*EAF*8~REF*G1*L2~DTP*471*D8*20250302~AMT*F4*2~NM1*DK*1~REF*0B*P5~REF*"
        "9F*L3~SE*1*1~"};
    CHECK(read.told() == std::vector<std::string>{});
    auto const& t = read.tables;
    auto const values = [&](model::row_range range) {
        std::string out;
        for (auto const& r : t.rows(t.references, range)) (out += r.value) += ' ';
        return out;
    };
    auto const& c = t.claims[0];
    auto const& l = t.lines[0];
    CHECK(values(c.references) == "C1 C2 C3 ");
    CHECK(values(t.parties[c.parties.first].references) == "P1 ");
    CHECK(values(t.parties[c.parties.first + 1].references) == "P2 P3 ");
    CHECK(values(l.references) == "L1 L2 L3 ");
    CHECK(values(t.parties[l.parties.first].references) == "P4 ");
    CHECK(values(t.parties[l.parties.first + 1].references) == "P5 ");
    CHECK(t.rows(t.dates, l.dates)[1].qualifier == "471");
    CHECK(t.dates[l.service_date].qualifier == "472");
    CHECK(t.rows(t.amounts, l.amounts)[1].qualifier == "F4");
    auto const svd = t.rows(t.adjudications, l.adjudications);
    REQUIRE(svd.size() == 2);
    CHECK(t.rows(t.dates, svd[0].dates)[0].text == "20250401");
    CHECK(t.rows(t.dates, svd[1].dates)[0].text == "20250402");
    CHECK(t.rows(t.amounts, svd[0].amounts)[0].amount.value.cents == 900);
    CHECK(t.rows(t.amounts, svd[1].amounts)[0].amount.value.cents == 800);
    CHECK(t.references.size() == 12);  // 11 here and REF*EI of the billing provider
}

TEST_CASE("the first of a repeated single segment holds the typed column") {
    claim_reading const read{std::string{test::heading_text} + std::string{test::subscriber_text} +
                             "SBR*S*01~NM1*IL*1*X*****MI*OTHER~CLM*A*1~LX*1~SV1*HC:A*1~DTP*472*D8*20250301~"
                             "DTP*472*D8*20250302~REF*6R*ONE~REF*6R*TWO~SE*1*1~"};
    auto const& t = read.tables;
    CHECK(read.unplaced() == 0);
    CHECK(t.subscribers[0].sequence == "P");
    CHECK(t.parties[t.subscribers[0].person].id == "MEMBER1");
    CHECK(t.lines[0].control_number == "ONE");
    CHECK(t.dates[t.lines[0].service_date].text == "20250301");
}

TEST_CASE("other separators") {
    text::delimiters marks{'|', '>', '\\', '\0'};
    std::string set = full_set();
    for (char& c : set) c = c == '*' ? '|' : c == ':' ? '>' : c == '~' ? '\\' : c;
    claim_reading const read{set, {}, marks};
    CHECK(read.told() == std::vector<std::string>{});
    CHECK(read.tables.lines[0].modifiers[2] == "KX");
    CHECK(read.tables.diagnoses.size() == 3);
}

TEST_CASE("a steady stream of windows does not allocate") {
    test::segments_from const segments{full_set()};
    model::claim_tables tables;
    text::diagnostics faults;
    grammars::hierarchy_state hierarchy;
    auto const read = [&] {
        tables.clear();
        grammars::read_claims({segments.all(), 0, true}, {}, {}, hierarchy, tables, faults);
    };
    read();
    auto const before = test::allocations.load();
    for (int i = 0; i < 3; ++i) read();
    CHECK(test::allocations == before);
    CHECK(tables.lines.size() == 2);
}

}  // namespace claim_837p_rows_test
