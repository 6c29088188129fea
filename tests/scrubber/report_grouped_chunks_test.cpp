// Findings are given back by group, in the order they came, from memory and from disk alike.
#include "scrubber/report/grouped_chunks.hpp"

#include <doctest/doctest.h>

#include <string>

namespace report_grouped_chunks_test {

using orthoscrub::scrub::grouped_chunks;

namespace {

std::string group(grouped_chunks& chunks, std::size_t which) {
    std::string out;
    chunks.open(which);
    while (chunks.next(out)) {
    }
    CHECK_FALSE(chunks.failed());
    return out;
}

}  // namespace

TEST_CASE("a group gives its chunks in the order they came, as often as it is opened") {
    for (std::size_t const limit : {std::size_t{0}, std::size_t{5}, std::size_t{1000}}) {
        CAPTURE(limit);
        grouped_chunks chunks{limit};
        chunks.add(2, "a");
        chunks.add(0, "b");
        chunks.add(2, "cc");
        chunks.add(2, "ddd");
        chunks.add(0, "e");
        for (int again = 0; again < 2; ++again) {
            CHECK(group(chunks, 2) == "accddd");
            CHECK(group(chunks, 0) == "be");
            CHECK(group(chunks, 1).empty());
            CHECK(group(chunks, 9).empty());
        }
    }
}

TEST_CASE("what is on disk comes back in pieces, so that no group has to fit in memory") {
    grouped_chunks chunks{1 << 16};
    std::string const chunk(1000, 'x');
    for (int i = 0; i < 1000; ++i) chunks.add(static_cast<std::size_t>(i % 3), chunk);
    chunks.open(1);
    std::string piece;
    std::size_t sum = 0, longest = 0;
    while (chunks.next(piece)) {
        longest = std::max(longest, piece.size());
        sum += piece.size();
        piece.clear();
    }
    CHECK(sum == 333000);
    CHECK(longest <= (1 << 16) + 1000);
}

}  // namespace report_grouped_chunks_test
