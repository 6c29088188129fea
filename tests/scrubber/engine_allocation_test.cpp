// Memory: judging takes none once the payers and codes of a file have been met.
#include <doctest/doctest.h>

#include <string>

#include "scrubber/engine/judge.hpp"
#include "tests/support/counted_allocations.hpp"
#include "tests/support/judging.hpp"
#include "tests/support/random_claims.hpp"

using namespace orthoscrub;
using namespace orthoscrub::test;

TEST_CASE("memory: judging claims of known payers and codes allocates nothing, findings included") {
    auto const& book = *shipped_pack().book;
    random_claims random{7};
    std::string text = std::string{heading_text} + random.subscriber();
    for (int i = 0; i < 200; ++i) text += random.claim();
    claim_reading const reading{text};
    scrub::window_context const window{&reading.tables, reading.segments.all(), {}, nullptr};
    scrub::claim_judge judge{book};
    scrub::unknown_counts unknown{book.rules().size()};
    std::vector<scrub::hit> hits;

    auto const judge_all = [&] {
        for (std::uint32_t row = 0; row < reading.tables.claims.size(); ++row) {
            hits.clear();
            judge.judge(window, row, hits, unknown);
        }
    };
    judge_all();
    auto const before = allocations.load();
    judge_all();
    CHECK(allocations == before);
    CHECK(before > 0);
    CHECK(reading.tables.claims.size() == 200);
}
