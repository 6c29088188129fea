// Facts about diagnoses, their groups, and the pointers of the lines to them.
#include <doctest/doctest.h>

#include <string>

#include "scrubber/facts/diagnosis_facts.hpp"
#include "tests/support/judging.hpp"

namespace facts_diagnosis_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

std::string claim_with(std::string_view hi, std::string_view pointers = "1", std::string_view code = "L0650") {
    return "CLM*C1*5***12:B:1*Y*A*Y*Y~" + std::string{hi} + "LX*1~SV1*HC:" + std::string{code} + "*5*UN*1***" +
           std::string{pointers} + "~DTP*472*D8*20260302~";
}

}  // namespace

TEST_CASE("pointers are good when one to four different ones name diagnoses of the claim") {
    using enum scrub::pointer_fault;
    constexpr std::string_view three = "HI*ABK:M5416*ABF:M5126*ABF:M961~";
    constexpr std::string_view thirteen =
        "HI*ABK:A001*ABF:A002*ABF:A003*ABF:A004*ABF:A005*ABF:A006*ABF:A007*ABF:A008*ABF:A009*ABF:A010*ABF:A011*ABF:"
        "A012~HI*ABK:A013~";
    struct row {
        std::string_view hi, pointers;
        scrub::pointer_fault fault;
        unsigned pointer = 0;
    };
    for (row const& r :
         {row{three, "1", none}, row{three, "3:2:1", none}, row{three, "", empty}, row{three, "4", past_last, 4},
          row{three, "1:1", repeated, 1}, row{three, "2:1:2", repeated, 2}, row{three, "1::2", gap},
          row{three, "A", not_a_number}, row{three, "0", not_a_number}, row{three, "13", beyond_twelve, 13},
          row{thirteen, "12", none}, row{thirteen, "13", beyond_twelve, 13}, row{three, "1:2:3:1:2", too_many},
          row{"", "1", no_diagnosis}, row{"HI*ABF:M5416~", "1", no_diagnosis}}) {
        CAPTURE(r.hi);
        CAPTURE(r.pointers);
        open_claim const claim{claim_with(r.hi, r.pointers)};
        auto const problem = scrub::pointer_problem_of(claim.context, *claim.context.lines()[0].row);
        CHECK(problem.fault == r.fault);
        CHECK(unsigned{problem.pointer} == r.pointer);
        CHECK(claim.fact("dx.pointers_good") == (r.fault == none ? "yes" : "no"));
    }
}

TEST_CASE("a line without SV1 has no pointers to judge") {
    open_claim const claim{std::string{claim_head} + "LX*1~DTP*472*D8*20260302~" + std::string{plain_line}};
    for (scrub::line_context const& line : claim.context.lines())
        CHECK(scrub::pointer_problem_of(claim.context, *line.row).fault == scrub::pointer_fault::none);
}

