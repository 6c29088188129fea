// The examples that the shipped rules carry are tests: every one is judged, by the compiled rule and by the rule as
// written. The templates they are laid over are clean under the whole book.
#include <doctest/doctest.h>

#include "scrubber/engine/example_claim.hpp"
#include "scrubber/engine/example_runner.hpp"
#include "scrubber/engine/scrub_file.hpp"
#include "tests/support/judging.hpp"

namespace rule_examples_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

TEST_CASE("every example of every shipped rule ends as it says") {
    auto const& pack = shipped_pack();
    std::size_t ran = 0;
    for (auto const& outcome : scrub::run_examples(pack)) {
        ++ran;
        if (!outcome.right) FAIL_CHECK(outcome.problem);
    }
    MESSAGE(ran << " examples of " << pack.book->rules().size() << " rules");
    CHECK(ran >= 2 * pack.book->rules().size());
}

TEST_CASE("no rule speaks about an untouched template, and each template is of the payer it is named for") {
    auto const& pack = shipped_pack();
    for (auto const& finding : scrub::template_findings(pack)) FAIL_CHECK(finding);
    CHECK(pack.templates.size() >= scrub::payer_class_count);
    for (auto const& file : pack.templates) {
        CAPTURE(file.path);
        std::size_t claims = 0;
        scrub::for_each_claim(file.bytes, [&](scrub::window_context const& window, std::uint32_t row) {
            ++claims;
            scrub::claim_context claim{pack.book->codes(), pack.book->payers()};
            claim.open(window, row);
            CHECK("templates/" + claim.payer().id + ".837" == file.path);
        });
        CHECK(claims == 1);
    }
}

TEST_CASE("segments of an example go to the line, the claim or the heading, and replace their like") {
    auto const& pack = shipped_pack();
    grammars::rule_ast rule;
    grammars::rule_example example;
    auto const build = [&](std::vector<std::string> segments) {
        example.segments = std::move(segments);
        return scrub::build_example(pack, rule, example).text;
    };
    auto const holds = [](std::string const& text, std::string_view part) {
        return text.find(part) != std::string::npos;
    };

    CHECK(holds(build({"SV1*HC:L0650*5*UN*1***1"}), "LX*1~\nSV1*HC:L0650*5*UN*1***1~\nDTP*472"));
    CHECK(holds(build({"HI*ABK:M545"}), "HI*ABK:M545~\nLX*1"));
    CHECK(holds(build({"NM1*85*2*SHOP*****XX*1"}), "NM1*85*2*SHOP*****XX*1~\nN3"));
    CHECK(holds(build({"NTE*ADD*WORDS"}), "NTE*ADD*WORDS~\nNM1*DK"));
    CHECK(holds(build({"CLM*A*5***12:B:1*Y*A*Y*Y", "NTE*ADD*WORDS"}), "NTE*ADD*WORDS~\nLX*1"));
    CHECK(holds(build({"SV1*HC:L0650*5*UN*1***1", "LX*2", "SV1*HC:L0650*6*UN*1***1"}),
                "LX*2~\nSV1*HC:L0650*6*UN*1***1~\nSE"));
    std::string const two = build({"CLM*A*5***12:B:1*Y*A*Y*Y", "SV1*HC:L0650*5*UN*1***1", "CLM*B*6***12:B:1*Y*A*Y*Y"});
    CHECK(holds(two, "CLM*A*5"));
    CHECK(holds(two, "CLM*B*6"));
    CHECK(two.find("SV1*HC:L0650") < two.find("CLM*B"));

    example.on = *model::date::from_iso("2024-02-28");
    example.state = "TX";
    std::string const dated =
        build({"SV1*HC:L0650*5*UN*1***1", "LX*2", "SV1*HC:L0650*6*UN*1***1", "DTP*472*D8*20250101"});
    CHECK_FALSE(holds(dated, "20250101"));
    CHECK(holds(dated, "DTP*472*D8*20240228"));
    CHECK(holds(dated, "*20240229*"));
    CHECK(holds(dated, "*TX*"));

    example.payer = "nobody";
    CHECK(scrub::build_example(pack, rule, example).problem == "there is no template for nobody");
}

