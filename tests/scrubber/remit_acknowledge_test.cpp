// Which submitted claims an acknowledgment speaks of, what it makes of them, and what it leaves alone.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/acknowledgment_answers.hpp"

namespace remit_acknowledge_test {

using namespace orthoscrub;
using namespace orthoscrub::test;
using ledger::acknowledgment_kind;
using ledger::front_end;

TEST_CASE("a claim is found by number, provider and charge in the latest submission before the answer") {
    struct row {
        char const* name;
        char const* number;
        std::int64_t cents;
        char const *on, *reference, *states, *missed;
    };
    for (row const& r : {
             row{"only one", "ORT-2", 6500, "2026-03-02", "", "silent rejected silent silent", ""},
             row{"latest", "ORT-1", 95000, "2026-03-11", "", "silent silent rejected silent", ""},
             row{"before the second was sent", "ORT-1", 95000, "2026-03-05", "", "rejected silent silent silent", ""},
             row{"by BHT03", "ORT-1", 95000, "2026-03-11", "B1", "rejected silent silent silent", ""},
             row{"BHT03 not ours", "ORT-1", 95000, "2026-03-11", "ZZ", "silent silent rejected silent", ""},
             row{"other charge", "ORT-1", 95001, "2026-03-11", "", "silent silent silent silent", "0:other_amount"},
             row{"not sent", "ORT-9", 95000, "2026-03-11", "", "silent silent silent silent", "0:no_claim"},
             row{"other provider", "ORT-3", 6500, "2026-03-11", "", "silent silent silent silent", "0:no_claim"},
             row{"answered before it was sent", "ORT-2", 6500, "2026-02-20", "", "silent silent silent silent",
                 "0:no_claim"},
             row{"no number", "", 6500, "2026-03-11", "", "silent silent silent silent", "0:no_key"},
         }) {
        CAPTURE(r.name);
        auto book = submissions();
        answers a;
        a.claim(r.number, r.cents, front_end::rejected, r.on, r.reference);
        auto const result = remit::acknowledge(a.book, book);
        CHECK(states(book) == r.states);
        CHECK(misses(result) == r.missed);
    }
}

TEST_CASE("two claims that fit equally are left alone unless member or day tells them apart") {
    auto book = submissions();
    book.claims.push_back(book.claims[1]);
    book.claims[4].members = {7, 0};
    answers a;
    a.claim("ORT-2", 6500, front_end::rejected, "2026-03-02");
    CHECK(misses(remit::acknowledge(a.book, book)) == "0:ambiguous");
    CHECK(states(book) == "silent silent silent silent silent");
    a.book.entries[0].member = 7;
    CHECK(misses(remit::acknowledge(a.book, book)) == "");
    CHECK(states(book) == "silent silent silent silent rejected");
}

TEST_CASE("the last word by day wins, on one day the rejection") {
    struct word {
        front_end state;
        char const* on;
    };
    struct row {
        std::vector<word> words;
        front_end state;
        bool odd;
    };
    auto const yes = front_end::accepted, no = front_end::rejected;
    for (row const& r : {
             row{{{yes, "2026-03-02"}, {no, "2026-03-03"}}, no, false},
             row{{{no, "2026-03-03"}, {yes, "2026-03-02"}}, no, false},
             row{{{no, "2026-03-02"}, {yes, "2026-03-03"}}, yes, true},
             row{{{no, "2026-03-02"}, {yes, "2026-03-02"}}, no, false},
             row{{{yes, "2026-03-02"}, {no, "2026-03-02"}}, no, false},
             row{{{front_end::silent, "2026-03-02"}}, front_end::silent, false},
         }) {
        auto book = submissions();
        answers a;
        for (auto const& w : r.words) a.claim("ORT-2", 6500, w.state, w.on);
        auto const result = remit::acknowledge(a.book, book);
        CHECK(book.claims[1].state_at_front == r.state);
        CHECK(result.accepted_after_rejection.size() == (r.odd ? 1 : 0));
        // The words may come in runs of their own.
        auto late = submissions();
        for (std::size_t i = 0; i < r.words.size(); ++i) {
            answers one;
            one.claim("ORT-2", 6500, r.words[i].state, r.words[i].on);
            (void)remit::acknowledge(one.book, late);
        }
        CHECK(late.claims[1].state_at_front == r.state);
    }
}

TEST_CASE("statuses and claim numbers stand together by claim, and the same answer twice changes nothing") {
    auto book = submissions();
    book.icns = {"OLD"};
    book.claims[2].icns = {0, 1};
    answers a;
    a.claim("ORT-2", 6500, front_end::accepted, "2026-03-02").icn = "ICN2";
    a.claim("ORT-1", 95000, front_end::accepted, "2026-03-02").icn = "ICN1";
    a.claim("ORT-2", 6500, front_end::rejected, "2026-03-03").icn = "ICN2";
    auto const first = remit::acknowledge(a.book, book);
    CHECK(first.claims == 2);
    CHECK(first.statuses_added == 3);
    CHECK(first.icns_added == 2);
    for (int i = 0; i < 2; ++i) {
        REQUIRE(book.statuses.size() == 3);
        CHECK(book.claims[0].statuses.first == 0);
        CHECK(book.claims[0].statuses.count == 1);
        CHECK(book.claims[1].statuses.first == 1);
        CHECK(book.claims[1].statuses.count == 2);
        CHECK(book.statuses[1].category == "A2");
        CHECK(book.statuses[1].source == "277CA");
        CHECK(book.statuses[2].status == "453");
        CHECK(book.statuses[2].rejects);
        CHECK(book.statuses[2].day.iso() == "2026-03-03");
        CHECK(book.icns == std::vector<std::string_view>{"ICN1", "ICN2", "OLD"});
        CHECK(book.claims[2].icns.first == 2);
        CHECK(book.claims[2].icns.count == 1);
        auto const again = remit::acknowledge(a.book, book);
        CHECK(again.statuses_added == 0);
        CHECK(again.icns_added == 0);
    }
}

TEST_CASE("a status of a line finds its line and rejects the claim") {
    struct row {
        char const *name, *control, *code;
        std::int64_t cents;
        std::uint32_t line;
        char const* missed;
    };
    for (row const& r : {
             row{"REF*6R", "L1", "L1833", 3250, 2, ""},
             row{"LX01 of a line without REF*6R", "2", "L2999", 3250, 3, ""},
             row{"LX01 of a line with REF*6R", "1", "L1833", 3250, ledger::absent, "0:no_line"},
             row{"by code and charge", "", "L2999", 3250, 3, ""},
             row{"other charge", "", "L2999", 1, ledger::absent, "0:no_line"},
         }) {
        CAPTURE(r.name);
        auto book = submissions();
        answers a;
        auto& e = a.claim("ORT-2", 6500, front_end::rejected, "2026-03-02");
        e.lines = {0, 1};
        a.book.statuses.push_back({"A7", "306", "", true});
        auto& line = a.book.lines.emplace_back();
        line.control_number = r.control;
        line.code = r.code;
        line.charge = {{r.cents}, model::number_state::ok};
        line.statuses = {1, 1};
        auto const result = remit::acknowledge(a.book, book);
        CHECK(misses(result) == r.missed);
        CHECK(book.claims[1].state_at_front == front_end::rejected);
        REQUIRE(book.claims[1].statuses.count == 2);
        CHECK(book.statuses[0].line == ledger::absent);
        CHECK(book.statuses[1].line == r.line);
        CHECK(book.statuses[1].status == "306");
    }
}

TEST_CASE("a rejected batch or provider rejects its claims, an accepted one says nothing of them") {
    struct row {
        char const* name;
        acknowledgment_kind kind;
        front_end state;
        char const *reference, *npi, *states, *missed;
    };
    for (row const& r : {
             row{"batch", acknowledgment_kind::batch, front_end::rejected, "B2", "", "silent rejected silent rejected",
                 ""},
             row{"provider", acknowledgment_kind::provider, front_end::rejected, "B2", "1245319599",
                 "silent silent silent rejected", ""},
             row{"batch accepted", acknowledgment_kind::batch, front_end::accepted, "B2", "",
                 "silent silent silent silent", ""},
             row{"batch not known", acknowledgment_kind::batch, front_end::rejected, "B7", "",
                 "silent silent silent silent", "0:no_claim"},
             row{"provider without NPI", acknowledgment_kind::provider, front_end::rejected, "B2", "",
                 "silent silent silent silent", "0:no_key"},
         }) {
        CAPTURE(r.name);
        auto book = submissions();
        answers a;
        auto& e = a.add(r.kind, r.state, "2026-03-02", {{"A8", "496", "85", r.state == front_end::rejected}});
        e.set_reference = r.reference;
        e.npi = r.npi;
        CHECK(misses(remit::acknowledge(a.book, book)) == r.missed);
        CHECK(states(book) == r.states);
    }
}

TEST_CASE("a 999 speaks of the sets it names, its group of the others") {
    struct row {
        char const* name;
        front_end group, set;
        char const *functional_id, *number, *on, *states, *missed;
    };
    auto const yes = front_end::accepted, no = front_end::rejected;
    for (row const& r : {
             row{"in part", yes, no, "HC", "17", "2026-03-02", "accepted rejected silent rejected", ""},
             row{"group rejected", no, no, "HC", "17", "2026-03-02", "rejected rejected silent rejected", ""},
             row{"set without a word", yes, front_end::silent, "HC", "17", "2026-03-02",
                 "accepted silent silent silent", "1:no_word"},
             row{"other group", yes, no, "HC", "18", "2026-03-02", "silent silent silent silent", "0:no_claim"},
             row{"no claims", yes, no, "BE", "17", "2026-03-02", "silent silent silent silent", "0:not_claims"},
             row{"later file with that number has no set 0002", yes, no, "HC", "17", "2026-03-12",
                 "silent silent accepted silent", "1:no_claim"},
         }) {
        CAPTURE(r.name);
        auto book = submissions();
        answers a;
        a.add(acknowledgment_kind::group, r.group, r.on, {{"P", "", "", r.group == no}});
        a.add(acknowledgment_kind::set, r.set, r.on, {{"R", "5", "", r.set == no}}).set = "0002";
        a.book.entries[0].functional_id = r.functional_id;
        a.book.entries[0].group = a.book.entries[1].group = r.number;
        a.book.entries[0].sets = {1, 1};
        CHECK(misses(remit::acknowledge(a.book, book)) == r.missed);
        CHECK(states(book) == r.states);
    }
}

TEST_CASE("a TA1 speaks of all claims of its interchange") {
    for (char const* const number : {"000000117", "000000999"}) {
        auto book = submissions();
        answers a;
        auto& e = a.add(acknowledgment_kind::interchange, front_end::rejected, "2026-03-02", {{"R", "025", "", true}});
        e.interchange = number;
        e.interchange_day = day("2026-03-01");
        auto const result = remit::acknowledge(a.book, book);
        bool const known = number == std::string_view{"000000117"};
        CHECK(states(book) == (known ? "rejected rejected silent rejected" : "silent silent silent silent"));
        CHECK(misses(result) == (known ? "" : "0:no_claim"));
        if (known) CHECK(book.statuses[book.claims[1].statuses.first].source == "TA1");
    }
}

TEST_CASE("numbers that two files of one day or two interchanges of one file share are left alone") {
    for (bool const one_file : {false, true}) {
        auto book = submissions();
        book.claims[2].submitted = day("2026-03-01");
        if (one_file) book.claims[2].file = 0;
        answers a;
        a.add(acknowledgment_kind::group, front_end::rejected, "2026-03-02", {{"R", "", "", true}}).group = "17";
        CHECK(misses(remit::acknowledge(a.book, book)) == "0:ambiguous");
        CHECK(states(book) == "silent silent silent silent");
    }
}

}  // namespace remit_acknowledge_test
