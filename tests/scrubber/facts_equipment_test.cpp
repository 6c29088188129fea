// Facts about how an item is supplied, repaired and paired, and about the side of a diagnosis: each row is the segments
// of a claim's lines, a fact, and its value in words.
#include <doctest/doctest.h>

#include <string>

#include "scrubber/facts/diagnosis_side.hpp"
#include "scrubber/facts/equipment_facts.hpp"
#include "tests/support/judging.hpp"

namespace facts_equipment_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

constexpr std::string_view day_one = "DTP*472*D8*20250310~";
constexpr std::string_view day_two = "DTP*472*D8*20250311~";

struct row {
    std::string_view lines;  ///< of the claim, from the first LX on
    std::string_view fact;
    std::string_view value;
    std::size_t line = 0;
};

void check(std::initializer_list<row> rows, std::string_view head = claim_head) {
    for (row const& r : rows) {
        CAPTURE(r.lines);
        CAPTURE(r.fact);
        CHECK(open_claim{std::string{head} + std::string{r.lines}}.fact(r.fact, r.line) == r.value);
    }
}

/// One line with the day and a note.
std::string noted(std::string_view code, std::string_view note) {
    std::string text = "LX*1~SV1*HC:" + std::string{code} + "*40*UN*1***1~" + std::string{day_one};
    if (!note.empty()) text += "NTE*ADD*" + std::string{note} + "~";
    return text;
}

std::string two(std::string_view first, std::string_view first_day, std::string_view second,
                std::string_view second_day) {
    return "LX*1~SV1*HC:" + std::string{first} + "*40*UN*1***1~" + std::string{first_day} +
           "LX*2~SV1*HC:" + std::string{second} + "*40*UN*1***1~" + std::string{second_day};
}

}  // namespace

TEST_CASE("a HCPCS Level II code is a letter from A to V and four digits") {
    check({{"LX*1~SV1*ZZ:L0650*40*UN*1***1~", "hcpcs.level_two", "yes"},
           {"LX*1~SV1*ZZ:A4467*40*UN*1***1~", "hcpcs.level_two", "yes"},
           {"LX*1~SV1*ZZ:V5011*40*UN*1***1~", "hcpcs.level_two", "yes"},
           {"LX*1~SV1*ER:W1234*40*UN*1***1~", "hcpcs.level_two", "no"},
           {"LX*1~SV1*HC:97760*40*UN*1***1~", "hcpcs.level_two", "no"},
           {"LX*1~SV1*HC:l0650*40*UN*1***1~", "hcpcs.level_two", "no"},
           {"LX*1~SV1*HC:L065*40*UN*1***1~", "hcpcs.level_two", "no"}});
}

TEST_CASE("words call an item new or used; words that say both say neither") {
    for (auto const& r : {row{"NEW ELBOW ORTHOSIS", "narrative.new_item", "yes"},
                          {"BRAND NEW ELBOW ORTHOSIS", "narrative.new_item", "yes"},
                          {"NOT NEW", "narrative.new_item", "no"},
                          {"NEW STRAPS ON REFURBISHED BRACE", "narrative.new_item", "no"},
                          {"NEW STRAPS ON REFURBISHED BRACE", "narrative.used_item", "no"},
                          {"REFURBISHED ELBOW ORTHOSIS", "narrative.used_item", "yes"},
                          {"PRE-OWNED ELBOW ORTHOSIS", "narrative.used_item", "yes"},
                          {"USED ELBOW ORTHOSIS", "narrative.used_item", "yes"},
                          {"USED WITH L1960", "narrative.used_item", "no"},
                          {"", "narrative.new_item", "no"},
                          {"", "narrative.used_item", "no"}}) {
        CAPTURE(r.lines);
        CHECK(open_claim{std::string{claim_head} + noted("L3999:UE", r.lines)}.fact(r.fact) == r.value);
    }
}

