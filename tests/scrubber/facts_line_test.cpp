// Facts about a line: each row is the segments of a claim's lines, a fact, and its value in words.
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "scrubber/facts/line_facts.hpp"
#include "scrubber/facts/overflow_modifiers.hpp"
#include "tests/support/judging.hpp"

namespace facts_line_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

struct row {
    std::string_view sv1;
    std::string_view fact;
    std::string_view value;
};

std::string with_line(std::string_view sv1, std::string_view rest = "DTP*472*D8*20250310~") {
    return std::string{claim_head} + "LX*1~" + std::string{sv1} + "~" + std::string{rest};
}

void check(std::initializer_list<row> rows) {
    for (row const& r : rows) {
        CAPTURE(r.sv1);
        CAPTURE(r.fact);
        CHECK(open_claim{with_line(r.sv1)}.fact(r.fact) == r.value);
    }
}

}  // namespace

TEST_CASE("every fact has a name of its own, a getter, a scope and a sentence of documentation") {
    std::set<std::string_view> names;
    for (scrub::fact const& f : scrub::all_facts()) {
        CAPTURE(f.name);
        CHECK(names.insert(f.name).second);
        CHECK((f.get != nullptr));
        CHECK(f.scopes != 0);
        CHECK(f.doc.size() > 5);
        CHECK((f.type == scrub::fact_type::symbol) == !f.symbols.empty());
        CHECK(scrub::find_fact(f.name).has_value());
    }
    CHECK_FALSE(scrub::find_fact("no.such.fact").has_value());
}

TEST_CASE("facts of the code come from its row in the tables") {
    check({{"SV1*HC:L1833:RT:KX*500*UN*1***1", "code", "L1833"},
           {"SV1*HC:L1833:RT:KX*500*UN*1***1", "kind", "base"},
           {"SV1*HC:L1833:RT:KX*500*UN*1***1", "region", "knee"},
           {"SV1*HC:L1833:RT:KX*500*UN*1***1", "laterality", "required"},
           {"SV1*HC:L0650*500*UN*1***1", "laterality", "none"},
           {"SV1*HC:L3807:LT*500*UN*1***1", "laterality", "allowed"},
           {"SV1*HC:L1833:RT:KX*500*UN*1***1", "kx_rule", "yes"},
           {"SV1*HC:L0650*500*UN*1***1", "kx_rule", "no"},
           {"SV1*HC:L0625*500*UN*1***1", "cg", "required"},
           {"SV1*HC:L3923:LT*500*UN*1***1", "cg", "conditional"},
           {"SV1*HC:L0650*500*UN*1***1", "cg", "no"},
           {"SV1*HC:L3999:RT*500*UN*1***1", "kind", "noc"},
           {"SV1*HC:L0650*500*UN*1***1", "fabrication", "ots"},
           {"SV1*HC:Q9999*500*UN*1***1", "kind", "(empty)"}});
}

TEST_CASE("hcpcs.known judges L0100 to L4999 by the table and leaves other codes unknown without the official file") {
    check({{"SV1*HC:L1833*500*UN*1***1", "hcpcs.known", "yes"},
           {"SV1*HC:L0100*500*UN*1***1", "hcpcs.known", "no"},
           {"SV1*HC:L4999*500*UN*1***1", "hcpcs.known", "no"},
           {"SV1*HC:L5301*500*UN*1***1", "hcpcs.known",
            "unknown: the official HCPCS file is not loaded (codes/hcpcs.csv)"},
           {"SV1*HC:l1833*500*UN*1***1", "hcpcs.known", "no"},
           {"SV1*HC:L1833*500*UN*1***1", "hcpcs.well_formed", "yes"},
           {"SV1*HC:l1833*500*UN*1***1", "hcpcs.well_formed", "no"},
           {"SV1*HC:L183*500*UN*1***1", "hcpcs.well_formed", "no"},
           {"SV1*HC:97760*500*UN*1***1", "hcpcs.well_formed", "yes"},
           {"SV1*HC:L1833*500*UN*1***1", "hcpcs.qualifier_hc", "yes"},
           {"SV1*ZZ:L1833*500*UN*1***1", "hcpcs.qualifier_hc", "no"},
           {"SV1*ZZ:L1833*500*UN*1***1", "qualifier", "ZZ"}});
}

