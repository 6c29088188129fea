// Facts about what other payers decided: every equation of the 837P, each term a cent off.
#include <doctest/doctest.h>

#include <string>

#include "scrubber/facts/coordination.hpp"
#include "tests/support/judging.hpp"

namespace facts_coordination_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

/// A claim of two lines, 600 and 300, that another payer has decided.
struct decided {
    std::string clm = "900", paid = "AMT*D*640~", claim_cas = "", first = "400", first_cas = "CAS*CO*45*200~",
                second = "250", second_cas = "CAS*PR*1*50~", more = "";

    decided() { claim_cas = "CAS*PR*3*10~"; }
    [[nodiscard]] std::string text() const {
        return "CLM*C1*" + clm + "***12:B:1*Y*A*Y*Y~HI*ABK:M170~SBR*P*18*******CI~" + claim_cas + paid +
               "OI***Y***Y~NM1*IL*1*ROE*JANE****MI*M1~NM1*PR*2*OTHER PLAN*****PI*OTHER1~" + more +
               "LX*1~SV1*HC:L1833:RT*600*UN*1***1~DTP*472*D8*20250310~SVD*OTHER1*" + first + "*HC:L1833:RT**1~" +
               first_cas + "DTP*573*D8*20250320~LX*2~SV1*HC:L1833:LT*300*UN*1***1~DTP*472*D8*20250310~" +
               (second.empty() ? ""
                               : "SVD*OTHER1*" + second + "*HC:L1833:LT**1~" + second_cas + "DTP*573*D8*20250320~");
    }
};

}  // namespace

TEST_CASE("what another payer decided is out at the smallest sum that a cent breaks") {
    struct row {
        std::string_view what;
        void (*change)(decided&);
        std::string_view first, second, sums;
    };
    for (row const& r : {
             row{"nothing", [](decided&) {}, "yes", "yes", "balanced"},
             row{"SVD02 of a line", [](decided& d) { d.first = "400.01"; }, "no", "yes", "paid-unbalanced"},
             row{"SVD02 with AMT*D", [](decided& d) { d.first = "400.01", d.paid = "AMT*D*640.01~"; }, "no", "yes",
                 "balanced"},
             row{"CAS of a line", [](decided& d) { d.second_cas = "CAS*PR*1*49.99~"; }, "yes", "no", "balanced"},
             row{"a later amount of CAS", [](decided& d) { d.second_cas = "CAS*PR*1*40**2*10.01~"; }, "yes", "no",
                 "balanced"},
             row{"a second CAS", [](decided& d) { d.second_cas = "CAS*PR*1*40~CAS*CO*45*10~"; }, "yes", "yes",
                 "balanced"},
             row{"AMT*D", [](decided& d) { d.paid = "AMT*D*639.99~"; }, "yes", "yes", "paid-unbalanced"},
             row{"CAS of the claim", [](decided& d) { d.claim_cas = "CAS*PR*3*10.01~"; }, "yes", "yes",
                 "paid-unbalanced"},
             row{"CAS of the claim and AMT*D",
                 [](decided& d) { d.claim_cas = "CAS*PR*3*10.01~", d.paid = "AMT*D*639.99~"; }, "yes", "yes",
                 "balanced"},
             row{"CLM02 alone: claim-total-mismatch tells it", [](decided& d) { d.clm = "900.01"; }, "yes", "yes",
                 "balanced"},
             row{"a line without decision", [](decided& d) { d.second = "", d.paid = "AMT*D*390~"; }, "yes", "yes",
                 "claim-unbalanced"},
             row{"AMT*D missing", [](decided& d) { d.paid = ""; }, "yes", "yes", "paid-missing"},
             row{"an amount that cannot be read", [](decided& d) { d.first = "4x"; }, "yes", "yes", "balanced"},
             row{"two payers of one id",
                 [](decided& d) {
                     d.first = "1";
                     d.more = "SBR*S*18*******CI~NM1*IL*1*ROE*JANE****MI*M2~NM1*PR*2*PLAN*****PI*OTHER1~";
                 },
                 "yes", "yes", "balanced"},
             row{"a payer that decided nothing",
                 [](decided& d) {
                     d.more = "SBR*S*18*******CI~NM1*IL*1*ROE*JANE****MI*M2~NM1*PR*2*PLAN*****PI*OTHER2~";
                 },
                 "yes", "yes", "balanced"},
         }) {
        CAPTURE(r.what);
        decided d;
        r.change(d);
        open_claim const claim{d.text()};
        CHECK(claim.fact("other_payer.line_balanced", 0) == r.first);
        CHECK(claim.fact("other_payer.line_balanced", 1) == r.second);
        CHECK(claim.fact("other_payer.sums") == r.sums);
    }
}

