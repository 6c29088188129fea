#include <doctest/doctest.h>

#include <set>
#include <string>

#include "grammars/guide/accessors_837p.hpp"
#include "grammars/guide/usage.hpp"
#include "tests/support/segments_from.hpp"

namespace usage_accessors_test {

using namespace orthoscrub;
using namespace orthoscrub::grammars;

namespace {

struct row {
    std::string_view loop, key;
    unsigned element, component;
    std::string_view (*read)(text::segment const&);
};
// Made at build time from the usage table: every accessor once.
constexpr row rows[] = {
#include "grammars/guide/accessors_837p_check.inc"
};

// A value for every element, and for every component of a composite: "5.1:5.2:5.3".
std::string value_of(guide::segment_use const& use, unsigned element) {
    std::string value;
    for (auto const& e : use.elements) {
        if (e.element != element || e.component == 0) continue;
        while (value.empty() || std::ranges::count(value, ':') + 1 < e.component) value += value.empty() ? " " : ":";
        if (e.component == 1) value.clear();
        value += std::to_string(element) + '.' + std::to_string(e.component);
    }
    return value.empty() ? 'e' + std::to_string(element) : value;
}

}  // namespace

TEST_CASE("every element of every segment use has an accessor that reads it") {
    std::size_t expected = 0;
    for (auto const& use : guide::uses_837p()) expected += use.elements.size();
    CHECK(std::size(rows) == expected);
    CHECK(std::size(rows) == 1698);

    std::set<std::string> reached;
    for (row const& r : rows) {
        CAPTURE(r.loop);
        CAPTURE(r.key);
        CAPTURE(r.element);
        CAPTURE(r.component);
        auto const loop = r.loop == "-" ? text::loop_id::heading : text::loop_from(r.loop);
        guide::segment_use const* use = nullptr;
        for (auto const& u : guide::uses_of(loop))
            if (u.key == r.key) use = &u;
        REQUIRE(use != nullptr);
        std::string segment{use->segment};
        unsigned last = 0;
        for (auto const& e : use->elements) last = std::max<unsigned>(last, e.element);
        for (unsigned n = 1; n <= last; ++n) segment += '*' + value_of(*use, n);
        test::segments_from const parsed{segment + "~"};
        auto const whole = value_of(*use, r.element);
        auto const part = std::to_string(r.element) + '.' + std::to_string(r.component);
        CHECK(r.read(parsed[0]) == (r.component == 0 ? whole : part));
        // Missing elements read as empty.
        test::segments_from const bare{std::string{use->segment} + "~"};
        CHECK(r.read(bare[0]).empty());
        reached.insert(std::string{r.loop} + '/' + std::string{r.key} + '/' + part);
    }
    CHECK(reached.size() == std::size(rows));
}

TEST_CASE("accessors carry the words of the guide") {
    test::segments_from const s{"SV1*HC>L1833>RT*917.32*UN*1***1>2~CLM*A1*5***12:B:1~"};
    accessors_837p::loop_2400::sv1 const sv1{s[0], '>'};
    CHECK(sv1.composite_medical_procedure_identifier().procedure_code() == "L1833");
    CHECK(sv1.composite_medical_procedure_identifier().procedure_modifier_1() == "RT");
    CHECK(sv1.line_item_charge_amount() == "917.32");
    accessors_837p::loop_2300::clm const clm{s[1]};
    CHECK(clm.patient_control_number() == "A1");
    CHECK(clm.health_care_service_location_information().claim_frequency_code() == "1");
}

}  // namespace usage_accessors_test