TEST_CASE("a replacement has a reason in the line note, the description or the claim note") {
    for (auto const& r : {row{"REPL LOST IN FIRE", "narrative.replacement_reason", "yes"},
                          {"STOLEN FROM CAR", "narrative.replacement_reason", "yes"},
                          {"BBR", "narrative.replacement_reason", "yes"},
                          {"RUL MET", "narrative.replacement_reason", "yes"},
                          {"REPL OF BRACE", "narrative.replacement_reason", "no"},
                          {"NOT LOST", "narrative.replacement_reason", "no"},
                          {"", "narrative.replacement_reason", "no"}}) {
        CAPTURE(r.lines);
        CHECK(open_claim{std::string{claim_head} + noted("L1843:RA:RT", r.lines)}.fact(r.fact) == r.value);
    }
    check({{"LX*1~SV1*HC:L1843:RA:RT:::BROKEN IN FALL*40*UN*1***1~", "narrative.replacement_reason", "yes"}});
    std::string const head = std::string{claim_head} + "NTE*ADD*BRACE WAS STOLEN~";
    check({{"LX*1~SV1*HC:L1843:RA*40*UN*1***1~LX*2~SV1*HC:L0650*40*UN*1***1~", "narrative.replacement_reason", "yes"}},
          head);
}

TEST_CASE("the base code of a repair is the code of a whole item, not of an add-on, a part or a repair") {
    for (auto const& r : {row{"REPL BROKEN JOINT ON PT OWNED L1970", "narrative.base_code", "yes"},
                          {"RIVETS FOR L1960 PL 40.00", "narrative.base_code", "yes"},
                          {"RIVETS FOR l1960", "narrative.base_code", "yes"},
                          {"REPAIR OF L2999", "narrative.base_code", "yes"},
                          {"REPAIR OF E0143", "narrative.base_code", "yes"},
                          {"REPAIR OF L2210", "narrative.base_code", "no"},
                          {"REPAIR OF L4002", "narrative.base_code", "no"},
                          {"REPAIR L4205", "narrative.base_code", "no"},
                          {"RIVETS", "narrative.base_code", "no"},
                          {"", "narrative.base_code", "no"}}) {
        CAPTURE(r.lines);
        CHECK(open_claim{std::string{claim_head} + noted("L4210", r.lines)}.fact(r.fact) == r.value);
    }
}

TEST_CASE("the gaps of a repair line: note, base code and price of minor parts, whole units of labor") {
    auto const gaps = [](std::string const& lines) {
        open_claim const claim{std::string{claim_head} + lines};
        return int{scrub::repair_gaps({&claim.context, &claim.context.lines()[0], grammars::rule_scope::line, 0})};
    };
    CHECK(gaps(noted("L4210", "RIVETS FOR L1960 PL 40.00")) == 0);
    CHECK(gaps(noted("L4210", "RIVETS FOR L1960")) == scrub::gap_price);
    CHECK(gaps(noted("L4210", "RIVETS PL 40.00")) == scrub::gap_base_code);
    CHECK(gaps(noted("L4210", "")) == (scrub::gap_note | scrub::gap_base_code | scrub::gap_price));
    CHECK(gaps(noted("L4205", "")) == scrub::gap_note);
    CHECK(gaps(noted("L4205", "NEW STRAP SEWN ON L1960")) == 0);
    CHECK(gaps("LX*1~SV1*HC:L4205*40*UN*1.5***1~NTE*ADD*STRAP~") == scrub::gap_whole_units);
    CHECK(gaps(noted("L1960", "")) == 0);
}

