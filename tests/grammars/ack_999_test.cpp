// What a 999 and a TA1 say ends up in rows, dialects are taken, and what breaks off is told and marked.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/ack_reading.hpp"

namespace ack_999_test {

using namespace orthoscrub;
using test::ack_reading;
using list = std::vector<std::string>;

namespace {

constexpr std::string_view three_sets =
    "ST*999*0001*005010X231A1~AK1*HC*17*005010X222A1~AK2*837*0001*005010X222A1~IK5*A~AK2*837*0002~"
    "IK3*NM1*14*2010BA*8~CTX*CLM01:ORT-7~IK4*4:2:1*1036*I9*BAD~CTX*SITUATIONAL TRIGGER*NM1*14*2010BA*2:3*1065~IK5*E*I5~"
    "AK2*837*0003~IK3*REF*57**3~CTX*SITUATIONAL TRIGGER^SITUATIONAL TRIGGER:2*CLM*43**5:3*1325~IK5*R*5*I5~"
    "AK9*P*3*3*2*5~SE*16*0001~";

}  // namespace

TEST_CASE("every segment of a 999 has its loop and every element its column") {
    ack_reading const read{three_sets};
    auto const& t = read.tables;
    CHECK(read.told() == list{});
    CHECK(read.placed() == list{"heading ST", "heading AK1", "2000 AK2", "2000 IK5", "2000 AK2", "2100 IK3", "2100 CTX",
                                "2110 IK4", "2110 CTX", "2000 IK5", "2000 AK2", "2100 IK3", "2100 CTX", "2000 IK5",
                                "heading AK9", "heading SE"});
    REQUIRE(t.groups.size() == 1);
    auto const& group = t.groups[0];
    CHECK(group.functional_id == "HC");
    CHECK(group.control_number == "17");
    CHECK(group.version == "005010X222A1");
    CHECK(group.code == "P");
    CHECK(group.included == "3");
    CHECK(group.received == "3");
    CHECK(group.accepted == "2");
    CHECK(group.errors[0] == "5");
    CHECK_FALSE(group.broken);
    REQUIRE(t.rows(t.sets, group.sets).size() == 3);
    CHECK(t.sets[0].control_number == "0001");
    CHECK(t.sets[0].version == "005010X222A1");
    CHECK(t.sets[0].code == "A");
    CHECK(t.sets[1].code == "E");
    CHECK(t.sets[2].errors[0] == "5");
    CHECK(t.sets[2].errors[1] == "I5");
    auto const named = t.rows(t.segment_errors, t.sets[1].segment_errors);
    REQUIRE(named.size() == 1);
    CHECK(named[0].segment_id == "NM1");
    CHECK(named[0].position == "14");
    CHECK(named[0].loop == "2010BA");
    CHECK(named[0].code == "8");
    REQUIRE(named[0].contexts.count == 1);
    CHECK(t.contexts[named[0].contexts.first].name == "CLM01");
    CHECK(t.contexts[named[0].contexts.first].value == "ORT-7");
    REQUIRE(named[0].element_errors.count == 1);
    auto const& element = t.element_errors[named[0].element_errors.first];
    CHECK(element.element == "4");
    CHECK(element.component == "2");
    CHECK(element.repetition == "1");
    CHECK(element.data_element == "1036");
    CHECK(element.code == "I9");
    CHECK(element.value == "BAD");
    REQUIRE(element.contexts.count == 1);
    auto const& trigger = t.contexts[element.contexts.first];
    CHECK(trigger.segment_id == "NM1");
    CHECK(trigger.position == "14");
    CHECK(trigger.loop == "2010BA");
    CHECK(trigger.element == "2");
    CHECK(trigger.component == "3");
    CHECK(trigger.data_element == "1065");
}

TEST_CASE("a repeated CTX01 is a row for each repetition") {
    ack_reading const read{three_sets};
    auto const& t = read.tables;
    REQUIRE(t.segment_errors.size() == 2);
    auto const contexts = t.rows(t.contexts, t.segment_errors[1].contexts);
    REQUIRE(contexts.size() == 2);
    CHECK(contexts[0].name == "SITUATIONAL TRIGGER");
    CHECK(contexts[1].name == "SITUATIONAL TRIGGER");
    CHECK(contexts[1].value == "2");
    CHECK(contexts[1].component == "3");
}

TEST_CASE("dialects of 999 senders are taken without a fault") {
    struct row {
        char const* name;
        char const* text;
        std::size_t sets, segments, elements;
    };
    for (row const& r : {
             row{"loop id empty", "AK1*HC*1~AK2*837*1~IK3*CLM*22**8~IK4*2*782*1~IK5*R*5~AK9*P*1*1*0~", 1, 1, 1},
             row{"loop id longer than four", "AK1*HC*1~AK2*837*1~IK3*NM1*8*2010AA*3~IK5*R~AK9*R*1*1*0~", 1, 1, 0},
             row{"IK304 8 without IK4", "AK1*HC*1~AK2*837*1~IK3*NM1*8**8~IK5*R~AK9*R*1*1*0~", 1, 1, 0},
             row{"AK2 left out", "AK1*HC*1~AK9*A*3*3*3~", 0, 0, 0},
             row{"two IK4", "AK1*HC*1~AK2*837*1~IK3*NM1*8**8~IK4*1**7~IK4*2**7~IK5*R~AK9*R*1*1*0~", 1, 1, 2},
             row{"several groups", "AK1*HC*1~AK9*A*0*0*0~AK1*HC*2~AK2*837*1~IK5*A~AK9*A*1*1*1~", 1, 0, 0},
         }) {
        CAPTURE(r.name);
        ack_reading const read{"ST*999*1~" + std::string{r.text} + "SE*1*1~"};
        CHECK(read.told() == list{});
        CHECK(read.tables.sets.size() == r.sets);
        CHECK(read.tables.segment_errors.size() == r.segments);
        CHECK(read.tables.element_errors.size() == r.elements);
    }
}

TEST_CASE("what a 999 breaks off is marked and told, and reading goes on") {
    struct row {
        char const* name;
        char const* text;
        list sets;  // control number, code, broken
        list faults;
    };
    for (row const& r : {
             row{"IK5 missing",
                 "AK1*HC*1~AK2*837*1~IK3*CLM*9**8~AK2*837*2~IK5*A~AK9*P*2*2*1~",
                 {"1  broken", "2 A"},
                 {"loop-broken at 3 seen AK2 expected IK5 x1"}},
             row{"AK9 missing", "AK1*HC*1~AK2*837*1~IK5*A~", {"1 A"}, {"loop-broken at 2 seen SE expected AK9 x1"}},
             row{"AK1 missing", "AK2*837*1~IK5*R~AK9*R*1*1*0~", {"1 R"}, {"loop-broken at 2 seen AK2 expected AK1 x1"}},
             row{"IK3 without AK2",
                 "AK1*HC*1~IK3*CLM*9**8~IK5*R~AK2*837*2~IK5*A~AK9*A*1*1*1~",
                 {"2 A"},
                 {"loop-broken at 3 seen IK3 expected AK2 x2"}},
             row{"unknown segment",
                 "AK1*HC*1~AK2*837*1~ZZZ*JANE ROE~IK5*A~AK9*A*1*1*1~",
                 {"1 A"},
                 {"segment-unexpected at 4 seen ZZZ expected  x1"}},
         }) {
        CAPTURE(r.name);
        ack_reading const read{"ST*999*1~" + std::string{r.text} + "SE*1*1~"};
        CHECK(read.told() == r.faults);
        list sets;
        for (auto const& s : read.tables.sets)
            sets.push_back(std::string{s.control_number} + " " + std::string{s.code} + (s.broken ? " broken" : ""));
        CHECK(sets == r.sets);
    }
}

TEST_CASE("a TA1 is a row") {
    ack_reading const read{"TA1*000000117*260302*1009*R*025~TA1*000000118*260231*1010*A*000~"};
    REQUIRE(read.tables.interchanges.size() == 2);
    auto const& row = read.tables.interchanges[0];
    CHECK(row.control_number == "000000117");
    CHECK(row.created.iso() == "2026-03-02");
    CHECK(row.time == "1009");
    CHECK(row.code == "R");
    CHECK(row.note == "025");
    CHECK(read.tables.interchanges[1].created.empty());
    CHECK(read.tables.interchanges[1].seg == 1);
}

}  // namespace ack_999_test
