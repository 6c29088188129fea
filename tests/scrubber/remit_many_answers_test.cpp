// Claims with many answers and reversals: what a reversal cancels, found by key, is what looking at every answer finds; and
// the outcome of a line does not depend on how many answers came between.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>

#include "scrubber/codes/code_tables.hpp"
#include "scrubber/remit/matching.hpp"
#include "scrubber/remit/outcomes.hpp"
#include "scrubber/remit/reversal_targets.hpp"
#include "tests/support/remit_books.hpp"

namespace remit_many_answers_test {

using namespace orthoscrub;
using namespace orthoscrub::test;
using remit::absent;
using remit::reversible_answer;

namespace {

/// What the reversal cancels, by looking at every answer.
std::uint32_t target_by_walk(std::vector<reversible_answer> const& answers, reversible_answer const& r,
                             std::uint64_t original_icn, bool known_claim,
                             std::vector<std::uint32_t> const& reversed_by) {
    auto best = absent;
    std::tuple<int, int, int> best_rank{};
    for (std::uint32_t at = 0; at < answers.size(); ++at) {
        auto const& c = answers[at];
        if (reversed_by[c.remitted_claim] != absent || c.day > r.day || c.charge != r.charge) continue;
        bool const earlier = c.day < r.day, paid = c.paid == r.paid;
        bool const number = c.icn != 0 && (c.icn == r.icn || c.icn == original_icn);
        if (!earlier && !(paid && (number || c.before(r)))) continue;
        if (!known_claim && !number && (r.control_number == 0 || r.control_number != c.control_number)) continue;
        std::tuple const rank{(paid ? 2 : 0) + (number ? 1 : 0), paid && c.print == r.print ? 1 : 0, earlier ? 1 : 0};
        if (best == absent || rank > best_rank || (rank == best_rank && earlier && answers[best].before(c)))
            best = at, best_rank = rank;
    }
    return best == absent ? absent : answers[best].remitted_claim;
}

remit::outcome_book told(remit_books const& books) {
    static auto const tables = scrub::load_code_tables(scrub::folder_source(ORTHOSCRUB_SOURCE_DIR "/scrubber"));
    REQUIRE(tables.tables);
    remit::outcome_book out;
    remit::outcomes(books.sent, books.back, remit::match(books.sent, books.back, scrub::payer_profiles{}),
                    *tables.tables, out);
    return out;
}

}  // namespace

TEST_CASE("a reversal finds by key what it would find among all answers") {
    std::mt19937 random{20260322};
    auto const pick = [&](unsigned below) { return static_cast<std::uint32_t>(random() % below); };
    int found = 0, none = 0;
    for (int round = 0; round < 400; ++round) {
        CAPTURE(round);
        auto const make = [&](std::uint32_t row) {
            reversible_answer a;
            a.remitted_claim = row;
            a.day = static_cast<std::int32_t>(20260301 + pick(4));
            a.produced = static_cast<std::int32_t>(20260301 + pick(2));
            a.charge = 100 * pick(2);
            a.paid = 10 * pick(3);
            a.print = pick(2);
            a.icn = pick(3);
            a.control_number = pick(3);
            return a;
        };
        std::vector<reversible_answer> answers, reversals;
        std::uint32_t const count = 1 + pick(40);
        for (std::uint32_t row = 0; row < count; ++row) (pick(3) == 0 ? reversals : answers).push_back(make(row));
        std::ranges::sort(answers, [](auto const& a, auto const& b) { return a.before(b); });
        bool const known = round % 2 == 0;
        std::vector<std::uint32_t> reversed_by(count, absent);
        remit::reversal_targets targets;
        targets.load(answers, known, reversed_by);
        for (auto const& reversal : reversals) {
            std::uint64_t const original = pick(4);
            auto const expected = target_by_walk(answers, reversal, original, known, reversed_by);
            REQUIRE(targets.find(reversal, original) == expected);
            ++(expected == absent ? none : found);
            if (expected != absent) reversed_by[expected] = reversal.remitted_claim;
        }
    }
    CHECK(found > 500);
    CHECK(none > 500);
}

TEST_CASE("one reversal takes back all parts so far that none has taken") {
    remit_books books;
    sent_claim claim{.lines = {}, .member = "M1"};
    for (int k = 1; k <= 4; ++k)
        claim.lines.push_back(
            {.number = std::to_string(k), .control_number = "L" + std::to_string(k), .cents = 1000 * k});
    books.send(claim);
    auto const part = [&](int k, char const* on, int sign) {
        books.pay({.produced = on});
        books.answer(
            {.lines = {{.control_number = "L" + std::to_string(k), .cents = sign * 1000 * k, .paid = sign * 500}},
             .status = sign < 0 ? "22" : "1",
             .icn = "I" + std::to_string(k),
             .members = {"M1"}});
    };
    for (int k = 1; k <= 4; ++k) part(k, "2026-03-20", 1);
    part(1, "2026-03-21", -1);
    books.pay({.produced = "2026-03-22"});
    books.answer({.lines = {}, .status = "22", .icn = "I2", .members = {"M1"}, .cents = -9000, .paid = -1500});
    auto const out = told(books);
    REQUIRE(out.outcomes.size() == 4);
    for (auto const& o : out.outcomes) {
        CAPTURE(o.line);
        CHECK(o.decided == remit::disposition::reversed);
        CHECK(o.remitted_claim == (o.line == 0 ? 4u : 5u));
    }
}

TEST_CASE("a line keeps its first decision, its reversals and its last word over many answers") {
    std::uint32_t const rounds = 60, lines = 80;
    remit_books books;
    sent_claim claim{.lines = {}, .member = "M1"};
    for (std::uint32_t k = 0; k < lines; ++k)
        claim.lines.push_back(
            {.number = std::to_string(k + 1), .control_number = "L" + std::to_string(k), .cents = 1000});
    books.send(claim);
    // Each round pays and takes back; the line of the round is missing from the first answer of the next one.
    for (std::uint32_t round = 0; round <= rounds; ++round) {
        auto const on = model::date::from_iso("2026-03-20")->plus_days(static_cast<int>(round) * 2);
        for (int sign : {1, -1}) {
            if (sign < 0 && round == rounds) break;
            paid_claim answer{
                .lines = {}, .status = sign < 0 ? "22" : "1", .icn = "I" + std::to_string(round), .members = {"M1"}};
            for (std::uint32_t k = 0; k < lines; ++k)
                answer.lines.push_back({.control_number = "L" + std::to_string(k),
                                        .cents = sign * 1000,
                                        .paid = sign * (500 + static_cast<int>(round))});
            if (round == rounds) answer.lines.pop_back();
            books.pay();
            books.back.remittances.back().paid_on = books.back.remittances.back().produced =
                on.plus_days(sign < 0 ? 1 : 0);
            books.answer(answer);
        }
    }
    auto const out = told(books);
    REQUIRE(out.outcomes.size() == lines);
    for (auto const& o : out.outcomes) {
        CAPTURE(o.line);
        bool const last = o.line == lines - 1;
        CHECK((o.decided == remit::disposition::reversed) == last);
        CHECK(o.remitted_claim == (last ? 2 * rounds - 1 : 2 * rounds));
        CHECK(o.step == (last ? remit::lifecycle::reversed : remit::lifecycle::corrected));
        REQUIRE(o.first != absent);
        CHECK(out.first_decisions[o.first].remitted_claim == 0);
        CHECK(out.first_decisions[o.first].amounts.paid.cents == 500);
    }
}

}  // namespace remit_many_answers_test
