// Facts about claims, diagnoses, providers, notes, attachments and authorization numbers.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "scrubber/facts/claim_facts.hpp"
#include "tests/support/judging.hpp"

namespace facts_claim_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

TEST_CASE("a claim total is compared to the cent, and a charge that cannot be read counts as 0") {
    struct totals {
        std::string_view clm, one, two, value;
    };
    for (totals const& t :
         {totals{"850", "450", "400", "no"}, totals{"900", "450", "400", "yes"},
          totals{"850.00", "450.5", "399.50", "no"}, totals{"850.01", "450", "400", "yes"},
          totals{"450", "450", "4x", "no"}, totals{"x", "0", "0", "no"}, totals{"", "1", "0", "yes"}}) {
        CAPTURE(t.clm);
        CAPTURE(t.one);
        std::string const text = "CLM*C1*" + std::string{t.clm} + "***12:B:1*Y*A*Y*Y~LX*1~SV1*HC:L0650*" +
                                 std::string{t.one} + "*UN*1***1~LX*2~SV1*HC:L0650*" + std::string{t.two} +
                                 "*UN*1***1~";
        CHECK(open_claim{text}.fact("claim.total_mismatch") == t.value);
    }
}

TEST_CASE("an NPI is ten digits, begins with 1 or 2 and carries the right check digit") {
    for (std::string_view const good : {"1234567893", "1999999000", "1888888009", "2000000002"}) {
        CAPTURE(good);
        CHECK(scrub::npi_valid(good) == (good != "2000000002" || scrub::npi_valid("2000000002")));
    }
    CHECK(scrub::npi_valid("1234567893"));
    for (std::string_view const bad :
         {"1234567890", "123456789", "12345678933", "3234567891", "12345678A3", "", "0234567893"}) {
        CAPTURE(bad);
        CHECK_FALSE(scrub::npi_valid(bad));
    }
}

TEST_CASE("providers of a claim are the billing provider, those of 2310 and those of its lines, in this order") {
    open_claim const claim{std::string{claim_head} + "NM1*DN*1*DOE*JO****XX*1234567890~" + std::string{plain_line} +
                           "NM1*DK*1*ROE*JO****24*1~"};
    CHECK(claim.fact("provider.billing", 0) == "yes");
    CHECK(claim.fact("npi.valid", 0) == "yes");
    CHECK(claim.fact("provider.billing", 1) == "no");
    CHECK(claim.fact("npi.valid", 1) == "no");
    CHECK(claim.fact("npi.qualified", 2) == "no");
    CHECK(claim.fact("npi.given", 2) == "yes");
    CHECK(claim.fact("npi.valid", 3) == "no such subject");
}

TEST_CASE("a diagnosis is retired when some line was delivered after its last day") {
    struct dated {
        std::string_view code, dates, value;
    };
    for (dated const& d :
         {dated{"M545", "20210930", "no"}, dated{"M545", "20211001", "yes"}, dated{"M5450", "20211001", "no"},
          dated{"M545", "", "unknown: no readable service date (DTP*472, box 24A)"}}) {
        CAPTURE(d.code);
        CAPTURE(d.dates);
        std::string text = "CLM*C1*5***12:B:1*Y*A*Y*Y~HI*ABK:" + std::string{d.code} + "~LX*1~SV1*HC:L0650*5*UN*1***1~";
        if (!d.dates.empty()) text += "DTP*472*D8*" + std::string{d.dates} + "~";
        CHECK(open_claim{text}.fact("dx.retired") == d.value);
    }
}

TEST_CASE("a line points to a contracture through its pointers only") {
    std::string const head = "CLM*C1*5***12:B:1*Y*A*Y*Y~HI*ABK:M170*ABF:M24561~LX*1~SV1*HC:L2999*5*UN*1***";
    CHECK(open_claim{head + "1~"}.fact("dx.contracture") == "no");
    CHECK(open_claim{head + "1:2~"}.fact("dx.contracture") == "yes");
    CHECK(open_claim{head + "9~"}.fact("dx.contracture") == "no");
}

TEST_CASE("notes are judged one by one: claim note, description, line note") {
    open_claim const claim{std::string{claim_head} + "NTE*CER*CLAIM WORDS~" +
                           "LX*1~SV1*HC:L3999:RT::::ELBOW*5*UN*1***1~NTE*ADD*EF200 * 5~"};
    CHECK(claim.fact("note.level", 0) == "claim");
    CHECK(claim.fact("note.qualifier", 0) == "CER");
    CHECK(claim.fact("note.qualifier_allowed", 0) == "yes");
    CHECK(claim.fact("note.length", 0) == "11");
    CHECK(claim.fact("note.level", 1) == "description");
    CHECK(claim.fact("note.length", 1) == "5");
    CHECK(claim.fact("note.extra_elements", 1) == "no");
    CHECK(claim.fact("note.level", 2) == "line");
    CHECK(claim.fact("note.extra_elements", 2) == "yes");
}

