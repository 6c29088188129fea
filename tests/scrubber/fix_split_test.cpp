// One line of two sides becomes two lines: charges, numbers, copies, and everything that is refused.
#include <doctest/doctest.h>

#include "tests/support/fixing.hpp"

namespace fix_split_test {

using namespace orthoscrub;
using scrub::repair_state;

namespace {

std::string const head = "CLM*A*1240***12:B:1*Y*A*Y*Y~HI*ABK:M1711*ABF:M1712~";
std::string with_breaks(std::string const& text) {
    std::string out;
    for (char c : text) {
        out += c;
        if (c == '~') out += "\r\n";
    }
    return out;
}

std::string const day = "DTP*472*D8*20250301~";

}  // namespace

TEST_CASE("an RT and LT line is split: the new line goes last, with copies of the line's other segments") {
    struct row {
        std::string_view what, rule, before, after;
    };
    for (row const& r : {
             row{"one line", "modifier-rtlt-same-line",
                 "LX*1~SV1*HC:L1833:RT:LT:KX*1240*UN*2***1:2~DTP*472*D8*20250301~REF*6R*A-1~NM1*DK*1*E*U****XX*1~",
                 "LX*1~SV1*HC:L1833:RT:KX*620*UN*1***1:2~DTP*472*D8*20250301~REF*6R*A-1~NM1*DK*1*E*U****XX*1~"
                 "LX*2~SV1*HC:L1833:LT:KX*620*UN*1***1:2~DTP*472*D8*20250301~REF*6R*A-1-2~NM1*DK*1*E*U****XX*1~"},
             row{"an odd cent goes to the first", "modifier-rtlt-same-line",
                 "LX*1~SV1*HC:L1833:LT:RT*1240.01*UN*2***1~",
                 "LX*1~SV1*HC:L1833:LT*620.01*UN*1***1~LX*2~SV1*HC:L1833:RT*620.00*UN*1***1~"},
             row{"halves of whole dollars", "modifier-rtlt-same-line", "LX*1~SV1*HC:L1833:RT:LT*1241*UN*2***1~",
                 "LX*1~SV1*HC:L1833:RT*620.5*UN*1***1~LX*2~SV1*HC:L1833:LT*620.5*UN*1***1~"},
             row{"one cent", "modifier-rtlt-same-line", "LX*1~SV1*HC:L1833:RT:LT*.01*UN*2***1~",
                 "LX*1~SV1*HC:L1833:RT*.01*UN*1***1~LX*2~SV1*HC:L1833:LT*.00*UN*1***1~"},
             row{"RTLT in one position", "modifier-rtlt-same-line", "LX*1~SV1*HC:L1833:KX:RTLT*1240*UN*2***1~",
                 "LX*1~SV1*HC:L1833:KX:RT*620*UN*1***1~LX*2~SV1*HC:L1833:KX:LT*620*UN*1***1~"},
             row{"a description keeps its place", "modifier-rtlt-same-line",
                 "LX*1~SV1*HC:L3999:RT:LT:::BRACE*1240*UN*2.0***1~",
                 "LX*1~SV1*HC:L3999:RT::::BRACE*620*UN*1***1~LX*2~SV1*HC:L3999:LT::::BRACE*620*UN*1***1~"},
             row{"before other lines", "modifier-rtlt-same-line",
                 "LX*1~SV1*HC:L1833:RT:LT*1240*UN*2***1~LX*2~SV1*HC:L0650*9*UN*1***1~DTP*472*D8*20250301~",
                 "LX*1~SV1*HC:L1833:RT*620*UN*1***1~LX*2~SV1*HC:L0650*9*UN*1***1~DTP*472*D8*20250301~"
                 "LX*3~SV1*HC:L1833:LT*620*UN*1***1~"},
             row{"a suffix that is taken already", "modifier-rtlt-same-line",
                 "LX*1~SV1*HC:L1833:RT:LT*1240*UN*2***1~REF*6R*A~LX*2~SV1*HC:L0650*9*UN*1***1~REF*6R*A-2~",
                 "LX*1~SV1*HC:L1833:RT*620*UN*1***1~REF*6R*A~LX*2~SV1*HC:L0650*9*UN*1***1~REF*6R*A-2~"
                 "LX*3~SV1*HC:L1833:LT*620*UN*1***1~REF*6R*A-3~"},
             row{"a control number of thirty characters", "modifier-rtlt-same-line",
                 "LX*1~SV1*HC:L1833:RT:LT*1240*UN*2***1~REF*6R*ABCDEFGHIJKLMNOPQRSTUVWXYZ1234~",
                 "LX*1~SV1*HC:L1833:RT*620*UN*1***1~REF*6R*ABCDEFGHIJKLMNOPQRSTUVWXYZ1234~"
                 "LX*2~SV1*HC:L1833:LT*620*UN*1***1~REF*6R*ABCDEFGHIJKLMNOPQRSTUVWXYZ12-2~"},
             row{"50 stands for both", "laterality-50", "LX*1~SV1*HC:L1902:50:KX*120*UN*2***1~REF*6R*A~",
                 "LX*1~SV1*HC:L1902:RT:KX*60*UN*1***1~REF*6R*A~LX*2~SV1*HC:L1902:LT:KX*60*UN*1***1~REF*6R*A-2~"},
         }) {
        CAPTURE(r.what);
        auto const done = test::repair_claim(r.rule, head + std::string{r.before});
        CHECK(done.state == repair_state::done);
        CHECK(done.claim == head + std::string{r.after});
    }
}

TEST_CASE("a split that would bill an amount twice or lose one is refused with the reason") {
    struct row {
        std::string_view rule, lines, why;
    };
    for (row const& r : {
             row{"modifier-rtlt-same-line", "LX*1~SV1*HC:L1833:RT:LT*1240*UN*1***1~", "1 units"},
             row{"modifier-rtlt-same-line", "LX*1~SV1*HC:L1833:RT:LT*1240*UN*3***1~", "3 units"},
             row{"modifier-rtlt-same-line", "LX*1~SV1*HC:L1833:RT:LT*1240*UN*TWO***1~", "unreadable units"},
             row{"modifier-rtlt-same-line", "LX*1~SV1*HC:L1833:RT:LT*MUCH*UN*2***1~", "charge"},
             row{"modifier-rtlt-same-line", "LX*1~SV1*HC:L1833:RT:LT*1240*UN*2***1~HCP*10*1000~", "HCP"},
             row{"modifier-rtlt-same-line", "LX*1~SV1*HC:L1833:RT:LT*1240*UN*2***1~AMT*T*12~", "AMT"},
             row{"modifier-rtlt-same-line", "LX*1~SV1*HC:L1833:RT:LT*1240*UN*2***1~LIN**N4*12345678901~", "2410"},
             row{"modifier-rtlt-same-line",
                 "LX*1~SV1*HC:L1833:RT:LT*1240*UN*2***1~SVD*X1*10*HC:L1833**2~DTP*573*D8*20250401~", "2430"},
             row{"modifier-rtlt-same-line", "LX*2~SV1*HC:L1833:RT:LT*1240*UN*2***1~", "line-count"},
             row{"modifier-rtlt-same-line", "LX*1~SV1*HC:L1833:99*1240*UN*2***1~NTE*ADD*RT LT KX~", "note"},
             row{"laterality-50", "LX*1~SV1*HC:L1902:50:RT*120*UN*2***1~", "beside"},
             row{"laterality-50", "LX*1~SV1*HC:L0650:50*120*UN*2***1~", "midline"},
             row{"laterality-50", "LX*1~SV1*HC:L1902:50*120*UN*1***1~", "1 units"},
         }) {
        CAPTURE(r.lines);
        auto const refused = test::repair_claim(r.rule, head + std::string{r.lines});
        CHECK(refused.state == repair_state::refused);
        CHECK(refused.words.find(r.why) != std::string::npos);
        CHECK(refused.claim == head + std::string{r.lines});
    }
    std::string fifty = head;
    for (int i = 1; i <= 50; ++i) fifty += "LX*" + std::to_string(i) + "~SV1*HC:L1833:RT:LT*10*UN*2***1~";
    auto const full = test::repair_claim("modifier-rtlt-same-line", fifty);
    CHECK(full.state == repair_state::refused);
    CHECK(full.words.find("50 lines") != std::string::npos);
}

TEST_CASE("two lines of a claim split in one go: numbers and control numbers differ, SE01 counts the new segments") {
    std::string const lines = "LX*1~SV1*HC:L1833:RT:LT:KX*1000*UN*2***1:2~" + day +
                              "REF*G1*A0000000000001~REF*6R*A~NM1*DK*1*EXAMPLE*URSULA****XX*1999000015~LX*2~SV1*HC:"
                              "L1902:RT:LT:KX*240*UN*2***1:2~" +
                              day + "REF*6R*A-2~NM1*DK*1*EXAMPLE*URSULA****XX*1999000015~";
    std::string const file = tests::claim_file(head + lines);
    auto const fixed = test::fix_bytes(file, "modifier-rtlt-same-line");
    CHECK(fixed.bytes.find("LX*3~SV1*HC:L1833:LT:KX*500*UN*1***1:2~") != std::string::npos);
    CHECK(fixed.bytes.find("LX*4~SV1*HC:L1902:LT:KX*120*UN*1***1:2~") != std::string::npos);
    CHECK(fixed.bytes.find("REF*6R*A-3~") != std::string::npos);
    CHECK(fixed.bytes.find("REF*6R*A-2-2~") != std::string::npos);
    CHECK(fixed.left("modifier-rtlt-same-line") == 0);
    CHECK(fixed.left("x12-se-count") == 0);
    CHECK(fixed.left("claim-total-mismatch") == 0);
    CHECK(test::fix_bytes(fixed.bytes, "*").bytes == fixed.bytes);
}

TEST_CASE("a split keeps the layout of the file: new segments stand on lines of their own where the others do") {
    std::string const file =
        with_breaks(tests::claim_file(head + "LX*1~SV1*HC:L1833:RT:LT:KX*1240*UN*2***1:2~" + day + "REF*6R*A~"));
    auto const fixed = test::fix_bytes(file, "modifier-rtlt-same-line");
    CHECK(
        fixed.bytes.find(
            "REF*6R*A~\r\nLX*2~\r\nSV1*HC:L1833:LT:KX*620*UN*1***1:2~\r\nDTP*472*D8*20250301~\r\nREF*6R*A-2~\r\nSE*") !=
        std::string::npos);
}

}  // namespace fix_split_test
