// The tables of a ledger, as steps from version to version: an old file takes the steps that it lacks, a new one all.
// Children of a claim stand in consecutive rows that the claim names by first and count, as in the books; so all large
// tables grow at their end alone, which is what makes recording fast. Texts that repeat (NPIs, payers, rules) are words.
// Lists that are only read together with their row are one column: a line for each part, its fields parted by tabs.
#include "scrubber/ledger/schema.hpp"

#include <array>
#include <string>

namespace orthoscrub::ledger {
namespace {

constexpr char const* first_version = R"sql(
CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE word(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE pack(id INTEGER PRIMARY KEY, name TEXT, version TEXT, sha256 TEXT);
CREATE TABLE file(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT, sha256 TEXT, day INTEGER, tool TEXT,
  pack INTEGER REFERENCES pack, claims INTEGER NOT NULL, lines INTEGER NOT NULL);
CREATE INDEX file_sha256 ON file(sha256, kind);

CREATE TABLE sent_set(id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES file, interchange TEXT, grp TEXT, st TEXT,
  set_reference TEXT, submitted INTEGER);
CREATE INDEX sent_set_interchange ON sent_set(interchange);
CREATE TABLE claim(id INTEGER PRIMARY KEY, sent_set INTEGER NOT NULL REFERENCES sent_set, ordinal INTEGER,
  control_number TEXT, frequency TEXT, place TEXT, original_icn TEXT, billing_npi INTEGER REFERENCES word, tax_id INTEGER,
  sequence TEXT, payer INTEGER REFERENCES word, profile INTEGER REFERENCES word, class INTEGER REFERENCES word,
  state INTEGER REFERENCES word, charge INTEGER, first_day INTEGER, last_day INTEGER, member INTEGER, member2 INTEGER,
  patient INTEGER, last_name INTEGER, first_line INTEGER, lines INTEGER, other_payers TEXT, first_finding INTEGER,
  findings INTEGER, unchecked INTEGER REFERENCES word);
CREATE INDEX claim_control ON claim(control_number);
CREATE INDEX claim_sent_set ON claim(sent_set);
CREATE TABLE claim_key(key INTEGER, claim INTEGER REFERENCES claim, PRIMARY KEY(key, claim)) WITHOUT ROWID;
CREATE TABLE line(id INTEGER PRIMARY KEY, claim INTEGER NOT NULL REFERENCES claim, number TEXT, control_number TEXT,
  qualifier TEXT, code TEXT, modifiers TEXT, place TEXT, charge INTEGER, units INTEGER, first_day INTEGER,
  last_day INTEGER, unchecked INTEGER REFERENCES word);
CREATE TABLE finding(id INTEGER PRIMARY KEY, claim INTEGER NOT NULL REFERENCES claim, line INTEGER REFERENCES line,
  rule INTEGER REFERENCES word, fingerprint BLOB, pack INTEGER REFERENCES word, level INTEGER, action INTEGER);
CREATE TABLE icn(claim INTEGER REFERENCES claim, number TEXT, PRIMARY KEY(claim, number)) WITHOUT ROWID;
CREATE TABLE status(id INTEGER PRIMARY KEY, claim INTEGER NOT NULL REFERENCES claim, line INTEGER REFERENCES line,
  source TEXT, category TEXT, status TEXT, entity TEXT, day INTEGER, rejects INTEGER);
CREATE INDEX status_claim ON status(claim);

CREATE TABLE draft(id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES file, control_number TEXT,
  billing_npi INTEGER REFERENCES word, sequence TEXT, payer INTEGER REFERENCES word, frequency TEXT, lines INTEGER,
  first_finding INTEGER, findings INTEGER);
CREATE INDEX draft_control ON draft(control_number);
CREATE TABLE draft_finding(id INTEGER PRIMARY KEY, draft INTEGER NOT NULL REFERENCES draft, line TEXT,
  rule INTEGER REFERENCES word, fingerprint BLOB, pack INTEGER REFERENCES word, level INTEGER, action INTEGER);

CREATE TABLE remittance(id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES file, st TEXT,
  payer INTEGER REFERENCES word, payer_name INTEGER REFERENCES word, profile INTEGER REFERENCES word, payee_npi TEXT,
  payee_tax_id INTEGER, handling TEXT, method TEXT, total INTEGER, trace TEXT, originator TEXT, paid_on INTEGER,
  produced INTEGER, content BLOB, balanced INTEGER, first_claim INTEGER, claims INTEGER);
CREATE INDEX remittance_content ON remittance(content);
CREATE TABLE remitted_claim(id INTEGER PRIMARY KEY, remittance INTEGER NOT NULL REFERENCES remittance, byte INTEGER,
  segment INTEGER, st_segment INTEGER, control_number TEXT, status TEXT, charge INTEGER, paid INTEGER,
  patient_share INTEGER, filing_indicator TEXT, icn TEXT, place TEXT, frequency TEXT, original_icn TEXT, member INTEGER,
  member2 INTEGER, member3 INTEGER, last_name INTEGER, first_day INTEGER, last_day INTEGER, interest INTEGER,
  flags INTEGER, image INTEGER, first_line INTEGER, lines INTEGER, adjustments TEXT, remarks TEXT);
CREATE TABLE remitted_key(key INTEGER, claim INTEGER REFERENCES remitted_claim, PRIMARY KEY(key, claim)) WITHOUT ROWID;
CREATE TABLE remitted_line(id INTEGER PRIMARY KEY, claim INTEGER NOT NULL REFERENCES remitted_claim, byte INTEGER,
  segment INTEGER, st_segment INTEGER, adjudicated TEXT, submitted TEXT, charge INTEGER, paid INTEGER,
  paid_units INTEGER, original_units INTEGER, first_day INTEGER, last_day INTEGER, control_number TEXT,
  allowed INTEGER, balanced INTEGER, adjustments TEXT, remarks TEXT, policies TEXT);
CREATE TABLE provider_adjustment(id INTEGER PRIMARY KEY, remittance INTEGER NOT NULL REFERENCES remittance, npi TEXT,
  fiscal_end INTEGER, reason TEXT, reference TEXT, amount INTEGER, byte INTEGER, segment INTEGER, st_segment INTEGER,
  element INTEGER);
CREATE INDEX provider_adjustment_remittance ON provider_adjustment(remittance);
CREATE TABLE balance_break(id INTEGER PRIMARY KEY, remittance INTEGER NOT NULL REFERENCES remittance, level INTEGER,
  claim INTEGER REFERENCES remitted_claim, line INTEGER REFERENCES remitted_line, expected INTEGER, found INTEGER,
  byte INTEGER, segment INTEGER, st_segment INTEGER, segment_id INTEGER, element INTEGER);
CREATE INDEX balance_break_remittance ON balance_break(remittance);

CREATE TABLE claim_match(remitted_claim INTEGER PRIMARY KEY REFERENCES remitted_claim,
  submitted INTEGER REFERENCES claim, state INTEGER REFERENCES word, score INTEGER, flags INTEGER,
  evidence INTEGER REFERENCES word);
CREATE INDEX claim_match_submitted ON claim_match(submitted) WHERE submitted IS NOT NULL;
CREATE TABLE line_match(remitted_line INTEGER PRIMARY KEY REFERENCES remitted_line, submitted INTEGER REFERENCES line,
  tier INTEGER REFERENCES word, score INTEGER, flags INTEGER);
CREATE TABLE outcome(id INTEGER PRIMARY KEY, claim INTEGER REFERENCES claim, line INTEGER REFERENCES line,
  remitted_claim INTEGER REFERENCES remitted_claim, remitted_line INTEGER REFERENCES remitted_line,
  host INTEGER REFERENCES line, payer INTEGER REFERENCES word, profile INTEGER REFERENCES word,
  disposition INTEGER REFERENCES word, sub INTEGER REFERENCES word, lifecycle INTEGER REFERENCES word,
  liability INTEGER REFERENCES word, flags INTEGER, charge INTEGER, paid INTEGER, patient_share INTEGER,
  contractual INTEGER, prior_payer INTEGER, bundled INTEGER, pending INTEGER, denied INTEGER, reasons TEXT, remarks TEXT,
  remit_lines INTEGER, tier INTEGER REFERENCES word, claim_score INTEGER, line_score INTEGER, decided_on INTEGER,
  first_decided_on INTEGER);
CREATE INDEX outcome_claim ON outcome(claim) WHERE claim IS NOT NULL;
CREATE INDEX outcome_remitted_claim ON outcome(remitted_claim) WHERE claim IS NULL;
CREATE TABLE verdict(id INTEGER PRIMARY KEY, claim INTEGER NOT NULL REFERENCES claim, line INTEGER REFERENCES line,
  payer INTEGER REFERENCES word, rule INTEGER REFERENCES word, verdict INTEGER REFERENCES word, amount INTEGER);
CREATE INDEX verdict_claim ON verdict(claim);
)sql";

constexpr char const* answered_interchanges = R"sql(
CREATE TABLE answered(id INTEGER PRIMARY KEY, sender_qualifier TEXT, sender TEXT, receiver_qualifier TEXT, receiver TEXT,
  interchange TEXT, content TEXT NOT NULL, day INTEGER, answer INTEGER NOT NULL, ta1 BLOB, implementation BLOB,
  claims BLOB, whole INTEGER NOT NULL);
CREATE INDEX answered_interchange ON answered(interchange);
)sql";

constexpr char const* claims_by_icn = "CREATE INDEX icn_number ON icn(number)";

constexpr std::array<migration, 3> steps{{{0, first_version}, {1, answered_interchanges}, {2, claims_by_icn}}};

}  // namespace

std::span<migration const> migrations() noexcept { return steps; }

void migrate(database& db, std::span<migration const> todo) {
    db.run("BEGIN IMMEDIATE");
    try {
        auto version = db.number("PRAGMA user_version");
        for (auto const& step : todo) {
            if (step.from != version) continue;
            db.run(step.sql);
            ++version;
        }
        db.run(("PRAGMA user_version = " + std::to_string(version)).c_str());
        db.run(("PRAGMA application_id = " + std::to_string(ledger_application_id)).c_str());
        db.run("COMMIT");
    } catch (...) {
        sqlite3_exec(db.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
        throw;
    }
}

}  // namespace orthoscrub::ledger
