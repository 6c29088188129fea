// Properties that hold for every file, however it is damaged: nothing crashes or hangs; every byte belongs to exactly one
// segment; segments, claims and faults do not depend on the size of the window, on how reads are split, or on the kernel
// that scans; the grammar sees the claims that the hand-written oracle sees; a cut loses no claim before it.
// ORTHOSCRUB_CASES sets the number of cases, ORTHOSCRUB_FIRST_CASE where they begin (to try one again).
#include <doctest/doctest.h>

#include "parser/text/scan.hpp"
#include "tests/fuzz/mutator.hpp"
#include "tests/fuzz/reading_faults.hpp"

namespace mutation_test {

using namespace orthoscrub;
using test::limits_of;
using text::scan_kernel;

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
        auto const kernel = luck.chance(50)   ? scan_kernel::sse2
                            : luck.chance(50) ? scan_kernel::avx2
                                              : scan_kernel::avx512;
        auto const pieces = test::read_whole(text, limits_of(window, kernel), block);
        auto fault = test::coverage_fault(whole, text);
        if (fault.empty()) fault = test::reading_fault(whole, pieces);
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
        auto const fault = test::oracle_fault(read, compared);
        if (fault.empty()) continue;
        INFO("case ", number, ": ", fault);
        FAIL_CHECK("grammar and oracle differ");
    }
    MESSAGE(compared, " sets compared");
    CHECK(compared > count / 3);
}

TEST_CASE("mutation: every split of reads gives the same segments") {
    for (auto const& seed : test::seed_files()) {
        CAPTURE(seed.name);
        auto const whole = test::read_whole(seed.text, limits_of(256 * 1024, scan_kernel::scalar), 0);
        CHECK(test::coverage_fault(whole, seed.text).empty());
        for (auto const kernel : {scan_kernel::scalar, scan_kernel::sse2, scan_kernel::avx2, scan_kernel::avx512})
            for (std::size_t const block : {1, 2, 3, 5, 16, 31, 64, 100, 106, 107, 511})
                for (std::size_t const window : {1, 64, 700, 4096}) {
                    auto const fault =
                        test::reading_fault(whole, test::read_whole(seed.text, limits_of(window, kernel), block));
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
            auto fault = test::coverage_fault(read, part);
            for (std::size_t i = 0; i < whole.claims.size() && whole.claims[i].end <= cut && fault.empty(); ++i) {
                bool const kept = i < read.claims.size() && read.claims[i].words == whole.claims[i].words;
                if (!kept) fault = "claim lost: " + whole.claims[i].words;
            }
            CAPTURE(cut);
            CHECK(fault == "");
        }
    }
}

}  // namespace mutation_test
