// Findings leave in the order of their places, however late they are known and however many there are.
#include "scrubber/report/sorted_chunks.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

namespace report_sorted_chunks_test {

using orthoscrub::scrub::sorted_chunks;

namespace {

std::vector<std::string> all(sorted_chunks& chunks) {
    std::vector<std::string> out;
    REQUIRE(chunks.deliver([&](std::string_view chunk) {
        out.emplace_back(chunk);
        return true;
    }));
    return out;
}

}  // namespace

TEST_CASE("chunks leave by byte, then rule, then as they came") {
    sorted_chunks chunks;
    chunks.add(40, "b", "4");
    chunks.add(7, "z", "1");
    chunks.add(40, "a", "2");
    chunks.add(40, "a", "3");
    chunks.add(900, "", "5");
    CHECK(all(chunks) == std::vector<std::string>{"1", "2", "3", "4", "5"});
    CHECK(chunks.empty());
    CHECK(all(chunks).empty());
}

TEST_CASE("the order does not depend on the memory: runs on disk give what memory gives") {
    std::mt19937 random{7};
    auto const dice = [&] { return static_cast<unsigned>(random()); };
    std::vector<std::tuple<unsigned, std::string, unsigned, std::string>> expected;
    sorted_chunks small{500}, large;
    for (unsigned i = 0; i < 3000; ++i) {
        unsigned const byte = dice() % 400;
        std::string const rule(1 + dice() % 3, static_cast<char>('a' + dice() % 3));
        std::string const chunk = std::to_string(i) + std::string(dice() % 900, 'x');
        expected.emplace_back(byte, rule, i, chunk);
        small.add(byte, rule, chunk);
        large.add(byte, rule, chunk);
    }
    std::sort(expected.begin(), expected.end());
    std::vector<std::string> chunks;
    for (auto const& row : expected) chunks.push_back(std::get<3>(row));
    CHECK(all(small) == chunks);
    CHECK(all(large) == chunks);
    small.add(1, "r", "again");
    CHECK(all(small) == std::vector<std::string>{"again"});
}

TEST_CASE("a taker that says stop ends the delivery and leaves nothing behind") {
    for (std::size_t const limit : {std::size_t{1} << 20, std::size_t{1}}) {
        CAPTURE(limit);
        sorted_chunks chunks{limit};
        for (unsigned i = 0; i < 10; ++i) chunks.add(i, "r", "c");
        int taken = 0;
        CHECK_FALSE(chunks.deliver([&](std::string_view) { return ++taken < 3; }));
        CHECK(taken == 3);
        CHECK(chunks.empty());
    }
}

}  // namespace report_sorted_chunks_test
