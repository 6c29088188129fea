// The guide check over one claim: a clean one says nothing, and each change says one thing at its place.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "grammars/guide/guide_check.hpp"
#include "parser/text/fault_reply.hpp"
#include "tests/support/claim_reading.hpp"

namespace guide_check_test {

using namespace orthoscrub;
using namespace orthoscrub::grammars;

namespace {

std::string const clean = std::string{test::heading_text} + std::string{test::subscriber_text} +
                          "CLM*C1*500***12:B:1*Y*A*Y*Y~HI*ABK:M170*ABF:M1712~LX*1~SV1*HC:L1833:LT:KX*500*UN*1***1:2~"
                          "DTP*472*D8*20250310~REF*6R*L1~SE*25*0001~";

std::string described(text::fault const& f) {
    std::string out{text::describe(f.code).id};
    out += " " + std::string{text::to_string(f.at.loop)} + " ";
    for (auto id = f.at.id; id != 0; id >>= 8) out += static_cast<char>(id & 0xFF);
    if (f.at.element != 0) out += "-" + std::to_string(f.at.element);
    if (f.at.component != 0) out += "-" + std::to_string(f.at.component);
    return out + " " + std::string{f.reply.empty() ? text::reply_to(f.code).code : f.reply};
}

std::vector<std::string> guide_faults(std::string const& set) {
    test::claim_reading reading{set, {}, {'*', ':', '~', '^'}};
    guide::guide_check check{guide::guide_id::claim_837p};
    check.read({reading.segments.all(), reading.tables.loops, 0, true, true}, {'*', ':', '~', '^'}, reading.faults);
    std::vector<std::string> out;
    for (auto const& f : reading.faults.faults())
        if (text::describe(f.code).id.starts_with("guide-")) out.push_back(described(f));
    return out;
}

std::string changed(std::string_view from, std::string_view to) {
    auto set = clean;
    auto const at = set.find(from);
    REQUIRE(at != std::string::npos);
    return set.replace(at, from.size(), to);
}

std::string lines(int n) {
    std::string out;
    for (int i = 1; i <= n; ++i) out += "LX*" + std::to_string(i) + "~SV1*HC:L1833*10*UN*1***1~DTP*472*D8*20250310~";
    return out;
}

}  // namespace

TEST_CASE("guide check: a clean claim says nothing") { CHECK(guide_faults(clean).empty()); }

TEST_CASE("guide check: each change is told at its place with its reply, and its twin is not") {
    struct row {
        std::string_view from, to, told, twin;
    };
    row const rows[]{
        {"N3*1 MAIN ST~", "", "guide-segment-missing 2010AA N3 I8", "N3*1 MAIN ST*FLOOR 2~"},
        {"DTP*472*D8*20250310~", "", "guide-segment-missing 2400 DTP I8", "DTP*472*RD8*20250310-20250311~"},
        {"HI*ABK:M170*ABF:M1712~", "", "guide-segment-missing 2300 HI I8", "HI*ABK:M170~"},
        {"N3*1 MAIN ST~N4*COLUMBUS*OH*432150001~", "N4*COLUMBUS*OH*432150001~N3*1 MAIN ST~",
         "guide-segment-order 2010AA N3 7", "N3*2 MAIN ST~N4*COLUMBUS*OH*432150001~"},
        {"~REF*EI*123456789~", "~REF*EI*123456789~REF*SY*123456789~", "guide-segment-repeat 2010AA REF 5",
         "~REF*EI*123456789~REF*0B*12~"},
        {"NM1*PR*2*PAYER ONE*****PI*PAYER1~", "", "guide-loop-missing 2010BB NM1 I7", "NM1*PR*2*PAYER*****PI*P1~"},
        {"NM1*PR*2*PAYER ONE*****PI*PAYER1~", "NM1*PR*2*PAYER ONE*****PI*PAYER1~NM1*PR*2*PAYER TWO*****PI*PAYER2~",
         "guide-loop-repeat 2010BB NM1 4", "NM1*PR*2*PAYER ONE*****PI*PAYER1~REF*G2*1~"},
        {"SV1*HC:L1833:LT:KX*500*UN*1", "SV1*HC:L1833:LT:KX**UN*1", "guide-element-missing 2400 SV1-2 I9",
         "SV1*HC:L1833:LT:KX*0*UN*1"},
        {"NM1*PR*2*PAYER ONE", "NM1*PR**PAYER ONE", "guide-element-missing 2010BB NM1-2 1", "NM1*PR*2*PAYER TWO"},
        {"NM1*IL*1*ROE*JANE", "NM1*IL*1*ROE*", "guide-element-missing 2010BA NM1-4 I9", "NM1*IL*2*ROE*"},
        {"12:B:1*", "12:B*", "guide-element-missing 2300 CLM-5-3 I9", "12:B:7*"},
        {"NM1*PR*2*PAYER ONE*****", "NM1*PR*2*PAYER ONE*X****", "guide-element-not-used 2010BB NM1-4 I10",
         "NM1*PR*2*PAYER ONE X*****"},
        {"N3*2 ELM ST~", "N3*2 ELM ST*A*B~", "guide-elements-too-many 2010BA N3-3 3", "N3*2 ELM ST*A~"},
        {"12:B:1*", "12:B:1:X*", "guide-components-too-many 2300 CLM-5 13", "12:B:8*"},
        {"N3*2 ELM ST~", "N3*2 ELM: ST~", "guide-components-too-many 2010BA N3-1 13", "N3*2 ELM, ST~"},
        {"N3*2 ELM ST~", "N3*2 ELM^ST~", "guide-repetitions-too-many 2010BA N3-1 12", "N3*2 ELM-ST~"},
        {"N4*DAYTON*OH", "N4*D*OH", "guide-element-short 2010BA N4-1 4", "N4*DA*OH"},
        {"CLM*C1*", "CLM*C12345678901234567890123456789012345678*", "guide-element-long 2300 CLM-1 5",
         "CLM*C12345678901234567890*"},
        {"CLM*C1*500*", "CLM*C1*123456789.01*", "guide-element-long 2300 CLM-2 5", "CLM*C1*12345678.01*"},
        {"*UN*1***", "*UN*1.1234***", "guide-element-long 2400 SV1-4 5", "*UN*1.123***"},
        {"REF*6R*L1~", "REF*6R*  ~", "guide-element-missing 2400 REF-2 I9", "REF*6R*L 1~"},
        {"N3*2 ELM ST~", "N3*2 ELM ST*  ~", "guide-element-characters 2010BA N3-2 6", "N3*2 ELM ST* B~"},
        {"SBR*P*18*", "SBR*P *18*", "guide-element-characters 2000B SBR-1 6", "SBR*S*18*"},
        {"SBR*P*18*", "SBR*Q*18*", "guide-element-code 2000B SBR-1 7", "SBR*T*18*"},
        {"NM1*PR*2*", "NM1*PR*3*", "guide-element-code 2010BB NM1-2 I6", "NM1*PR*2*"},
        {"12:B:1*", "12:A:1*", "guide-element-code 2300 CLM-5-2 I6", "11:B:1*"},
        {"CLM*C1*500*", "CLM*C1*5,00*", "guide-element-number 2300 CLM-2 6", "CLM*C1*5.00*"},
        {"CLM*C1*500*", "CLM*C1*5.001*", "guide-element-number 2300 CLM-2 6", "CLM*C1*.5*"},
        {"LX*1~", "LX*1.0~", "guide-element-number 2400 LX-1 6", "LX*10~"},
        {"DTP*472*D8*20250310", "DTP*472*D8*20250230", "guide-element-date 2400 DTP-3 8", "DTP*472*D8*20240229"},
        {"DTP*472*D8*20250310", "DTP*472*RD8*20250310-20250309", "guide-element-date 2400 DTP-3 8",
         "DTP*472*RD8*20250310-20250310"},
        {"20250401*1200", "20251301*1200", "guide-element-date  BHT-4 8", "20251201*1200"},
        {"20250401*1200", "20250401*2460", "guide-element-time  BHT-5 9", "20250401*235959"},
        {"DMG*D8*19500102*F~", "DMG*D8*19500102*F~REF*SY*12345678~", "guide-element-pattern 2010BA REF-2 I12",
         "DMG*D8*19500102*F~REF*SY*123456789~"},
        {"MI*MEMBER1~", "MI~", "guide-condition 2010BA NM1-9 2", "MI*M1~"},
        {"N4*DAYTON*OH*45402~", "N4*DAYTON*OH*45402*CA***ON~", "guide-exclusion 2010BA N4-7 10",
         "N4*DAYTON**45402*CA***ON~"},
    };
    for (auto const& r : rows) {
        CAPTURE(r.to);
        auto const told = guide_faults(changed(r.from, r.to));
        CHECK(std::ranges::find(told, r.told) != told.end());
        CHECK(guide_faults(changed(r.from, r.twin)) == std::vector<std::string>{});
    }
}

TEST_CASE("guide check: claims stand below the subscriber or below the patient") {
    auto const told = guide_faults(std::string{test::heading_text} + std::string{test::subscriber_text} + "SE*1*0001~");
    CHECK(told == std::vector<std::string>{"guide-loop-missing 2300 CLM I6"});
}

TEST_CASE("guide check: loops have limits") {
    auto const head = clean.substr(0, clean.find("LX*1~"));
    CHECK(guide_faults(head + lines(50) + "SE*1*0001~").empty());
    CHECK(guide_faults(head + lines(52) + "SE*1*0001~") ==
          std::vector<std::string>{"guide-loop-repeat 2400 LX 4", "guide-loop-repeat 2400 LX 4"});
}

TEST_CASE("guide check: what the grammar has told is not told again") {
    // A wrong qualifier keeps the loop from opening: the segment fits nowhere, that is all.
    CHECK(guide_faults(changed("NM1*PR*2*PAYER ONE*****PI*PAYER1~", "NM1*ZZ*2*PAYER ONE*****PI*PAYER1~")).empty());
    // A line without SV1 is a broken loop.
    CHECK(guide_faults(changed("SV1*HC:L1833:LT:KX*500*UN*1***1:2~", "")).empty());
    // HL02 and HL04 are judged by the grammar.
    CHECK(guide_faults(changed("HL*2*1*22*0~", "HL*2*9*22*1~")).empty());
}

TEST_CASE("guide check: the result does not depend on where the set is cut") {
    std::string set{test::heading_text};
    for (int i = 2; i < 6; ++i) {
        set += "HL*" + std::to_string(i) + "*1*22*0~SBR*P*18*******MB~NM1*IL*1*ROE*****MI*MEMBER1~";
        set += i % 2 == 0 ? "NM1*PR*2*PAYER ONE*****PI*PAYER1~" : "";
        set += "CLM*C1*5,00***12:B:1*Y*A*Y*Y~" + lines(2) + "CLM*C2*500***12:B:1*Y*A*Y*Y~HI*ABK:M170~" + lines(51);
    }
    set += "SE*1*0001~";
    auto const whole = guide_faults(set);
    CHECK(whole.size() == 18);

    test::claim_reading reading{set};
    auto const all = reading.segments.all();
    text::diagnostics faults;
    guide::guide_check check{guide::guide_id::claim_837p};
    for (std::size_t from = 0; from < all.size();) {
        auto to = from + 1;
        while (to < all.size() && !all[to].is("HL") && !all[to].is("CLM")) ++to;
        check.read({all.subspan(from, to - from), std::span{reading.tables.loops}.subspan(from, to - from), 0,
                    from == 0, to == all.size()},
                   {}, faults);
        from = to;
    }
    std::vector<std::string> cut;
    for (auto const& f : faults.faults()) cut.push_back(described(f));
    CHECK(cut == whole);
}

TEST_CASE("guide check: ISA and GS") {
    auto const told = [](std::string const& segment) {
        test::segments_from segments{segment};
        text::diagnostics faults;
        guide::check_envelope(segments[0], {}, faults);
        std::vector<std::string> out;
        for (auto const& f : faults.faults()) out.push_back(described(f));
        return out;
    };
    std::string const isa =
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *250401*1200*^*00501*"
        "000000001*0*T*:~";
    CHECK(told(isa).empty());
    auto const isa_with = [&](std::string_view from, std::string_view to) {
        auto out = isa;
        return told(out.replace(out.find(from), from.size(), to));
    };
    CHECK(isa_with("*ZZ*SENDER", "*QQ*SENDER") == std::vector<std::string>{"guide-element-code  ISA-5 7"});
    CHECK(isa_with("*250401*", "*251301*") == std::vector<std::string>{"guide-element-date  ISA-9 8"});
    CHECK(isa_with("*1200*", "*1270*") == std::vector<std::string>{"guide-element-time  ISA-10 9"});
    CHECK(isa_with("*0*T*", "*0*X*") == std::vector<std::string>{"guide-element-code  ISA-15 7"});
    CHECK(told("GS*HC*SENDER*RECEIVER*20250401*1200*1*X*005010X222A1~").empty());
    CHECK(told("GS*HC*SENDER*RECEIVER*20250401*1200*A1*X*005010X222A1~") ==
          std::vector<std::string>{"guide-element-number  GS-6 6"});
}

TEST_CASE("guide tables: counts of loops and uses") {
    auto const size = [](guide::guide_id id) {
        auto const& t = guide::tables_of(id);
        return std::pair{t.loops.size(), t.uses.size()};
    };
    CHECK(size(guide::guide_id::claim_837p) == std::pair<std::size_t, std::size_t>{39, 214});
    CHECK(size(guide::guide_id::remit_835) == std::pair<std::size_t, std::size_t>{5, 53});
    CHECK(size(guide::guide_id::ack_999) == std::pair<std::size_t, std::size_t>{3, 11});
    CHECK(size(guide::guide_id::status_277ca) == std::pair<std::size_t, std::size_t>{13, 38});
    CHECK(size(guide::guide_id::envelope) == std::pair<std::size_t, std::size_t>{0, 5});
}

}  // namespace guide_check_test
