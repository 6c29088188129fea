// What is rebuilt, what is kept and what is left out, case by case.
#include <doctest/doctest.h>

#include "tests/scrubber/split_files.hpp"

namespace split_writer_test {

using namespace orthoscrub;

namespace {

constexpr std::string_view isa =
    "ISA*00*          *00*          *ZZ*SUPPLIER       *ZZ*RECEIVER       *250301*1200*^*00501*100000001*0*T*:~";
constexpr std::string_view gs = "GS*HC*S*R*20250301*1200*7*X*005010X222A1~";
constexpr std::string_view st = "ST*837*0001*005010X222A1~BHT*0019*00*B1*20250301*1200*CH~";
constexpr std::string_view supplier = "NM1*85*2*ORTHOTICS*****XX*1234567893~";
constexpr std::string_view insured = "SBR*P*18*******CI~NM1*IL*1*ROE*****MI*M1~NM1*PR*2*PAYER*****PI*P1~";

std::string claim(std::string_view id) {
    return "CLM*" + std::string{id} + "*5***12:B:1*Y*A*Y*Y~HI*ABK:M1711~LX*1~SV1*HC:L1833*5*UN*1***1~";
}

std::string join(std::initializer_list<std::string_view> parts) {
    std::string all;
    for (auto const part : parts) all += part;
    return all;
}

test::halves split_held(std::string const& file, std::vector<bool> const& held,
                        text::severity hold_on = text::severity::error) {
    return test::split(file, [&](std::size_t i) { return held[i]; }, held.size(), 64 * 1024, hold_on);
}

}  // namespace

TEST_CASE("split: levels are numbered anew, and HL04 tells whether children follow in this half") {
    // A subscriber with a claim of his own and a child: HL04 is 1 only where the child's claim goes.
    std::string const file =
        join({isa, gs, st, "HL*1**20*1~", supplier, "HL*2*1*22*1~", insured, claim("A"), "HL*3*2*23*0~PAT*19~",
              "NM1*QC*1*KID~", claim("B"), "HL*4*1*22*0~", insured, claim("C"), "SE*29*0001~GE*1*7~IEA*1*100000001~"});
    struct row {
        std::vector<bool> held;
        std::string_view clean;  ///< the HL segments of the clean half
        std::string_view se;
    };
    for (row const& r : {row{{false, true, true}, "HL*1**20*1~HL*2*1*22*0~", "SE*13*0001~"},
                         row{{true, false, true}, "HL*1**20*1~HL*2*1*22*1~HL*3*2*23*0~", "SE*16*0001~"},
                         row{{true, true, false}, "HL*1**20*1~HL*2*1*22*0~", "SE*13*0001~"},
                         row{{false, true, false}, "HL*1**20*1~HL*2*1*22*0~HL*3*1*22*0~", "SE*21*0001~"}}) {
        CAPTURE(r.clean);
        auto const out = split_held(file, r.held);
        std::string levels;
        for (std::size_t at = 0; (at = out.clean.find("~HL*", at)) != std::string::npos; ++at)
            levels += out.clean.substr(at + 1, out.clean.find('~', at + 1) - at);
        CHECK(levels == r.clean);
        CHECK(out.clean.find(r.se) != std::string::npos);
        CHECK(test::read_back(out.clean).faults.empty());
        CHECK(test::read_back(out.held).faults.empty());
    }
}

TEST_CASE("split: sets, groups and interchanges without a claim are left out and counted") {
    std::string const level = join({"HL*1**20*1~", supplier, "HL*2*1*22*0~", insured});
    std::string const empty = join({"ST*837*0002*005010X222A1~BHT*0019*00*B2*20250301*1200*CH~SE*3*0002~"});
    std::string const file =
        join({isa, gs, st, level, claim("A"), "SE*13*0001~", empty, "GE*2*7~", gs, empty, "GE*1*7~", "IEA*2*100000001~",
              isa, "TA1*000000009*250301*1200*A*000~IEA*0*100000001~"});
    auto const out = split_held(file, {false});
    CHECK(out.clean == join({isa, gs, st, level, claim("A"), "SE*13*0001~GE*1*7~IEA*1*100000001~"}));
    CHECK(out.held.empty());
    CHECK(out.left_out.sets == 2);
    CHECK(out.left_out.groups == 1);
    CHECK(out.left_out.interchanges == 1);
}

TEST_CASE("split: what belongs to no set is written once, behind what it follows") {
    std::string const level = join({"HL*1**20*1~", supplier, "HL*2*1*22*0~", insured});
    std::string const file = join({isa, "TA1*000000009*250301*1200*A*000~", gs, st, level, claim("A"), claim("B"),
                                   "SE*17*0001~ZZ*1~GE*1*7~IEA*1*100000001~"});
    auto const out = split_held(file, {true, false});
    CHECK(out.clean == join({isa, gs, st, level, claim("B"), "SE*13*0001~ZZ*1~GE*1*7~IEA*1*100000001~"}));
    CHECK(out.held == join({isa, "TA1*000000009*250301*1200*A*000~", gs, st, level, claim("A"),
                            "SE*13*0001~GE*1*7~IEA*1*100000001~"}));
}

TEST_CASE("split: a claim whose levels cannot be rebuilt is held with the reason, and nothing is lost") {
    struct row {
        std::string_view levels;
        std::size_t reasons;
    };
    for (row const& r : {row{"HL*1**20*1~HL*2*1*22*0~", 0},              // as it should be
                         row{"HL*5**20*1~HL*9*5*22*0~", 0},              // odd numbers that agree
                         row{"HL*1**20*1~HL*2*7*22*0~", 1},              // the parent is another one
                         row{"HL*1**20*1~HL*2*1*23*0~", 1},              // a patient without a subscriber
                         row{"HL*1**22*0~", 1},                          // a subscriber without a billing provider
                         row{"HL*1**20*1~HL*2*1*21*0~", 1},              // a level of no known code
                         row{"HL*1**20*1~HL*2*7*22*1~HL*3*2*23*0~", 1},  // a patient below a broken level
                         row{"HL~", 1}, row{"HL*1**20*0~", 1}, row{"", 1}}) {
        CAPTURE(r.levels);
        std::string const sound = join({"HL*4**20*1~", supplier, "HL*5*4*22*0~", insured, claim("B")});
        std::string const file = join({isa, gs, st, r.levels, claim("A"), sound, "SE*99*0001~GE*1*7~IEA*1*100000001~"});
        auto const out = split_held(file, {false, false});
        CHECK(out.reasons.size() == r.reasons);
        for (auto const& reason : out.reasons) CHECK(reason == scrub::unplaced_reason);
        CHECK((out.held.find(claim("A")) != std::string::npos) == (r.reasons != 0));
        CHECK((out.clean.find(claim("A")) != std::string::npos) == (r.reasons == 0));
        CHECK(out.clean.find(claim("B")) != std::string::npos);
        CHECK(out.held.find(claim("B")) == std::string::npos);
        CHECK(test::read_back(out.clean).faults.empty());
    }
}

TEST_CASE("split: an HL02 that names no parent never comes to name a stranger") {
    // Level 4 names 9. In the held half another level would have its old number.
    std::string const file =
        join({isa, gs, st, "HL*1**20*1~", supplier, "HL*2*1*22*0~", insured, claim("A"), "HL*3**20*1~", supplier,
              "HL*4*2*22*0~", insured, claim("B"), "SE*23*0001~GE*1*7~IEA*1*100000001~"});
    auto const apart = split_held(file, {false, true});
    CHECK(apart.held.find("HL*1**20*1~") != std::string::npos);
    CHECK(apart.held.find("HL*2**22*0~") != std::string::npos);
    auto const whole = split_held(file, {true, true});
    CHECK(whole.held == file);
}

TEST_CASE("split: missing trailers are written, and the claim that the file breaks off in is held") {
    std::string const head = join({isa, gs, st, "HL*1**20*1~", supplier, "HL*2*1*22*0~", insured});
    for (std::string_view const cut : {"REF*6R*X~", "REF*6R*X"}) {
        CAPTURE(cut);
        auto const out = split_held(join({head, claim("A"), claim("B"), cut}), {false, false});
        REQUIRE(out.reasons.size() == 1);
        CHECK(out.clean == join({head, claim("A"), "SE*13*0001~GE*1*7~IEA*1*100000001~"}));
        CHECK(out.held == join({head, claim("B"), "REF*6R*X~SE*14*0001~GE*1*7~IEA*1*100000001~"}));
    }
    // The next set begins where SE is missing; lines stay lines.
    std::string lines;
    for (char const c :
         join({head, claim("A"), st, "HL*1**20*1~HL*2*1*22*0~", claim("B"), "SE*9*0001~IEA*1*100000001~"}))
        lines += c == '~' ? "~\n" : std::string{c};
    auto const out = split_held(lines, {false, false});
    CHECK(out.reasons == std::vector<std::string>{"x12-se-missing"});
    CHECK(out.held.ends_with("\nSE*13*0001~\nGE*1*7~\nIEA*1*100000001~\n"));
    CHECK(out.clean.ends_with("\nSE*9*0001~\nGE*1*7~\nIEA*1*100000001~\n"));
}

TEST_CASE("split: faults that a reader tells once or a thousand times hold every claim that has them") {
    std::string file = join({isa, gs, st, "HL*1**20*1~", supplier, "HL*2*1*22*0~", insured});
    std::size_t const claims = 1500;
    for (std::size_t i = 0; i < claims; ++i) file += claim("A") + "~" + claim("B\xE9");
    file += "SE*1*0001~GE*1*7~IEA*1*100000001~";
    std::vector<bool> const none(2 * claims);
    auto const errors = split_held(file, none);
    CHECK(errors.reasons == std::vector<std::string>(claims, "x12-segment-malformed"));
    auto const warnings = split_held(file, none, text::severity::warning);
    CHECK(warnings.reasons.size() == 2 * claims);
    CHECK(std::ranges::count(warnings.reasons, "x12-non-ascii") == static_cast<std::ptrdiff_t>(claims));
    CHECK(warnings.clean.empty());
}

}  // namespace split_writer_test
