#include <doctest/doctest.h>

#include <set>
#include <string>

#include "grammars/guide/usage.hpp"
#include "tests/support/segments_from.hpp"

namespace usage_837p_test {

using namespace orthoscrub;
using namespace orthoscrub::grammars;
using text::loop_id;

namespace {

guide::segment_use const* use_of(loop_id loop, std::string_view segment) {
    return guide::find_use(loop, test::segments_from{segment}[0]);
}

// Two uses that one segment could be.
bool collide(guide::segment_use const& a, guide::segment_use const& b) {
    if (a.id != b.id) return false;
    for (auto const& x : a.conditions)
        for (auto const& y : b.conditions) {
            if (x.element != y.element || x.component != y.component) continue;
            bool common = false;
            for (auto const code : x.codes)
                for (auto const other : y.codes) common = common || code == other;
            if (!common) return false;
        }
    return true;
}

}  // namespace

TEST_CASE("the table holds the guide") {
    CHECK(guide::uses_837p().size() == 214);
    std::size_t elements = 0;
    for (auto const& use : guide::uses_837p()) elements += use.elements.size();
    CHECK(elements == 1698);
    std::set<loop_id> loops;
    for (auto const& loop : guide::loops_837p()) loops.insert(loop.loop);
    CHECK(loops.size() == 38);
    CHECK(guide::loops_837p().size() == 39);
    for (auto i = static_cast<int>(loop_id::l1000A); i <= static_cast<int>(loop_id::l2440); ++i) {
        auto const loop = static_cast<loop_id>(i);
        CAPTURE(text::to_string(loop));
        CHECK(loops.contains(loop));
        CHECK_FALSE(guide::uses_of(loop).empty());
        CHECK_FALSE(guide::loop_name(loop).empty());
    }
    CHECK(guide::uses_of(loop_id::none).empty());
    CHECK(guide::uses_of(loop_id::heading).size() == 3);
}

// Trap of the grammar: alternatives are decided by their first segment, so two of one loop may never both
// match.
TEST_CASE("no segment can be two uses of one loop") {
    for (auto const& loop : guide::loops_837p()) {
        auto const uses = guide::uses_of(loop.loop);
        for (std::size_t i = 0; i < uses.size(); ++i)
            for (std::size_t k = i + 1; k < uses.size(); ++k) {
                CAPTURE(uses[i].name);
                CAPTURE(uses[k].name);
                CHECK_FALSE(collide(uses[i], uses[k]));
            }
    }
}

TEST_CASE("triggers of the loops under one parent are distinct, from each other and from the parent's segments") {
    auto const loops = guide::loops_837p();
    for (std::size_t i = 0; i < loops.size(); ++i) {
        auto const& trigger = guide::uses_of(loops[i].loop).front();
        for (std::size_t k = i + 1; k < loops.size(); ++k) {
            if (loops[k].parent != loops[i].parent || loops[k].loop == loops[i].loop) continue;
            CAPTURE(loops[i].name);
            CAPTURE(loops[k].name);
            CHECK_FALSE(collide(trigger, guide::uses_of(loops[k].loop).front()));
        }
        for (auto const& own : guide::uses_of(loops[i].parent)) {
            CAPTURE(own.name);
            CHECK_FALSE(collide(trigger, own));
        }
    }
}

TEST_CASE("a segment finds its use by loop and qualifier") {
    struct row {
        loop_id loop;
        std::string_view segment, name;
    };
    for (row const& r : {
             row{loop_id::l2010AA, "NM1*85*2*X~", "Billing Provider Name"},
             row{loop_id::l2330G, "NM1*85*2*X~", "Other Payer Billing Provider"},
             row{loop_id::l2300, "REF*G1*X~", "Prior Authorization"},
             row{loop_id::l2300, "HI*BK:A~", "Health Care Diagnosis Code"},
             row{loop_id::l2300, "HI*BG:A~", "Condition Information"},
             row{loop_id::l2400, "PWK*CT*AB~", "Durable Medical Equipment Certificate of Medical Necessity Indicator"},
             row{loop_id::l2400, "PWK*CT*BM~", "Line Supplemental Information"},
             row{loop_id::l2000B, "HL*2*1*22*0~", "Subscriber Hierarchical Level"},
             row{loop_id::heading, "SE*1*1~", "Transaction Set Trailer"},
         }) {
        CAPTURE(r.segment);
        REQUIRE(use_of(r.loop, r.segment) != nullptr);
        CHECK(use_of(r.loop, r.segment)->name == r.name);
    }
    CHECK(use_of(loop_id::l2300, "REF*ZZ*X~") == nullptr);
    CHECK(use_of(loop_id::l2300, "HI*BK>A~") == nullptr);
    CHECK(use_of(loop_id::none, "REF*G1*X~") == nullptr);
    CHECK(guide::find_use(loop_id::l2300, test::segments_from{"HI*BK>A~"}[0], '>') != nullptr);
}

TEST_CASE("elements have names, types and limits") {
    auto const& sv1 = *use_of(loop_id::l2400, "SV1*HC:L1833~");
    CHECK(guide::element_name(sv1, 1) == "Composite Medical Procedure Identifier");
    CHECK(guide::element_name(sv1, 1, 2) == "Procedure Code");
    CHECK(guide::element_name(sv1, 2) == "Line Item Charge Amount");
    CHECK(guide::element_name(sv1, 99).empty());
    auto const& charge = *guide::find_element(sv1, 2);
    CHECK(charge.type == guide::element_type::r);
    CHECK(charge.usage == guide::usage::required);
    CHECK(charge.max == 18);
    CHECK(charge.limit.kind == guide::limit_kind::cents);
    CHECK(charge.limit.first == 10);
    auto const& units = *guide::find_element(sv1, 4);
    CHECK(units.limit.kind == guide::limit_kind::units);
    CHECK(units.limit.second == 3);
    CHECK(guide::find_element(sv1, 5)->external == 237);
    auto const& qualifier = *guide::find_element(sv1, 1, 1);
    REQUIRE(qualifier.codes.size() == 4);
    CHECK(qualifier.codes[1] == "HC");
    auto const& clm = *use_of(loop_id::l2300, "CLM*A~");
    CHECK(guide::find_element(clm, 1)->limit.first == 20);
    CHECK(guide::find_element(clm, 5)->type == guide::element_type::composite);
    CHECK(guide::find_element(*use_of(loop_id::l2010BA, "REF*SY*1~"), 2)->limit.pattern == "[0-9]{9}");
    CHECK(use_of(loop_id::l2300, "CLM*A~")->repeat == 1);
    CHECK(use_of(loop_id::l2430, "SVD*A~")->conditions.empty());
}

}  // namespace usage_837p_test
