// Which submitted claim a remitted one answers: candidates, evidence, acceptance, reversals.
#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <string>

#include "scrubber/remit/matching.hpp"
#include "tests/support/remit_matching.hpp"

namespace remit_claim_matching_test {

using namespace orthoscrub;
using namespace orthoscrub::test;
using remit::match_book;
using remit::match_state;

namespace {

remit_books books_of(pair const& p) {
    remit_books books;
    books.send(p.sent);
    books.pay(p.from);
    books.answer(p.paid);
    return books;
}
int score_of(pair const& p) { return matched(books_of(p)).claim_matches[0].score; }

}  // namespace

TEST_CASE("an answer that agrees in everything is matched with every row of evidence") {
    auto const book = matched(books_of(agreeing()));
    CHECK(book.claim_matches[0].state == match_state::matched);
    CHECK(book.claim_matches[0].submitted == 0);
    CHECK(evidence_for(book, 0, 0) == std::map<std::string, int>{{"control_number_equal", 50},
                                                                 {"payer_number_known", 45},
                                                                 {"charge_equal", 15},
                                                                 {"member_equal", 15},
                                                                 {"dates_overlap", 10},
                                                                 {"lines_resolved", 20},
                                                                 {"codes_shared", 10},
                                                                 {"last_name_equal", 5}});
}

TEST_CASE("each row of evidence changes the score by its points") {
    struct row {
        std::string_view what;
        int change;
        std::function<void(pair&)> alter;
    };
    auto const set_icn = [](pair& p) { p.paid.icn.clear(); };
    std::vector<row> const rows{
        {"trailing blanks do not count", 0, [](pair& p) { p.paid.control_number += "  "; }},
        {"case", -10, [](pair& p) { p.paid.control_number = "ort-2001-7"; }},
        {"punctuation", -10, [](pair& p) { p.paid.control_number = "ORT20017"; }},
        {"leading zeros", -10, [](pair& p) { p.paid.control_number = "00ORT-2001-7"; }},
        {"cut to 8", -25, [](pair& p) { p.paid.control_number = "ORT-2001"; }},
        {"cut to 7", -50, [](pair& p) { p.paid.control_number = "ORT-200"; }},
        {"made longer", -25, [](pair& p) { p.paid.control_number += "XYZ"; }},
        {"another control number", -50, [](pair& p) { p.paid.control_number = "ELSE"; }},
        {"unknown claim number", -45, [](pair& p) { p.paid.icn = "OTHER"; }},
        {"no claim number", -45, set_icn},
        {"quoted claim number", 35, [](pair& p) { p.paid.original_icn = "ICN1"; }},
        {"quoted claim number alone", -10,
         [](pair& p) {
             p.paid.icn = "NEW";
             p.paid.original_icn = "ICN1";
         }},
        {"strange charge", -35, [](pair& p) { p.paid.cents = 12345; }},
        {"another member", -15, [](pair& p) { p.paid.members = {"M2"}; }},
        {"the corrected member", 0, [](pair& p) { p.paid.members = {"M2", "M3", "M1"}; }},
        {"no member", -15, [](pair& p) { p.paid.members.clear(); }},
        {"no dates", -10,
         [](pair& p) {
             for (auto& l : p.paid.lines) l.on.clear();
         }},
        {"dates of the claim", 0,
         [](pair& p) {
             for (auto& l : p.paid.lines) l.on.clear();
             p.paid.first_day = "2026-03-01";
             p.paid.last_day = "2026-03-03";
         }},
        {"dates apart", -50,
         [](pair& p) {
             for (auto& l : p.paid.lines) l.on = "2026-03-04";
         }},
        {"a line without control number", -20, [](pair& p) { p.paid.lines[1].control_number.clear(); }},
        {"a control number of no line", -20, [](pair& p) { p.paid.lines[1].control_number = "ELSEWHERE"; }},
        {"a rewritten line control number", 0, [](pair& p) { p.paid.lines[1].control_number = "l0002"; }},
        {"one code of two", -5, [](pair& p) { p.paid.lines[1].code = "L9999"; }},
        {"the submitted code counts", 0,
         [](pair& p) {
             p.paid.lines[1].code = "L9999";
             p.paid.lines[1].submitted_code = "L3908";
         }},
        {"another name", -5, [](pair& p) { p.paid.name = "ROE"; }},
        {"another frequency", -25, [](pair& p) { p.paid.frequency = "7"; }},
        {"no frequency", 0, [](pair& p) { p.paid.frequency.clear(); }},
    };
    int const whole = score_of(agreeing());
    CHECK(whole == 170);
    for (auto const& row : rows) {
        CAPTURE(row.what);
        auto altered = agreeing();
        row.alter(altered);
        CHECK(score_of(altered) - whole == row.change);
    }
}

TEST_CASE("a third of the codes gives the whole points below it") {
    auto p = agreeing();
    p.paid.lines.push_back({.control_number = "L-0001", .code = "X1", .cents = 0});
    p.paid.lines[1].code = "X2";
    CHECK(evidence_for(matched(books_of(p)), 0, 0).at("codes_shared") == 3);
}

TEST_CASE("a name alone is no candidate") {
    pair p;
    p.sent.name = p.paid.name = "DOE";
    p.sent.control_number = "A";
    p.paid.control_number = "B";
    auto const book = matched(books_of(p));
    CHECK(book.claim_matches[0].state == match_state::unmatched);
    CHECK(book.claim_matches[0].candidates.count == 0);
}

TEST_CASE("conditions of the candidate set exclude, missing values never do") {
    struct row {
        std::string_view what;
        bool stays;
        std::function<void(pair&)> alter;
    };
    std::vector<row> const rows{
        {"another payee", false, [](pair& p) { p.from.npi = "1999999992"; }},
        {"no payee", true, [](pair& p) { p.from.npi.clear(); }},
        {"payee by tax id", true,
         [](pair& p) {
             p.from.npi = "1999999992";
             p.from.tax_id = p.sent.tax_id = "T1";
         }},
        {"another tax id", false,
         [](pair& p) {
             p.from.npi.clear();
             p.from.tax_id = "T1";
             p.sent.tax_id = "T2";
         }},
        {"sent on the day of production", true, [](pair& p) { p.sent.submitted = p.from.produced; }},
        {"sent after production", false, [](pair& p) { p.sent.submitted = "2026-03-21"; }},
        {"sent on an unknown day", true, [](pair& p) { p.sent.submitted.clear(); }},
        {"produced on an unknown day", true, [](pair& p) { p.from.produced.clear(); }},
        {"alias of the payer", true, [](pair& p) { p.sent.payer_id = "N101"; }},
        {"another known payer", false, [](pair& p) { p.sent.payer_id = "S100"; }},
        {"an unknown payer of the claim", true, [](pair& p) { p.sent.payer_id = "Z"; }},
        {"an unknown remitting payer", true, [](pair& p) { p.from.payer_id = "Z"; }},
        {"the remitting payer by its profile", false,
         [](pair& p) {
             p.from.payer_id = "Z";
             p.from.profile = "south";
         }},
        {"another payer of the claim, as secondary", true,
         [](pair& p) {
             p.sent.payer_id = "S100";
             p.sent.other_payers = {"N101"};
             p.paid.status = "2";
         }},
        {"another payer of the claim, as primary", false,
         [](pair& p) {
             p.sent.payer_id = "S100";
             p.sent.other_payers = {"N101"};
         }},
        {"no other payer fits either", false,
         [](pair& p) {
             p.sent.payer_id = "S100";
             p.sent.other_payers = {"LAX"};
             p.paid.status = "2";
         }},
        {"taken by the front end", true, [](pair& p) { p.sent.at_front = ledger::front_end::accepted; }},
        {"rejected by the front end", false, [](pair& p) { p.sent.at_front = ledger::front_end::rejected; }},
    };
    for (auto const& row : rows) {
        CAPTURE(row.what);
        auto altered = agreeing();
        row.alter(altered);
        auto const book = matched(books_of(altered));
        CHECK(is_candidate(book, 0, 0) == row.stays);
        CHECK((book.claim_matches[0].state == match_state::matched) == row.stays);
    }
}

TEST_CASE("payers that cannot be compared are said to be unverified") {
    CHECK(evidence_for(matched(books_of(agreeing())), 0, 0).count("payer_unverified") == 0);
    auto p = agreeing();
    p.sent.payer_id = "Z";
    auto const book = matched(books_of(p));
    CHECK(evidence_for(book, 0, 0).at("payer_unverified") == 0);
    CHECK(book.claim_matches[0].score == 170);
    p.from.payer_id = "z";
    CHECK(evidence_for(matched(books_of(p)), 0, 0).count("payer_unverified") == 0);
}

TEST_CASE("an answer to a rejected submission is not dropped in silence") {
    auto p = agreeing();
    p.sent.at_front = ledger::front_end::rejected;
    auto const book = matched(books_of(p));
    CHECK(book.claim_matches[0].state == match_state::unmatched);
    CHECK(book.claim_matches[0].rejected == 0);
    // Sent again and taken in: the answer is to that one, and nothing is wrong.
    remit_books books;
    books.send(p.sent);
    p.sent.at_front = ledger::front_end::accepted;
    p.sent.icns.clear();
    auto const again = books.send(p.sent);
    books.pay(p.from);
    books.answer(p.paid);
    auto const second = matched(books);
    CHECK(second.claim_matches[0].submitted == again);
    CHECK(second.claim_matches[0].rejected == remit::absent);
}

namespace {
/// An answer whose one candidate has exactly 80 points; each change takes it below.
pair of_eighty() {
    pair p;  // 50 control number, 15 charge, 5 of two codes, 10 dates
    p.sent.control_number = p.paid.control_number = "BORDER-1";
    p.sent.lines = {{.number = "1", .cents = 10000}, {.number = "2", .code = "L3908", .cents = 10000}};
    p.paid.lines = {{.cents = 10000}, {.code = "L9999", .cents = 10000}};
    return p;
}
}  // namespace

TEST_CASE("a score of 80 is taken, 79 is for review") {
    auto p = of_eighty();
    auto book = matched(books_of(p));
    CHECK(book.claim_matches[0].score == 80);
    CHECK(book.claim_matches[0].state == match_state::matched);
    // A third line of no code of the claim: 3 points of codes for the 5, and a name makes no 80 of 78.
    p.paid.lines.push_back({.code = "L8888", .cents = 0});
    book = matched(books_of(p));
    CHECK(book.claim_matches[0].score == 78);
    CHECK(book.claim_matches[0].state == match_state::ambiguous);
    CHECK(book.claim_matches[0].submitted == remit::absent);
    CHECK(is_candidate(book, 0, 0));
    p.paid.lines.push_back({.code = "L1833", .cents = 0});
    p.paid.lines.push_back({.code = "L1833", .cents = 0});
    p.paid.lines.push_back({.code = "L7777", .cents = 0});
    p.paid.lines.push_back({.code = "L7777", .cents = 0});
    book = matched(books_of(p));  // 3 of 7 codes: 4 points
    CHECK(book.claim_matches[0].score == 79);
    CHECK(book.claim_matches[0].state == match_state::ambiguous);
}

TEST_CASE("the caller and the profile of the payer set the score from which a match is taken") {
    auto p = of_eighty();
    p.paid.cents = 5;  // 50 - 20 + 5 + 10
    CHECK(matched(books_of(p)).claim_matches[0].score == 45);
    CHECK(matched(books_of(p)).claim_matches[0].state == match_state::unmatched);
    CHECK(matched(books_of(p), {.accept = 45}).claim_matches[0].state == match_state::matched);
    p.sent.member = "M1";
    p.paid.members = {"M1"};
    CHECK(matched(books_of(p)).claim_matches[0].state == match_state::ambiguous);
    p.sent.payer_id = "LAX";
    CHECK(matched(books_of(p)).claim_matches[0].state == match_state::matched);
    CHECK(matched(books_of(p), {.accept = 80}).claim_matches[0].state == match_state::ambiguous);
}

TEST_CASE("a score of 50 is for review, 49 is no match") {
    pair p;  // the fallback without control number: member 15, charge 15, dates 10, codes 10
    p.sent.control_number = "A";
    p.paid.control_number = "B";
    p.sent.member = "M1";
    p.paid.members = {"M1"};
    auto book = matched(books_of(p));
    CHECK(book.claim_matches[0].score == 50);
    CHECK(book.claim_matches[0].state == match_state::ambiguous);
    p.sent.lines = {{.number = "1"}};
    p.paid.lines.clear();
    for (int k = 0; k < 9; ++k) p.paid.lines.push_back({.cents = 0});
    p.paid.lines.push_back({.code = "L9999", .cents = 95000});
    book = matched(books_of(p));
    CHECK(book.claim_matches[0].score == 49);
    CHECK(book.claim_matches[0].state == match_state::unmatched);
    CHECK(is_candidate(book, 0, 0));
}

TEST_CASE("the next candidate must lie 15 points below") {
    // Two claims of other control numbers: the first by the number, the second by the payer's number.
    for (bool const close : {false, true}) {
        CAPTURE(close);
        remit_books books;
        auto const mine = books.send({.control_number = "MINE", .member = "M1"});
        books.send({.control_number = "OTHER", .name = close ? "DOE" : "", .icns = {"ICN"}, .cents = -1});
        books.pay();
        books.answer({.control_number = "MINE", .icn = "ICN", .members = {"M1"}, .name = "DOE"});
        auto const book = matched(books);
        // 50+15+15+10+10 = 100 against 45+15+10+10 = 80, and 5 more for the name.
        CHECK(book.claim_matches[0].score == 100);
        CHECK(book.candidates[book.claim_matches[0].candidates.first].submitted == mine);
        CHECK(book.claim_matches[0].state == match_state::matched);
    }
    // One point less of a lead than 15.
    remit_books books;
    books.send({.control_number = "MINE"});
    books.send({.control_number = "OTHER", .name = "DOE", .icns = {"ICN"}});
    books.pay();
    books.answer({.control_number = "MINE", .icn = "ICN", .name = "DOE"});
    CHECK(matched(books).claim_matches[0].state == match_state::ambiguous);
    CHECK(matched(books).claim_matches[0].candidates.count == 2);
}

TEST_CASE("a lead of 14 is for review, of 15 a match") {
    for (int const codes : {5, 6}) {
        // The second claim lacks the charge (15) but has some codes; the first has its member.
        CAPTURE(codes);
        remit_books books;
        sent_claim first{.control_number = "SAME-0001"}, second{.control_number = "SAME-0002"};
        paid_claim paid{.control_number = "SAME-0001", .icn = "ICN"};
        second.icns = {"ICN"};
        first.lines.clear();
        second.lines.clear();
        paid.lines.clear();
        for (int k = 0; k < 10; ++k) {
            auto const code = "L10" + std::to_string(k);
            auto const number = std::to_string(k + 1);
            first.lines.push_back({.number = number, .code = code, .cents = 1000});
            second.lines.push_back({.number = number, .code = k < codes ? code : "X", .cents = 1000});
            paid.lines.push_back({.code = code, .cents = 1000});
        }
        first.name = paid.name = "DOE";
        books.send(first);
        books.send(second);
        books.pay();
        books.answer(paid);
        // 50+15+10+10+5 = 90 against 45+15+10+codes.
        auto const book = matched(books);
        CHECK(book.claim_matches[0].score == 90);
        CHECK((book.claim_matches[0].state == match_state::matched) == (codes == 5));
    }
}

TEST_CASE("without lines an exact and unique control number with the charge is taken") {
    pair p;
    p.paid.lines.clear();
    p.paid.cents = 95000;
    auto book = matched(books_of(p));
    CHECK(book.claim_matches[0].score == 65);
    CHECK(book.claim_matches[0].state == match_state::matched);
    CHECK(evidence_for(book, 0, 0).count("lines_resolved") == 0);
    CHECK(evidence_for(book, 0, 0).count("codes_shared") == 0);

    auto other_charge = p;
    other_charge.paid.cents = 90000;
    CHECK(matched(books_of(other_charge)).claim_matches[0].state == match_state::unmatched);
    auto folded = p;
    folded.paid.control_number = "ort-1001";
    CHECK(matched(books_of(folded)).claim_matches[0].state == match_state::ambiguous);
    auto elsewhen = p;
    elsewhen.paid.first_day = "2025-01-01";
    CHECK(matched(books_of(elsewhen)).claim_matches[0].state == match_state::unmatched);
    auto twice = books_of(p);
    twice.send(p.sent);
    CHECK(matched(twice).claim_matches[0].state == match_state::ambiguous);
}

TEST_CASE("reversals compare amounts without their sign") {
    auto p = agreeing();
    p.paid.status = "22";
    for (auto& l : p.paid.lines) {
        l.cents = -l.cents;
        l.units = -1;
    }
    auto const book = matched(books_of(p));
    CHECK(book.claim_matches[0].score == 170);
    CHECK(book.line_matches[1].submitted == 1);
    for (auto& l : p.paid.lines) l.control_number.clear();
    auto const by_attributes = matched(books_of(p));
    CHECK(by_attributes.line_matches[1].submitted == 1);
    CHECK(by_attributes.line_matches[1].score == 100);
}

TEST_CASE("an answer by control number teaches the claim number by which a reversal is found") {
    auto p = agreeing();
    p.sent.icns.clear();
    remit_books books;
    books.send(p.sent);
    auto other = p.sent;
    other.control_number = "ORT-3000-1";
    for (auto& l : other.lines) l.control_number += "x";
    books.send(other);
    books.pay(p.from);
    auto reversal = p.paid;
    reversal.control_number = "0";
    reversal.status = "22";
    for (auto& l : reversal.lines) l.cents = -l.cents;
    auto const early = books.answer(reversal);  // before what it takes back: found in the second pass
    auto const first = books.answer(p.paid);
    auto const late = books.answer(reversal);
    auto correction = p.paid;
    correction.control_number = "0";
    correction.icn = "ICN2";
    correction.original_icn = "ICN1";
    auto const corrected = books.answer(correction);
    auto const book = matched(books);
    for (auto const row : {early, first, late, corrected}) {
        CAPTURE(row);
        CHECK(book.claim_matches[row].state == match_state::matched);
        CHECK(book.claim_matches[row].submitted == 0);
    }
    CHECK(evidence_for(book, late, 0).at("payer_number_known") == 45);
    CHECK(evidence_for(book, corrected, 0).at("original_number_known") == 35);
}

}  // namespace remit_claim_matching_test