TEST_CASE("one diagnosis says what it is") {
    constexpr std::string_view unread = "unknown: the official ICD-10-CM file is not loaded";
    struct row {
        std::string_view hi;
        std::size_t n;
        std::string_view icd9, principal, well_formed, known, incomplete, external, repeated;
    };
    for (row const& r : {row{"ABK:M5450", 0, "no", "yes", "yes", unread, "no", "no", "no"},
                         row{"BK:7242", 0, "yes", "no", "no", unread, "no", "no", "no"},
                         row{"ABK:M5450*BF:7242", 1, "yes", "no", "no", unread, "no", "no", "no"},
                         row{"ABK:M5450*ABF:S320", 1, "no", "no", "yes", unread, "yes", "no", "no"},
                         row{"ABK:M545", 0, "no", "yes", "yes", unread, "no", "no", "no"},
                         row{"ABK:M5499", 0, "no", "yes", "yes", unread, "no", "no", "no"},
                         row{"ABK:M54.50", 0, "no", "yes", "no", unread, "no", "no", "no"},
                         row{"ABK:W010XXA", 0, "no", "yes", "yes", unread, "no", "yes", "no"},
                         row{"ABK:Y998", 0, "no", "yes", "yes", unread, "no", "yes", "no"},
                         row{"ABK:Z981", 0, "no", "yes", "yes", unread, "no", "no", "no"},
                         row{"ABK:U071", 0, "no", "yes", "yes", unread, "no", "no", "no"},
                         row{"ABK:M5450*ABF:Z981*ABF:M5450", 2, "no", "no", "yes", unread, "no", "no", "yes"},
                         row{"ABK:M5450*ABF:Z981*ABF:M5450", 1, "no", "no", "yes", unread, "no", "no", "no"}}) {
        CAPTURE(r.hi);
        CAPTURE(r.n);
        open_claim const claim{claim_with("HI*" + std::string{r.hi} + "~")};
        CHECK(claim.fact("dx.icd9", r.n) == r.icd9);
        CHECK(claim.fact("dx.principal", r.n) == r.principal);
        CHECK(claim.fact("dx.well_formed", r.n) == r.well_formed);
        CHECK(claim.fact("dx.known", r.n) == r.known);
        CHECK(claim.fact("dx.incomplete", r.n) == r.incomplete);
        CHECK(claim.fact("dx.external_cause", r.n) == r.external);
        CHECK(claim.fact("dx.repeated", r.n) == r.repeated);
    }
}

TEST_CASE("groups count only the diagnoses that the line points to") {
    struct row {
        std::string_view hi, pointers, knee, ankle, pain;
    };
    for (row const& r :
         {row{"ABK:M24561", "1", "yes", "no", "no"}, row{"ABK:M24562", "1", "yes", "no", "no"},
          row{"ABK:M24571", "1", "no", "yes", "no"}, row{"ABK:M24572", "1", "no", "yes", "no"},
          row{"ABK:M722", "1", "no", "yes", "no"}, row{"ABK:M7221", "1", "no", "no", "no"},
          row{"ABK:M21371*ABF:M722", "1", "no", "no", "no"}, row{"ABK:M21371*ABF:M722", "1:2", "no", "yes", "no"},
          row{"ABK:M5450", "1", "no", "no", "yes"}, row{"ABK:M545", "1", "no", "no", "yes"},
          row{"ABK:M549*ABF:M5459", "1:2", "no", "no", "yes"}, row{"ABK:M5450*ABF:M5126", "1:2", "no", "no", "no"},
          row{"ABK:M5450*ABF:M5126", "1", "no", "no", "yes"}, row{"ABK:M5450", "", "no", "no", "no"},
          row{"ABK:M5450", "2", "no", "no", "no"}, row{"ABK:M5450", "A", "no", "no", "no"}}) {
        CAPTURE(r.hi);
        CAPTURE(r.pointers);
        open_claim const claim{claim_with("HI*" + std::string{r.hi} + "~", r.pointers)};
        CHECK(claim.fact("dx.knee_contracture") == r.knee);
        CHECK(claim.fact("dx.ankle_contracture_or_fasciitis") == r.ankle);
        CHECK(claim.fact("dx.only_back_pain") == r.pain);
        CHECK(claim.fact("dx.unread_group") == "unknown: the policy's list is not in the tables");
    }
}

TEST_CASE("a group of diagnoses holds whole codes and beginnings") {
    using enum scrub::diagnosis_group;
    auto const& groups = shipped_codes()->diagnoses;
    struct row {
        scrub::diagnosis_group group;
        std::string_view code;
        bool in;
    };
    for (row const& r :
         {row{contracture, "M24561", true}, row{contracture, "M246", false}, row{external_cause, "V0001XA", true},
          row{external_cause, "Z981", false}, row{external_cause, "", false}, row{external_cause, "w010", false},
          row{back_pain, "M549", true}, row{back_pain, "M5499", false}, row{back_pain, "M5451", true}}) {
        CAPTURE(r.code);
        CHECK(groups.has(r.group, r.code) == r.in);
    }
}

}  // namespace facts_diagnosis_test
