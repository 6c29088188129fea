// Properties that hold for every file, however it is damaged: nothing crashes or hangs; every byte belongs to exactly one
// segment; segments, claims and faults do not depend on the size of the window, on how reads are split, or on the kernel
// that scans; the grammar sees the claims that the hand-written oracle sees; a cut loses no claim before it.
// ORTHOSCRUB_CASES sets the number of cases, ORTHOSCRUB_FIRST_CASE where they begin (to try one again).
#include <doctest/doctest.h>

#include <algorithm>

#include "parser/text/scan.hpp"
#include "tests/fuzz/mutator.hpp"
#include "tests/fuzz/reading.hpp"

namespace {

using namespace orthoscrub;
using envelope::reader_limits;
using text::scan_kernel;

reader_limits limits_of(std::size_t window, scan_kernel kernel) {
    reader_limits limits;
    limits.window_bytes = window;
    limits.kernel = kernel;
    return limits;
}

/// The first place where two lists differ, in words; empty when they are equal.
template <class List, class Words>
std::string difference(List const& a, List const& b, Words const& words) {
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
        auto const left = i < a.size() ? words(a[i]) : "nothing";
        auto const right = i < b.size() ? words(b[i]) : "nothing";
        if (left != right)
            return "at " + std::to_string(i) + ": " + test::printable(left) + " <> " + test::printable(right);
    }
    return {};
}

std::string words_of(test::seen_segment const& s) {
    return std::to_string(s.raw_offset) + "+" + std::to_string(s.raw_size) + " @" + std::to_string(s.offset) + " #" +
           std::to_string(s.ordinal) + " st" + std::to_string(s.st_ordinal) + " n" + std::to_string(s.count) + " f" +
           std::to_string(s.flags) + " " + s.body;
}

/// What is wrong with the bytes that the segments cover; empty when they are the file.
std::string coverage_fault(test::reading const& read, std::string_view text) {
    std::uint64_t next = 0;
    for (auto const& s : read.segments) {
        if (s.raw_offset != next)
            return "raw part begins at " + std::to_string(s.raw_offset) + ", not " + std::to_string(next);
        next += s.raw_size;
    }
    if (next != text.size()) return "raw parts end at " + std::to_string(next) + " of " + std::to_string(text.size());
    return read.raw == text ? "" : "raw parts are not the bytes of the file";
}

/// What differs between two readings of one file; empty when nothing does.
std::string reading_fault(test::reading const& a, test::reading const& b) {
    auto const same = [](std::string const& text) { return text; };
    if (auto const d = difference(a.segments, b.segments, words_of); !d.empty()) return "segments " + d;
    if (auto const d = difference(a.claims, b.claims, [](auto const& c) { return c.words; }); !d.empty())
        return "claims " + d;
    if (auto const d = difference(a.faults, b.faults, same); !d.empty()) return "faults " + d;
    return {};
}

}  // namespace

TEST_CASE(
    "mutation: damaged files are read without loss, and the same way however they are cut into reads and windows") {
    auto const seeds = test::seed_files();
    REQUIRE(seeds.size() > 15);
    auto const first = test::first_case(), count = test::case_count(10'000);
    std::uint64_t claims = 0, segments = 0;
    for (std::uint64_t number = first; number < first + count; ++number) {
        auto const text = test::mutated(seeds, number);
        auto const whole = test::read_whole(text, limits_of(256 * 1024, scan_kernel::scalar), 0);
        generator::dice luck(number);
        auto const block = 1 + luck.below(200);
        auto const window = 1 + luck.below(luck.chance(50) ? 300 : 3000);
        auto const kernel = luck.chance(50) ? scan_kernel::sse2 : scan_kernel::avx2;
        auto const pieces = test::read_whole(text, limits_of(window, kernel), block);
        auto fault = coverage_fault(whole, text);
        if (fault.empty()) fault = reading_fault(whole, pieces);
        claims += whole.claims.size();
        segments += whole.segments.size();
        if (fault.empty()) continue;
        INFO("case ", number, " (window ", window, ", block ", block, "): ", fault, "\n", test::printable(text));
        FAIL_CHECK("a property does not hold");
    }
    MESSAGE(count, " cases, ", segments, " segments, ", claims, " claims");
    CHECK(claims > count);
}

TEST_CASE("mutation: the grammar sees the claims that the hand-written reader sees") {
    auto const seeds = test::seed_files();
    auto const first = test::first_case(), count = test::case_count(10'000);
    std::uint64_t compared = 0;
    for (std::uint64_t number = first; number < first + count; ++number) {
        auto const text = test::mutated(seeds, number);
        auto const read = test::read_whole(text, {}, 0);
        for (auto const& set : read.sets) {
            if (set.type != "837" || set.odd) continue;
            ++compared;
            auto const fault =
                difference(set.claims, test::words_of_oracle(set), [](std::string const& w) { return w; });
            if (fault.empty()) continue;
            INFO("case ", number, ": ", fault, "\n", test::printable(set.text));
            FAIL_CHECK("grammar and oracle differ");
        }
    }
    MESSAGE(compared, " sets compared");
    CHECK(compared > count / 3);
}

TEST_CASE("mutation: every split of reads gives the same segments") {
    for (auto const& seed : test::seed_files()) {
        CAPTURE(seed.name);
        auto const whole = test::read_whole(seed.text, limits_of(256 * 1024, scan_kernel::scalar), 0);
        CHECK(coverage_fault(whole, seed.text).empty());
        for (auto const kernel : {scan_kernel::scalar, scan_kernel::sse2, scan_kernel::avx2})
            for (std::size_t const block : {1, 2, 3, 5, 16, 31, 64, 100, 106, 107, 511})
                for (std::size_t const window : {1, 64, 700, 4096}) {
                    auto const fault =
                        reading_fault(whole, test::read_whole(seed.text, limits_of(window, kernel), block));
                    CAPTURE(block);
                    CAPTURE(window);
                    CHECK(fault == "");
                }
    }
}

TEST_CASE("mutation: a file cut at any byte keeps the claims before the cut") {
    for (auto const& seed : test::seed_files()) {
        CAPTURE(seed.name);
        auto const whole = test::read_whole(seed.text, {}, 0);
        for (std::size_t cut = 0; cut < seed.text.size(); ++cut) {
            auto const part = std::string_view(seed.text).substr(0, cut);
            auto const read = test::read_whole(part, limits_of(512, scan_kernel::automatic), 0);
            auto fault = coverage_fault(read, part);
            for (std::size_t i = 0; i < whole.claims.size() && whole.claims[i].end <= cut && fault.empty(); ++i) {
                bool const kept = i < read.claims.size() && read.claims[i].words == whole.claims[i].words;
                if (!kept) fault = "claim lost: " + whole.claims[i].words;
            }
            CAPTURE(cut);
            CHECK(fault == "");
        }
    }
}
