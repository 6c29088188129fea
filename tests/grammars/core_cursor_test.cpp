#include <doctest/doctest.h>

#include "grammars/core/cursor.hpp"
#include "tests/support/segments_from.hpp"

namespace core_cursor_test {

using namespace orthoscrub;
using namespace orthoscrub::grammars;

TEST_CASE("codes pack like ids, without the blanks around them") {
    struct row {
        std::string_view code, same_as;
    };
    for (row const& r : {row{"G1", "G1"}, row{" G1 ", "G1"}, row{"G1 ", "G1"}, row{"1 ", "1"}, row{"", ""},
                         row{"  ", ""}, row{"ABK", "ABK"}, row{" ABK", "ABK"}, row{"ABCD", "ABCD"}}) {
        CAPTURE(r.code);
        CHECK(core::pack_code(r.code) == text::pack_id(r.same_as));
    }
    CHECK(core::pack_code("ABCDE") == 0);
    CHECK(core::pack_code("G1") != core::pack_code("1G"));
}

TEST_CASE("what is shown of a segment is its id and a code, never free text") {
    struct row {
        std::string_view segment, shown;
    };
    for (row const& r : {row{"NM1*ZZ*1*CANARY~", "NM1*ZZ"}, row{"REF*1C*CANARY~", "REF*1C"}, row{"N3*CANARY~", "N3"},
                         row{"NTE*CANARY~", "NTE"}, row{"NTE*ADD*CANARY~", "NTE*ADD"}, row{"HI*BK>7215~", "HI*BK"},
                         row{"CLM*CANARY~", "CLM"}, row{"CANARY*1~", ""}, row{"n3*1~", ""}, row{"REF~", "REF"},
                         row{"REF**X~", "REF"}, row{"ZZZ*12~", "ZZZ"}}) {
        CAPTURE(r.segment);
        CHECK(core::shown(test::segments_from{r.segment}[0]) == r.shown);
    }
}

TEST_CASE("a run of strays is one fault, a placed segment ends the run, context is not told") {
    test::segments_from const segments{"A~B~C~D~E~~F~"};
    std::vector<text::loop_id> loops;
    text::diagnostics faults;
    core::cursor cursor{segments.all(), 1, ':', loops, faults};
    cursor.stray(segments[0]);  // context
    cursor.place(segments[1], text::loop_id::l2300);
    cursor.stray(segments[2]);
    cursor.stray(segments[3]);
    cursor.place(segments[4], text::loop_id::l2400);
    cursor.stray(segments[5]);  // empty: the scan has told
    cursor.stray(segments[6]);
    REQUIRE(faults.faults().size() == 2);
    CHECK(faults.faults()[0].count == 2);
    CHECK(faults.faults()[0].at.loop == text::loop_id::l2300);
    CHECK(faults.faults()[0].at.byte == segments[2].offset);
    CHECK(faults.faults()[1].count == 1);
    CHECK(loops[1] == text::loop_id::l2300);
    CHECK(loops[2] == text::loop_id::none);
}

TEST_CASE("a run of strays that begins in the context is told from its first new segment on") {
    test::segments_from const segments{"ST~A~B~C~D~"};
    std::vector<text::loop_id> loops;
    text::diagnostics faults;
    core::cursor cursor{segments.all(), 3, ':', loops, faults};
    cursor.place(segments[0], text::loop_id::heading);
    for (std::size_t i = 1; i < segments.size(); ++i) cursor.stray(segments[i]);
    REQUIRE(faults.faults().size() == 1);
    CHECK(faults.faults()[0].at.byte == segments[3].offset);
    CHECK(faults.faults()[0].count == 2);
}

}  // namespace core_cursor_test
