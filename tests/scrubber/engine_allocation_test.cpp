// Memory: what has no findings takes none, from the bytes on, once the payers and codes of a file have been met.
#include <doctest/doctest.h>

#include <string>

#include "parser/text/source.hpp"
#include "scrubber/engine/judge.hpp"
#include "scrubber/engine/scrub_file.hpp"
#include "scrubber/report/report.hpp"
#include "tests/support/counted_allocations.hpp"
#include "tests/support/judging.hpp"
#include "tests/support/random_claims.hpp"
#include "tools/generator/generator.hpp"

namespace engine_allocation_test {

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

TEST_CASE("memory: opening and judging claims of many lines allocates nothing once a claim as long has been met") {
    std::string text = std::string{heading_text} + std::string{subscriber_text};
    for (int claim = 0; claim < 20; ++claim) {
        text += claim_head;
        for (int line = 1; line <= 50; ++line) {
            std::string const number = std::to_string(line), day = std::to_string(10 + (claim + line) % 19);
            text += "LX*" + number + "~SV1*HC:L" +
                    (line % 3 == 0   ? "1833:RT"
                     : line % 3 == 1 ? "2405:LT"
                                     : "0637") +
                    "*10*UN*1***1~DTP*472*D8*202603" + day + "~REF*6R*A" + number + "~";
        }
    }
    claim_reading const reading{text};
    scrub::window_context const window{&reading.tables, reading.segments.all(), {}, nullptr};
    scrub::claim_judge judge{*shipped_pack().book};
    scrub::unknown_counts unknown{shipped_pack().book->rules().size()};
    std::vector<scrub::hit> hits;
    std::size_t before = 0;
    for (int round = 0; round < 2; ++round) {
        before = allocations;
        for (std::uint32_t row = 0; row < reading.tables.claims.size(); ++row) {
            hits.clear();
            judge.judge(window, row, hits, unknown);
        }
    }
    CHECK(allocations == before);
    CHECK(reading.tables.claims.size() == 20);
    CHECK(reading.tables.lines.size() == 1000);
    CHECK(!hits.empty());
}

namespace {

/// Claims and the 835 that answers them, from the generator.
struct answered {
    std::string claims, remittance;
};

answered answered_claims(std::uint64_t count) {
    answered both;
    generator::options wanted;
    wanted.claims = count;
    wanted.era = [&](std::string_view piece) { both.remittance += piece; };
    generator::generate(wanted, [&](std::string_view piece) { both.claims += piece; });
    return both;
}

/// What the second reading of a text with one scrubber took.
struct reading_cost {
    std::uint64_t claims = 0, sets = 0, findings = 0, allocations = 0;
};

reading_cost read_twice(std::string_view text, bool batch) {
    scrub::scrub_options options;
    options.answers = scrub::answer_sets::all;
    options.batch = batch;
    scrub::file_scrubber scrubber{*shipped_pack().book, options};
    reading_cost cost;
    for (int round = 0; round < 2; ++round) {
        scrubber.begin_run();
        auto const input = text::read_memory(text);
        std::size_t const before = allocations;
        auto const result = scrubber.scrub(*input, "allocation", [](scrub::finding_view const&) {});
        cost = {result.counts.claims, result.transaction_sets, result.counts.findings(), allocations - before};
    }
    return cost;
}

/// A file, a transaction set (its headers are kept) and a finding may take some; a claim may not.
std::uint64_t allowed(reading_cost const& cost) { return 200 + 4 * cost.sets + 2 * cost.findings; }

}  // namespace

TEST_CASE("memory: claims allocate nothing from bytes to findings, guide check and all rules on") {
    for (std::uint64_t const claims : {5'000u, 20'000u}) {
        std::string const text = answered_claims(claims).claims;
        reading_cost const alone = read_twice(text, false);
        CHECK(alone.claims == claims);
        CHECK(alone.allocations <= allowed(alone));
        // The memory of the run grows by a block for 256 claims, and by doubling in 64 shards.
        reading_cost const remembered = read_twice(text, true);
        CHECK(remembered.allocations <= allowed(remembered) + claims / 128 + 64 * 10);
        MESSAGE(claims << " claims in " << alone.sets << " transaction sets, " << alone.findings
                       << " findings: " << alone.allocations << " allocations, " << remembered.allocations
                       << " with the memory of the run");
    }
}

TEST_CASE("memory: claims of an 835 allocate nothing") {
    for (std::uint64_t const claims : {5'000u, 20'000u}) {
        reading_cost const era = read_twice(answered_claims(claims).remittance, true);
        CHECK(era.claims > claims);
        CHECK(era.allocations <= allowed(era));
        MESSAGE(era.claims << " claims paid in " << era.sets << " transaction sets, " << era.findings
                           << " findings: " << era.allocations << " allocations");
    }
}

TEST_CASE("memory: a finding costs few allocations, the JSON of it included") {
    std::string text = answered_claims(2000).claims;
    for (auto at = text.find("*UN*1*"); at != text.npos; at = text.find("*UN*1*", at)) text[at + 4] = '0';
    for (auto at = text.find("~HI*ABK:"); at != text.npos; at = text.find("~HI*ABK:", at + 1)) text[at + 8] = '0';
    scrub::file_scrubber scrubber{*shipped_pack().book, {}};
    std::size_t taken = 0;
    std::uint64_t findings = 0;
    for (int round = 0; round < 2; ++round) {
        scrubber.begin_run();
        auto const json = scrub::make_json_report();
        std::string rendered;
        auto const input = text::read_memory(text);
        std::size_t const before = allocations;
        auto const result = scrubber.scrub(*input, "a.837", [&](scrub::finding_view const& finding) {
            rendered.clear();
            json->render(finding, rendered);
        });
        taken = allocations - before;
        findings = result.counts.findings();
    }
    CHECK(findings > 4000);
    CHECK(taken < findings);
    MESSAGE(findings << " findings: " << taken << " allocations");
}

}  // namespace engine_allocation_test
