// Damaged files in batches on several threads: everything comes out as it does on one, in the same order.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "parser/text/source.hpp"
#include "tests/fuzz/mutator.hpp"
#include "tests/support/judging.hpp"
#include "tools/batch/batch_scrub.hpp"

namespace batch_mutation_test {

namespace {

using namespace orthoscrub;

std::string words_of(scrub::finding_view const& f) {
    std::string words = std::to_string(f.at.byte) + " " + std::string{f.rule} + " x" + std::to_string(f.count) + " ";
    words.append(f.message).append(" ").append(f.fingerprint);
    if (f.claim) words.append(" ").append(f.claim->control_number).append(" ").append(f.claim->st);
    return words;
}

std::string words_of(scrub::file_result const& result) {
    std::string words = result.sha256 + " " + std::to_string(result.bytes) + " " +
                        std::to_string(result.counts.claims) + " " + std::to_string(result.counts.lines) + " " +
                        result.trouble;
    for (auto const& n : result.not_checked) words += " " + n.rule + " x" + std::to_string(n.count);
    return words;
}

struct listener final : batch::batch_listener {
    std::vector<std::string> said;
    void begin_file(batch::batch_input const&) override { said.emplace_back("file"); }
    void take(scrub::finding_view const& finding) override { said.push_back(words_of(finding)); }
    void advance(std::uint64_t, scrub::scrub_counts const&) override {}
    bool end_file(batch::batch_input const&, std::optional<scrub::file_result> result) override {
        said.push_back(words_of(result.value()));
        return true;
    }
};

}  // namespace

TEST_CASE("pipeline: damaged files come out of several threads as out of one") {
    auto const& book = *test::shipped_pack().book;
    auto const seeds = test::seed_files();
    constexpr std::uint64_t at_once = 40;
    auto const first = test::first_case(), count = test::case_count(2'000);
    std::uint64_t said = 0;
    for (std::uint64_t number = first; number < first + count; number += at_once) {
        std::vector<std::string> texts;
        for (std::uint64_t i = number; i < number + at_once; ++i) texts.push_back(test::mutated(seeds, i));
        generator::dice luck(number + 3);
        scrub::scrub_options options;
        options.answers = scrub::answer_sets::all;
        options.limits.window_bytes = 64 + luck.below(2000);
        if (luck.chance(30)) options.limits.claim_bytes = 200 + luck.below(2000);

        std::vector<std::string> expected;
        scrub::file_scrubber alone{book, options};
        for (std::size_t i = 0; i < texts.size(); ++i) {
            expected.emplace_back("file");
            auto const result = alone.scrub(*text::read_memory(texts[i]), std::to_string(i),
                                            [&](auto const& f) { expected.push_back(words_of(f)); });
            expected.push_back(words_of(result));
        }

        scrub::scrub_stages stages{book, options};
        listener heard;
        std::size_t next = 0;
        std::atomic<bool> const stop = false;
        batch::scrub_batch(
            stages, static_cast<unsigned>(2 + luck.below(4)),
            [&]() -> std::unique_ptr<batch::batch_input> {
                if (next == texts.size()) return nullptr;
                std::size_t const at = next++;
                return std::make_unique<batch::batch_input>(
                    batch::batch_input{std::to_string(at), text::read_memory(texts[at]), {}});
            },
            heard, stop);
        said += heard.said.size();
        INFO("cases from ", number);
        REQUIRE(heard.said.size() == expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            if (heard.said[i] != expected[i]) {
                CHECK(heard.said[i] == expected[i]);
                break;
            }
    }
    MESSAGE(count, " cases, ", said, " things said");
    CHECK(said > 2 * count);
}

}  // namespace batch_mutation_test