TEST_CASE("two lines of one code and day are a pair when they are one right and one left") {
    for (auto const& [first, second, value] : {std::array<std::string_view, 3>{"L1960:RT", "L1960:LT", "no"},
                                               {"L1960:LT:KX", "L1960:KX:RT", "no"},
                                               {"L1960:RT", "L1960:RT", "yes"},
                                               {"L1960:LT", "L1960:LT", "yes"},
                                               {"L1960:RT", "L1960", "yes"},
                                               {"L1960", "L1960:LT", "yes"},
                                               {"L1960", "L1960", "yes"},
                                               {"L1960:RT", "L1970:RT", "no"},
                                               {"L1960:RT:LT", "L1960:RT", "no"},
                                               {"L1960:RTLT", "L1960:RT", "no"},
                                               {"L1960:RT", "L1960:LTRT", "no"},
                                               {"ZZZZZ", "ZZZZZ", "no"}}) {
        CAPTURE(first);
        CAPTURE(second);
        check({{two(first, day_one, second, day_one), "side.unpaired", value, 1},
               {two(first, day_one, second, day_two), "side.unpaired", "no", 1},
               {two(first, day_one, second, day_one), "side.unpaired", "no", 0}});
    }
    constexpr std::string_view open = "unknown: no readable service date (DTP*472, box 24A)";
    check({{two("L1960:RT", "", "L1960:RT", day_one), "side.unpaired", open, 1},
           {two("L1960:RT", day_one, "L1960:RT", ""), "side.unpaired", open, 1},
           {two("L1960:RT", "", "L1960:LT", day_one), "side.unpaired", "no", 1},
           {two("L1960:RT", "", "L1970:RT", day_one), "side.unpaired", "no", 1}});
}

TEST_CASE("a part of a repair stands on another line of the same day, before or after") {
    constexpr std::string_view open = "unknown: no readable service date (DTP*472, box 24A)";
    check({{two("L4205", day_one, "L2210:RB", day_one), "repair_part.same_day", "yes", 0},
           {two("L2210:RB", day_one, "L4205", day_one), "repair_part.same_day", "yes", 1},
           {two("L4205", day_one, "L2210:RB", day_two), "repair_part.same_day", "no", 0},
           {two("L4205", day_one, "L2210:RA", day_one), "repair_part.same_day", "no", 0},
           {two("L4205", day_one, "E0143:RB", day_one), "repair_part.same_day", "no", 0},
           {two("L4205:RB", day_one, "L1960", day_one), "repair_part.same_day", "no", 0},
           {two("L4205", "", "L2210:RB", day_one), "repair_part.same_day", open, 0},
           {two("L4205", day_one, "L2210:RB", ""), "repair_part.same_day", open, 0},
           {two("L4205", "", "L1960", ""), "repair_part.same_day", "no", 0}});
}

TEST_CASE("GA or GZ on another line is found, on the line itself it does not count") {
    check({{two("L1833:GK", day_one, "L1845:GA", day_two), "liability.on_other_line", "yes", 0},
           {two("L1845:GZ", "", "L1833:GK", ""), "liability.on_other_line", "yes", 1},
           {two("L1833:GK:GA", day_one, "L1845:KX", day_one), "liability.on_other_line", "no", 0}});
}

TEST_CASE("places of NU, RR, UE and 99 among the modifiers") {
    auto const line = [](std::string_view code, std::string_view note) {
        std::string text = "LX*1~SV1*HC:" + std::string{code} + "*40*UN*1***1~";
        return note.empty() ? text : text + "NTE*ADD*" + std::string{note} + "~";
    };
    check({{line("L0650:NU:KX", ""), "modifier.status_first", "yes"},
           {line("L0650:UE", ""), "modifier.status_first", "yes"},
           {line("L0650:RR:KH", ""), "modifier.status_first", "yes"},
           {line("L0650:KX:NU", ""), "modifier.status_first", "no"},
           {line("L0650", ""), "modifier.status_first", "no"},
           {line("L1845:NU:RA:RT:99", ""), "modifier.overflow_last", "yes"},
           {line("L1845:99:RA:RT:99", ""), "modifier.overflow_last", "no"},
           {line("L1845:RA:99:RT:99", ""), "modifier.overflow_last", "no"},
           {line("L1845:RA:RT:99:99", ""), "modifier.overflow_last", "no"},
           {line("L1845:99:RT", ""), "modifier.overflow_last", "no"},
           {line("L1845:NU:RA:RT:99", "NURARTKXCR REPL LOST IN FIRE"), "modifier.overflow_listed", "yes"},
           {line("L1845:NU:RA:RT:99", "KXCR REPL LOST"), "modifier.overflow_listed", "yes"},
           {line("L1845:NU:RA:RT:99", "KX CR REPL LOST"), "modifier.overflow_listed", "yes"},
           {line("L1845:NU:RA:RT:99", "NURART REPL LOST"), "modifier.overflow_listed", "no"},
           {line("L1845:NU:RA:RT:99", "REPL LOST KXCR"), "modifier.overflow_listed", "no"},
           {line("L1845:NU:RA:RT:99", ""), "modifier.overflow_listed", "no"}});
}

