#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/remit_reading.hpp"

namespace remit_835_rows_test {

using namespace orthoscrub;
using test::remit_reading;

namespace {

std::string set_of(std::string_view body) {
    return std::string{test::remit_heading} + std::string{body} + "SE*0*0001~";
}

}  // namespace

TEST_CASE("remit rows: heading and parties") {
    remit_reading const read{set_of(test::remit_claim)};
    auto const& t = read.tables;
    REQUIRE(t.sets.size() == 1);
    auto const& set = t.sets[0];
    CHECK(set.control_number == "0001");
    CHECK(set.handling == "I");
    CHECK(set.method == "CHK");
    CHECK(set.total.value.cents == 8000);
    CHECK(set.paid_on.number() == 20250401);
    CHECK(set.trace == "T1");
    CHECK(set.originator == "1512345678");
    CHECK(t.dates[set.produced].day.number() == 20250331);
    auto const& payer = t.parties[set.payer];
    CHECK(payer.name == "PAYER ONE");
    CHECK(payer.state == "OH");
    CHECK(t.rows(t.references, payer.references)[0].value == "PAYER1");
    auto const& contact = t.rows(t.contacts, payer.contacts)[0];
    CHECK(contact.function == "BL");
    CHECK(contact.numbers[0].value == "example.org");
    auto const& payee = t.parties[set.payee];
    CHECK(payee.id_qualifier == "XX");
    CHECK(payee.id == "1234567893");
}

TEST_CASE("remit rows: claim and line") {
    remit_reading const read{
        set_of("CLP*C1*19*100.5*80*20.5*MB*ICN1*12*7**DRG*1.5*.25~NM1*QC*1*ROE*JANE****MI*M1~NM1*TT*2*NEXT*****PI*77~"
               "MOA***MA01**MA18~MIA*0****M1***************M2~AMT*I*1.23~REF*F8*OLD~DTM*233*20250311~"
               "SVC*HC:L1843:LT:KX::X:NOTE*100.5*80*0274*1*HC:L1833:RT*2~DTM*150*20250310~DTM*151*20250311~REF*6R*L-1~"
               "REF*0K*L33318~AMT*B6*90~LQ*HE*N115~LQ*RX*70~")};
    auto const& t = read.tables;
    REQUIRE(t.claims.size() == 1);
    auto const& c = t.claims[0];
    CHECK(c.control_number == "C1");
    CHECK(c.status == "19");
    CHECK(c.charge.value.cents == 10050);
    CHECK(c.paid.value.cents == 8000);
    CHECK(c.patient_share.value.cents == 2050);
    CHECK(c.filing_indicator == "MB");
    CHECK(c.payer_number == "ICN1");
    CHECK(c.place == "12");
    CHECK(c.frequency == "7");
    CHECK(c.drg == "DRG");
    CHECK(c.drg_weight == "1.5");
    CHECK(c.discharge_fraction == ".25");
    CHECK(c.header == 0);
    CHECK_FALSE(c.broken);
    CHECK(t.rows(t.parties, c.parties)[1].id == "77");
    std::string remarks;
    for (auto const& r : t.rows(t.remarks, c.remarks))
        remarks.append(r.code).append("@").append(std::to_string(r.element)).append(" ");
    CHECK(remarks == "MA01@3 MA18@5 M1@5 M2@20 ");
    CHECK(t.rows(t.amounts, c.amounts)[0].amount.value.cents == 123);

    auto const& l = t.lines_of(c)[0];
    CHECK(l.adjudicated.code == "L1843");
    CHECK(l.adjudicated.modifiers[0] == "LT");
    CHECK(l.adjudicated.modifiers[2] == "");
    CHECK(l.adjudicated.modifiers[3] == "X");
    CHECK(l.adjudicated.description == "NOTE");
    CHECK(l.submitted.code == "L1833");
    CHECK(l.submitted.modifiers[0] == "RT");
    CHECK(l.revenue_code == "0274");
    CHECK(l.paid_units.value.thousandths == 1000);
    CHECK(l.original_units.value.thousandths == 2000);
    CHECK(l.control_number == "L-1");
    CHECK(l.references.count == 2);
    CHECK(l.dates.count == 2);
    CHECK(t.rows(t.remarks, l.remarks)[1].qualifier == "RX");
    CHECK(read.segments[l.end - 1].is("LQ"));
    CHECK(l.end == c.end);
}

TEST_CASE("remit rows: a CAS has up to six reasons, and an empty quantity keeps its place") {
    remit_reading const read{
        set_of("CLP*C1*1*100*79~CAS*CO*45*10**253*1.6*1*59*2~CAS*PR*1*1**2*2**3*3**4*.4**5*.5**6*.5*9~")};
    auto const& t = read.tables;
    CHECK(read.told().empty());
    std::string all;
    for (auto const& a : t.rows(t.adjustments, t.claims[0].adjustments))
        all += std::string{a.group} + "-" + std::string{a.reason} + "=" + std::to_string(a.amount.value.cents) + "/" +
               std::string{a.units} + "@" + std::to_string(a.element) + " ";
    CHECK(all ==
          "CO-45=1000/@2 CO-253=160/1@5 CO-59=200/@8 PR-1=100/@2 PR-2=200/@5 PR-3=300/@8 PR-4=40/@11 PR-5=50/@14 "
          "PR-6=50/9@17 ");
}

TEST_CASE("remit rows: a PLB has up to six pairs") {
    remit_reading const read{
        set_of("PLB*1234567893*20251231*WO:ICN1*10*72:R2*-5.25*CS*1*L6:A*-1*FB:B*2*50:C*3~PLB*2*20251231*IR:D*4~")};
    auto const& t = read.tables;
    std::string all;
    for (auto const& p : t.provider_adjustments)
        all += std::string{p.provider} + " " + std::string{p.reason} + "/" + std::string{p.reference} + "=" +
               std::to_string(p.amount.value.cents) + "@" + std::to_string(p.element) + " ";
    CHECK(all ==
          "1234567893 WO/ICN1=1000@3 1234567893 72/R2=-525@5 1234567893 CS/=100@7 1234567893 L6/A=-100@9 1234567893 "
          "FB/B=200@11 1234567893 50/C=300@13 2 IR/D=400@3 ");
    CHECK(t.provider_adjustments[0].fiscal_end.number() == 20251231);
    CHECK(read.told() == std::vector<std::string>{"element-empty at 13 seen  expected PLB07-2 x1"});
}

TEST_CASE("remit rows: a window that goes on repeats the parents, but not their faults and provider adjustments") {
    test::segments_from const first{
        "ST*835*1~BPR*I*0*C*NON~TRN*1*T*1~N1*PR*P~PLB*1*20251231*WO:A*1~N1*PE*P*XX*1~LX*1~CLP*C1*1*1*1~"};
    test::segments_from const second{
        "ST*835*1~BPR*I*0*C*NON~TRN*1*T*1~N1*PR*P~PLB*1*20251231*WO:A*1~N1*PE*P*XX*1~LX*1~CLP*C2*1*1*1~PLB*1*20251231*"
        "WO:B*1~SE*0*1~"};
    grammars::remit_state state;
    model::remit_tables t;
    text::diagnostics faults;
    grammars::read_remittance({first.all(), 0, false}, {}, {}, state, t, faults);
    CHECK(t.provider_adjustments.size() == 1);
    CHECK(faults.faults().size() == 1);  // BPR16 is empty
    t.clear();
    grammars::read_remittance({second.all(), 7, true}, {}, {}, state, t, faults);
    CHECK(faults.faults().size() == 1);
    REQUIRE(t.provider_adjustments.size() == 1);
    CHECK(t.provider_adjustments[0].reference == "B");
    CHECK(state.claims_seen == 2);
    CHECK(t.claims[0].header == 0);
    CHECK(t.parties[t.claims[0].payee].id == "1");
}

TEST_CASE("remit rows: a heading without end keeps its rows and is read in one pass") {
    std::string set = "ST*835*1~BPR*I*0*C*NON************20250401~TRN*1*T*1~N1*PR*P~";
    for (int i = 0; i < 20'000; ++i) set += "REF*EV*A~REF*2U*B~";
    remit_reading const read{set + "N1*PE*P*XX*1~SE*0*1~"};
    CHECK(read.told().empty());
    CHECK(read.unplaced() == 0);
    auto const& t = read.tables;
    CHECK(t.references.size() == 40'000);
    CHECK(t.rows(t.references, t.parties[0].references)[0].value == "B");
    for (auto const& r : t.rows(t.references, t.sets[0].references)) CHECK(r.value == "A");
}

}  // namespace remit_835_rows_test
