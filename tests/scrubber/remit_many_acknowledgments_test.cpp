// Many answers about one number, and many claims, statuses or lines under one: found by key they say what few would say.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/acknowledgment_answers.hpp"

namespace remit_many_acknowledgments_test {

using namespace orthoscrub;
using namespace orthoscrub::test;
using ledger::acknowledgment_kind;
using ledger::front_end;

TEST_CASE("of many claims with one number the answer finds the one that it would find among few, asked once or often") {
    // 40 claims of one number, alike in pairs but for the charge.
    ledger::submission_book book;
    book.files.resize(1);
    for (int k = 0; k < 40; ++k) {
        auto& c = book.claims.emplace_back();
        c.control_number = "ORT-1";
        c.charge = {10000 + k / 2};
        c.billing_npi = "1234567893";
        c.submitted = day("2026-03-01");
        c.first_day = day(k % 2 == 0 ? "2026-02-27" : "2026-02-28");
    }
    answers a;
    for (int again = 0; again < 3; ++again) {
        a.claim("ORT-1", 10003, front_end::rejected, "2026-03-02");  // two claims
        a.claim("ORT-1", 10003, front_end::rejected, "2026-03-02").first_day = day("2026-02-28");
        a.claim("ORT-1", 9999, front_end::rejected, "2026-03-02");   // none
        a.claim("ORT-1", 10003, front_end::rejected, "2026-02-01");  // none yet
        a.claim("ORT-1", 10005, front_end::rejected, "2026-03-02").first_day = day("2026-02-27");
    }
    auto const result = remit::acknowledge(a.book, book);
    CHECK(misses(result) ==
          "0:ambiguous 2:other_amount 3:no_claim 5:ambiguous 7:other_amount 8:no_claim 10:ambiguous 12:other_amount "
          "13:no_claim");
    for (std::size_t row = 0; row < book.claims.size(); ++row) {
        CAPTURE(row);
        CHECK((book.claims[row].state_at_front == front_end::rejected) == (row == 7 || row == 10));
    }
    CHECK(result.claims == 2);
    CHECK(result.statuses_added == 2);
}

TEST_CASE("a set, a group or an interchange that is answered again and again is told each word once") {
    auto const group = [](answers& a, std::vector<std::pair<char const*, char const*>> const& sets, char const* on) {
        auto const row = a.book.entries.size();
        auto& g = a.add(acknowledgment_kind::group, front_end::accepted, on, {{"A", "", "", false}});
        g.functional_id = "HC";
        g.group = "17";
        for (auto const& [number, word] : sets) {
            bool const no = std::string_view{word} == "R";
            auto& s = a.add(acknowledgment_kind::set, no ? front_end::rejected : front_end::accepted, on,
                            {{word, "", "", no}});
            s.group = "17";
            s.set = number;
        }
        a.book.entries[row].sets = {static_cast<std::uint32_t>(row + 1), static_cast<std::uint32_t>(sets.size())};
    };
    auto book = submissions();
    answers a;
    group(a, {{"0002", "A"}, {"0002", "E"}, {"0002", "A"}, {"0009", "A"}, {"0002", "E"}}, "2026-03-02");
    group(a, {}, "2026-03-02");
    group(a, {{"0001", "R"}}, "2026-03-02");
    for (int again = 0; again < 2; ++again)
        a.add(acknowledgment_kind::interchange, front_end::accepted, "2026-03-02", {{"A", "000", "", false}})
            .interchange = "000000117";
    auto const result = remit::acknowledge(a.book, book);
    CHECK(misses(result) == "4:no_claim");
    auto const words = [&](std::size_t row) {
        std::string all;
        for (auto const& s : book.rows(book.statuses, book.claims[row].statuses))
            all.append(s.source).append(1, ' ').append(s.category).append(1, ';');
        return all;
    };
    CHECK(words(0) == "999 A;999 R;TA1 A;");  // set 0001: the group speaks for it, then it is named
    CHECK(words(1) == "999 A;999 E;TA1 A;");
    CHECK(words(2) == "");  // sent later
    CHECK(words(3) == words(1));
    CHECK(states(book) == "rejected accepted silent accepted");
}

TEST_CASE("more statuses and claim numbers than are compared one by one stand once each, known ones among them") {
    auto book = submissions();
    for (int round = 0; round < 2; ++round) {
        answers a;
        std::vector<std::string> texts;
        for (int k = 0; k < 40; ++k) texts.push_back(std::to_string(100 + k % 30));
        for (auto const& text : texts) {
            auto& e = a.add(acknowledgment_kind::claim, front_end::accepted, "2026-03-02", {{"A2", text, "", false}});
            e.control_number = "ORT-2";
            e.charge = {{6500}, model::number_state::ok};
            e.icn = text;
        }
        auto const result = remit::acknowledge(a.book, book);
        CHECK(result.statuses_added == (round == 0 ? 30 : 0));
        CHECK(result.icns_added == (round == 0 ? 30 : 0));
        CHECK(result.claims == 1);
        auto const said = book.rows(book.statuses, book.claims[1].statuses);
        REQUIRE(said.size() == 30);
        for (std::size_t k = 0; k < said.size(); ++k) CHECK(said[k].status == std::to_string(100 + k));
        CHECK(book.claims[1].icns.count == 30);
    }
}

TEST_CASE("a line of a claim of many lines is found as one of few") {
    ledger::submission_book book;
    book.files.resize(1);
    auto& c = book.claims.emplace_back();
    c.control_number = "ORT-1";
    c.charge = {100};
    c.submitted = day("2026-03-01");
    std::vector<std::string> numbers;
    for (int k = 0; k < 100; ++k) numbers.push_back("N" + std::to_string(k % 90));
    for (int k = 0; k < 100; ++k) {
        auto& l = book.lines.emplace_back();
        l.claim = 0;
        (k % 2 == 0 ? l.control_number : l.number) = numbers[static_cast<std::size_t>(k)];
        l.code = k < 50 ? "L1833" : "L3908";
        l.charge = {k == 97 ? 5 : 7};
    }
    c.lines = {0, 100};
    struct row {
        char const *number, *code;
        std::int64_t cents;
        std::uint32_t line;
    };
    for (row const& r :
         {row{"N3", "", 0, 3}, row{"N89", "", 0, 89}, row{"N4", "", 0, 4}, row{"N95", "", 0, ledger::absent},
          row{"", "L3908", 5, 97}, row{"", "L1833", 7, ledger::absent}, row{"", "L9999", 7, ledger::absent}}) {
        CAPTURE(r.number);
        CAPTURE(r.code);
        auto mine = book.claims;
        answers a;
        auto& e = a.claim("ORT-1", 100, front_end::rejected, "2026-03-02");
        e.lines = {0, 1};
        auto& l = a.book.lines.emplace_back();
        l.control_number = r.number;
        l.code = r.code;
        l.charge = {{r.cents}, model::number_state::ok};
        a.book.statuses.push_back({"A7", "454", "", true});
        l.statuses = {static_cast<std::uint32_t>(a.book.statuses.size() - 1), 1};
        auto const result = remit::acknowledge(a.book, book);
        CHECK(misses(result) == (r.line == ledger::absent ? "0:no_line" : ""));
        CHECK(std::ranges::any_of(book.statuses, [&](auto const& s) { return s.status == "454" && s.line == r.line; }));
        book.statuses.clear();
        book.claims = mine;
        book.claims[0].statuses = {};
    }
}

}  // namespace remit_many_acknowledgments_test
