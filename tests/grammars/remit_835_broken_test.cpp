#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/remit_reading.hpp"

namespace remit_835_broken_test {

using namespace orthoscrub;
using test::remit_reading;
using list = std::vector<std::string>;

namespace {

std::string set_of(std::string_view body) {
    return std::string{test::remit_heading} + std::string{body} + "SE*0*0001~";
}
std::string const next_claim = "CLP*NEXT*1*1*1~SVC*HC:L1833*1*1~";

}  // namespace

TEST_CASE("remit broken: a claim or line that lacks what makes it is marked and told, and the next one is read") {
    struct row {
        std::string body, fault;
        bool claim, line;
    };
    for (auto const& [body, fault, claim, line] : std::vector<row>{
             {"CLP**1*1*1~SVC*HC:L1833*1*1~", "payment-broken at 13 seen CLP expected CLP01 x1", true, false},
             {"CLP*C1~SVC*HC:L1833*1*1~", "payment-broken at 13 seen CLP expected CLP02, CLP03, CLP04 x1", true, false},
             {"CLP*C1*1*1,00*1~SVC*HC:L1833*1*1~",
              "number-unreadable at 13 seen CLP03 expected an amount in dollars and cents x1", true, false},
             {"CLP*C1*1*1*1~SVC~", "payment-broken at 14 seen SVC expected SVC01-2, SVC02, SVC03 x1", true, true},
             {"CLP*C1*1*1*1~SVC*HC*1*1~", "payment-broken at 14 seen SVC expected SVC01-2 x1", true, true},
             {"CLP*C1*1*1*1~SVC*HC:L1833*1*1.005~",
              "number-unreadable at 14 seen SVC03 expected an amount in dollars and cents x1", true, true}}) {
        CAPTURE(body);
        remit_reading const read{set_of(body + "DTM*472*20250301~" + next_claim)};
        CHECK(read.told() == list{fault});
        CHECK(read.unplaced() == 0);
        auto const& t = read.tables;
        REQUIRE(t.claims.size() == 2);
        CHECK(t.claims[0].broken == claim);
        REQUIRE(t.lines.size() == 2);
        CHECK(t.lines[0].broken == line);
        CHECK(t.lines[0].dates.count == 1);
        CHECK(t.claims[1].control_number == "NEXT");
        CHECK_FALSE(t.claims[1].broken);
        CHECK_FALSE(t.lines[1].broken);
    }
}

TEST_CASE("remit broken: what does not read is told, and the row stays") {
    struct row {
        std::string body, fault;
    };
    for (auto const& [body, fault] : std::vector<row>{
             {"CLP*C1*1*1*1~CAS*CO*45*X~",
              "number-unreadable at 14 seen CAS03 expected an amount in dollars and cents x1"},
             {"CLP*C1*1*1*1~CAS*CO*45~", "payment-broken at 14 seen CAS expected CAS03 x1"},
             {"CLP*C1*1*1*1~CAS*CR*45*0~", "old-group-code at 14 seen CR expected CO, OA, PI and PR x1"},
             {"CLP*C1*1*1*1~DTM*232*250301~", "date-unreadable at 14 seen  expected DTM02 x1"},
             {"CLP*C1*22*1*1~", "reversal-positive at 13 seen  expected  x1"},
             {"CLP*C1*1*1*1~SVC*HC:L1833*1*1**A~", "number-unreadable at 14 seen SVC05 expected a quantity x1"},
             {"PLB*1*20251231~", "payment-broken at 13 seen PLB expected PLB03 x1"},
             {"PLB*1*20251231*WO:A*X~",
              "number-unreadable at 13 seen PLB04 expected an amount in dollars and cents x1"},
             {"PLB*1*20251231*WO:A~", "payment-broken at 13 seen PLB expected PLB04 x1"},
             {"PLB*1*1231*WO:A*1~", "date-unreadable at 13 seen  expected PLB02 x1"},
             {"SVC*HC:L1833*1*1~CAS*CO*45*0~", "line-outside-claim at 13 seen SVC expected CLP x2"},
             {"TS3*1~CAS*CO*45*0~", "segment-unexpected at 14 seen CAS*CO expected  x1"}}) {
        CAPTURE(body);
        remit_reading const read{set_of(body + next_claim)};
        CHECK(read.told() == list{fault});
        CHECK(read.tables.claims.back().control_number == "NEXT");
        CHECK(read.tables.claims.back().lines.count == 1);
    }
}

TEST_CASE("remit broken: what a set lacks is told at its ST") {
    remit_reading const read{"ST*835*1~LX*1~CLP*C1*1*1*1~SE*0*1~"};
    CHECK(read.told() == list{"payment-broken at 1 seen The transaction set expected BPR x1",
                              "payment-broken at 1 seen The transaction set expected TRN x1",
                              "payment-broken at 1 seen The transaction set expected N1*PR x1",
                              "payment-broken at 1 seen The transaction set expected N1*PE x1"});
    CHECK(read.tables.claims.size() == 1);
}

TEST_CASE("remit broken: only guides that are no 835 are told") {
    for (auto const* version : {"", "005010X221A1", "005010X221"}) {
        CAPTURE(version);
        grammars::remit_options options;
        options.group_version = version;
        CHECK(remit_reading{set_of(test::remit_claim), options}.told() == list{});
    }
    grammars::remit_options options;
    options.group_version = "004010X091A1";
    CHECK(remit_reading{set_of(test::remit_claim), options}.told() ==
          list{"st-version at 1 seen 004010X091A1 expected 005010X221A1 x1"});
}

}  // namespace remit_835_broken_test
