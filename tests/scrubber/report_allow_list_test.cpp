// What may stand in output without --show-phi, element by element.
#include "scrubber/report/allow_list.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace report_allow_list_test {

using namespace orthoscrub;

namespace {

/// A segment over a text framed by * and :.
struct written {
    std::string text;
    std::vector<std::uint32_t> marks;
    text::segment view;

    explicit written(std::string t) : text{std::move(t)} {
        for (std::uint32_t i = 0; i < text.size(); ++i)
            if (text[i] == '*') marks.push_back(i);
        marks.push_back(static_cast<std::uint32_t>(text.size()));
        view.base = text.data();
        view.marks = marks.data();
        view.count = static_cast<std::uint16_t>(marks.size() - 1);
        view.id = text::pack_id(std::string_view{text}.substr(0, marks[0]));
    }
    written(written const&) = delete;
};

}  // namespace

TEST_CASE("control numbers, NPIs, codes, dates of service and amounts are shown, the rest is masked") {
    struct row {
        std::string_view segment, shown;
    };
    for (row const& r : {
             row{"CLM*A-1*620***12:B:1*Y*A*Y*Y", "CLM*A-1*620***12:B:1*Y*A*Y*Y"},
             row{"NM1*85*1*DOE*JANE****XX*1999000007", "NM1*85*1*[hidden]*[hidden]****XX*1999000007"},
             row{"NM1*IL*1*DOE*JANE****MI*1EG4TE5MK73", "NM1*IL*1*[hidden]*[hidden]****MI*[hidden]"},
             row{"NM1*IL*1*DOE*****XX*1EG4TE5MK73", "NM1*IL*1*[hidden]*****XX*[hidden]"},
             row{"NM1*PR*2*DME MAC*****PI*18003", "NM1*PR*2*[hidden]*****PI*18003"},
             row{"REF*G1*A123", "REF*G1*A123"},
             row{"REF*EA*MRN7", "REF*EA*[hidden]"},
             row{"REF*SY*123456789", "REF*SY*[hidden]"},
             row{"DMG*D8*19340712*F", "DMG*[hidden]*[hidden]*[hidden]"},
             row{"PAT*19****D8*20250101", "PAT*19****D8*[hidden]"},
             row{"SV1*HC:L3999:RT::::JANE'S BRACE*450*UN*1***1", "SV1*HC:L3999:RT::::[hidden]*450*UN*1***1"},
             row{"SV1*HC:L3999:RT::::A:B*450", "SV1*HC:L3999:RT::::[hidden]:[hidden]*450"},
             row{"SV1*HC>L3999>>>>>JANE'S BRACE*450", "SV1*[hidden]*450"},
             row{"SVD*X1*20*HC:L1833:::::TEXT**1", "SVD*X1*20*HC:L1833:::::[hidden]**1"},
             row{"NTE*ADD*FOR JANE", "NTE*ADD*[hidden]"},
             row{"NTE*ADD*FOR*JANE", "NTE*ADD*[hidden]*[hidden]"},
             row{"PWK*OZ*BM***AC*JANE1", "PWK*OZ*BM***AC*[hidden]"},
             row{"K3*JANE", "K3*[hidden]"},
             row{"PER*IC*JANE*TE*5555550111", "PER*IC*[hidden]*TE*[hidden]"},
             row{"ISA*00*          *00*SECRET", "ISA*00*          *00*[hidden]"},
             row{"ZZZ*JANE", "[hidden]"},
             row{"JANE DOE", "[hidden]"},
         }) {
        CAPTURE(r.segment);
        written const s{std::string{r.segment}};
        CHECK(scrub::masked_segment(s.view, {}) == r.shown);
    }
}

TEST_CASE("garbage between segments is hidden, its id included") {
    written s{"NM1*JANE"};
    s.view.flags = text::malformed_id;
    CHECK(scrub::masked_segment(s.view, {}) == "[hidden]");
    CHECK_FALSE(scrub::may_show(s.view, 1));
}

}  // namespace report_allow_list_test