TEST_CASE("a diagnosis code names its side where its family has it, and no side anywhere else") {
    using scrub::code_side;
    struct side_row {
        std::string_view code;
        code_side side;
    };
    for (side_row const& r : {side_row{"M1711", code_side::right},
                              {"M1712", code_side::left},
                              {"M1710", code_side::none},
                              {"M170", code_side::none},
                              {"M172", code_side::none},
                              {"M21371", code_side::right},
                              {"M21372", code_side::left},
                              {"M21379", code_side::none},
                              {"M2137", code_side::none},
                              {"M2351", code_side::right},
                              {"M24561", code_side::right},
                              {"M24562", code_side::left},
                              {"M24574", code_side::right},
                              {"M24575", code_side::left},
                              {"M24573", code_side::none},
                              {"G5601", code_side::right},
                              {"G5603", code_side::none},
                              {"G8193", code_side::right},
                              {"G8194", code_side::left},
                              {"I69354", code_side::left},
                              {"S83511A", code_side::right},
                              {"S83512D", code_side::left},
                              {"S83200A", code_side::none},
                              {"S83201A", code_side::none},
                              {"S83211A", code_side::right},
                              {"S8251XA", code_side::right},
                              {"S8255XA", code_side::left},
                              {"S82844A", code_side::right},
                              {"S92312A", code_side::left},
                              {"S62301A", code_side::none},
                              {"S63611A", code_side::none},
                              {"M545", code_side::none},
                              {"M4726", code_side::none},
                              {"S335XXA", code_side::none},
                              {"Z981", code_side::none},
                              {"m1711", code_side::none},
                              {"M1", code_side::none},
                              {"", code_side::none},
                              {"MXX", code_side::none}}) {
        CAPTURE(r.code);
        CHECK((shipped_codes()->icd10_sides.of(r.code) == r.side));
    }
}

TEST_CASE("sides of families agree with the names of the diagnoses that the tables hold") {
    std::size_t sided = 0;
    for (auto const& row : shipped_codes()->icd10.rows()) {
        CAPTURE(row.code);
        auto const expected = row.name.ends_with(", right")  ? scrub::code_side::right
                              : row.name.ends_with(", left") ? scrub::code_side::left
                                                             : scrub::code_side::none;
        CHECK((shipped_codes()->icd10_sides.of(row.code) == expected));
        sided += expected != scrub::code_side::none;
    }
    CHECK(sided >= 8);
}

TEST_CASE("the side of a line's diagnoses is that of every one it points to") {
    constexpr std::string_view head = "CLM*C1*500***12:B:1*Y*A*Y*Y~HI*ABK:M1711*ABF:M1712*ABF:M545*ABF:M21371~";
    for (auto const& [pointers, value] : {std::pair{"1", "right"},
                                          {"2", "left"},
                                          {"3", "none"},
                                          {"1:4", "right"},
                                          {"1:2", "none"},
                                          {"1:3", "none"},
                                          {"3:1", "none"},
                                          {"1:9", "none"},
                                          {"", "none"}}) {
        CAPTURE(pointers);
        CHECK(open_claim{std::string{head} + "LX*1~SV1*HC:L1833:RT*40*UN*1***" + pointers + "~"}.fact(
                  "dx.pointed_side") == value);
    }
}

}  // namespace facts_equipment_test
