// Splitting damaged files: nothing crashes or hangs, every claim that the reader sees is in exactly one half with its
// bytes and its parents, windows do not matter, and what was rebuilt once stays as it is when it is split again.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/fuzz/mutator.hpp"
#include "tests/scrubber/split_files.hpp"

namespace split_mutation_test {

namespace {

using namespace orthoscrub;

/// What is wrong with one half; empty when nothing is.
std::string judge_half(test::seen_file const& input, test::halves const& out, bool held) {
    std::string const& half = held ? out.held : out.clean;
    std::vector<test::seen_claim const*> wanted;
    for (std::size_t i = 0; i < input.claims.size(); ++i)
        if (out.was_held[i] == held) wanted.push_back(&input.claims[i]);
    if (wanted.empty() != half.empty()) return "a half without claims has a file";
    if (half.empty()) return {};
    auto const again = test::read_back(half);
    if (again.claims.size() != wanted.size()) return "number of claims";
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        auto const& claim = again.claims[i];
        // A claim whose last segment ends at a line break or with the file gets its terminator.
        if (!claim.bytes.starts_with(wanted[i]->bytes) || !test::ends_only(claim.bytes, wanted[i]->bytes.size()))
            return "bytes of a claim: " + wanted[i]->bytes + " <> " + claim.bytes;
        if (claim.words != wanted[i]->words) return "parents of a claim: " + wanted[i]->words + " <> " + claim.words;
    }
    for (auto const& [id, count] : again.faults)
        if (auto const at = input.faults.find(id); at == input.faults.end() || count > at->second)
            return "a fault that the input has not: " + id;
    auto const twice = test::split(half, [&](std::size_t) { return held; }, wanted.size());
    if ((held ? twice.held : twice.clean) != half) return "split again it changes";
    return {};
}

}  // namespace

TEST_CASE("split: damaged files lose no claim and gain no fault") {
    auto const seeds = test::seed_files();
    auto const first = test::first_case(), count = test::case_count(2'000);
    std::uint64_t claims = 0;
    for (std::uint64_t number = first; number < first + count; ++number) {
        auto const text = test::mutated(seeds, number);
        auto const input = test::read_back(text);
        if (input.faults.contains("x12-gs-missing")) continue;  // refused: no valid file can be built
        // Up to three bytes behind the last line break are no segment at the end of a file, but one when more follows.
        auto const last_break = text.find_last_of("\r\n");
        if (input.faults.contains("x12-truncated") && last_break != std::string::npos && text.size() - last_break <= 4)
            continue;
        generator::dice luck(number + 7);
        std::vector<bool> hold;
        for (std::size_t i = 0; i < input.claims.size(); ++i) hold.push_back(luck.below(2) == 0);
        auto const held = [&](std::size_t i) { return hold[i]; };
        auto const out = test::split(text, held, hold.size());
        auto const pieces = test::split(text, held, hold.size(), 1 + luck.below(3000));
        std::string fault;
        if (out.was_held.size() != input.claims.size()) fault = "number of claims";
        for (bool const half : {false, true})
            if (fault.empty()) fault = judge_half(input, out, half);
        if (fault.empty() && (out.clean != pieces.clean || out.held != pieces.held)) fault = "windows matter";
        claims += input.claims.size();
        if (fault.empty()) continue;
        INFO("case ", number, ": ", test::printable(fault), "\n", test::printable(text), "\nclean\n",
             test::printable(out.clean), "\nheld\n", test::printable(out.held));
        FAIL_CHECK("a property does not hold");
    }
    MESSAGE(count, " cases, ", claims, " claims");
    CHECK(claims > count);
}

}  // namespace split_mutation_test
