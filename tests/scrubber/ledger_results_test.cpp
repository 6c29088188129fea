// Results in the ledger: ids that are given before anything is recorded, rows that are replaced between others, and claim
// numbers of the payer that lead back to the claim.
#include <doctest/doctest.h>

#include <utility>

#include "scrubber/ledger/sqlite_rows.hpp"
#include "tests/support/ledger_books.hpp"

namespace ledger_results_test {

using namespace orthoscrub;
using ledger::open_mode;
using tests::remittance_maker;
using tests::submission_maker;

namespace {

std::string const sha_a(64, 'a'), sha_b(64, 'b');

/// A ledger with the claims A1, B1, C1 of one line each, whose members nobody shares.
struct three_claims {
    tests::ledger_folder folder;
    ledger::ledger book;
    three_claims() {
        REQUIRE(book.open(folder.db(), "", open_mode::create).ok());
        submission_maker m;
        for (auto const* const control : {"A1", "B1", "C1"}) {
            m.claim(control).members = {};
            m.line("L1832", 80000);
        }
        ledger::record_summary summary;
        REQUIRE(book.record(m.book, ledger::submission_state::sent, tests::test_run(), summary).ok());
    }
    /// The answers to all three, with the numbers ICN-A1, ICN-B1, ICN-C1.
    void answer() {
        remittance_maker era;
        era.remittance(sha_a);
        for (auto const* const control : {"A1", "B1", "C1"}) {
            era.claim(control, std::string{"ICN-"} + control);
            era.line("L1832", 80000, 0);
        }
        ledger::remit_summary summary;
        REQUIRE(book.record(era.book, summary).ok());
    }
    /// Results of remitted claim `remitted` as an answer to `claim`.
    static void add(ledger::result_book& into, std::int64_t remitted, std::int64_t claim,
                    std::string_view disposition) {
        into.matches.push_back({remitted, claim, claim == 0 ? "unmatched" : "matched", 95, false, false, {}});
        into.line_matches.push_back({remitted, claim, "L1", 100, false, false});
        ledger::recorded_outcome o;
        o.claim = o.line = claim;
        o.remitted_claim = o.remitted_line = remitted;
        o.disposition = disposition;
        into.outcomes.push_back(o);
        if (claim != 0) into.verdicts.push_back({claim, claim, "19003", "side", disposition, {80000}});
    }
    /// Outcomes and verdicts as "remitted>claim disposition" and "claim verdict".
    std::string told() {
        ledger::result_book got;
        REQUIRE(book.load_results(got).ok());
        std::string all;
        for (auto const& o : got.outcomes)
            all += std::to_string(o.remitted_claim) + ">" + std::to_string(o.claim) + " " + std::string{o.disposition} +
                   "; ";
        for (auto const& v : got.verdicts) all += std::to_string(v.claim) + " " + std::string{v.verdict} + "; ";
        return all;
    }
    /// Control numbers of the claims that an answer with this number of the payer leads to.
    std::string led_to(std::string_view icn) {
        remittance_maker era;
        era.remittance(sha_b);
        era.claim("Z9", icn);
        ledger::submission_book submissions;
        ledger::remittance_book earlier;
        REQUIRE(book.load_related(era.book, submissions, earlier).ok());
        std::string all;
        for (auto const& c : submissions.claims) (all += c.control_number) += ' ';
        return all;
    }
    void verify() {
        std::vector<std::string> faults;
        REQUIRE(book.verify(faults).ok());
        for (auto const& fault : faults) FAIL_CHECK(fault);
    }
};

}  // namespace

TEST_CASE("remittances are recorded with the ids that they were given before") {
    three_claims l;
    l.answer();
    remittance_maker era;
    era.remittance(sha_a);  // is there
    for (auto const* const control : {"A1", "B1", "C1"}) {
        era.claim(control, std::string{"ICN-"} + control);
        era.line("L1832", 80000, 0);
    }
    for (int copy = 0; copy < 2; ++copy) {  // new, and the same bytes again
        era.remittance(sha_b);
        era.claim("A1", "ICN-2");
        era.claim("B1", "ICN-3");
        era.line("L1832", 80000, 80000);
        era.line("L2397", 100, 100);
    }
    ledger::remit_summary summary;
    REQUIRE(l.book.begin().ok());
    REQUIRE(l.book.find_known(era.book).ok());
    REQUIRE(l.book.number(era.book, summary).ok());
    CHECK(summary.remittances == 1);
    CHECK(summary.known == 2);
    CHECK(summary.claims == 2);
    CHECK(summary.lines == 2);
    auto const& b = era.book;
    CHECK(b.remittances[0].id == 1);
    CHECK(b.remittances[1].id == 2);
    CHECK(b.remittances[2].id == 2);
    CHECK(b.claims[3].id == 4);
    CHECK(b.claims[4].id == 5);
    CHECK(b.claims[6].id == 5);
    CHECK(b.lines[4].id == 5);
    CHECK(b.lines[6].id == 5);
    ledger::ledger_status status;
    REQUIRE(l.book.status(status).ok());
    CHECK(status.remitted_claims == 3);
    REQUIRE(l.book.record(std::as_const(era.book)).ok());
    REQUIRE(l.book.commit().ok());
    REQUIRE(l.book.status(status).ok());
    CHECK(status.remittances == 2);
    CHECK(status.remitted_claims == 5);
    CHECK(status.remitted_lines == 5);
    l.verify();
    ledger::submission_book submissions;
    ledger::remittance_book got;
    REQUIRE(l.book.load_all(submissions, got).ok());
    REQUIRE(got.claims.size() == 5);
    CHECK(got.claims[3].lines.count == 0);
    CHECK(got.claims[4].icn == "ICN-3");
    CHECK(got.lines_of(got.claims[4])[1].id == 5);
}

TEST_CASE("results take the place of those of the same claims and leave those between alone") {
    three_claims l;
    l.answer();
    ledger::result_book all;
    for (std::int64_t id = 1; id <= 3; ++id) three_claims::add(all, id, id, "denied");
    REQUIRE(l.book.record(all).ok());
    CHECK(l.told() == "1>1 denied; 2>2 denied; 3>3 denied; 1 denied; 2 denied; 3 denied; ");

    ledger::result_book outer;
    three_claims::add(outer, 1, 1, "paid");
    three_claims::add(outer, 3, 3, "paid");
    REQUIRE(l.book.record(outer).ok());
    CHECK(l.told() == "1>1 paid; 2>2 denied; 3>3 paid; 1 paid; 2 denied; 3 paid; ");

    ledger::result_book crossed;  // each now answers the other's claim, or none
    three_claims::add(crossed, 1, 2, "reversed");
    three_claims::add(crossed, 2, 0, "unmatched");
    REQUIRE(l.book.record(crossed).ok());
    CHECK(l.told() == "1>2 reversed; 3>3 paid; 2>0 unmatched; 2 reversed; 3 paid; ");

    ledger::result_book back;  // what was unmatched finds its claim
    three_claims::add(back, 2, 1, "bundled");
    REQUIRE(l.book.record(back).ok());
    CHECK(l.told() == "2>1 bundled; 1>2 reversed; 3>3 paid; 1 bundled; 2 reversed; 3 paid; ");
    l.verify();
}

TEST_CASE("a number that the payer gave leads to the claim, however it became known") {
    three_claims l;
    CHECK(l.led_to("ICN-A1").empty());
    ledger::recorded_acknowledgment word;
    word.control_number = "C1";
    word.icn = "ICN-77 ";
    word.source = "277CA";
    ledger::acknowledgment_summary counts;
    REQUIRE(l.book.record(std::span{&word, 1}, counts).ok());
    CHECK(l.led_to("ICN-77") == "C1 ");

    l.answer();
    ledger::result_book all;
    three_claims::add(all, 1, 2, "denied");  // the payer's number of the first answer, learned by the second claim
    REQUIRE(l.book.record(all).ok());
    CHECK(l.led_to("ICN-A1") == "A1 B1 ");  // A1 by the control number of the earlier answer

    ledger::forget_order order;
    order.before = tests::day("2026-02-01");
    order.file_sha256 = sha_a;
    ledger::forget_summary gone;
    REQUIRE(l.book.forget(order, gone).ok());
    REQUIRE(gone.remitted_claims == 3);
    CHECK(l.led_to("ICN-A1") == "B1 ");  // the number outlives the answer

    l.book.close();
    {
        ledger::database db;  // as the version before left it
        REQUIRE(db.open(l.folder.db(), SQLITE_OPEN_READWRITE) == SQLITE_OK);
        db.run("DROP INDEX icn_number; PRAGMA user_version = 2");
    }
    REQUIRE(l.book.open(l.folder.db(), "", open_mode::write).ok());
    CHECK(l.led_to("ICN-77") == "C1 ");
    CHECK(l.led_to("ICN-A1") == "B1 ");
    l.verify();
}

}  // namespace ledger_results_test
