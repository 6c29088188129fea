// What the guide check computes ahead is held to the plain reading of the same tables: places of codes, conditions that
// are asked only where they can fail, and days.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "grammars/guide/program.hpp"
#include "grammars/guide/value.hpp"

namespace guide_program_test {

using namespace orthoscrub::grammars::guide;

namespace {

constexpr guide_id guides[]{guide_id::claim_837p, guide_id::remit_835, guide_id::ack_999, guide_id::status_277ca,
                            guide_id::envelope};

bool plainly_holds(program const& p, presence const& wanted, std::uint64_t present) {
    return ((wanted.required & ~present) | (wanted.not_used & present)) == 0 &&
           std::ranges::all_of(p.conditions(wanted), [&](condition const& c) { return c.holds(present); });
}

/// Sets of elements that differ in how `holds` answers them.
unsigned differing_sets(program const& p, presence const& wanted, unsigned elements) {
    unsigned differing = 0;
    auto const compare = [&](std::uint64_t present) {
        differing += p.holds(wanted, present) != plainly_holds(p, wanted, present) ? 1u : 0u;
    };
    if (elements <= 14) {
        for (std::uint64_t set = 0; set < std::uint64_t{1} << elements; ++set) compare(set << 1);
        return differing;
    }
    std::uint64_t random = 0x9E3779B97F4A7C15u;
    for (unsigned i = 0; i < 20000; ++i) {
        random ^= random << 13, random ^= random >> 7, random ^= random << 17;
        auto const any = (random & ((std::uint64_t{1} << elements) - 1)) << 1;
        compare(any);
        compare((any | wanted.required) & ~wanted.not_used);
    }
    return differing;
}

}  // namespace

TEST_CASE("guide program: presence and conditions are judged as the tables word them") {
    unsigned conditions = 0;
    for (auto const guide : guides) {
        program const& p = program_of(guide);
        for (auto const& use : p.uses()) {
            CAPTURE(use.use->segment);
            CHECK(differing_sets(p, use.wanted, use.ops) == 0);
            conditions += use.wanted.conditions;
            for (unsigned i = 0; i < use.ops; ++i) {
                auto const& op = p.ops()[use.first_op + i];
                if (op.kind == value_kind::composite) CHECK(differing_sets(p, p.part(op), op.count) == 0);
            }
        }
    }
    CHECK(conditions > 200);
}

TEST_CASE("guide program: a list knows its codes and no others") {
    std::vector<std::uint64_t> all;
    for (auto const guide : guides)
        for (std::size_t i = 0; i < program_of(guide).op_count(); ++i)
            for (auto const code : program_of(guide).codes(program_of(guide).ops()[i])) all.push_back(code);
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    all.insert(all.end(), {0, pack_any(" "), pack_any("ZZZ"), pack_any("~~~~~~~~"), ~std::uint64_t{0}});
    CHECK(all.size() > 300);
    for (auto const guide : guides) {
        program const& p = program_of(guide);
        unsigned wrong = 0;
        for (std::size_t i = 0; i < p.op_count(); ++i) {
            auto const& op = p.ops()[i];
            auto const codes = p.codes(op);
            if (codes.empty()) continue;
            for (auto const code : all)
                wrong += p.knows(op, code) != (std::ranges::find(codes, code) != codes.end()) ? 1u : 0u;
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("guide program: codes that differ in one bit stand apart") {
    std::vector<std::uint64_t> codes;
    for (unsigned bit = 0; bit < 64; ++bit) codes.push_back(std::uint64_t{1} << bit);
    auto const spread = spread_codes(codes);
    std::vector<std::size_t> places;
    for (auto const code : codes) places.push_back(spread.place(code));
    std::ranges::sort(places);
    CHECK(std::ranges::adjacent_find(places) == places.end());
    CHECK(places.back() < spread.places());
    codes.assign(3, 7);
    CHECK(spread_codes(codes).places() <= 8);
}

TEST_CASE("guide program: a day is one of the calendar") {
    unsigned wrong = 0;
    for (int const year : {0, 1, 4, 99, 100, 400, 1900, 1904, 2000, 2023, 2024, 2100, 9999})
        for (unsigned month = 0; month < 100; ++month)
            for (unsigned day = 0; day < 100; ++day) {
                char text[16];
                std::snprintf(text, sizeof text, "%04d%02u%02u", year, month, day);
                namespace chr = std::chrono;
                bool const there =
                    year != 0 && chr::year_month_day{chr::year{year}, chr::month{month}, chr::day{day}}.ok();
                wrong += is_day(text) != there ? 1u : 0u;
            }
    CHECK(wrong == 0);
}

}  // namespace guide_program_test
