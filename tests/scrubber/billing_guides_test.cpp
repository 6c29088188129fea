// The public billing guides row by row: a claim that does what its guide rightly says passes, and one that believes what
// the guide gets wrong is caught by the rule that knows better. fixtures/guides holds one file a guide, and the
// expectation of every claim.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "parser/text/source.hpp"
#include "scrubber/engine/scrub_file.hpp"
#include "tests/support/judging.hpp"

namespace billing_guides_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

std::string const folder = std::string{ORTHOSCRUB_SOURCE_DIR} + "/fixtures/guides/";

struct claim_answers {
    std::set<std::string> all, above_notes;
};

}  // namespace

TEST_CASE("every claim of the billing guides ends as the official sources say") {
    std::map<std::string, claim_answers> said;
    scrub::file_scrubber scrubber{*shipped_pack().book, {}};
    std::size_t claims = 0;
    for (std::string const guide : {"L0452", "L1320", "L0650", "L1290", "L3999"}) {
        std::string const path = folder + guide + ".837";
        auto const opened = text::open_file(path);
        REQUIRE(opened.input);
        auto const result = scrubber.scrub(*opened.input, path, [&](scrub::finding_view const& f) {
            REQUIRE_MESSAGE(f.claim != nullptr, f.rule);
            auto& answers = said[std::string{f.claim->control_number}];
            answers.all.emplace(f.rule);
            if (f.level != text::severity::note) answers.above_notes.emplace(f.rule);
        });
        claims += result.counts.claims;
    }

    std::ifstream in{folder + "expectations.tsv"};
    std::string row;
    std::getline(in, row);
    std::size_t expected = 0, clean = 0;
    while (std::getline(in, row)) {
        std::istringstream cells{row};
        std::string claim, rule, guide_says;
        std::getline(cells, claim, '\t');
        std::getline(cells, rule, '\t');
        std::getline(cells, guide_says);
        CAPTURE(claim);
        CAPTURE(guide_says);
        ++expected;
        std::string heard;
        for (auto const& id : said[claim].above_notes) heard += id + " ";
        CAPTURE(heard);
        if (rule == "clean") {
            ++clean;
            CHECK(said[claim].above_notes.empty());
        } else {
            CHECK_MESSAGE(said[claim].all.contains(rule), rule);
        }
    }
    CHECK(expected == claims);
    CHECK(clean >= 15);
    CHECK(expected - clean >= 40);
}

}  // namespace billing_guides_test
