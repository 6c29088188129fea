// Facts about the words of description, line note and claim note: each row is what stands where, a fact, its value.
#include <doctest/doctest.h>

#include <string>

#include "scrubber/facts/narrative_facts.hpp"
#include "tests/support/judging.hpp"

namespace facts_narrative_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

struct row {
    std::string_view code, description, note, fact, value;
};

std::string text_of(std::string_view code, std::string_view description, std::string_view note,
                    std::string_view claim_note = {}) {
    std::string text{claim_head};
    if (!claim_note.empty()) text += "NTE*ADD*" + std::string{claim_note} + "~";
    text += "LX*1~SV1*HC:" + std::string{code};
    if (!description.empty()) text += ":RT::::" + std::string{description};
    else text += ":RT";
    text += "*450*UN*1***1~DTP*472*D8*20250310~";
    if (!note.empty()) text += "NTE*ADD*" + std::string{note} + "~";
    return text;
}

void check(std::initializer_list<row> rows) {
    for (row const& r : rows) {
        CAPTURE(r.code);
        CAPTURE(r.description);
        CAPTURE(r.note);
        CAPTURE(r.fact);
        CHECK(open_claim{text_of(r.code, r.description, r.note)}.fact(r.fact) == r.value);
    }
}

}  // namespace

TEST_CASE("a narrative is present in the description, the line note or the claim note, and blanks are none") {
    check({{"L3999", "ELBOW ROM", "", "description.present", "yes"},
           {"L3999", "ELBOW ROM", "", "line_note.present", "no"},
           {"L3999", "", "ELBOW ROM", "line_note.present", "yes"},
           {"L3999", "", "   ", "line_note.present", "no"},
           {"L3999", "", "", "narrative.present", "no"},
           {"L3999", "", "ELBOW", "narrative.present", "yes"}});
    CHECK(open_claim{text_of("L3999", "", "", "ELBOW ROM")}.fact("claim_note.present") == "yes");
    CHECK(open_claim{text_of("L3999", "", "", "ELBOW ROM")}.fact("narrative.present") == "yes");
}

TEST_CASE("generic words tell nothing, one telling word little") {
    check({{"L3999", "", "MISC BRACE", "narrative.generic", "yes"},
           {"L3999", "CUSTOM ORTHOSIS", "", "narrative.generic", "yes"},
           {"L3999", "", "ACME ELBOWFLEX EF200 SZ M R PL 450", "narrative.generic", "no"},
           {"L3999", "", "", "narrative.generic", "no"},
           {"L3999", "", "ELBOW BRACE", "narrative.nearly_generic", "yes"},
           {"L3999", "", "MISC BRACE", "narrative.nearly_generic", "no"},
           {"L3999", "", "ACME ELBOWFLEX EF200 SZ M R PL 450", "narrative.nearly_generic", "no"}});
}

TEST_CASE("a complete narrative has maker, product, model and price; a related code when it is a repair") {
    check({{"L3999", "", "ACME ELBOWFLEX EF200 SZ M RT CUST TRIM POSTOP ROM PL 450.00", "narrative.incomplete", "no"},
           {"L3999", "", "CUSTOM ELBOW BRACE", "narrative.incomplete", "yes"},
           {"L3999", "", "ACME EF200 PL 450.00", "narrative.has_price", "yes"},
           {"L3999", "", "ACME EF200 PL 450.00", "narrative.price", "450.00"},
           {"L3999", "", "ACME EF200", "narrative.has_price", "no"},
           {"L3999", "", "ACME EF200", "narrative.price", "0.00"}});
    auto const missing = [](std::string_view code, std::string_view note) {
        open_claim const claim{text_of(code, "", note)};
        return scrub::missing_parts({&claim.context, &claim.context.lines()[0], grammars::rule_scope::line, 0});
    };
    CHECK((missing("L3999", "REPAIR ACME ELBOWFLEX EF200 PL 450.00") & scrub::part_related_code) != 0);
    CHECK((missing("L3999", "REPAIR OF L3760 ACME ELBOWFLEX EF200 PL 450.00") & scrub::part_related_code) == 0);
    CHECK((missing("L3999", "ELBOW PL 450") & scrub::part_price) == 0);
    CHECK((missing("L3999", "ELBOW") & scrub::part_price) != 0);
}

TEST_CASE("side, region and codes are read from the words about the line") {
    check({{"L3999", "", "LEFT ELBOW ORTHOSIS", "narrative.side", "left"},
           {"L3999", "", "RT ELBOW", "narrative.side", "right"},
           {"L3999", "", "ELBOW", "narrative.side", "none"},
           {"L3999", "", "KNEE UNLOADER", "narrative.region_mismatch", "yes"},
           {"L2999", "", "KNEE UNLOADER", "narrative.region_mismatch", "no"},
           {"L1499", "", "KNEE ORTHOSIS", "narrative.region_mismatch", "yes"},
           {"L3999", "", "ELBOW PROSTHESIS", "narrative.region_mismatch", "yes"},
           {"E1399", "", "KNEE UNLOADER", "narrative.region_mismatch", "no"},
           {"L2999", "", "L1960 AFO PLASTIC", "narrative.names_specific_code", "yes"},
           {"L2999", "", "REPAIR OF L1960", "narrative.names_specific_code", "no"},
           {"L3999", "", "NO HCPCS: L3702 L3760 RIGID", "narrative.names_specific_code", "no"},
           {"L3999", "", "NO HCPCS: L3702 L3760 RIGID", "narrative.codes_considered", "yes"},
           {"L3999", "", "L3807 OTS $90 SRP", "narrative.ots_exception", "yes"},
           {"L3999", "", "L3807 OTS $90 SRP", "narrative.ots_twin", "yes"},
           {"L3999", "", "L3960 OTS", "narrative.ots_twin", "no"},
           {"L3999", "", "L3960 OTS", "narrative.names_specific_code", "no"}});
}

TEST_CASE("small hardware, torsion and room for more are seen") {
    check({{"L2999", "", "SCREWS", "narrative.minor_parts", "yes"},
           {"L2999", "", "ACME KNEE UNLOADER KU200 PL 450", "narrative.minor_parts", "no"},
           {"L2999", "", "CONCENTRIC TORSION KNEE JOINT", "narrative.torsion", "yes"},
           {"L2999", "", "KNEE JOINT", "narrative.torsion", "no"},
           {"L3999", "", "ACME ELBOWFLEX", "narrative.has_room", "yes"},
           {"L3999", "", "MFG ACME ELBOWFLEX MDL EF200 SZ M RT CUST TRIM POSTOP ROM PL 450.00 NO REPL",
            "narrative.has_room", "no"}});
}

TEST_CASE("the claim note of a claim with several lines describes them but gives no line a side or region") {
    std::string const one = text_of("L3999", "", "", "LEFT KNEE");
    std::string const two = one + "LX*2~SV1*HC:L3999:LT*450*UN*1***1~";
    CHECK(open_claim{one}.fact("narrative.side") == "left");
    CHECK(open_claim{one}.fact("narrative.region_mismatch") == "yes");
    CHECK(open_claim{two}.fact("narrative.side") == "none");
    CHECK(open_claim{two}.fact("narrative.region_mismatch") == "no");
    CHECK(open_claim{two}.fact("narrative.present", 1) == "yes");
}

}  // namespace facts_narrative_test
