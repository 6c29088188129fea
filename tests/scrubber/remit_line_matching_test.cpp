// Which submitted line a remitted one answers: tiers, attributes, the best assignment, what is left over.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <random>
#include <string>

#include "scrubber/remit/assignment.hpp"
#include "scrubber/remit/matching.hpp"
#include "tests/support/remit_books.hpp"

namespace remit_line_matching_test {

using namespace orthoscrub;
using namespace orthoscrub::test;
using remit::absent;
using remit::match_tier;

namespace {

std::vector<remit::line_match> matched(std::vector<sent_line> sent, std::vector<paid_line> paid) {
    remit_books books;
    for (std::size_t k = 0; k < sent.size(); ++k)
        if (sent[k].number.empty()) sent[k].number = std::to_string(k + 1);
    books.send({.lines = std::move(sent), .member = "M1", .name = "DOE"});
    books.pay();
    books.answer({.lines = std::move(paid), .members = {"M1"}, .name = "DOE"});
    auto const book = remit::match(books.sent, books.back, scrub::payer_profiles{}, {.accept = 1});
    REQUIRE(book.claim_matches[0].submitted == 0);
    return book.line_matches;
}

std::vector<std::uint32_t> answered(std::vector<remit::line_match> const& matches) {
    std::vector<std::uint32_t> rows;
    for (auto const& one : matches) rows.push_back(one.submitted);
    return rows;
}
using rows = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("control numbers lead to lines by the tier that holds") {
    struct row {
        std::string_view what;
        std::string number, remitted;
        match_tier tier;
        int score;
    };
    // The second line is the one meant; the first has the control number FIRST-0001.
    std::vector<row> const table{
        {"equal", "ORT-100-2", "ORT-100-2", match_tier::l1, 100},
        {"trailing blanks", "ORT-100-2", "ORT-100-2 ", match_tier::l1, 100},
        {"short, equal", "2", "2", match_tier::l1, 100},
        {"none sent, LX01 returned", "", "2", match_tier::l2, 90},
        {"none sent, LX01 with zeros", "", "0002", match_tier::l2, 90},
        {"case", "ORT-100-2", "ort-100-2", match_tier::l3, 80},
        {"punctuation", "ORT-100-2", "ORT1002", match_tier::l3, 80},
        {"cut to 6", "ORT-100-2", "ORT-10", match_tier::l3, 80},
        {"cut to 5", "ORT-100-2", "ORT-1", match_tier::l4, 100},
        {"leading zeros count", "00123456", "123456", match_tier::l4, 100},
        {"LX01 though one was sent", "ORT-100-2", "2", match_tier::l4, 100},
        {"LX01 of no line", "", "7", match_tier::l4, 100},
        {"none returned", "ORT-100-2", "", match_tier::l4, 100},
    };
    for (auto const& row : table) {
        CAPTURE(row.what);
        auto const matches =
            matched({{.number = "1", .control_number = "FIRST-0001", .code = "L3908"},
                     {.number = "2", .control_number = row.number}},
                    {{.control_number = "FIRST-0001", .code = "L3908"}, {.control_number = row.remitted}});
        CHECK(matches[0].submitted == 0);
        CHECK(matches[0].tier == match_tier::l1);
        CHECK(matches[1].submitted == 1);
        CHECK(matches[1].tier == row.tier);
        CHECK(matches[1].score == row.score);
    }
}

TEST_CASE("a beginning or a normalized text of two control numbers leads to neither") {
    for (std::string const returned : {"ORT-100", "ort100a"}) {
        auto const matches = matched({{.number = "1", .control_number = "ORT-100-A", .code = "L1833"},
                                      {.number = "2", .control_number = "ORT-1-00A", .code = "L3908"},
                                      {.number = "3", .control_number = "ORT-100-B", .code = "L1902"}},
                                     {{.control_number = returned, .code = "L1902"}});
        CHECK(matches[0].submitted == 2);
        CHECK(matches[0].tier == match_tier::l4);
    }
}

TEST_CASE("a control number holds against another code, and the contradiction is said") {
    auto const lines = std::vector<sent_line>{{.number = "1", .control_number = "AAA-1"},
                                              {.number = "2", .control_number = "AAA-2", .code = "L3908"}};
    auto matches = matched(lines, {{.control_number = "AAA-2", .code = "L1833"}, {.control_number = "AAA-1"}});
    CHECK(answered(matches) == rows{1, 0});
    CHECK(matches[0].licn_code_conflict);
    CHECK_FALSE(matches[1].licn_code_conflict);
    matches = matched(lines, {{.control_number = "AAA-2", .code = "L1833", .submitted_code = "L3908"}});
    CHECK_FALSE(matches[0].licn_code_conflict);
}

TEST_CASE("several lines sent with one control number are told apart by attributes") {
    auto const lines = std::vector<sent_line>{{.number = "1", .control_number = "SAME", .modifiers = {"RT"}},
                                              {.number = "2", .control_number = "SAME", .modifiers = {"LT"}}};
    auto const matches = matched(
        lines, {{.control_number = "SAME", .modifiers = {"LT"}}, {.control_number = "SAME", .modifiers = {"RT"}}});
    CHECK(answered(matches) == rows{1, 0});
    CHECK(matches[0].tier == match_tier::l1);
    CHECK_FALSE(matches[0].indistinguishable);
    auto const twins = matched({{.number = "1", .control_number = "SAME"}, {.number = "2", .control_number = "SAME"}},
                               {{.control_number = "SAME"}, {.control_number = "SAME"}});
    CHECK(answered(twins) == rows{0, 1});
    CHECK(twins[0].indistinguishable);
}

TEST_CASE("each attribute adds its points") {
    struct row {
        std::string_view what;
        int score;  ///< 0: below 60, not paired
        std::function<void(sent_line&, paid_line&)> alter;
    };
    std::vector<row> const table{
        {"all", 100, [](auto&, auto&) {}},
        {"modifiers in another order", 100, [](auto&, auto& p) { p.modifiers = {"KX", "RT"}; }},
        {"one modifier less", 90, [](auto&, auto& p) { p.modifiers = {"KX"}; }},
        {"one modifier more", 90, [](auto&, auto& p) { p.modifiers = {"RT", "KX", "NU"}; }},
        {"another modifier", 80, [](auto&, auto& p) { p.modifiers = {"LT", "KX"}; }},
        {"a modifier twice", 80, [](auto&, auto& p) { p.modifiers = {"KX", "KX"}; }},
        {"date within", 90, [](auto& s, auto&) { s.until = "2026-03-09"; }},
        {"another date", 80, [](auto&, auto& p) { p.on = "2026-03-04"; }},
        {"no date at all", 80, [](auto&, auto& p) { p.on.clear(); }},
        {"another charge", 85, [](auto&, auto& p) { p.cents = 1; }},
        {"other units", 95, [](auto&, auto& p) { p.units = 3; }},
        {"units as asked", 100,
         [](auto&, auto& p) {
             p.units = 0;
             p.original_units = 1;
         }},
        {"another code", 60, [](auto&, auto& p) { p.code = "L9999"; }},
        {"another code and units", 0,
         [](auto&, auto& p) {
             p.code = "L9999";
             p.units = 2;
         }},
        {"the code as submitted", 100,
         [](auto&, auto& p) {
             p.code = "L9999";
             p.submitted_code = "L1833";
             p.submitted_modifiers = {"RT", "KX"};
         }},
    };
    for (auto const& row : table) {
        CAPTURE(row.what);
        sent_line sent{.modifiers = {"RT", "KX"}};
        paid_line paid{.modifiers = {"RT", "KX"}};
        row.alter(sent, paid);
        // A second remitted line keeps positions out of it.
        auto const matches = matched({sent}, {paid, {.code = "X", .cents = 7, .units = 9, .on = "2020-01-01"}});
        CHECK((matches[0].submitted == 0) == (row.score != 0));
        CHECK(matches[0].score == row.score);
        CHECK(matches[0].tier == (row.score != 0 ? match_tier::l4 : match_tier::none));
        CHECK(matches[1].submitted == absent);
        CHECK(matches[1].tier == match_tier::none);
    }
}

TEST_CASE("modifiers tell equal codes apart whatever the order") {
    auto const matches = matched({{.number = "1", .modifiers = {"RT"}}, {.number = "2", .modifiers = {"LT"}}},
                                 {{.modifiers = {"LT"}}, {.modifiers = {"RT"}}});
    CHECK(answered(matches) == rows{1, 0});
    CHECK_FALSE(matches[0].indistinguishable);
}

TEST_CASE("lines that nothing tells apart are paired in order and marked") {
    auto const matches = matched({{.number = "2"}, {.number = "10"}, {.number = "1"}, {.number = "3", .code = "L3908"}},
                                 {{}, {}, {.code = "L3908"}});
    CHECK(answered(matches) == rows{2, 0, 3});  // by LX01 as a number
    CHECK(matches[0].indistinguishable);
    CHECK(matches[1].indistinguishable);
    CHECK_FALSE(matches[2].indistinguishable);
}

TEST_CASE("the greatest total goes before the best single pair") {
    // The first remitted line fits both submitted ones, the second only the first.
    auto const matches =
        matched({{.number = "1", .modifiers = {"RT"}}, {.number = "2", .modifiers = {"LT"}, .units = 2}},
                {{.modifiers = {"RT"}, .units = 2}, {.code = "L9999", .modifiers = {"RT"}}});
    CHECK(answered(matches) == rows{1, 0});
}

TEST_CASE("left-over lines of one code and date join the line that they complete") {
    SUBCASE("by charges") {
        auto const matches = matched({{.cents = 30000, .units = 2}}, {{.cents = 20000}, {.cents = 10000, .units = 0}});
        CHECK(answered(matches) == rows{0, 0});
        CHECK(matches[1].tier == match_tier::l4);
    }
    SUBCASE("by units") {
        auto const matches = matched({{.cents = 30000, .units = 2}}, {{.cents = 15000}, {.cents = 14000}});
        CHECK(answered(matches) == rows{0, 0});
    }
    SUBCASE("in three parts") {
        auto const matches =
            matched({{.cents = 30000, .units = 3}}, {{.cents = 10000}, {.cents = 10000}, {.cents = 10000}});
        CHECK(answered(matches) == rows{0, 0, 0});
    }
    SUBCASE("a part without charge of an unbundled line") {
        auto const matches =
            matched({{.code = "L1845", .cents = 40000}}, {{.code = "L1843", .cents = 40000, .submitted_code = "L1845"},
                                                          {.code = "L2405", .cents = 0, .submitted_code = "L1845"}});
        CHECK(answered(matches) == rows{0, 0});
    }
    SUBCASE("not when the line is whole already") {
        auto const matches = matched({{.cents = 30000}}, {{.cents = 30000}, {.cents = 30000, .units = 0}});
        CHECK(answered(matches) == rows{0, absent});
    }
    SUBCASE("not on another date") {
        auto const matches =
            matched({{.cents = 30000, .units = 2}}, {{.cents = 20000}, {.cents = 10000, .on = "2026-03-02"}});
        CHECK(answered(matches) == rows{0, absent});
    }
}

TEST_CASE("positions are the last resort") {
    // Code and charge alone are 55 points: no pair by attributes.
    auto const sent =
        std::vector<sent_line>{{.number = "1", .modifiers = {"RT"}, .cents = 100, .units = 2},
                               {.number = "2", .code = "L3908", .modifiers = {"LT"}, .cents = 200, .units = 2}};
    auto paid = std::vector<paid_line>{{.modifiers = {"LT"}, .cents = 100, .on = ""},
                                       {.code = "L3908", .modifiers = {"RT"}, .cents = 200, .on = ""}};
    auto matches = matched(sent, paid);
    CHECK(answered(matches) == rows{0, 1});
    CHECK(matches[0].tier == match_tier::l5);
    CHECK(matches[0].score == 60);
    auto const refused = [&](auto&& alter) {
        auto changed = paid;
        alter(changed);
        return answered(matched(sent, changed)) == rows(changed.size(), absent);
    };
    CHECK(refused([](auto& p) { p[1].cents = 201; }));
    CHECK(refused([](auto& p) { p[1].code = "L3909"; }));
    CHECK(refused([](auto& p) { p.pop_back(); }));
    CHECK(refused([](auto& p) { std::swap(p[0], p[1]); }));
}

TEST_CASE("several remitted lines of one control number answer one line") {
    auto const matches =
        matched({{.control_number = "AAA-1", .cents = 30000, .units = 2}},
                {{.control_number = "AAA-1", .cents = 15000}, {.control_number = "AAA-1", .cents = 15000}});
    CHECK(answered(matches) == rows{0, 0});
    CHECK(matches[1].tier == match_tier::l1);
}

// ---- the assignment against trying every one ----

namespace {
struct best_found {
    int total = -1;
    std::vector<std::uint32_t> columns;
};
/// Tries every assignment; of equal totals the first in the order of columns, no column last.
void try_all(std::vector<std::int16_t> const& scores, std::size_t row_count, std::size_t column_count, int least,
             std::vector<std::uint32_t>& now, std::vector<bool>& used, int total, best_found& best) {
    if (now.size() == row_count) {
        if (total > best.total || (total == best.total && now < best.columns)) best = {total, now};
        return;
    }
    auto const row = now.size();
    for (std::uint32_t c = 0; c < column_count; ++c) {
        auto const score = scores[row * column_count + c];
        if (used[c] || score < least) continue;
        used[c] = true;
        now.push_back(c);
        try_all(scores, row_count, column_count, least, now, used, total + score, best);
        now.pop_back();
        used[c] = false;
    }
    now.push_back(absent);
    try_all(scores, row_count, column_count, least, now, used, total, best);
    now.pop_back();
}
}  // namespace

TEST_CASE("the assignment is the greatest and the lowest of all, as trying every one finds") {
    std::mt19937 random{20260321};
    remit::assigner assigner;
    for (int round = 0; round < 3000; ++round) {
        std::size_t const row_count = 1 + random() % 5, column_count = 1 + random() % 5;
        // Few different scores, so that ties are common.
        std::vector<std::int16_t> const values{0, 40, 60, 60, 80, 80, 95, 100};
        std::vector<std::int16_t> scores(row_count * column_count);
        for (auto& one : scores) one = values[random() % (2 + random() % 7)];
        std::vector<std::uint32_t> mine(row_count), now;
        std::vector<bool> used(column_count);
        assigner.assign(scores, row_count, column_count, 60, mine);
        best_found best;
        try_all(scores, row_count, column_count, 60, now, used, 0, best);
        CAPTURE(round);
        REQUIRE(mine == best.columns);
    }
}

TEST_CASE("lines beyond the exact size are paired best first, one to one") {
    std::size_t const size = remit::assigner::exact + 1;
    std::vector<std::int16_t> scores(size * size, 70);
    for (std::size_t k = 0; k < size; ++k) scores[k * size + (size - 1 - k)] = 100;
    std::vector<std::uint32_t> columns(size);
    remit::assigner assigner;
    assigner.assign(scores, size, size, 60, columns);
    for (std::size_t k = 0; k < size; ++k) CHECK(columns[k] == size - 1 - k);
}

TEST_CASE("random lines without control numbers find their own, in any order") {
    std::mt19937 random{7};
    for (int round = 0; round < 200; ++round) {
        std::vector<sent_line> sent;
        std::vector<paid_line> paid;
        std::size_t const count = 1 + random() % 12;
        for (std::size_t k = 0; k < count; ++k) {
            auto const code = "L" + std::to_string(1800 + random() % 4);
            auto const charge = static_cast<std::int64_t>(10000 + k);
            sent.push_back({.number = std::to_string(k + 1), .code = code, .cents = charge});
            paid.push_back({.code = code, .cents = charge});
        }
        std::vector<std::uint32_t> order(count);
        std::iota(order.begin(), order.end(), 0u);
        std::ranges::shuffle(order, random);
        std::vector<paid_line> shuffled;
        for (auto const k : order) shuffled.push_back(paid[k]);
        CHECK(answered(matched(sent, shuffled)) == order);
    }
}

}  // namespace remit_line_matching_test
