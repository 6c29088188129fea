// Removing what somebody wants out of the ledger. The rows to go are gathered in temporary tables first; then every table
// is gone through once. Deleted bytes are overwritten (pragma secure_delete), and the log is emptied at the end.
#include <array>

#include "scrubber/ledger/ledger_machine.hpp"
#include "scrubber/ledger/remittance_writer.hpp"
#include "scrubber/ledger/result_writer.hpp"
#include "scrubber/ledger/submission_writer.hpp"

namespace orthoscrub::ledger {
namespace {

constexpr char const* temporary_tables =
    "CREATE TEMP TABLE IF NOT EXISTS gone_claim(id INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE IF NOT EXISTS gone_draft(id INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE IF NOT EXISTS gone_remitted(id INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE IF NOT EXISTS touched_file(id INTEGER PRIMARY KEY);"
    "DELETE FROM gone_claim; DELETE FROM gone_draft; DELETE FROM gone_remitted; DELETE FROM touched_file;";

constexpr char const* choose_claims =
    "INSERT INTO gone_claim SELECT c.id FROM claim c JOIN sent_set s ON s.id = c.sent_set JOIN file f ON f.id = s.file "
    "WHERE (?1 IS NULL OR f.sha256 = ?1) AND (?2 IS NULL OR c.control_number = ?2) AND (?3 IS NULL OR c.billing_npi = "
    "(SELECT id FROM word WHERE text = ?3)) AND (?4 IS NULL OR s.submitted < ?4)";

constexpr char const* choose_drafts =
    "INSERT INTO gone_draft SELECT d.id FROM draft d JOIN file f ON f.id = d.file WHERE (?1 IS NULL OR f.sha256 = ?1) "
    "AND "
    "(?2 IS NULL OR d.control_number = ?2) AND (?3 IS NULL OR d.billing_npi = (SELECT id FROM word WHERE text = ?3)) "
    "AND "
    "(?4 IS NULL OR f.day < ?4)";

constexpr char const* choose_remitted =
    "INSERT INTO gone_remitted SELECT c.id FROM remitted_claim c JOIN remittance r ON r.id = c.remittance JOIN file f "
    "ON "
    "f.id = r.file WHERE (?1 IS NULL OR f.sha256 = ?1) AND (?2 IS NULL OR (c.control_number = ?2 AND (r.payee_npi IS "
    "NULL "
    "OR r.payee_npi = ?3)) OR EXISTS(SELECT 1 FROM claim_match m JOIN gone_claim g ON g.id = m.submitted WHERE "
    "m.remitted_claim = c.id)) AND (?4 IS NULL OR r.paid_on < ?4)";

constexpr char const* choose_files =
    "INSERT OR IGNORE INTO touched_file SELECT id FROM file WHERE (?1 IS NOT NULL AND ?2 IS NULL AND sha256 = ?1 AND "
    "(?4 "
    "IS NULL OR day IS NULL OR day < ?4)) OR (?1 IS NULL AND ?2 IS NULL AND kind = 'draft' AND day < ?4) OR id IN "
    "(SELECT "
    "s.file FROM gone_claim g JOIN claim c ON c.id = g.id JOIN sent_set s ON s.id = c.sent_set) OR id IN (SELECT "
    "d.file "
    "FROM gone_draft g JOIN draft d ON d.id = g.id) OR id IN (SELECT r.file FROM gone_remitted g JOIN remitted_claim c "
    "ON "
    "c.id = g.id JOIN remittance r ON r.id = c.remittance)";

constexpr std::array<char const*, 26> removals{
    "DELETE FROM line_match WHERE submitted IN (SELECT id FROM line WHERE claim IN gone_claim) OR remitted_line IN "
    "(SELECT "
    "id FROM remitted_line WHERE claim IN gone_remitted)",
    "DELETE FROM claim_match WHERE submitted IN gone_claim OR remitted_claim IN gone_remitted",
    "DELETE FROM verdict WHERE claim IN gone_claim OR claim IN (SELECT claim FROM outcome WHERE remitted_claim IN "
    "gone_remitted)",
    "UPDATE outcome SET host = NULL WHERE host IN (SELECT id FROM line WHERE claim IN gone_claim)",
    "DELETE FROM outcome WHERE claim IN gone_claim OR remitted_claim IN gone_remitted",
    "DELETE FROM status WHERE claim IN gone_claim",
    "DELETE FROM icn WHERE claim IN gone_claim",
    "DELETE FROM claim_key WHERE claim IN gone_claim",
    "DELETE FROM finding WHERE claim IN gone_claim",
    "DELETE FROM line WHERE claim IN gone_claim",
    "DELETE FROM claim WHERE id IN gone_claim",
    "DELETE FROM draft_finding WHERE draft IN gone_draft",
    "DELETE FROM draft WHERE id IN gone_draft",
    "DELETE FROM balance_break WHERE claim IN gone_remitted",
    "DELETE FROM remitted_key WHERE claim IN gone_remitted",
    "DELETE FROM remitted_line WHERE claim IN gone_remitted",
    "DELETE FROM remitted_claim WHERE id IN gone_remitted",
    "DELETE FROM sent_set WHERE file IN touched_file AND id NOT IN (SELECT sent_set FROM claim)",
    "DELETE FROM provider_adjustment WHERE remittance IN (SELECT id FROM remittance r WHERE file IN touched_file AND "
    "NOT "
    "EXISTS(SELECT 1 FROM remitted_claim c WHERE c.id >= r.first_claim AND c.id < r.first_claim + r.claims))",
    "DELETE FROM balance_break WHERE remittance IN (SELECT id FROM remittance r WHERE file IN touched_file AND NOT "
    "EXISTS(SELECT 1 FROM remitted_claim c WHERE c.id >= r.first_claim AND c.id < r.first_claim + r.claims))",
    "DELETE FROM remittance WHERE file IN touched_file AND NOT EXISTS(SELECT 1 FROM remitted_claim c WHERE c.id >= "
    "first_claim AND c.id < first_claim + claims)",
    "UPDATE file SET claims = (SELECT count(*) FROM claim c JOIN sent_set s ON s.id = c.sent_set WHERE s.file = "
    "file.id), "
    "lines = (SELECT coalesce(sum(c.lines), 0) FROM claim c JOIN sent_set s ON s.id = c.sent_set WHERE s.file = "
    "file.id) "
    "WHERE kind = 'sent' AND id IN touched_file",
    "UPDATE file SET claims = (SELECT count(*) FROM remitted_claim c JOIN remittance r ON r.id = c.remittance WHERE "
    "r.file "
    "= file.id), lines = (SELECT coalesce(sum(c.lines), 0) FROM remitted_claim c JOIN remittance r ON r.id = "
    "c.remittance "
    "WHERE r.file = file.id) WHERE kind = 'remittance' AND id IN touched_file",
    "DELETE FROM touched_file WHERE id IN (SELECT file FROM sent_set) OR id IN (SELECT file FROM draft) OR id IN "
    "(SELECT "
    "file FROM remittance)",
    "DELETE FROM file WHERE id IN touched_file",
    "DELETE FROM gone_claim",
};

}  // namespace

ledger_result ledger::forget(forget_order const& order, forget_summary& into) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    into = {};
    if (order.file_sha256.empty() && order.control_number.empty() && order.before.empty())
        return {ledger_fault::failed,
                m.path + ": say what to forget: a file, a claim with the NPI of its billing provider, or a day"};
    if (order.control_number.empty() != order.billing_npi.empty())
        return {ledger_fault::failed,
                m.path + ": a claim is named by its control number and the NPI of its billing provider together"};
    auto result = m.changing([&] {
        m.db.run(temporary_tables);
        std::string room;
        blob_view const sha256{packed_hex(order.file_sha256, room)};
        std::string_view const control = order.control_number, npi = order.billing_npi;
        for (auto const* const sql : {choose_claims, choose_drafts, choose_remitted})
            statement{m.db, sql}.run(sha256, control, npi, order.before);
        statement{m.db, choose_files}.run(sha256, control, nullptr, order.before);
        auto const count = [&](char const* sql) { return static_cast<std::uint64_t>(m.db.number(sql)); };
        into.claims = count("SELECT count(*) FROM gone_claim");
        into.drafts = count("SELECT count(*) FROM gone_draft");
        into.remitted_claims = count("SELECT count(*) FROM gone_remitted");
        auto const files = count("SELECT count(*) FROM file");
        for (auto const* const sql : removals) m.db.run(sql);
        // Nobody can look into a sealed answer, so that all of those that may speak of what is forgotten go.
        if (!order.file_sha256.empty() || !order.control_number.empty())
            m.db.run("UPDATE answered SET ta1 = NULL, implementation = NULL, claims = NULL, whole = 0");
        else statement{m.db, "DELETE FROM answered WHERE day < ?1"}.run(order.before);
        into.files = files - count("SELECT count(*) FROM file");
    });
    if (result.ok() && !m.outer) result = m.guarded([&] { m.db.run("PRAGMA wal_checkpoint(TRUNCATE)"); });
    return result;
}

}  // namespace orthoscrub::ledger
