#include <doctest/doctest.h>

#include "scrubber/remit/score_rows.hpp"
#include "scrubber/remit/scorecard.hpp"
#include "tests/support/outcome_books.hpp"

namespace score_rows_test {

using namespace orthoscrub;
using namespace orthoscrub::remit;
using test::denied_line;
using test::told_books;
using test::told_paid_line;

namespace {

std::vector<score_rule> const rules{{"side-missing", {{"4", {}, "", {}}}}, {"duplicate-claim", {{"18", {}, "", {}}}}};

struct row_copy {
    std::string claim, number, payer;
    disposition decided;
    std::vector<std::uint32_t> flags, unchecked;
    std::size_t statuses;
    bool ambiguous, twin, elsewhere;
    std::int64_t denied;
};

std::vector<row_copy> rows_of(told_books const& books, match_book const* matches = nullptr) {
    std::vector<row_copy> out;
    score_rows rows{books.submitted, books.outcomes, matches, rules};
    rows.each_claim([&](std::uint32_t, std::span<score_line const> lines) {
        for (auto const& l : lines) {
            auto& copy = out.emplace_back(row_copy{std::string{l.claim},
                                                   std::string{l.number},
                                                   std::string{l.payer},
                                                   l.decided,
                                                   {},
                                                   {},
                                                   l.statuses.size(),
                                                   l.ambiguous,
                                                   l.twin_adjudicated,
                                                   l.counted_elsewhere,
                                                   l.denied.cents});
            for (auto const& flag : l.findings) copy.flags.push_back(flag.rule);
            copy.unchecked.assign(l.unchecked.begin(), l.unchecked.end());
        }
    });
    return out;
}

test::told_line numbered(test::told_line line, std::string number) {
    line.number = std::move(number);
    return line;
}

}  // namespace

TEST_CASE("score rows: a finding of a claim stands on all its lines, one of a line on that line") {
    told_books books{{told_paid_line("A", 100), numbered(told_paid_line("A", 200), "2"), told_paid_line("B", 300)}};
    books.submitted.findings = {{0, 1, "side-missing", "", "", text::severity::error, {}},
                                {0, absent, "duplicate-claim", "", "", text::severity::error, {}},
                                {0, absent, "x12-se01", "", "", text::severity::error, {}},
                                {1, 2, "side-missing", "", "", text::severity::error, {}}};
    books.submitted.unchecked = {{0, 0, "side-missing"}, {1, absent, "duplicate-claim"}};
    auto const rows = rows_of(books);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].flags == std::vector<std::uint32_t>{1});
    CHECK(rows[1].flags == std::vector<std::uint32_t>{0, 1});
    CHECK(rows[2].flags == std::vector<std::uint32_t>{0});
    CHECK(rows[0].unchecked == std::vector<std::uint32_t>{0});
    CHECK(rows[1].unchecked.empty());
    CHECK(rows[2].unchecked == std::vector<std::uint32_t>{1});
}

TEST_CASE("score rows: the first decision counts, not the one that holds now") {
    told_books books{{told_paid_line("A", 95000)}};
    auto first = books.outcomes.outcomes[0];
    first.decided = disposition::denied;
    first.amounts.denied = {95000};
    books.outcomes.first_decisions.push_back(first);
    books.outcomes.outcomes[0].first = 0;
    books.outcomes.outcomes[0].step = lifecycle::corrected;
    auto const rows = rows_of(books);
    CHECK(rows[0].decided == disposition::denied);
    CHECK(rows[0].denied == 95000);
}

TEST_CASE("score rows: payers of a line stand together, and a line without an outcome is open") {
    auto second = told_paid_line("A", 100);
    second.payer = "60054";
    told_books books{{told_paid_line("A", 100), second, numbered(told_paid_line("A", 200), "2")}};
    books.outcomes.outcomes.pop_back();
    auto const rows = rows_of(books);
    REQUIRE(rows.size() == 3);
    CHECK(rows[1].payer == "60054");
    CHECK(rows[1].number == "1");
    CHECK(rows[2].number == "2");
    CHECK(rows[2].decided == disposition::not_yet_adjudicated);
}

TEST_CASE("score rows: CARC 18 has a twin when an equal line of the patient was decided otherwise") {
    auto again = denied_line("B", 95000, "18", carc_class::denial_duplicate);
    told_books books{{told_paid_line("A", 95000), again}};
    for (auto& claim : books.submitted.claims) claim.patient = 77;
    CHECK(rows_of(books)[1].twin);
    CHECK_FALSE(rows_of(books)[0].twin);
    books.submitted.claims[1].patient = 78;
    CHECK_FALSE(rows_of(books)[1].twin);
    books.submitted.claims[1].patient = 77;
    books.submitted.lines[1].modifiers[0] = "RT";
    CHECK_FALSE(rows_of(books)[1].twin);
}

TEST_CASE("score rows: an identical resubmission counts for the later one only") {
    auto open = told_paid_line("A", 95000);
    open.decided = disposition::not_yet_adjudicated;
    open.sub = sub_reason::no_remit;
    told_books books{{open, told_paid_line("B", 1)}};
    books.add(told_paid_line("A", 95000));
    books.outcomes.outcomes[2].flags = bit(outcome_flag::identical_resubmission);
    auto const rows = rows_of(books);
    CHECK(rows[0].elsewhere);
    CHECK_FALSE(rows[2].elsewhere);
}

TEST_CASE("score rows: candidates of an ambiguous answer are ambiguous unless another answer is theirs") {
    told_books books{{told_paid_line("A", 100), told_paid_line("B", 100)}};
    match_book matches;
    matches.candidates = {{0, 50, {}}, {1, 50, {}}};
    claim_match unsure;
    unsure.state = match_state::ambiguous;
    unsure.candidates = {0, 2};
    claim_match sure;
    sure.state = match_state::matched;
    sure.submitted = 1;
    matches.claim_matches = {unsure, sure};
    auto const rows = rows_of(books, &matches);
    CHECK(rows[0].ambiguous);
    CHECK_FALSE(rows[1].ambiguous);
}

TEST_CASE("score rows: they make a scorecard") {
    told_books books{{denied_line("A", 95000, "4", carc_class::denial_modifier), told_paid_line("B", 95000)}};
    books.submitted.findings = {{0, 0, "side-missing", "", "", text::severity::error, {}}};
    score_tally tally{rules, {}};
    rule_bits scope{rules.size()};
    scope.set(0);
    score_rows rows{books.submitted, books.outcomes, nullptr, rules};
    rows.each_claim([&](std::uint32_t, std::span<score_line const> lines) {
        tally.add_claim(lines, std::vector<rule_bits>(lines.size(), scope));
    });
    auto const card = tally.finish();
    CHECK(card.rules[0].rule == "side-missing");
    CHECK(card.rules[0].cells.tp == 1);
    CHECK(card.rules[0].cells.tn == 1);
    CHECK(card.rules[1].cells.eligible() == 0);
    CHECK(card.foreseen_money.cents() == 95000);
}

}  // namespace score_rows_test
