// Counting what a ledger holds, and looking whether it is sound: the pages and indexes (SQLite's own check), the
// references from table to table, the counts that rows keep of their children, and the key.
#include <sys/stat.h>

#include <array>

#include "scrubber/ledger/ledger_machine.hpp"
#include "scrubber/ledger/remittance_writer.hpp"
#include "scrubber/ledger/result_writer.hpp"
#include "scrubber/ledger/schema.hpp"
#include "scrubber/ledger/submission_writer.hpp"

namespace orthoscrub::ledger {
namespace {

std::uint64_t bytes_of(std::string const& path) noexcept {
    struct stat about{};
    return ::stat(path.c_str(), &about) == 0 ? static_cast<std::uint64_t>(about.st_size) : 0;
}

struct count_check {
    char const* sql;   ///< the number of rows that are wrong
    char const* what;  ///< what a row that is counted is
};

constexpr std::array<count_check, 9> count_checks{{
    {"SELECT count(*) FROM claim c WHERE c.lines <> (SELECT count(*) FROM line l WHERE l.id >= c.first_line AND l.id < "
     "c.first_line + c.lines AND l.claim = c.id)",
     "claims whose lines are missing or belong to another claim"},
    {"SELECT abs((SELECT count(*) FROM line) - (SELECT coalesce(sum(lines), 0) FROM claim))",
     "lines more or fewer than the claims name"},
    {"SELECT count(*) FROM claim c WHERE c.findings <> (SELECT count(*) FROM finding f WHERE f.id >= c.first_finding "
     "AND "
     "f.id < c.first_finding + c.findings AND f.claim = c.id)",
     "claims whose findings are missing or belong to another claim"},
    {"SELECT abs((SELECT count(*) FROM finding) - (SELECT coalesce(sum(findings), 0) FROM claim))",
     "findings more or fewer than the claims name"},
    {"SELECT abs((SELECT count(*) FROM draft_finding) - (SELECT coalesce(sum(findings), 0) FROM draft))",
     "findings of drafts more or fewer than the drafts name"},
    {"SELECT abs((SELECT count(*) FROM claim) - (SELECT coalesce(sum(claims), 0) FROM file WHERE kind = 'sent'))",
     "claims more or fewer than the files name"},
    {"SELECT count(*) FROM remitted_claim c WHERE c.lines <> (SELECT count(*) FROM remitted_line l WHERE l.id >= "
     "c.first_line AND l.id < c.first_line + c.lines AND l.claim = c.id)",
     "remitted claims whose lines are missing or belong to another claim"},
    {"SELECT abs((SELECT count(*) FROM remitted_claim) - (SELECT coalesce(sum(claims), 0) FROM file WHERE kind = "
     "'remittance'))",
     "remitted claims more or fewer than the files name"},
    {"SELECT count(*) - count(DISTINCT content) FROM remittance WHERE content IS NOT NULL",
     "remittances recorded more than once"},
}};

}  // namespace

ledger_result ledger::status(ledger_status& into) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    into = {};
    return m.reading([&] {
        auto const count = [&](char const* sql) { return static_cast<std::uint64_t>(m.db.number(sql)); };
        into.files = count("SELECT count(*) FROM file WHERE kind = 'sent'");
        into.draft_files = count("SELECT count(*) FROM file WHERE kind = 'draft'");
        into.claims = count("SELECT count(*) FROM claim");
        into.lines = count("SELECT count(*) FROM line");
        into.findings = count("SELECT count(*) FROM finding");
        into.drafts = count("SELECT count(*) FROM draft");
        into.remittances = count("SELECT count(*) FROM remittance");
        into.remitted_claims = count("SELECT count(*) FROM remitted_claim");
        into.remitted_lines = count("SELECT count(*) FROM remitted_line");
        into.outcomes = count("SELECT count(*) FROM outcome");
        into.statuses = count("SELECT count(*) FROM status");
        statement days{m.db,
                       "SELECT (SELECT min(submitted) FROM sent_set), (SELECT max(submitted) FROM sent_set), (SELECT "
                       "min(paid_on) FROM remittance), (SELECT max(paid_on) FROM remittance)"};
        if (days.step()) {
            into.first_submitted = days.day(0);
            into.last_submitted = days.day(1);
            into.first_paid = days.day(2);
            into.last_paid = days.day(3);
        }
        into.bytes = bytes_of(m.path) + bytes_of(m.path + "-wal");
        into.schema_version = static_cast<int>(m.db.number("PRAGMA user_version"));
    });
}

ledger_result ledger::verify(std::vector<std::string>& faults) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    faults.clear();
    if (!m.key_state.ok()) faults.push_back(m.key_state.message);
    return m.reading([&] {
        statement pages{m.db, "PRAGMA integrity_check(20)"};
        while (pages.step())
            if (pages.text(0) != "ok") faults.push_back(m.path + ": " + std::string{pages.text(0)});
        if (faults.size() >= 20) return;
        statement references{m.db, "PRAGMA foreign_key_check"};
        std::size_t dangling = 0;
        while (references.step())
            if (++dangling <= 20)
                faults.push_back(m.path + ": row " + std::to_string(references.integer(1)) + " of " +
                                 std::string{references.text(0)} + " names a row of " +
                                 std::string{references.text(2)} + " that is not there");
        for (auto const& check : count_checks)
            if (auto const wrong = m.db.number(check.sql); wrong != 0)
                faults.push_back(m.path + ": " + std::to_string(wrong) + " " + check.what);
    });
}

}  // namespace orthoscrub::ledger