TEST_CASE("hcpcs.in_effect asks the days of the code and is unknown behind the table's last day") {
    struct dated {
        std::string_view code, date, value;
    };
    for (dated const& d :
         {dated{"L1952", "DTP*472*D8*20250331~", "no"}, dated{"L1952", "DTP*472*D8*20250401~", "yes"},
          dated{"L1952", "DTP*472*D8*20250499~", "unknown: no readable service date (DTP*472, box 24A)"},
          dated{"L1833", "DTP*472*D8*20270101~",
                "unknown: the service date lies after the last day the code table covers"},
          dated{"L0100", "DTP*472*D8*20250401~", "yes"}}) {
        CAPTURE(d.code);
        CAPTURE(d.date);
        CHECK(open_claim{with_line("SV1*HC:" + std::string{d.code} + "*5*UN*1***1", d.date)}.fact("hcpcs.in_effect") ==
              d.value);
    }
}

TEST_CASE("charges, units and place are read as written") {
    check({{"SV1*HC:L0650*917.32*UN*1***1", "charge", "917.32"},
           {"SV1*HC:L0650*917.32*UN*1***1", "charge.state", "ok"},
           {"SV1*HC:L0650**UN*1***1", "charge.state", "absent"},
           {"SV1*HC:L0650*9,1*UN*1***1", "charge.state", "malformed"},
           {"SV1*HC:L0650*9.125*UN*1***1", "charge.state", "too-fine"},
           {"SV1*HC:L0650*9*UN*1.5***1", "units", "1.5"},
           {"SV1*HC:L0650*9*UN*1.5***1", "units.whole", "no"},
           {"SV1*HC:L0650*9*UN*2***1", "units.whole", "yes"},
           {"SV1*HC:L0650*9*UN****1", "units.state", "absent"},
           {"SV1*HC:L0650*9*MJ*2***1", "unit", "MJ"},
           {"SV1*HC:L0650*9*UN*2***1", "place", "12"},
           {"SV1*HC:L0650*9*UN*2*11**1", "place", "11"},
           {"SV1*HC:L0650*9*UN*2***1", "dos", "2025-03-10"}});
    CHECK(open_claim{with_line("SV1*HC:L0650*9*UN*2***1", "")}.fact("dos") ==
          "unknown: no readable service date (DTP*472, box 24A)");
}

TEST_CASE("modifier facts tell wrong shape, gaps, strangers and repeats apart") {
    check({{"SV1*HC:L1833:RT:KX*9*UN*1***1", "modifier.malformed", "no"},
           {"SV1*HC:L1833:rt:KX*9*UN*1***1", "modifier.malformed", "yes"},
           {"SV1*HC:L1833:RTLT:KX*9*UN*1***1", "modifier.malformed", "yes"},
           {"SV1*HC:L1833:RTLT:KX*9*UN*1***1", "modifier.rtlt_written", "yes"},
           {"SV1*HC:L1833:RT:LT*9*UN*1***1", "modifier.rtlt_written", "no"},
           {"SV1*HC:L1833::KX*9*UN*1***1", "modifier.gap", "yes"},
           {"SV1*HC:L1833:KX*9*UN*1***1", "modifier.gap", "no"},
           {"SV1*HC:L1833:KX:::*9*UN*1***1", "modifier.gap", "no"},
           {"SV1*HC:L1833:ZQ*9*UN*1***1", "modifier.unknown", "yes"},
           {"SV1*HC:L1833:zq*9*UN*1***1", "modifier.unknown", "no"},
           {"SV1*HC:L1833:RT:KX:RT*9*UN*1***1", "modifier.repeated", "yes"},
           {"SV1*HC:L1833:ZQ:ZQ*9*UN*1***1", "modifier.repeated", "yes"},
           {"SV1*HC:L1833:RT:LT*9*UN*1***1", "modifier.repeated", "no"}});
}

TEST_CASE("with modifier 99 the list at the start of the line note counts as if on the line") {
    auto const& codes = *shipped_codes();
    struct listed {
        std::string_view note, modifiers;
    };
    for (listed const& l : {listed{"NURARTKXCR REPL LOST", "NU RA RT KX CR"}, listed{"RT KX CR LOST", "RT KX CR"},
                            listed{"RT,KX LOST", "RT KX"}, listed{"NURT AS NEEDED", "NU RT"},
                            listed{"LOST IN FIRE", ""}, listed{"NURT1 LOST", ""}, listed{"", ""}}) {
        CAPTURE(l.note);
        scrub::modifier_set wanted;
        for (std::size_t at = 0; at < l.modifiers.size(); at += 3)
            wanted.insert(codes.find_modifier(l.modifiers.substr(at, 2)));
        CHECK(scrub::overflow_modifiers(l.note, codes.modifiers) == wanted);
    }
    open_claim const with99{
        with_line("SV1*HC:L1833:NU:RA:RT:99*9*UN*1***1", "DTP*472*D8*20250310~NTE*ADD*NURARTKXCR LOST~")};
    CHECK(with99.context.lines()[0].modifiers.has(codes.find_modifier("KX")));
    open_claim const without{
        with_line("SV1*HC:L1833:NU:RA:RT*9*UN*1***1", "DTP*472*D8*20250310~NTE*ADD*NURARTKXCR LOST~")};
    CHECK_FALSE(without.context.lines()[0].modifiers.has(codes.find_modifier("KX")));
}

