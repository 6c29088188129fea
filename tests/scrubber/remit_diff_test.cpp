#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "scrubber/remit/remit_diff.hpp"
#include "tests/support/outcome_books.hpp"

namespace remit_diff_test {

using namespace orthoscrub;
using namespace orthoscrub::remit;
using test::denied_line;
using test::told_books;
using test::told_line;
using test::told_paid_line;

namespace {

struct side {
    told_books books;
    std::vector<diff_line> lines;
    explicit side(std::vector<told_line> const& told)
        : books{told}, lines{diff_lines(books.outcomes, &books.submitted, books.remitted)} {}
};

/// Random told lines over few claims, so that two sets have lines in common.
std::vector<told_line> random_lines(std::mt19937_64& random) {
    std::vector<told_line> out;
    for (int claim = 0; claim < 12; ++claim) {
        if (random() % 5 == 0) continue;
        std::string const name = "ORT-" + std::to_string(claim);
        std::int64_t const cents = 10000 * (claim % 3 + 1);
        switch (random() % 4) {
            case 0:
                out.push_back(told_paid_line(name, cents));
                break;
            case 1:
                out.push_back(denied_line(name, cents, "4", carc_class::denial_modifier, {"N519"}));
                break;
            case 2:
                out.push_back(denied_line(name, cents, "50", carc_class::denial_medical_necessity));
                break;
            default: {
                auto line = told_paid_line(name, cents);
                line.decided = disposition::paid_reduced;
                line.amounts.paid.cents = cents - 1000 * static_cast<std::int64_t>(random() % 3 + 1);
                line.amounts.contractual.cents = cents - line.amounts.paid.cents;
                out.push_back(line);
            }
        }
    }
    return out;
}

}  // namespace

TEST_CASE("diff: each kind of change has its class") {
    told_line const paid = told_paid_line("ORT-1", 95000);
    told_line const denied = denied_line("ORT-1", 95000, "4", carc_class::denial_modifier, {"N519"});
    auto reduced = paid;
    reduced.decided = disposition::paid_reduced;
    reduced.amounts.paid = {80000};
    reduced.amounts.contractual = {15000};
    auto reduced_more = reduced;
    reduced_more.amounts.paid = {70000};
    reduced_more.amounts.contractual = {25000};
    auto open = paid;
    open.decided = disposition::not_yet_adjudicated;
    open.sub = sub_reason::no_remit;
    auto pended = paid;
    pended.decided = disposition::not_yet_adjudicated;
    pended.sub = sub_reason::pended;
    auto renumbered = paid;
    renumbered.icn = "26066000333999";
    struct row {
        std::vector<told_line> a, b;
        diff_class kind;
    };
    for (row const& r :
         {row{{}, {paid}, diff_class::added}, row{{paid}, {}, diff_class::removed},
          row{{paid}, {denied}, diff_class::disposition_changed},
          row{{open}, {pended}, diff_class::disposition_changed},
          row{{reduced}, {reduced_more}, diff_class::amount_changed},
          row{{denied},
              {denied_line("ORT-1", 95000, "16", carc_class::denial_modifier, {"N519"})},
              diff_class::reason_changed},
          row{{denied},
              {denied_line("ORT-1", 95000, "4", carc_class::denial_modifier, {"M114"})},
              diff_class::reason_changed},
          row{{paid}, {renumbered}, diff_class::unchanged}, row{{paid}, {paid}, diff_class::unchanged}}) {
        side const a{r.a}, b{r.b};
        auto const d = diff_remittances(a.lines, b.lines);
        CHECK(to_string(r.kind) == to_string(d.changes.empty() ? diff_class::unchanged : d.changes[0].kind));
        CHECK(d.count(r.kind) == 1);
        CHECK(d.same() == (r.kind == diff_class::unchanged));
    }
}

TEST_CASE("diff: identifiers differ only when asked for; another tier is another match") {
    auto renumbered = told_paid_line("ORT-1", 95000);
    renumbered.icn = "26066000333999";
    side a{{told_paid_line("ORT-1", 95000)}}, b{{renumbered}};
    remit_diff_options options;
    options.identifiers = true;
    CHECK(diff_remittances(a.lines, b.lines, options).count(diff_class::identifier_changed) == 1);
    b.lines[0].tier = match_tier::l2;
    CHECK(diff_remittances(a.lines, b.lines).count(diff_class::match_changed) == 1);
}

TEST_CASE("diff: reasons that vanished and appeared, and what the amounts changed by") {
    side const a{{denied_line("ORT-1", 95000, "4", carc_class::denial_modifier, {"N519"})}};
    auto line = told_paid_line("ORT-1", 95000);
    line.decided = disposition::partially_denied;
    line.amounts.paid = {50000};
    line.amounts.denied = {45000};
    line.reasons.push_back({"CO", "50", carc_class::denial_medical_necessity, {45000}});
    side const b{{line}};
    auto const d = diff_remittances(a.lines, b.lines);
    REQUIRE(d.changes.size() == 1);
    CHECK(d.changes[0].gone == std::vector<std::string>{"CO-4", "N519"});
    CHECK(d.changes[0].fresh == std::vector<std::string>{"CO-50"});
    CHECK(d.changes[0].deltas.paid == 50000);
    CHECK(d.changes[0].deltas.denied == -50000);
    CHECK_FALSE(d.changes[0].unbalanced);
    auto const& cell = d.matrix[static_cast<std::size_t>(disposition::denied)]
                               [static_cast<std::size_t>(disposition::partially_denied)];
    CHECK(cell.lines == 1);
    CHECK(cell.paid_cents == 50000);
    CHECK(cell.charge_cents == 95000);
}

TEST_CASE("diff: deltas that do not come to zero with equal charges are said") {
    auto crooked = told_paid_line("ORT-1", 95000);
    crooked.amounts.paid = {90000};
    side const a{{told_paid_line("ORT-1", 95000)}}, b{{crooked}};
    auto const d = diff_remittances(a.lines, b.lines);
    REQUIRE(d.changes.size() == 1);
    CHECK(d.changes[0].unbalanced);
    CHECK(d.unbalanced == 1);
    CHECK(d.changes[0].deltas.rest() == -5000);
}

TEST_CASE("diff: the greatest change of money stands first, ties by line id") {
    side const a{{denied_line("A", 1000, "4", carc_class::denial_modifier), told_paid_line("B", 90000),
                  told_paid_line("C", 1000)}};
    side const b{{told_paid_line("A", 1000), denied_line("B", 90000, "4", carc_class::denial_modifier),
                  denied_line("C", 1000, "4", carc_class::denial_modifier)}};
    auto const d = diff_remittances(a.lines, b.lines);
    REQUIRE(d.changes.size() == 3);
    CHECK(d.changes[0].line().claim == "B");
    CHECK(d.changes[1].line().id < d.changes[2].line().id);
}

TEST_CASE("diff: lines of several payers pair by payer, then in order") {
    auto primary = told_paid_line("ORT-1", 95000), secondary = primary, other = primary;
    secondary.payer = "60054";
    other.payer = "62308";
    side const a{{primary, secondary}}, b{{secondary, primary}}, c{{primary, other}};
    CHECK(diff_remittances(a.lines, b.lines).same());
    auto const d = diff_remittances(a.lines, c.lines);
    CHECK(d.count(diff_class::added) == 0);
    CHECK(d.same());
}

TEST_CASE("diff: line ids hold for equal parts only, and never depend on the place") {
    ledger::submitted_claim claim;
    claim.billing_npi = "1234567893";
    claim.control_number = "ORT-1";
    ledger::submitted_line line;
    line.number = "1";
    line.code = "L1833";
    line.first_day = *model::date::from_iso("2026-03-04");
    auto const id = stable_line_id(claim, line);
    CHECK(stable_line_id(claim, line) == id);
    auto with_6r = line;
    with_6r.control_number = "1";
    CHECK(stable_line_id(claim, with_6r) != id);
    auto other_code = line;
    other_code.code = "L1832";
    CHECK(stable_line_id(claim, other_code) != id);
    auto moved = claim;
    moved.ordinal = 7;
    CHECK(stable_line_id(moved, line) == id);
    CHECK(to_string_id(0xabcULL) == "0000000000000abc");
}

TEST_CASE("diff: without submissions, equal lines of one answer are told apart by their order") {
    told_books books{{told_paid_line("ORT-1", 95000)}};
    books.remitted.claims[0].lines.count = 2;
    books.remitted.lines.push_back(books.remitted.lines[0]);
    auto const ids = remitted_line_ids(books.remitted);
    REQUIRE(ids.size() == 2);
    CHECK(ids[0] != ids[1]);
    books.remitted.lines[1].control_number = "L2";
    CHECK(remitted_line_ids(books.remitted)[0] == ids[0]);
    auto const lines = diff_lines(books.outcomes, nullptr, books.remitted);
    CHECK(lines[0].id == ids[0]);
}

TEST_CASE("diff: a set against itself is empty in any order, and A to B mirrors B to A") {
    std::mt19937_64 random{20260304};
    for (int round = 0; round < 200; ++round) {
        CAPTURE(round);
        side a{random_lines(random)}, b{random_lines(random)};
        auto shuffled = a.lines;
        std::ranges::shuffle(shuffled, random);
        CHECK(diff_remittances(a.lines, shuffled).same());
        auto const there = diff_remittances(a.lines, b.lines), back = diff_remittances(b.lines, a.lines);
        REQUIRE(there.changes.size() == back.changes.size());
        for (std::size_t i = 0; i < there.changes.size(); ++i) {
            auto const &x = there.changes[i], &y = back.changes[i];
            CHECK(x.from == y.to);
            CHECK(x.to == y.from);
            CHECK(x.deltas.paid == -y.deltas.paid);
            CHECK(x.gone == y.fresh);
            bool const edge = x.kind == diff_class::added || x.kind == diff_class::removed;
            CHECK((edge ? x.kind != y.kind : x.kind == y.kind));
        }
        for (std::size_t i = 0; i <= no_such_line; ++i)
            for (std::size_t k = 0; k <= no_such_line; ++k) {
                CHECK(there.matrix[i][k].lines == back.matrix[k][i].lines);
                CHECK(there.matrix[i][k].paid_cents == -back.matrix[k][i].paid_cents);
            }
    }
}

}  // namespace remit_diff_test
