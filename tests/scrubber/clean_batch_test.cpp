// A clean batch as a supplier sends it: nothing is said above a note, and the silence is no accident, because every rule
// that speaks without being asked for finds lines or claims to judge. The counts are printed.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>
#include <string>

#include "parser/text/source.hpp"
#include "scrubber/engine/evaluate.hpp"
#include "scrubber/engine/example_runner.hpp"
#include "scrubber/engine/scrub_file.hpp"
#include "tests/support/judging.hpp"
#include "tools/generator/generator.hpp"

namespace clean_batch_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

std::string clean_batch(std::uint64_t claims, std::uint64_t seed) {
    generator::options wanted;
    wanted.claims = claims;
    wanted.seed = seed;
    std::string text;
    generator::generate(wanted, [&](std::string_view part) { text += part; });
    return text;
}

}  // namespace

TEST_CASE("a clean batch of 2,000 varied claims gives no error and no warning") {
    scrub::file_scrubber scrubber{*shipped_pack().book, {}};
    std::map<std::string, std::size_t> notes;
    std::size_t claims = 0;
    for (std::uint64_t const seed : {1u, 2u, 3u}) {
        scrubber.begin_run();
        std::string const text = clean_batch(2000, seed);
        auto const input = text::read_memory(text);
        auto const result = scrubber.scrub(*input, "clean.837", [&](scrub::finding_view const& f) {
            if (f.level == text::severity::note) ++notes[std::string{f.rule}];
            else
                FAIL_CHECK("seed " << seed << ", claim " << (f.claim ? f.claim->control_number : "") << ": " << f.rule
                                   << ": " << f.message);
        });
        claims += result.counts.claims;
    }
    CHECK(claims == 6000);
    for (auto const& [rule, count] : notes) MESSAGE(rule << ": " << count << " notes on " << claims << " claims");
}

TEST_CASE("every rule that speaks by default has at least 20 lines, claims or segments of the clean batch to judge") {
    auto const& book = *shipped_pack().book;
    std::string const text = clean_batch(2000, 1);
    std::vector<std::size_t> reached(book.rules().size());
    scrub::claim_context claim{book.codes(), book.payers()};
    scrub::for_each_claim(
        text,
        [&](scrub::window_context const& window, std::uint32_t row) {
            claim.open(window, row);
            for (scrub::rule_index index = 0; index < book.rules().size(); ++index) {
                scrub::compiled_rule const& rule = book.rule(index);
                scrub::for_each_subject(claim, rule.ast.scope, [&](scrub::subject const& s) {
                    auto const answer = scrub::evaluate(rule, s);
                    reached[index] += answer.payer.value == scrub::tri::yes && answer.dates.value == scrub::tri::yes &&
                                      answer.applies.value == scrub::tri::yes;
                });
            }
        },
        &book.codes());
    std::string counts;
    for (scrub::rule_index index = 0; index < book.rules().size(); ++index) {
        auto const& ast = book.rule(index).ast;
        counts += fmt::format("\n{:>6} {}{}", reached[index], ast.id, ast.needs.empty() ? "" : " (" + ast.needs + ")");
        if (ast.needs.empty() && reached[index] < 20)
            FAIL_CHECK(ast.id << " is about " << reached[index] << " of the batch only");
    }
    MESSAGE("in scope:" << counts);
}

}  // namespace clean_batch_test
