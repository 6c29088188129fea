// Forgetting: what is asked for goes, its bytes too, the rest stays sound. And what must never be in the file.
#include <doctest/doctest.h>

#include "tests/support/ledger_books.hpp"

namespace ledger_forget_test {

using namespace orthoscrub;
using ledger::open_mode;
using ledger::submission_state;
using tests::remittance_maker;
using tests::submission_maker;

namespace {

constexpr std::string_view sha_a = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
constexpr std::string_view sha_b = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
constexpr std::string_view sha_d = "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd";
constexpr std::string_view sha_r = "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";

/// Two files sent, one draft, one remittance that answers a claim of the first.
struct filled_ledger {
    tests::ledger_folder folder;
    ledger::ledger book;
    filled_ledger() {
        REQUIRE(book.open(folder.db(), "", open_mode::create).ok());
        submission_maker a, b, draft;
        a.file("a.837", sha_a);
        a.claim("KEEPSAKE-A1");
        a.line("L1832", 80000, "KEEPSAKE-A1-1");
        a.finding("side", "11111111111111111111111111111111");
        a.claim("KEEPSAKE-A2").submitted = tests::day("2026-03-01");
        a.line("L1833", 70000);
        b.file("b.837", sha_b);
        b.claim("KEEPSAKE-B1").billing_npi = "1999999992";
        b.line("L1832", 80000);
        draft.file("d.837", sha_d);
        draft.claim("KEEPSAKE-D1");
        draft.line("L1832", 80000);
        draft.finding("side", "22222222222222222222222222222222");
        ledger::record_summary summary;
        REQUIRE(book.record(a.book, submission_state::sent, tests::test_run(), summary).ok());
        REQUIRE(book.record(b.book, submission_state::sent, tests::test_run(), summary).ok());
        REQUIRE(book.record(draft.book, submission_state::draft, tests::test_run(), summary).ok());
        remittance_maker era;
        era.remittance(sha_r);
        era.claim("KEEPSAKE-A1", "ICN1");
        era.line("L1832", 80000, 0);
        era.claim("KEEPSAKE-X", "ICN2");
        ledger::remit_summary remit;
        REQUIRE(book.record(era.book, remit).ok());
        ledger::result_book results;
        results.matches = {{1, 1, "matched", 95, false, false, {}}, {2, 0, "unmatched", 0, false, false, {}}};
        results.line_matches = {{1, 1, "L1", 100, false, false}};
        ledger::recorded_outcome o;
        o.claim = o.line = o.remitted_claim = o.remitted_line = 1;
        o.disposition = "denied";
        results.outcomes = {o};
        results.verdicts = {{1, 1, "19003", "side", "right", {80000}}};
        REQUIRE(book.record(results).ok());
    }
    std::string remains() {
        ledger::ledger_status s;
        REQUIRE(book.status(s).ok());
        std::string text;
        for (auto const n : {s.files, s.claims, s.lines, s.drafts, s.remittances, s.remitted_claims, s.outcomes})
            text += std::to_string(n) + ' ';
        std::vector<std::string> faults;
        REQUIRE(book.verify(faults).ok());
        for (auto const& fault : faults) FAIL_CHECK(fault);
        return text;
    }
};

}  // namespace

TEST_CASE("forget removes what is asked for and nothing else") {
    struct row {
        char const* what;
        ledger::forget_order order;
        char const* remains;  ///< files, claims, lines, drafts, remittances, remitted claims, outcomes
        char const* gone;     ///< text that must not be in the file afterwards
    };
    std::string const npi = "1234567893";
    for (auto const& r : {
             row{"a file", {std::string{sha_a}, "", "", {}}, "1 1 1 1 1 2 0 ", "KEEPSAKE-A1-1"},
             row{"another file", {std::string{sha_b}, "", "", {}}, "1 2 2 1 1 2 1 ", "KEEPSAKE-B1"},
             row{"a draft", {std::string{sha_d}, "", "", {}}, "2 3 3 0 1 2 1 ", "KEEPSAKE-D1"},
             row{"a remittance", {std::string{sha_r}, "", "", {}}, "2 3 3 1 0 0 0 ", "KEEPSAKE-X"},
             row{"a claim and its answer", {"", "KEEPSAKE-A1", npi, {}}, "2 2 2 1 1 1 0 ", "KEEPSAKE-A1"},
             row{"a claim of another provider", {"", "KEEPSAKE-B1", npi, {}}, "2 3 3 1 1 2 1 ", "KEEPSAKE-Y"},
             row{"before a day", {"", "", "", tests::day("2026-02-01")}, "1 1 1 0 0 0 0 ", "KEEPSAKE-A1"},
             row{"before all", {"", "", "", tests::day("2020-02-01")}, "2 3 3 1 1 2 1 ", "KEEPSAKE-Y"},
             row{"a file before a day",
                 {std::string{sha_a}, "", "", tests::day("2026-02-01")},
                 "2 2 2 1 1 2 0 ",
                 "KEEPSAKE-A1-1"},
         }) {
        CAPTURE(r.what);
        filled_ledger l;
        ledger::forget_summary summary;
        auto const result = l.book.forget(r.order, summary);
        REQUIRE_MESSAGE(result.ok(), result.message);
        CHECK(l.remains() == r.remains);
        l.book.close();
        CHECK(tests::bytes_of(l.folder.db()).find(r.gone) == std::string::npos);
        CHECK(tests::bytes_of(l.folder.db()).find("KEEPSAKE") != std::string::npos);
    }
}

TEST_CASE("forget refuses an order without a name and half a claim") {
    filled_ledger l;
    ledger::forget_summary summary;
    CHECK_FALSE(l.book.forget({}, summary).ok());
    CHECK_FALSE(l.book.forget({"", "KEEPSAKE-A1", "", {}}, summary).ok());
    CHECK_FALSE(l.book.forget({"", "", "1234567893", {}}, summary).ok());
    CHECK(l.remains() == "2 3 3 1 1 2 1 ");
}

TEST_CASE("a ledger holds hashes where a person is meant") {
    tests::ledger_folder const folder;
    ledger::ledger book;
    REQUIRE(book.open(folder.db(), "", open_mode::create).ok());
    ledger::person_hasher hasher{book.key()};
    submission_maker m;
    m.file("/home/QUILLFEATHER/claims/jan.837", sha_a);
    auto& c = m.claim("A1");
    c.members = {hasher.member("1EG4TE5MK73"), hasher.member("W123498765")};
    c.patient = hasher.patient("1EG4TE5MK73", tests::day("1941-07-13"));
    c.last_name = hasher.last_name("QUILLFEATHER");
    c.tax_id = hasher.tax_id("987654321");
    m.line("L1832", 80000);
    ledger::record_summary summary;
    REQUIRE(book.record(m.book, submission_state::sent, tests::test_run(), summary).ok());
    remittance_maker era;
    era.remittance(sha_r).payee_tax_id = c.tax_id;
    auto& rc = era.claim("A1");
    rc.members = {c.members[0], c.members[1], 0};
    rc.last_name = c.last_name;
    ledger::remit_summary remit;
    REQUIRE(book.record(era.book, remit).ok());
    for (auto const* const suffix : {"", "-wal", ".key"}) {
        auto const bytes = tests::bytes_of(folder.db() + suffix);
        CHECK_FALSE(bytes.empty());
        for (auto const* const canary : {"QUILLFEATHER", "1EG4TE5MK73", "W123498765", "19410713", "987654321", "home"})
            CHECK_MESSAGE(bytes.find(canary) == std::string::npos, canary);
    }
}

}  // namespace ledger_forget_test
