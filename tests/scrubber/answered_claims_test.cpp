#include <doctest/doctest.h>

#include "scrubber/remit/answered_claims.hpp"
#include "tests/support/outcome_books.hpp"

namespace answered_claims_test {

using namespace orthoscrub;
using namespace orthoscrub::remit;
using test::told_books;
using test::told_paid_line;

TEST_CASE("claims as answered: reversal and correction fall on one claim and line") {
    told_books books{{told_paid_line("A", 95000), told_paid_line("B", 100)}};
    auto& remitted = books.remitted;
    auto reversal = remitted.claims[0];
    reversal.status = "22";
    reversal.lines = {static_cast<std::uint32_t>(remitted.lines.size()), 1};
    auto line = remitted.lines[0];
    line.charge.cents = -line.charge.cents;
    remitted.lines.push_back(line);
    remitted.claims.push_back(reversal);
    auto const made = claims_as_answered(remitted);
    REQUIRE(made.submitted.claims.size() == 2);
    CHECK(made.submitted.claims[0].control_number == "A");
    CHECK(made.submitted.claims[0].charge.cents == 95000);
    CHECK(made.submitted.lines.size() == 2);
    CHECK(made.matches.claim_matches[2].submitted == 0);
    CHECK(made.matches.claim_matches[2].state == match_state::matched);
    CHECK(made.matches.line_matches[2].submitted == made.matches.line_matches[0].submitted);
    CHECK(made.matches.line_matches[1].submitted == 1);
    CHECK_FALSE(made.matches.claim_matches[0].split_part);
}

TEST_CASE("claims as answered: parts of a split claim sum to its charge, an answer without lines has one line") {
    auto second = told_paid_line("A", 300);
    second.control_number = "L2";
    told_books books{{told_paid_line("A", 200)}};
    books.submitted.claims.clear();
    books.add(second);
    for (auto& claim : books.remitted.claims) claim.charge = books.remitted.lines[claim.lines.first].charge;
    auto& whole = books.remitted.claims.emplace_back();
    whole.control_number = "W";
    whole.charge = {700};
    auto const made = claims_as_answered(books.remitted);
    REQUIRE(made.submitted.claims.size() == 2);
    CHECK(made.submitted.claims[0].charge.cents == 500);
    CHECK(made.matches.claim_matches[0].split_part);
    CHECK(made.matches.claim_matches[1].split_part);
    CHECK(made.submitted.claims[1].charge.cents == 700);
    CHECK(made.submitted.claims[1].lines.count == 1);
}

}  // namespace answered_claims_test