TEST_CASE("what comes from the DME MACs is a warning at most for Medicare Advantage") {
    auto const& book = *shipped_pack().book;
    auto const& plan = *book.payers().find("medicare.advantage");
    std::size_t judged = 0;
    for (auto const& rule : book.rules()) {
        std::string_view const id = rule.ast.id;
        bool const of_the_macs = rule.ast.family == "laterality" || rule.ast.family == "coverage" ||
                                 id.starts_with("noc-") || id == "prior-auth-missing";
        if (!of_the_macs || rule.ast.payers.empty() || !rule.payers.covers(plan)) continue;
        ++judged;
        for (std::size_t i = 0; i < rule.ast.severities.size(); ++i) {
            if (!rule.arm_payers[i].covers(plan)) continue;
            CHECK_MESSAGE(rule.ast.severities[i].level != text::severity::error, id);
            if (!rule.ast.severities[i].when) break;
        }
    }
    CHECK(judged >= 8);
}

TEST_CASE("every switch that a payer profile may turn on is read by a rule") {
    std::string conditions;
    for (auto const& rule : shipped_pack().book->rules()) {
        if (rule.ast.applies) conditions += grammars::to_text(*rule.ast.applies) + ' ';
        conditions += grammars::to_text(*rule.ast.when) + ' ';
    }
    std::size_t switches = 0;
    for (scrub::fact const& f : scrub::all_facts()) {
        if (!f.name.starts_with("payer.requires.")) continue;
        ++switches;
        CHECK_MESSAGE(conditions.find(std::string{f.name} + ' ') != std::string::npos, f.name);
    }
    CHECK(switches == scrub::payer_need_count);
}

TEST_CASE("a finding has the SNIP type of what its rule judges") {
    struct row {
        std::string_view rule;
        unsigned type;
    };
    auto const& book = *shipped_pack().book;
    for (row const& r : {row{"claim-total-mismatch", 3},
                         row{"guide-cob-line-balance", 3},
                         row{"guide-cob-payment-balance", 3},
                         row{"guide-cob-claim-balance", 3},
                         row{"guide-cob-paid-missing", 4},
                         row{"guide-accident-state", 4},
                         row{"guide-zip-short", 4},
                         row{"guide-address-incomplete", 4},
                         row{"line-count", 4},
                         row{"dx-missing", 4},
                         row{"guide-accident-state-unknown", 5},
                         row{"guide-zip-state", 5},
                         row{"guide-zip-malformed", 5},
                         row{"guide-state-unknown", 5},
                         row{"guide-country-unknown", 5},
                         row{"guide-place-unknown", 5},
                         row{"guide-adjustment-reason", 5},
                         row{"hcpcs-not-effective", 5},
                         row{"icd10-invalid", 5},
                         row{"dx-qualifier", 5},
                         row{"npi-check-digit", 5},
                         row{"taxonomy-invalid", 5},
                         row{"modifier-retired", 5},
                         row{"pos-not-acceptable", 6},
                         row{"ordering-provider-required", 6},
                         row{"icd10-order", 6},
                         row{"modifier-kx-ga-gz-required", 6},
                         row{"payer-jurisdiction", 7},
                         row{"claim-frequency", 7}}) {
        CAPTURE(r.rule);
        auto const index = book.find(r.rule);
        REQUIRE(index);
        CHECK(book.rule(*index).snip == r.type);
    }
}

TEST_CASE("a rule of the guide is answered by a 999 or by a 277CA, never by both") {
    std::size_t rules = 0;
    for (auto const& rule : shipped_pack().book->rules()) {
        if (rule.ast.family != "guide") continue;
        CAPTURE(rule.ast.id);
        ++rules;
        CHECK(rule.ast.id.starts_with("guide-"));
        bool in_999 = false, in_277ca = false, silent = true;
        for (auto const& p : rule.ast.predicts) {
            in_999 = in_999 || !p.guide_reply.empty();
            in_277ca = in_277ca || !p.status.empty();
        }
        for (auto const& arm : rule.ast.severities) silent = silent && arm.level == text::severity::note;
        CHECK(in_999 + in_277ca == (silent ? 0 : 1));
    }
    CHECK(rules >= 32);
}

}  // namespace rule_examples_test
