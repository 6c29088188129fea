// The whole way from bytes to findings over damaged files: nothing crashes or hangs, findings do not depend on windows
// and reads, and the specialised judge says what the plain evaluator of the rules says.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "parser/text/source.hpp"
#include "scrubber/engine/pack.hpp"
#include "scrubber/engine/scrub_file.hpp"
#include "tests/fuzz/first_difference.hpp"
#include "tests/fuzz/mutator.hpp"

namespace pipeline_mutation_test {

namespace {

using namespace orthoscrub;

struct outcome {
    std::vector<std::string> findings;  ///< sorted
    std::uint64_t claims = 0, lines = 0, bytes = 0;
    std::vector<std::string> not_checked;
};

outcome scrubbed(scrub::file_scrubber& scrubber, std::string_view text, std::size_t block) {
    auto const exact = std::make_unique<char[]>(text.size());
    std::copy(text.begin(), text.end(), exact.get());
    auto const input = text::read_memory({exact.get(), text.size()}, block);
    outcome out;
    scrubber.begin_run();
    auto const result = scrubber.scrub(*input, "case.837", [&](scrub::finding_view const& f) {
        auto words = std::to_string(f.at.byte) + " " + std::string(f.rule) + " x" + std::to_string(f.count);
        // What stands behind a broken loop is not known to the grammar where a window ends.
        if (f.rule != "x12-loop-broken") words.append(" ").append(f.message);
        words.append(" ").append(f.fingerprint);
        out.findings.push_back(std::move(words));
    });
    std::sort(out.findings.begin(), out.findings.end());
    out.claims = result.counts.claims;
    out.lines = result.counts.lines;
    out.bytes = result.bytes;
    for (auto const& n : result.not_checked)
        out.not_checked.push_back(n.rule + ": " + n.reason + " x" + std::to_string(n.count));
    return out;
}

std::string difference(outcome const& a, outcome const& b) {
    if (a.claims != b.claims || a.lines != b.lines) return "claims or lines";
    if (a.not_checked != b.not_checked) return "what was not checked";
    return test::first_difference(a.findings, b.findings);
}

}  // namespace

TEST_CASE("pipeline: findings on damaged files depend neither on windows nor on reads nor on the judge") {
    scrub::pack_files const packs[] = {scrub::embedded_pack()};
    auto const pack = scrub::load_pack(packs);
    REQUIRE(pack.loaded);
    auto const& book = *pack.loaded->book;
    scrub::file_scrubber usual(book, {});
    scrub::scrub_options slow_way;
    slow_way.slow = true;
    scrub::file_scrubber slow(book, slow_way);
    auto const seeds = test::seed_files();
    auto const first = test::first_case(), count = test::case_count(2'000);
    std::uint64_t findings = 0;
    for (std::uint64_t number = first; number < first + count; ++number) {
        auto const text = test::mutated(seeds, number);
        generator::dice luck(number + 7);
        scrub::scrub_options pieces;
        pieces.limits.window_bytes = 1 + luck.below(3000);
        scrub::file_scrubber small(book, pieces);
        auto const whole = scrubbed(usual, text, 0);
        auto fault = whole.bytes == text.size() ? std::string{} : "bytes of the file";
        if (fault.empty()) fault = difference(whole, scrubbed(small, text, 1 + luck.below(300)));
        if (fault.empty()) fault = difference(whole, scrubbed(slow, text, 0));
        findings += whole.findings.size();
        if (fault.empty()) continue;
        INFO("case ", number, ": ", test::printable(fault), "\n", test::printable(text));
        FAIL_CHECK("a property does not hold");
    }
    MESSAGE(count, " cases, ", findings, " findings");
    CHECK(findings > count);
}

}  // namespace pipeline_mutation_test
