// Facts about taxonomies of providers and about the lines an authorization number speaks for.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/judging.hpp"

namespace facts_provider_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

/// A claim whose billing provider (2000A) has this PRV.
struct billed_as {
    claim_reading reading;
    scrub::claim_context context;

    explicit billed_as(std::string_view prv, std::string_view claim)
        : reading{with(prv) + std::string{subscriber_text} + std::string{claim}},
          context{*shipped_codes(), *shipped_payers()} {
        context.open({&reading.tables, reading.segments.all(), {}, nullptr}, 0);
    }
    static std::string with(std::string_view prv) {
        constexpr std::string_view usual = "PRV*BI*PXC*335E00000X~";
        std::string text{heading_text};
        return text.replace(text.find(usual), usual.size(), prv);
    }
    [[nodiscard]] std::string fact(std::string_view name) const {
        scrub::fact const& f = scrub::all_facts()[*scrub::find_fact(name)];
        std::string found;
        scrub::for_each_subject(context, grammars::rule_scope::provider, [&](scrub::subject const& s) {
            if (found.empty()) found = to_text(f, f.get(s));
        });
        return found;
    }
};

std::string claim_with(std::string_view lines, std::string_view of_claim = "") {
    return "CLM*C1*500***12:B:1*Y*A*Y*Y~HI*ABK:M170~" + std::string{of_claim} + std::string{lines};
}
std::string line_of(std::string_view code, std::string_view rest = "", std::string_view day = "20260302") {
    return "LX*1~SV1*HC:" + std::string{code} + "*5*UN*1***1~DTP*472*D8*" + std::string{day} + "~" + std::string{rest};
}

}  // namespace

TEST_CASE("the taxonomy of the billing provider is that of 2000A: qualifier, shape and whether it fits") {
    struct row {
        std::string_view prv, qualified, well_formed, implausible;
    };
    std::string const claim = claim_with(line_of("L0650"));
    for (row const& r :
         {row{"PRV*BI*PXC*335E00000X~", "yes", "yes", "no"}, row{"PRV*BI*PXC*207XS0117X~", "yes", "yes", "no"},
          row{"PRV*BI*PXC*213E00000X~", "yes", "yes", "no"}, row{"PRV*BI*PXC*207L00000X~", "yes", "yes", "yes"},
          row{"PRV*BI*PXC*101Y00000X~", "yes", "yes", "no"}, row{"PRV*BI*ZZ*335E00000X~", "no", "yes", "no"},
          row{"PRV*BI*PXC*222Z0000X~", "yes", "no", "no"}, row{"PRV*BI*PXC*222z00000X~", "yes", "no", "no"},
          row{"PRV*BI*PXC*222Z000000~", "yes", "no", "no"}, row{"PRV*BI*PXC*~", "yes", "no", "no"},
          row{"", "yes", "yes", "no"}}) {
        CAPTURE(r.prv);
        billed_as const billed{r.prv, claim};
        CHECK(billed.fact("taxonomy.qualified") == r.qualified);
        CHECK(billed.fact("taxonomy.well_formed") == r.well_formed);
        CHECK(billed.fact("taxonomy.implausible") == r.implausible);
    }
}

TEST_CASE("rendering providers of claim and line have taxonomies of their own, others none") {
    open_claim const claim{claim_with(
        line_of("L0650", "NM1*82*1*ROE*JO****XX*1234567893~PRV*PE*ZZ*225000000X~NM1*DK*1*DOE*JO****XX*1234567893~"),
        "NM1*82*1*POE*JO****XX*1234567893~PRV*PE*PXC*222Z0000X~")};
    CHECK(claim.fact("taxonomy.well_formed", 0) == "yes");
    CHECK(claim.fact("taxonomy.well_formed", 1) == "no");
    CHECK(claim.fact("taxonomy.qualified", 1) == "yes");
    CHECK(claim.fact("taxonomy.well_formed", 2) == "yes");
    CHECK(claim.fact("taxonomy.qualified", 2) == "no");
}

TEST_CASE("a claim bills orthoses when one of its lines does") {
    CHECK(open_claim{claim_with(line_of("L0650"))}.fact("claim.has_orthosis") == "yes");
    CHECK(open_claim{claim_with(line_of("97760"))}.fact("claim.has_orthosis") == "no");
    CHECK(open_claim{claim_with(line_of("97760") + line_of("L2405"))}.fact("claim.has_orthosis") == "yes");
}

TEST_CASE("an authorization number is a line's when it stands there, or on a claim of one line") {
    std::string const number = "REF*G1*ABC12345678901~";
    CHECK(open_claim{claim_with(line_of("L0650"))}.fact("prior_auth.of_line") == "no");
    CHECK(open_claim{claim_with(line_of("L0650", number))}.fact("prior_auth.of_line") == "yes");
    CHECK(open_claim{claim_with(line_of("L0650", "REF*G1*~"))}.fact("prior_auth.of_line") == "no");
    CHECK(open_claim{claim_with(line_of("L0650"), number)}.fact("prior_auth.of_line") == "yes");
    open_claim const two{claim_with(line_of("L0650") + line_of("L0648", number), number)};
    CHECK(two.fact("prior_auth.of_line", 0) == "no");
    CHECK(two.fact("prior_auth.of_line", 1) == "yes");
}

TEST_CASE(
    "an authorization number is judged by code, day and state of the orthosis lines it covers, and by no other line") {
    struct row {
        std::string_view code, day, value;
    };
    std::string const number = "REF*G1*ABC12345678901~";
    for (row const& r :
         {row{"L0650", "20260302", "no"}, row{"L1960", "20260302", "yes"}, row{"L0651", "20260412", "yes"},
          row{"L0651", "20260413", "no"}, row{"L0650", "20220711", "yes"}, row{"L0650", "20220712", "no"},  // Ohio
          row{"L0650", "2026", "unknown: no readable service date (DTP*472, box 24A)"}, row{"L1960", "2026", "yes"},
          row{"K0856", "20260302", "no"}, row{"L5856", "20260302", "no"}}) {
        CAPTURE(r.code);
        CAPTURE(r.day);
        open_claim const on_line{claim_with(line_of(r.code, number, r.day))};
        CHECK(on_line.fact("utn.line_unlisted") == r.value);
        CHECK(on_line.fact("utn.on_claim") == "no");
        open_claim const on_claim{claim_with(line_of(r.code, "", r.day), number)};
        CHECK(on_claim.fact("utn.line_unlisted") == "no");
        CHECK(on_claim.fact("utn.unlisted_lines") == r.value);
        CHECK(on_claim.fact("utn.on_claim") == "yes");
    }
    CHECK(open_claim{claim_with(line_of("L1832") + line_of("L2405"), number)}.fact("utn.unlisted_lines") == "yes");
    CHECK(open_claim{claim_with(line_of("L1832") + line_of("L1832"), number)}.fact("utn.unlisted_lines") == "no");
    std::string no_state{subscriber_text};
    no_state.replace(no_state.find("*OH*"), 4, "**");
    CHECK(open_claim{claim_with(line_of("L0650", number, "20220712")), no_state}.fact("utn.line_unlisted") ==
          "unknown: no state in the patient's address (N402, box 5 or 7)");
}

}  // namespace facts_provider_test
