// Facts about what the guide asks for when something else is so.
#include <doctest/doctest.h>

#include <string>

#include "scrubber/facts/situations.hpp"
#include "tests/support/judging.hpp"

namespace facts_situation_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

std::string changed(std::string_view text, std::string_view from, std::string_view to) {
    std::string out{text};
    return out.replace(out.find(from), from.size(), to);
}
std::string const claim_of_one = std::string{claim_head} + std::string{plain_line};

}  // namespace

TEST_CASE("the claim says once who the patient is") {
    std::string const patient = "HL*3*2*23*0~PAT*19~NM1*QC*1*ROE*JO~N3*2 ELM ST~N4*DAYTON*OH*45402~DMG*D8*20100102*F~";
    std::string const no_self = changed(subscriber_text, "P*18", "P*");
    CHECK(open_claim{claim_of_one}.fact("patient.level") == "stated-once");
    CHECK(open_claim{claim_of_one, no_self}.fact("patient.level") == "not-stated");
    CHECK(open_claim{claim_of_one, std::string{subscriber_text} + patient}.fact("patient.level") == "stated-twice");
    CHECK(open_claim{claim_of_one, no_self + patient}.fact("patient.level") == "stated-once");
}

TEST_CASE("a subscriber who is the patient has number, address, birth date") {
    struct row {
        std::string_view fact, from, to;
    };
    for (row const& r :
         {row{"subscriber.id_given", "****MI*MEMBER1", ""}, row{"subscriber.street_given", "N3*2 ELM ST~", ""},
          row{"subscriber.city_given", "N4*DAYTON*OH*45402~", ""},
          row{"subscriber.birth_given", "DMG*D8*19500102*F~", ""}}) {
        CAPTURE(r.fact);
        CHECK(open_claim{claim_of_one}.fact(r.fact) == "yes");
        std::string const without = changed(subscriber_text, r.from, r.to);
        CHECK(open_claim{claim_of_one, without}.fact(r.fact) == "no");
        bool const of_patients_alone = r.fact != "subscriber.id_given";
        CHECK(open_claim{claim_of_one, changed(without, "P*18", "P*")}.fact(r.fact) ==
              (of_patients_alone ? "yes" : "no"));
    }
}

TEST_CASE("causes of CLM11 ask for a date, an auto accident for a place") {
    struct row {
        std::string_view causes, auto_accident, other, employment, placed, state;
    };
    for (row const& r :
         {row{"", "no", "no", "no", "no", "yes"}, row{"AA", "yes", "no", "no", "no", "yes"},
          row{"EM:AA::OH", "yes", "no", "yes", "yes", "yes"}, row{"OA:EM", "no", "yes", "yes", "no", "yes"},
          row{"AA:::ZZ", "yes", "no", "no", "yes", "no"}, row{"AA::::MX", "yes", "no", "no", "yes", "yes"},
          row{"::OA", "no", "yes", "no", "no", "yes"}}) {
        CAPTURE(r.causes);
        open_claim const claim{changed(claim_of_one, "Y*Y~", "Y*Y**" + std::string{r.causes} + "~")};
        CHECK(claim.fact("accident.auto") == r.auto_accident);
        CHECK(claim.fact("accident.other") == r.other);
        CHECK(claim.fact("accident.employment") == r.employment);
        CHECK(claim.fact("accident.placed") == r.placed);
        CHECK(claim.fact("accident.state_known") == r.state);
        CHECK(claim.fact("accident.dated") == "no");
    }
    CHECK(open_claim{changed(claim_of_one, "Y*Y~", "Y*Y~DTP*439*D8*20250301~")}.fact("accident.dated") == "yes");
}

TEST_CASE("a payer's claim number counts when it holds something") {
    CHECK(open_claim{claim_of_one}.fact("payer_reference.given") == "no");
    CHECK(open_claim{changed(claim_of_one, "HI*", "REF*F8*ICN1~HI*")}.fact("payer_reference.given") == "yes");
    CHECK(open_claim{changed(claim_of_one, "HI*", "REF*F8*~HI*")}.fact("payer_reference.given") == "no");
    CHECK(open_claim{changed(claim_of_one, "HI*", "REF*D9*ICN1~HI*")}.fact("payer_reference.given") == "no");
}

TEST_CASE("lines have control numbers of their own; lines without one repeat none") {
    auto const three = [](std::string_view one, std::string_view two, std::string_view last) {
        std::string text{claim_head};
        for (std::string_view const number : {one, two, last})
            text += std::string{plain_line} + (number.empty() ? "" : "REF*6R*" + std::string{number} + "~");
        return text;
    };
    CHECK(open_claim{three("A", "B", "C")}.fact("line.own_control_number", 2) == "yes");
    CHECK(open_claim{three("A", "B", "A")}.fact("line.own_control_number", 2) == "no");
    CHECK(open_claim{three("A", "B", "A")}.fact("line.own_control_number", 0) == "yes");
    CHECK(open_claim{three("", "", "")}.fact("line.own_control_number", 2) == "yes");
}

TEST_CASE("a provider is repeated when the level above names the same") {
    std::string const same = "NM1*82*2*BRACES INC*****XX*1234567893~", other = "NM1*82*1*DOE*JO****XX*1999999000~";
    auto const of = [&](std::string const& claim, std::string const& line, std::size_t n) {
        return open_claim{std::string{claim_head} + claim + std::string{plain_line} + line}.fact("provider.repeats", n);
    };
    CHECK(of("", "", 0) == "none");
    CHECK(of(same, "", 1) == "billing");
    CHECK(of(other, "", 1) == "none");
    CHECK(of("", same, 1) == "billing");
    CHECK(of(other, other, 2) == "claim");
    CHECK(of(other, same, 2) == "none");
    CHECK(of("", "NM1*DK*1*DOE*JO****XX*1234567893~", 1) == "none");
    CHECK(of("NM1*77*2*CLINIC*****XX*1999999000~", "NM1*77*2*CLINIC*****XX*1999999000~", 2) == "claim");
}

TEST_CASE("places and periods of a line") {
    auto const with = [&](std::string_view from, std::string_view to, std::string_view fact) {
        return open_claim{changed(claim_of_one, from, to)}.fact(fact);
    };
    CHECK(with("UN*1*", "UN*1*12", "place.repeats_claim") == "yes");
    CHECK(with("UN*1*", "UN*1*11", "place.repeats_claim") == "no");
    CHECK(with("UN*1*", "UN*1*", "place.repeats_claim") == "no");
    CHECK(with("D8*20250310", "RD8*20250310-20250309", "dos.reversed") == "yes");
    CHECK(with("D8*20250310", "RD8*20250310-20250310", "dos.reversed") == "no");
    CHECK(with("D8*20250310", "RD8*20250310-2025031", "dos.reversed") == "no");
}

}  // namespace facts_situation_test
