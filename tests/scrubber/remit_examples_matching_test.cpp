// The worked examples of fixtures/remittances through the matcher: every answer and line finds what the plain pairing by equal
// control numbers finds.
#include <doctest/doctest.h>

#include <string>

#include "scrubber/payers/payer_profiles.hpp"
#include "scrubber/remit/matching.hpp"
#include "tests/support/remit_examples.hpp"
#include "tests/support/remit_fragments.hpp"

namespace remit_examples_matching_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

TEST_CASE("the matcher pairs the claims and lines of the examples") {
    scrub::payer_profiles const profiles;
    for (remit_example const& example : load_remit_examples("examples")) {
        CAPTURE(example.name);
        remit_fragments books;
        for (fenced_block const& b : example.sent)
            books.add_837(b.text, b.word("payer").empty() ? "PAYER1" : b.word("payer"),
                          b.word("front") == "rejected" ? ledger::front_end::rejected : ledger::front_end::silent);
        model::date day = *model::date::from_iso("2026-04-15");
        for (fenced_block const& b : example.answers) {
            if (!b.word("paid").empty()) day = *model::date::from_iso(b.word("paid"));
            books.add_835(b.text, day.iso(), b.word("payer").empty() ? "PAYER1" : b.word("payer"));
            day = day.plus_days(14);
        }
        books.match();
        auto const found = remit::match(books.sent, books.answered, profiles);
        for (std::size_t rc = 0; rc < found.claim_matches.size(); ++rc) {
            auto const& match = found.claim_matches[rc];
            CAPTURE(rc);
            CAPTURE(match.score);
            CHECK((match.submitted != remit::absent ? match.submitted : match.rejected) ==
                  books.matches.claim_matches[rc].submitted);
        }
        for (std::size_t rl = 0; rl < found.line_matches.size(); ++rl) {
            auto const& line = found.line_matches[rl];
            CAPTURE(rl);
            if (found.claim_matches[books.answered.lines[rl].claim].submitted == remit::absent) continue;
            CHECK(line.submitted == books.matches.line_matches[rl].submitted);
            CHECK(to_string(line.tier) == to_string(books.matches.line_matches[rl].tier));
        }
    }
}

}  // namespace remit_examples_matching_test
