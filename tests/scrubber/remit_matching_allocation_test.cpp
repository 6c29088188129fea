// Matching takes memory for its tables and its result, none for a claim: four times the claims may cost a few more
// growths of a table, not four times the allocations.
#include <doctest/doctest.h>

#include <string>

#include "scrubber/remit/matching.hpp"
#include "tests/support/counted_allocations.hpp"
#include "tests/support/remit_books.hpp"

namespace remit_matching_allocation_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

std::size_t allocations_for(int claims) {
    remit_books books;
    books.pay();
    for (int k = 0; k < claims; ++k) {
        auto const number = "ORT-" + std::to_string(100000 + k);
        auto const line = "LINE-" + std::to_string(100000 + k);
        // Control numbers of lines are lost for every third claim, so that the assignment takes part.
        books.send({.control_number = number,
                    .lines = {{.number = "1", .control_number = line}, {.number = "2", .code = "L3908", .cents = 100}},
                    .member = "M" + std::to_string(k)});
        books.answer({.control_number = number,
                      .lines = {{.control_number = k % 3 == 0 ? "" : line}, {.code = "L3908", .cents = 100}},
                      .icn = "ICN-" + number,
                      .members = {"M" + std::to_string(k)}});
    }
    scrub::payer_profiles const profiles;
    auto const before = allocations.load();
    auto const book = remit::match(books.sent, books.back, profiles);
    auto const count = allocations.load() - before;
    CHECK(book.claim_matches.back().submitted == static_cast<std::uint32_t>(claims - 1));
    return count;
}

}  // namespace

TEST_CASE("matching allocates nothing for a claim") {
    auto const few = allocations_for(1000), many = allocations_for(4000);
    CAPTURE(few);
    CAPTURE(many);
    CHECK(few < 150);
    CHECK(many <= few + 20);
}

}  // namespace remit_matching_allocation_test