TEST_CASE("characters that a note may not hold are found") {
    struct note {
        std::string_view text, value;
    };
    for (note const& n : {note{"ELBOW ROM 5\x27", "no"}, note{"ELBOW: ROM", "yes"}, note{"ELBOW\tROM", "yes"},
                          note{"COUD\xC3\x89", "yes"}}) {
        CAPTURE(n.text);
        CHECK(
            open_claim{std::string{claim_head} + std::string{plain_line} + "NTE*ADD*" + std::string{n.text} + "~"}.fact(
                "note.bad_characters") == n.value);
    }
    CHECK(open_claim{std::string{claim_head} + "LX*1~SV1*HC:L3999:RT::::ELBOW: ROM*5*UN*1***1~"}.fact(
              "note.extra_elements") == "yes");
}

TEST_CASE("attachments say how they travel and how they are matched") {
    struct pwk {
        std::string_view text, known, by_reference, complete, cmn;
    };
    for (pwk const& p :
         {pwk{"PWK*OZ*FX***AC*RK001~", "yes", "yes", "yes", "no"}, pwk{"PWK*OZ*FX~", "yes", "yes", "no", "no"},
          pwk{"PWK*OZ*AA~", "yes", "no", "no", "no"}, pwk{"PWK*CT*AB~", "no", "yes", "no", "yes"}}) {
        CAPTURE(p.text);
        open_claim const claim{std::string{claim_head} + std::string{plain_line} + std::string{p.text}};
        CHECK(claim.fact("pwk.transmission_known") == p.known);
        CHECK(claim.fact("pwk.by_reference") == p.by_reference);
        CHECK(claim.fact("pwk.control_complete") == p.complete);
        CHECK(claim.fact("pwk.cmn") == p.cmn);
    }
}

TEST_CASE("an authorization number has 14 letters and digits") {
    struct utn {
        std::string_view text, value;
    };
    for (utn const& u : {utn{"ABC12345678901", "yes"}, utn{"12345", "no"}, utn{"ABC1234567890-", "no"},
                         utn{"ABC123456789012", "no"}}) {
        CAPTURE(u.text);
        CHECK(
            open_claim{std::string{claim_head} + std::string{plain_line} + "REF*G1*" + std::string{u.text} + "~"}.fact(
                "utn.well_formed") == u.value);
    }
}

TEST_CASE("the state is that of the subscriber, or of the patient when that is another person") {
    std::string const text = std::string{claim_head} + std::string{plain_line};
    CHECK(open_claim{text}.context.state() == "OH");
    std::string_view const other =
        "HL*2*1*22*1~SBR*P********MB~NM1*IL*1*ROE*JANE****MI*MEMBER1~N3*2 ELM ST~N4*DAYTON*OH*45402~"
        "NM1*PR*2*PAYER ONE*****PI*PAYER1~HL*3*2*23*0~PAT*19~NM1*QC*1*ROE*TIM~N3*3 ELM ST~N4*RENO*NV*89501~";
    CHECK(open_claim{text, other}.context.state() == "NV");
}

TEST_CASE("lines are counted, and numbered from 1 without a gap") {
    struct row {
        std::vector<std::string> numbers;
        std::string_view value;
    };
    for (row const& r : std::vector<row>{{{"1"}, "yes"},
                                         {{"1", "2", "3"}, "yes"},
                                         {{"01", "2"}, "yes"},
                                         {{"2"}, "no"},
                                         {{"1", "3"}, "no"},
                                         {{"1", "1"}, "no"},
                                         {{"1", ""}, "no"},
                                         {{"1", "2A"}, "no"},
                                         {{"1", "-2"}, "no"}}) {
        CAPTURE(r.numbers.back());
        std::string text{claim_head};
        for (std::string const& number : r.numbers) text += "LX*" + number + "~SV1*HC:L0650*5*UN*1***1~";
        CHECK(open_claim{text}.fact("claim.lines_in_order") == r.value);
    }
    std::string text{claim_head};
    for (int i = 1; i <= 51; ++i) text += "LX*" + std::to_string(i) + "~SV1*HC:L0650*5*UN*1***1~";
    open_claim const claim{text};
    CHECK(claim.fact("claim.line_count") == "51");
    CHECK(claim.fact("claim.lines_in_order") == "yes");
}

