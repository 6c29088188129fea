#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "grammars/guide/usage.hpp"
#include "tests/support/claim_reading.hpp"

namespace claim_837p_uses_test {

using namespace orthoscrub;
using namespace orthoscrub::grammars;

namespace {

std::string unpacked(text::segment_id id) {
    std::string out;
    for (; id != 0; id >>= 8) out += static_cast<char>(id & 0xFF);
    return out;
}

// A segment that is this use: condition `which` takes its code number `code`, the others their first.
std::string segment_of(guide::segment_use const& use, std::size_t which, std::size_t code) {
    static std::map<std::string, std::string> const levels{
        {"20", "HL*1**20*1"}, {"22", "HL*2*1*22*1"}, {"23", "HL*3*2*23*0"}};
    if (use.segment == "HL") return levels.at(unpacked(use.conditions[0].codes[0]));
    if (use.segment == "ST") return "ST*837*0001*005010X222A1";
    std::vector<std::string> elements(1, "X");
    for (std::size_t i = 0; i < use.conditions.size(); ++i) {
        auto const& c = use.conditions[i];
        if (elements.size() < c.element) elements.resize(c.element, "X");
        elements[c.element - 1u] = unpacked(c.codes[i == which ? code : 0]) + (c.component != 0 ? ":X" : "");
    }
    std::string out{use.segment};
    for (auto const& e : elements) (out += '*') += e;
    return out;
}

}  // namespace

// The list comes from the usage table, so a use that the grammar does not place fails here.
TEST_CASE("all 214 segment uses of the guide, with each of their codes, are placed in their loop") {
    std::vector<guide::segment_use const*> wanted;
    std::string set;
    std::set<guide::segment_use const*> distinct;
    auto const add = [&](guide::segment_use const& use) {
        distinct.insert(&use);
        std::size_t widest = 0;
        for (std::size_t i = 1; i < use.conditions.size(); ++i)
            if (use.conditions[i].codes.size() > use.conditions[widest].codes.size()) widest = i;
        for (std::size_t which = 0; which < std::max<std::size_t>(1, use.conditions.size()); ++which) {
            auto const codes = use.conditions.empty() ? 1 : use.conditions[which].codes.size();
            for (std::size_t code = which == 0 ? 0 : 1; code < codes; ++code) {
                set += segment_of(use, which, code) + "~";
                wanted.push_back(&use);
            }
        }
    };
    guide::segment_use const* trailer = nullptr;
    for (auto const& use : guide::uses_837p()) {
        if (use.segment == "SE") trailer = &use;
        else add(use);
    }
    REQUIRE(trailer != nullptr);
    add(*trailer);
    CHECK(distinct.size() == 214);

    test::claim_reading const read{set};
    CHECK(read.told() == std::vector<std::string>{});
    REQUIRE(read.segments.size() == wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        CAPTURE(read.segments[i].body());
        CHECK(text::to_string(read.tables.loops[i]) == text::to_string(wanted[i]->loop));
        CHECK(guide::find_use(read.tables.loops[i], read.segments[i]) == wanted[i]);
    }
}

TEST_CASE("a segment with a code that the guide does not list is no use") {
    for (auto const& use : guide::uses_837p()) {
        if (use.conditions.empty()) continue;
        CAPTURE(use.key);
        CAPTURE(use.name);
        std::string bad{use.segment};
        for (unsigned i = 1; i < use.conditions[0].element; ++i) bad += "*X";
        test::segments_from const parsed{bad + "*?!~"};
        CHECK(guide::find_use(use.loop, parsed[0]) == nullptr);
    }
}

}  // namespace claim_837p_uses_test
