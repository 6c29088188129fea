// Each repair on a claim: what it makes of it, and what it leaves alone. The repairs are asked directly, so that they
// are tested whether or not the rule would speak.
#include <doctest/doctest.h>

#include "tests/support/fixing.hpp"

namespace fix_repairs_test {

using namespace orthoscrub;
using scrub::repair_state;

namespace {

struct row {
    std::string_view rule, before, after;
    std::uint32_t line = 1;
    std::string_view at{};  ///< start of the segment that the finding points at
};

std::string claim(std::string_view segments) {
    return "CLM*A*620***12:B:1*Y*A*Y*Y~HI*ABK:M1711~" + std::string{segments};
}

void check_rows(std::initializer_list<row> rows) {
    for (row const& r : rows) {
        CAPTURE(r.rule);
        CAPTURE(r.before);
        auto const done = test::repair_claim(r.rule, claim(r.before), r.line, r.at);
        CHECK(done.claim == claim(r.after.empty() ? r.before : r.after));
        CHECK(done.state == (r.after.empty() ? repair_state::nothing : repair_state::done));
        CHECK(done.words.empty() == r.after.empty());
    }
}

}  // namespace

TEST_CASE("hcpcs-invalid: blanks go and letters become capitals; another code stays what it is") {
    check_rows({{"hcpcs-invalid", "LX*1~SV1*HC:l1833:RT*620*UN*1***1~", "LX*1~SV1*HC:L1833:RT*620*UN*1***1~"},
                {"hcpcs-invalid", "LX*1~SV1*HC: L1833 :RT*620*UN*1***1~", "LX*1~SV1*HC:L1833:RT*620*UN*1***1~"},
                {"hcpcs-invalid", "LX*1~SV1*HC:L4999:rt*620*UN*1***1~", ""},
                {"hcpcs-invalid", "LX*1~SV1*HC*620*UN*1***1~", ""}});
}

TEST_CASE("units-invalid: decimals that are zero go, others stay") {
    check_rows({{"units-invalid", "LX*1~SV1*HC:L1833*620*UN*1.0***1~", "LX*1~SV1*HC:L1833*620*UN*1***1~"},
                {"units-invalid", "LX*1~SV1*HC:L1833*620*UN*2.00***1~", "LX*1~SV1*HC:L1833*620*UN*2***1~"},
                {"units-invalid", "LX*1~SV1*HC:L1833*620*UN* 1 ***1~", "LX*1~SV1*HC:L1833*620*UN*1***1~"},
                {"units-invalid", "LX*1~SV1*HC:L1833*620*UN*1.5***1~", ""},
                {"units-invalid", "LX*1~SV1*HC:L1833*620*UN*.0***1~", ""},
                {"units-invalid", "LX*1~SV1*HC:L1833*620*UN*-1.0***1~", ""},
                {"units-invalid", "LX*1~SV1*HC:L1833*620*UN~", ""}});
}

TEST_CASE("dos-range: a range of one day becomes that day, a longer one stays") {
    check_rows({{"dos-range", "LX*1~SV1*HC:L1833*620*UN*1***1~DTP*472*RD8*20250301-20250301~",
                 "LX*1~SV1*HC:L1833*620*UN*1***1~DTP*472*D8*20250301~"},
                {"dos-range", "LX*1~SV1*HC:L1833*620*UN*1***1~DTP*472*RD8*20250301-20250302~", ""},
                {"dos-range", "LX*1~SV1*HC:L1833*620*UN*1***1~DTP*472*D8*20250301~", ""},
                {"dos-range", "LX*1~SV1*HC:L1833*620*UN*1***1~", ""}});
}

TEST_CASE("dx-missing: a repeated pointer is dropped, the order stays, and no diagnosis changes") {
    check_rows({{"dx-missing", "LX*1~SV1*HC:L1833*620*UN*1***2:1:2:1~", "LX*1~SV1*HC:L1833*620*UN*1***2:1~"},
                {"dx-missing", "LX*1~SV1*HC:L1833*620*UN*1***1:2~", ""},
                {"dx-missing", "LX*1~SV1*HC:L1833*620*UN*1***9~", ""},
                {"dx-missing", "LX*1~SV1*HC:L1833*620*UN*1***1:1~LX*2~SV1*HC:L1833*620*UN*1***2:2~",
                 "LX*1~SV1*HC:L1833*620*UN*1***1~LX*2~SV1*HC:L1833*620*UN*1***2~", 0}});
}

TEST_CASE("line-count: lines are numbered from 1") {
    check_rows(
        {{"line-count", "LX*1~SV1*HC:L1833*1*UN*1***1~LX*1~SV1*HC:L1902*1*UN*1***1~LX*7~SV1*HC:L1820*1*UN*1***1~",
          "LX*1~SV1*HC:L1833*1*UN*1***1~LX*2~SV1*HC:L1902*1*UN*1***1~LX*3~SV1*HC:L1820*1*UN*1***1~", 0},
         {"line-count", "LX*01~SV1*HC:L1833*1*UN*1***1~", "LX*1~SV1*HC:L1833*1*UN*1***1~", 0},
         {"line-count", "LX*1~SV1*HC:L1833*1*UN*1***1~", "", 0}});
}

TEST_CASE("prior-auth-format: blanks around the number go, other faults stay") {
    check_rows({{"prior-auth-format", "LX*1~SV1*HC:L1833*1*UN*1***1~REF*G1* ABC12345678901 ~",
                 "LX*1~SV1*HC:L1833*1*UN*1***1~REF*G1*ABC12345678901~", 1, "REF*G1"},
                {"prior-auth-format", "LX*1~SV1*HC:L1833*1*UN*1***1~REF*G1*12-345~", "", 1, "REF*G1"},
                {"prior-auth-format", "LX*1~SV1*HC:L1833*1*UN*1***1~REF*9F* 12 ~", "", 1, "REF*9F"}});
}

TEST_CASE("mbi-format: dashes and blanks go out of the member id, once for all claims of the subscriber") {
    for (auto const& [written, wanted] :
         {std::pair{"1EG4-TE5-MK73", "1EG4TE5MK73"}, {"1EG4 TE5 MK73", "1EG4TE5MK73"}}) {
        std::string file = tests::claim_file(claim("LX*1~SV1*HC:L1833*1*UN*1***1~"));
        file.replace(file.find("1EG4TE5MK73"), 11, written);
        auto const done = test::repair_file("mbi-format", file, 0);
        CHECK(done.state == repair_state::done);
        REQUIRE(done.changes.size() == 1);
        CHECK(done.changes[0].after[0].ends_with(std::string{"*MI*"} + wanted));
    }
    CHECK(test::repair_claim("mbi-format", claim("LX*1~SV1*HC:L1833*1*UN*1***1~"), 0).state == repair_state::nothing);
}

TEST_CASE("modifier-syntax: capitals, no blanks, no gap, each once; the description keeps its place") {
    check_rows({{"modifier-syntax", "LX*1~SV1*HC:L1833:rt:kx*1*UN*1***1~", "LX*1~SV1*HC:L1833:RT:KX*1*UN*1***1~"},
                {"modifier-syntax", "LX*1~SV1*HC:L0650::KX*1*UN*1***1~", "LX*1~SV1*HC:L0650:KX*1*UN*1***1~"},
                {"modifier-syntax", "LX*1~SV1*HC:L1833: RT :::kx*1*UN*1***1~", "LX*1~SV1*HC:L1833:RT:KX*1*UN*1***1~"},
                {"modifier-syntax", "LX*1~SV1*HC:L1833:rt:RT*1*UN*1***1~", "LX*1~SV1*HC:L1833:RT*1*UN*1***1~"},
                {"modifier-syntax", "LX*1~SV1*HC:L3999::rt:::ELBOW brace*1*UN*1***1~",
                 "LX*1~SV1*HC:L3999:RT::::ELBOW brace*1*UN*1***1~"},
                {"modifier-syntax", "LX*1~SV1*HC:L1833:K-*1*UN*1***1~", ""},
                {"modifier-syntax", "LX*1~SV1*HC:L1833:R T*1*UN*1***1~", ""}});  // no side is guessed
}

TEST_CASE("modifier-duplicate: the second copy goes, what stands once stays") {
    check_rows({{"modifier-duplicate", "LX*1~SV1*HC:L1833:RT:KX:RT*1*UN*1***1~", "LX*1~SV1*HC:L1833:RT:KX*1*UN*1***1~"},
                {"modifier-duplicate", "LX*1~SV1*HC:L3999:KX:KX:RT::BRACE*1*UN*1***1~",
                 "LX*1~SV1*HC:L3999:KX:RT:::BRACE*1*UN*1***1~"},
                {"modifier-duplicate", "LX*1~SV1*HC:L1833:RT:LT*1*UN*1***1~", ""}});
}

TEST_CASE("modifier-order: pricing first, 99 last, the rest as it was") {
    check_rows(
        {{"modifier-order", "LX*1~SV1*HC:L0650:KX:NU*1*UN*1***1~", "LX*1~SV1*HC:L0650:NU:KX*1*UN*1***1~"},
         {"modifier-order", "LX*1~SV1*HC:L1833:99:RT:KX:RR*1*UN*1***1~", "LX*1~SV1*HC:L1833:RR:RT:KX:99*1*UN*1***1~"},
         {"modifier-order", "LX*1~SV1*HC:L0650:NU:KX*1*UN*1***1~", ""}});
}

TEST_CASE("cmn-after-2022: the certificate's segments go, other papers stay") {
    check_rows(
        {{"cmn-after-2022",
          "LX*1~SV1*HC:L1833*1*UN*1***1~PWK*CT*NS~PWK*OZ*BM***AC*X1~DTP*472*D8*20250301~LQ*UT*04.04~FRM*1*Y~"
          "FRM*2**3~LX*2~SV1*HC:L1902*1*UN*1***1~PWK*CT*NS~",
          "LX*1~SV1*HC:L1833*1*UN*1***1~PWK*OZ*BM***AC*X1~DTP*472*D8*20250301~LX*2~SV1*HC:L1902*1*UN*1***1~PWK*CT*"
          "NS~"},
         {"cmn-after-2022", "LX*1~SV1*HC:L1833*1*UN*1***1~DTP*472*D8*20250301~", ""}});
}

TEST_CASE("prior-auth-line-level: the number moves to the one line that needs it, else the repair says why not") {
    std::string const head = "CLM*A*620***12:B:1*Y*A*Y*Y~", hi = "HI*ABK:M1711~";
    std::string const listed = "SV1*HC:L0650*917.32*UN*1***1~DTP*472*D8*20250301~";
    std::string const other = "SV1*HC:L2820:RT*80*UN*1***1~DTP*472*D8*20250301~REF*6R*A-2~";
    auto const done = test::repair_claim(
        "prior-auth-line-level",
        head + "REF*G1*A0000000000001~" + hi + "LX*1~" + other + "LX*2~" + listed + "REF*6R*A-1~NTE*ADD*HELLO~", 0);
    CHECK(done.state == repair_state::done);
    CHECK(done.claim ==
          head + hi + "LX*1~" + other + "LX*2~" + listed + "REF*6R*A-1~REF*G1*A0000000000001~NTE*ADD*HELLO~");
    struct refusal {
        std::string claim;
        std::string_view why;
    };
    std::string const g1 = "REF*G1*A0000000000001~";
    for (refusal const& r :
         {refusal{head + g1 + hi + "LX*1~" + other, "no line"},
          refusal{head + g1 + hi + "LX*1~" + listed + "LX*2~" + listed, "several lines"},
          refusal{head + g1 + "REF*G1*A0000000000002~" + hi + "LX*1~" + listed, "two authorization numbers"},
          refusal{head + g1 + hi + "LX*1~" + listed + "REF*G1*A0000000000002~", "another number"},
          refusal{head + g1 + hi + "LX*1~SV1*HC:L0650*620*UN*1***1~", "cannot be told"}}) {
        CAPTURE(r.why);
        auto const refused = test::repair_claim("prior-auth-line-level", r.claim, 0);
        CHECK(refused.state == repair_state::refused);
        CHECK(refused.words.find(r.why) != std::string::npos);
        CHECK(refused.claim == r.claim);
    }
}

}  // namespace fix_repairs_test