TEST_CASE("an authorization counts from the line or the claim, and only with a value") {
    struct given {
        std::string_view head, rest, value;
    };
    for (given const& g : {given{"", "REF*G1*ABC~", "yes"}, given{"REF*G1*ABC~", "", "yes"},
                           given{"", "REF*G1*~", "no"}, given{"", "", "no"}, given{"", "REF*6R*ABC~", "no"}}) {
        CAPTURE(g.head);
        CAPTURE(g.rest);
        std::string const text =
            std::string{claim_head} + std::string{g.head} + std::string{plain_line} + std::string{g.rest};
        CHECK(open_claim{text}.fact("prior_auth.given") == g.value);
    }
}

TEST_CASE("an ordering practitioner is usable as a person with an NPI in 2420E, a referring one in 2310A") {
    struct named {
        std::string_view head, rest, ordering, referring;
    };
    for (named const& n :
         {named{"", "NM1*DK*1*DOE*JO****XX*1234567893~", "yes", "no"},
          named{"", "NM1*DK*2*CLINIC*****XX*1234567893~", "no", "no"},
          named{"", "NM1*DK*1*DOE*JO****24*123456789~", "no", "no"}, named{"", "NM1*DK*1*DOE*JO****XX*~", "no", "no"},
          named{"NM1*DN*1*DOE*JO****XX*1234567893~", "", "no", "yes"}, named{"", "", "no", "no"}}) {
        CAPTURE(n.head);
        CAPTURE(n.rest);
        open_claim const claim{std::string{claim_head} + std::string{n.head} + std::string{plain_line} +
                               std::string{n.rest}};
        CHECK(claim.fact("ordering.usable") == n.ordering);
        CHECK(claim.fact("referring.usable") == n.referring);
    }
}

TEST_CASE("a line repeats an earlier one when code, modifiers in any order, day and place are the same") {
    struct second {
        std::string_view line, value;
    };
    std::string const first = std::string{claim_head} + std::string{plain_line};
    for (second const& s :
         {second{"SV1*HC:L1833:KX:RT*400*UN*1***1~DTP*472*D8*20250310~", "yes"},
          second{"SV1*HC:L1833:KX:LT*400*UN*1***1~DTP*472*D8*20250310~", "no"},
          second{"SV1*HC:L1833:KX:RT*400*UN*1*11**1~DTP*472*D8*20250310~", "no"},
          second{"SV1*HC:L1833:KX:RT*400*UN*1***1~DTP*472*D8*20250311~", "no"},
          second{"SV1*HC:L1832:KX:RT*400*UN*1***1~DTP*472*D8*20250310~", "no"},
          second{"SV1*HC:L1833:KX:RT*400*UN*1***1~", "unknown: no readable service date (DTP*472, box 24A)"}}) {
        CAPTURE(s.line);
        open_claim const claim{first + "LX*2~" + std::string{s.line}};
        CHECK(claim.fact("duplicate.earlier_line", 0) == "no");
        CHECK(claim.fact("duplicate.earlier_line", 1) == s.value);
    }
}

TEST_CASE("an attachment of the line or the claim is present; a profile's switches are the payer's facts") {
    CHECK(open_claim{std::string{claim_head} + std::string{plain_line}}.fact("attachment.present", 0) == "no");
    CHECK(open_claim{std::string{claim_head} + "PWK*OZ*AA~" + std::string{plain_line}}.fact("attachment.present", 0) ==
          "yes");
    std::string const text = std::string{claim_head} + std::string{plain_line};
    auto const* nu = shipped_payers()->find("commercial.nu");
    REQUIRE(nu != nullptr);
    CHECK(open_claim{text, subscriber_text, nu}.fact("payer.requires.equipment_status") == "yes");
    CHECK(open_claim{text}.fact("payer.requires.equipment_status") == "no");
}

TEST_CASE("the payer is found again when the next claim has another one") {
    std::string const text = std::string{claim_head} + std::string{plain_line};
    open_claim first{text};
    CHECK(first.context.payer().id == "medicare.dme");
    std::string other{subscriber_text};
    other.replace(other.find("*MB~"), 4, "*MC~");
    open_claim const second{text, other};
    first.context.open(second.window(), 0);
    CHECK(to_string(first.context.payer().kind) == "medicaid");
    open_claim const third{text};
    first.context.open(third.window(), 0);
    CHECK(first.context.payer().id == "medicare.dme");
}

}  // namespace facts_line_test
