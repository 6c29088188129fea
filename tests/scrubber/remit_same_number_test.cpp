// One control number sent several times, replacements and voids, claims that the payer split.
#include <doctest/doctest.h>

#include <functional>
#include <string>

#include "scrubber/remit/matching.hpp"
#include "tests/support/remit_matching.hpp"

namespace remit_same_number_test {

using namespace orthoscrub;
using namespace orthoscrub::test;
using remit::match_book;
using remit::match_state;

namespace {
struct reuse {
    sent_claim first, second;
    paid_claim paid;
    payment from;
};
/// Two submissions of one control number that nothing parts but what a test changes.
reuse twice() {
    reuse r;
    r.first.member = r.second.member = "M1";
    r.second.submitted = "2026-03-10";
    r.paid.members = {"M1"};
    return r;
}
match_book matched(reuse const& r) {
    remit_books books;
    books.send(r.first);
    books.send(r.second);
    books.pay(r.from);
    books.answer(r.paid);
    return matched(books);
}
}  // namespace

TEST_CASE("one control number sent twice: each step decides in its turn") {
    struct row {
        std::string_view step;
        std::uint32_t answered;  ///< absent: ambiguous
        std::function<void(reuse&)> alter;
    };
    std::vector<row> const rows{
        {"latest of the same member", 1, [](reuse&) {}},
        {"latest by date, not by place", 0, [](reuse& r) { r.first.submitted = "2026-03-15"; }},
        {"latest before production", 0, [](reuse& r) { r.second.submitted = "2026-03-25"; }},
        {"latest that was not rejected", 0, [](reuse& r) { r.second.at_front = ledger::front_end::rejected; }},
        {"of other members, answer without member", remit::absent,
         [](reuse& r) {
             r.second.member = "M2";
             r.paid.members.clear();
         }},
        {"no member known", remit::absent,
         [](reuse& r) {
             r.first.member = r.second.member = "";
             r.paid.members.clear();
         }},
        {"payer", 0,
         [](reuse& r) {
             r.first.payer_id = "N100";
             r.second.payer_id = "S100";
             r.first.other_payers = {"S100"};
             r.second.other_payers = {"N100"};
             r.from.payer_id = "N900";
             r.paid.status = "2";
         }},
        {"payer, the other way", 1,
         [](reuse& r) {
             r.first.payer_id = "N100";
             r.second.payer_id = "S100";
             r.first.other_payers = {"S100"};
             r.second.other_payers = {"N100"};
             r.from.payer_id = "S900";
             r.paid.status = "2";
         }},
        {"primary or secondary, of unknown payers", 0,
         [](reuse& r) {
             r.second.sequence = "S";
             r.paid.status = "19";
         }},
        {"the secondary, of unknown payers", 1,
         [](reuse& r) {
             r.first.submitted = "2026-03-15";
             r.second.sequence = "S";
             r.paid.status = "2";
         }},
        {"frequency", 0,
         [](reuse& r) {
             r.second.frequency = "7";
             r.paid.frequency = "1";
         }},
        {"frequency of the replacement", 1,
         [](reuse& r) {
             r.first.submitted = "2026-03-15";
             r.second.frequency = "7";
             r.paid.frequency = "7";
         }},
        {"known claim number", 0,
         [](reuse& r) {
             r.first.icns = {"ICN1"};
             r.paid.icn = "ICN1";
         }},
        {"quoted claim number", 0,
         [](reuse& r) {
             r.first.icns = {"ICN1"};
             r.paid.original_icn = "ICN1";
         }},
        {"the number that the replacement quotes is the earlier answer", 0,
         [](reuse& r) {
             r.second.frequency = "8";
             r.second.original_icn = "ICN1";
             r.paid.icn = "ICN1";
         }},
        {"charge and lines", 0,
         [](reuse& r) {
             r.first.lines[0].modifiers = {"LT"};
             r.second.lines[0].modifiers = {"RT"};
             r.paid.lines[0].modifiers = {"LT"};
         }},
        {"charge and lines, units", 0,
         [](reuse& r) {
             r.first.lines[0].units = 2;
             r.paid.lines[0].units = 0;
             r.paid.lines[0].original_units = 2;
         }},
        {"dates part them before any step", 0, [](reuse& r) { r.second.lines[0].on = "2026-03-08"; }},
    };
    for (auto const& row : rows) {
        CAPTURE(row.step);
        auto r = twice();
        row.alter(r);
        auto const book = matched(r);
        CHECK(book.claim_matches[0].submitted == row.answered);
        CHECK(book.claim_matches[0].state ==
              (row.answered == remit::absent ? match_state::ambiguous : match_state::matched));
    }
}

TEST_CASE("an earlier step goes before a later one") {
    auto r = twice();  // frequency speaks for the first, the modifier for the second
    r.second.frequency = "7";
    r.paid.frequency = "1";
    r.first.lines[0].modifiers = {"LT"};
    r.second.lines[0].modifiers = {"RT"};
    r.paid.lines[0].modifiers = {"RT"};
    CHECK(matched(r).claim_matches[0].submitted == 0);
}

TEST_CASE("a submission sent again line for line is marked") {
    auto r = twice();
    auto book = matched(r);
    CHECK(book.claim_matches[0].submitted == 1);
    CHECK(book.claim_matches[0].identical_resubmission);
    r.second.lines[0].modifiers = {"RT"};
    CHECK_FALSE(matched(r).claim_matches[0].identical_resubmission);
    r = twice();
    r.second.frequency = "7";
    CHECK_FALSE(matched(r).claim_matches[0].identical_resubmission);
}

TEST_CASE("a replacement and a void are chained to the claim whose number they quote") {
    auto p = agreeing();
    p.sent.icns.clear();
    remit_books books;
    auto const first = books.send(p.sent);
    auto replacement = p.sent;
    replacement.frequency = "7";
    replacement.original_icn = "ICN1";
    replacement.submitted = "2026-03-22";
    auto const second = books.send(replacement);
    auto voided = replacement;
    voided.frequency = "8";
    voided.submitted = "2026-04-22";
    auto const third = books.send(voided);
    books.pay(p.from);
    books.answer(p.paid);
    p.from.produced = "2026-04-10";
    books.pay(p.from);
    p.paid.frequency = "7";
    p.paid.icn = "ICN2";
    auto const answer = books.answer(p.paid);
    auto const book = matched(books);
    CHECK(book.claim_matches[0].submitted == first);
    CHECK(book.claim_matches[answer].submitted == second);
    REQUIRE(book.replacements.size() == 2);
    CHECK(book.replacements[0].later == second);
    CHECK(book.replacements[0].earlier == first);
    CHECK(book.replacements[1].later == third);
    CHECK(book.replacements[1].earlier == first);
}

// ---- splitting ----

TEST_CASE("parts of a split in one remittance are matched together") {
    remit_books books;
    books.send(
        {.control_number = "ORT-1016",
         .lines = {{.number = "1", .code = "L1833", .cents = 50000}, {.number = "2", .code = "L3908", .cents = 9000}}});
    books.pay();
    books.answer({.control_number = "ORT-1016",
                  .lines = {{.control_number = "1", .code = "L1833", .cents = 50000}},
                  .icn = "A"});
    books.answer(
        {.control_number = "ORT-1016", .lines = {{.control_number = "2", .code = "L3908", .cents = 9000}}, .icn = "B"});
    auto const book = matched(books);
    for (std::uint32_t part = 0; part < 2; ++part) {
        CHECK(book.claim_matches[part].state == match_state::matched);
        CHECK(book.claim_matches[part].split_part);
        CHECK(evidence_for(book, part, 0).at("charge_equal") == 15);
        CHECK(book.line_matches[part].submitted == part);
        CHECK(book.line_matches[part].tier == remit::match_tier::l2);
    }
}

TEST_CASE("parts share lines that nothing tells apart") {
    remit_books books;
    books.send({.lines = {{.number = "1", .cents = 5000}, {.number = "2", .cents = 5000}}});
    books.pay();
    books.answer({.lines = {{.cents = 5000}}, .icn = "A"});
    books.answer({.lines = {{.cents = 5000}}, .icn = "B"});
    auto const book = matched(books);
    CHECK(book.line_matches[0].submitted == 0);
    CHECK(book.line_matches[1].submitted == 1);
    CHECK(book.line_matches[0].indistinguishable);
}

TEST_CASE("parts that answer one line twice are no split") {
    remit_books books;
    books.send({.lines = {{.number = "1", .control_number = "AAA111", .cents = 5000},
                          {.number = "2", .control_number = "BBB222", .cents = 5000}}});
    books.pay();
    books.answer({.lines = {{.control_number = "AAA111", .cents = 5000}}, .icn = "A"});
    books.answer({.lines = {{.control_number = "AAA111", .cents = 5000}}, .icn = "B"});
    auto const book = matched(books);
    CHECK(book.claim_matches[0].submitted == 0);
    CHECK_FALSE(book.claim_matches[0].split_part);
    CHECK_FALSE(book.claim_matches[1].split_part);
}

TEST_CASE("a part in a remittance of its own costs nothing when its lines come to its charge") {
    remit_books books;
    sent_claim const sent{.control_number = "ORT-1016",
                          .lines = {{.number = "1", .control_number = "AAA111", .code = "L1833", .cents = 50000},
                                    {.number = "2", .control_number = "BBB222", .code = "L3908", .cents = 9000}}};
    books.send(sent);
    books.pay();
    books.answer({.control_number = "ORT-1016",
                  .lines = {{.control_number = "AAA111", .code = "L1833", .cents = 50000}},
                  .icn = "A"});
    books.pay();
    books.answer({.control_number = "ORT-1016",
                  .lines = {{.control_number = "BBB222", .code = "L3908", .cents = 8000}},
                  .icn = "B"});
    auto const book = matched(books);
    CHECK(book.claim_matches[0].state == match_state::matched);
    CHECK(book.claim_matches[0].split_part);
    CHECK(evidence_for(book, 0, 0).count("charge_equal") == 0);
    CHECK(evidence_for(book, 0, 0).count("charge_differs") == 0);
    CHECK(evidence_for(book, 1, 0).at("charge_differs") == -20);
    CHECK_FALSE(book.claim_matches[1].split_part);
}

TEST_CASE("a crowd of one member or one beginning is looked through by charge") {
    remit_books books;
    for (int k = 0; k < 200; ++k)
        books.send({.control_number = "PREFIXED-" + std::to_string(1000 + k),
                    .lines = {{.control_number = "LINE" + std::to_string(1000 + k), .cents = 10000 + k}},
                    .member = "M1",
                    .name = "DOE"});
    books.pay();
    books.answer({.control_number = "PREFIXED-",
                  .lines = {{.control_number = "LINE1123", .cents = 10123}},
                  .members = {"M1"},
                  .name = "ROE"});
    auto const book = matched(books);
    CHECK(book.claim_matches[0].submitted == 123);
    CHECK(book.claim_matches[0].candidates.count == 1);
}

}  // namespace remit_same_number_test