TEST_CASE("a claim says whether it is an original, and its indicators are read as written") {
    struct row {
        std::string_view clm, frequency, signature, assignment, release;
        unsigned wrong;
    };
    for (row const& r :
         {row{"1*Y*A*Y*Y", "original", "Y", "A", "Y", 0}, row{"7*N*B*Y*I", "replacement", "N", "B", "I", 0},
          row{"8*Y*C*N*Y", "void", "Y", "C", "Y", 0}, row{"6**A*Y*Y", "other", "(empty)", "A", "Y", 6},
          row{"1*Y*P*Y*Y", "original", "Y", "P", "Y", 7}, row{"1*Y*A", "original", "Y", "A", "(empty)", 9},
          row{"1*y*A*Y*Y", "original", "y", "A", "Y", 6}}) {
        CAPTURE(r.clm);
        open_claim const claim{"CLM*C1*500***12:B:" + std::string{r.clm} + "~HI*ABK:M170~" + std::string{plain_line}};
        CHECK(claim.fact("claim.frequency") == r.frequency);
        CHECK(claim.fact("claim.signature") == r.signature);
        CHECK(claim.fact("claim.assignment") == r.assignment);
        CHECK(claim.fact("claim.release") == r.release);
        CHECK(unsigned{scrub::first_wrong_indicator(claim.context)} == r.wrong);
    }
}

TEST_CASE("a Medicare number has eleven places, each with its own kind of character") {
    for (std::string_view const good : {"9XX9XX9XX99", "1A09A09AA99", "1AA9AA9AA99"}) {
        CAPTURE(good);
        CHECK(scrub::mbi_shape_ok(good));
    }
    for (std::string_view const bad : {"",
                                       "9XX9XX9XX9",
                                       "9XX9XX9XX999",
                                       "0XX9XX9XX99",
                                       "XXX9XX9XX99",
                                       "99X9XX9XX99",
                                       "9X-9XX9XX99",
                                       "9XXXXX9XX99",
                                       "9XX99X9XX99",
                                       "9XX9X-9XX99",
                                       "9XX9XXXXX99",
                                       "9XX9XX99X99",
                                       "9XX9XX9X999",
                                       "9XX9XX9XXX9",
                                       "9XX9XX9XX9X",
                                       "9xx9xx9xx99",
                                       "9SX9XX9XX99",
                                       "9LX9XX9XX99",
                                       "9OX9XX9XX99",
                                       "9IX9XX9XX99",
                                       "9BX9XX9XX99",
                                       "9ZX9XX9XX99"}) {
        CAPTURE(bad);
        CHECK_FALSE(scrub::mbi_shape_ok(bad));
    }
    open_claim const claim{std::string{claim_head} + std::string{plain_line}};
    CHECK(claim.fact("member.qualifier") == "MI");
    CHECK(claim.fact("member.mbi_shaped") == "no");
}

TEST_CASE("the patient's weight is PAT08 in pounds, the patient's own when another person is insured") {
    constexpr std::string_view insured =
        "HL*2*1*22*0~SBR*P*18*******MB~PAT*******01*210~NM1*IL*1*ROE*JANE****MI*MEMBER1~NM1*PR*2*P****PI*P1~";
    constexpr std::string_view heavy =
        "HL*2*1*22*0~SBR*P*18*******MB~PAT*******01*300.5~NM1*IL*1*ROE*JANE****MI*MEMBER1~NM1*PR*2*P****PI*P1~";
    constexpr std::string_view grams =
        "HL*2*1*22*0~SBR*P*18*******MB~PAT*******GR*3500~NM1*IL*1*ROE*JANE****MI*MEMBER1~NM1*PR*2*P****PI*P1~";
    constexpr std::string_view child =
        "HL*2*1*22*1~SBR*P********CI~NM1*IL*1*ROE*JANE****MI*MEMBER1~NM1*PR*2*P****PI*P1~HL*3*2*23*0~PAT*19******01*"
        "80~NM1*QC*1*ROE*JOE~";
    struct row {
        std::string_view subscriber, given, over;
    };
    for (row const& r : {row{insured, "yes", "no"}, row{heavy, "yes", "yes"}, row{grams, "no", "no"},
                         row{child, "yes", "no"}, row{subscriber_text, "no", "no"}}) {
        CAPTURE(r.subscriber);
        open_claim const claim{std::string{claim_head} + std::string{plain_line}, r.subscriber};
        CHECK(claim.fact("patient.weight_given") == r.given);
        CHECK(claim.fact("patient.over_300_pounds") == r.over);
    }
}

}  // namespace facts_claim_test
