// kill -9 while a program records: the ledger stays sound, a second run completes it, nothing is doubled or lost.
// ORTHOSCRUB_CASES sets how often; the moments come from a fixed seed.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <random>
#include <utility>

#include "tests/support/ledger_books.hpp"

namespace ledger_kill_test {

using namespace orthoscrub;
using ledger::open_mode;
using ledger::submission_state;
using tests::remittance_maker;
using tests::submission_maker;

namespace {

constexpr int files = 6, claims_each = 150;

std::string sha_of(char kind, int n) {
    std::string sha(64, '0');
    sha[0] = kind;
    sha[1] = static_cast<char>('0' + n);
    return sha;
}

ledger::submission_book sent_file(int n) {
    submission_maker m;
    m.file("sent.837", sha_of('a', n));
    for (int i = 0; i < claims_each; ++i) {
        m.claim("C" + std::to_string(n) + "-" + std::to_string(i));
        m.line("L1832", 80000);
        m.finding("side", sha_of('f', n).substr(0, 29) + std::to_string(100 + i));
        m.line("L2397", 100);
    }
    return std::move(m.book);
}

ledger::remittance_book paid_file(int n) {
    remittance_maker m;
    m.remittance(sha_of('b', n));
    for (int i = 0; i < claims_each; ++i) {
        m.claim("C" + std::to_string(n) + "-" + std::to_string(i), "ICN" + std::to_string(n * 1000 + i));
        m.line("L1832", 80000, 0);
        m.line("L2397", 100, 100);
    }
    return std::move(m.book);
}

/// One remittance with its matches and outcomes, as `remit --ledger` does it: one transaction.
bool record_remittance(ledger::ledger& book, int n) {
    auto era = paid_file(n);
    ledger::submission_book submissions;
    ledger::remittance_book earlier;
    ledger::remit_summary summary;
    if (!book.begin().ok() || !book.find_known(era).ok() || !book.load_related(era, submissions, earlier).ok() ||
        !book.number(era, summary).ok() || !book.record(std::as_const(era)).ok())
        return false;
    ledger::result_book results;
    for (std::size_t i = 0; i < era.claims.size(); ++i) {
        auto const& claim = submissions.claims.at(i);
        results.matches.push_back({era.claims[i].id, claim.id, "matched", 95, false, false, {}});
        for (std::uint32_t line = 0; line < claim.lines.count; ++line) {
            auto const& from = era.lines[era.claims[i].lines.first + line];
            ledger::recorded_outcome o;
            o.claim = claim.id;
            o.line = submissions.lines[claim.lines.first + line].id;
            o.remitted_claim = era.claims[i].id;
            o.remitted_line = from.id;
            o.disposition = from.paid.cents == 0 ? "denied" : "paid_as_billed";
            results.outcomes.push_back(o);
            results.line_matches.push_back({from.id, o.line, "L1", 100, false, false});
        }
    }
    return book.record(results).ok() && book.commit().ok();
}

/// Records everything there is; false when a call failed.
bool record_all(std::string const& path) {
    ledger::ledger book;
    if (!book.open(path, "", open_mode::create).ok()) return false;
    for (int n = 0; n < files; ++n) {
        ledger::record_summary summary;
        auto const sent = sent_file(n);
        if (!book.record(sent, submission_state::draft, tests::test_run(), summary).ok() ||
            !book.record(sent, submission_state::sent, tests::test_run(), summary).ok() || !record_remittance(book, n))
            return false;
    }
    return true;
}

void must_be_sound(std::string const& path) {
    ledger::ledger book;
    auto const opened = book.open(path, "", open_mode::create);
    REQUIRE_MESSAGE(opened.ok(), opened.message);
    std::vector<std::string> faults;
    REQUIRE(book.verify(faults).ok());
    for (auto const& fault : faults) FAIL_CHECK(fault);
}

}  // namespace

TEST_CASE("a program killed at any moment leaves a sound ledger that the next run completes") {
    auto const* const text = std::getenv("ORTHOSCRUB_CASES");
    int const cases = text == nullptr ? 10 : std::max(1, std::atoi(text));
    std::mt19937 random{20260105};
    int killed = 0;
    for (int i = 0; i < cases; ++i) {
        CAPTURE(i);
        tests::ledger_folder const folder;
        for (int tries = 0; tries < 3; ++tries) {
            auto const microseconds = std::uniform_int_distribution<unsigned>{0, tries == 0 ? 20000U : 90000U}(random);
            pid_t const child = ::fork();
            REQUIRE(child >= 0);
            if (child == 0) ::_exit(record_all(folder.db()) ? 0 : 1);
            ::usleep(microseconds);
            ::kill(child, SIGKILL);
            int status = 0;
            REQUIRE(::waitpid(child, &status, 0) == child);
            if (WIFSIGNALED(status)) ++killed;
            else CHECK(WEXITSTATUS(status) == 0);
            must_be_sound(folder.db());
        }
        REQUIRE(record_all(folder.db()));
        must_be_sound(folder.db());
        ledger::ledger book;
        REQUIRE(book.open(folder.db(), "", open_mode::read).ok());
        ledger::ledger_status s;
        REQUIRE(book.status(s).ok());
        CHECK(s.files == files);
        CHECK(s.draft_files == files);
        CHECK(s.claims == files * claims_each);
        CHECK(s.lines == 2 * files * claims_each);
        CHECK(s.findings == files * claims_each);
        CHECK(s.drafts == 0);
        CHECK(s.remittances == files);
        CHECK(s.remitted_lines == 2 * files * claims_each);
        CHECK(s.outcomes == 2 * files * claims_each);
    }
    CHECK(killed > cases);
}

}  // namespace ledger_kill_test