TEST_CASE("without decisions about lines, the claim's adjustments account for what the payer did not pay") {
    struct row {
        std::string_view payment, value;
    };
    for (row const& r :
         {row{"CAS*CO*45*100~AMT*D*400~", "balanced"}, row{"CAS*CO*45*100.01~AMT*D*400~", "claim-unbalanced"},
          row{"CAS*CO*45*100~AMT*D*399.99~", "claim-unbalanced"}, row{"AMT*D*500~", "balanced"},
          row{"AMT*D*400~", "claim-unbalanced"}, row{"CAS*PR*1*500~AMT*D*0~", "balanced"},
          row{"CAS*PR*1*500~", "paid-missing"}, row{"", "balanced"}}) {
        CAPTURE(r.payment);
        open_claim const claim{"CLM*C1*500***12:B:1*Y*A*Y*Y~HI*ABK:M170~SBR*P*18*******CI~" + std::string{r.payment} +
                               "NM1*IL*1*ROE*JANE****MI*M1~NM1*PR*2*OTHER PLAN*****PI*OTHER1~" +
                               std::string{plain_line}};
        CHECK(claim.fact("other_payer.sums") == r.value);
    }
}

TEST_CASE("several decisions of one payer about a line count together") {
    decided d;
    d.first = "300";
    d.first_cas = "CAS*CO*45*100~SVD*OTHER1*100*HC:L1833:RT**1~CAS*CO*45*100~";
    open_claim const claim{d.text()};
    CHECK(claim.fact("other_payer.line_balanced", 0) == "yes");
    CHECK(claim.fact("other_payer.sums") == "balanced");
}

TEST_CASE("a decision names a payer of the claim, and a reason is a reason code as far as the list goes") {
    decided d;
    CHECK(open_claim{d.text()}.fact("other_payer.named", 0) == "yes");
    CHECK(open_claim{d.text()}.fact("other_payer.reasons_known") == "yes");
    d.first_cas = "CAS*CO*399*200~";
    CHECK(open_claim{d.text()}.fact("other_payer.reasons_known").starts_with("unknown"));
    for (std::string_view const wrong : {"XX", "1234", "A", "B1C", "b7"}) {
        CAPTURE(wrong);
        d.first_cas = "CAS*CO*" + std::string{wrong} + "*200~";
        CHECK(open_claim{d.text()}.fact("other_payer.reasons_known") == "no");
    }
    std::string text = decided{}.text();
    text.replace(text.find("SVD*OTHER1"), 10, "SVD*OTHER9");
    CHECK(open_claim{text}.fact("other_payer.named", 0) == "no");
    CHECK(open_claim{text}.fact("other_payer.sums") == "balanced");
    CHECK(open_claim{text}.fact("other_payer.named", 1) == "yes");
}

TEST_CASE("payers have places of their own, and a later payer comes after those before it") {
    struct row {
        std::string_view own, others, place, missing;
    };
    for (row const& r : {row{"P", "", "yes", "no"}, row{"S", "", "yes", "yes"}, row{"S", "P", "yes", "no"},
                         row{"T", "P", "yes", "yes"}, row{"T", "S", "yes", "yes"}, row{"T", "PS", "yes", "no"},
                         row{"P", "P", "no", "no"}, row{"S", "PP", "no", "no"}, row{"P", "UU", "yes", "no"},
                         row{"U", "U", "yes", "no"}}) {
        CAPTURE(r.own);
        CAPTURE(r.others);
        std::string subscriber{subscriber_text}, text{claim_head};
        subscriber.replace(subscriber.find("SBR*P"), 5, "SBR*" + std::string{r.own});
        for (char const c : r.others)
            text += std::string{"SBR*"} + c + "*18*******CI~NM1*IL*1*ROE*JO****MI*M1~NM1*PR*2*PLAN*****PI*" + c + "1~";
        open_claim const claim{text + std::string{plain_line}, subscriber};
        CHECK(claim.fact("other_payer.own_place") == r.place);
        CHECK(claim.fact("other_payer.earlier_missing") == r.missing);
    }
}

}  // namespace facts_coordination_test
