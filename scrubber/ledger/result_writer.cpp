// What matching and folding found, in the place of what they found before. A remitted claim that now answers another
// submission takes the results of the one it answered before with it. Claims are gone through in order, which keeps to
// few pages of the indexes.
#include "scrubber/ledger/result_writer.hpp"

#include <algorithm>

#include "scrubber/ledger/submission_writer.hpp"

namespace orthoscrub::ledger {
namespace {

void sort_once(std::vector<std::int64_t>& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

result_writer::result_writer(ledger_machine& m)
    : m_{m},
      old_match_{m.db, "SELECT submitted FROM claim_match WHERE remitted_claim = ?"},
      icn_{m.db, "SELECT icn FROM remitted_claim WHERE id = ?"},
      add_icn_{m.db, "INSERT OR IGNORE INTO icn VALUES(?,?)"},
      add_key_{m.db, "INSERT OR IGNORE INTO claim_key VALUES(?,?)"},
      add_match_{m.db, "INSERT OR REPLACE INTO claim_match VALUES(?,?,?,?,?,?)"},
      add_line_match_{m.db, "INSERT OR REPLACE INTO line_match VALUES(?,?,?,?,?)"},
      drop_outcomes_{m.db, "DELETE FROM outcome WHERE claim = ?"},
      drop_unmatched_{m.db, "DELETE FROM outcome WHERE claim IS NULL AND remitted_claim = ?"},
      drop_verdicts_{m.db, "DELETE FROM verdict WHERE claim = ?"},
      add_outcome_{m.db,
                   "INSERT INTO outcome(claim, line, remitted_claim, remitted_line, host, payer, profile, disposition, "
                   "sub, lifecycle, liability, flags, charge, paid, patient_share, contractual, prior_payer, bundled, "
                   "pending, denied, reasons, remarks, remit_lines, tier, claim_score, line_score, decided_on, "
                   "first_decided_on) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
      add_verdict_{m.db, "INSERT INTO verdict(claim, line, payer, rule, verdict, amount) VALUES(?,?,?,?,?,?)"} {}

void result_writer::add(result_book const& results) {
    claims_.clear();
    keys_.clear();
    add_matches(results);
    for (auto const& o : results.outcomes)
        if (o.claim != 0) claims_.push_back(o.claim);
    for (auto const& v : results.verdicts) claims_.push_back(v.claim);
    sort_once(claims_);
    for (auto const claim : claims_) {
        drop_outcomes_.run(claim);
        drop_verdicts_.run(claim);
    }
    add_outcomes(results);
    insert_keys(add_key_, keys_);
}

void result_writer::add_matches(result_book const& results) {
    for (auto const& match : results.matches) {
        auto const before = old_match_.number(match.remitted_claim);
        if (before != 0 && before != match.submitted_claim) claims_.push_back(before);
        if (match.submitted_claim != 0) drop_unmatched_.run(match.remitted_claim);
        int const flags = (match.identical_resubmission ? 1 : 0) | (match.split_part ? 2 : 0);
        add_match_.run(match.remitted_claim, nullable{match.submitted_claim}, nullable{m_.word(match.state)},
                       match.score, flags, nullable{m_.word(evidence(results, match.evidence))});
        if (match.submitted_claim == 0) continue;
        icn_.with(match.remitted_claim);
        if (icn_.step() && !icn_.null(0)) {
            auto const number = icn_.text(0);
            add_icn_.run(match.submitted_claim, number);
            keys_.emplace_back(key_of(key_kind::icn, number), match.submitted_claim);
        }
        icn_.reset();
    }
    for (auto const& match : results.line_matches)
        add_line_match_.run(match.remitted_line, nullable{match.submitted_line}, nullable{m_.word(match.tier)},
                            match.score, (match.licn_code_conflict ? 1 : 0) | (match.indistinguishable ? 2 : 0));
}

void result_writer::add_outcomes(result_book const& results) {
    std::int64_t unmatched = 0;
    for (auto const& o : results.outcomes) {
        if (o.claim == 0 && o.remitted_claim != unmatched) {
            unmatched = o.remitted_claim;
            drop_unmatched_.run(unmatched);
        }
        auto const& a = o.amounts;
        add_outcome_.run(nullable{o.claim}, nullable{o.line}, nullable{o.remitted_claim}, nullable{o.remitted_line},
                         nullable{o.host}, nullable{m_.word(o.payer)}, nullable{m_.word(o.profile)},
                         nullable{m_.word(o.disposition)}, nullable{m_.word(o.sub)}, nullable{m_.word(o.lifecycle)},
                         nullable{m_.word(o.liability)}, o.flags, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7],
                         reasons(results, o.reasons), remarks(results, o.remarks), o.remit_lines,
                         nullable{m_.word(o.tier)}, o.claim_score, o.line_score, o.decided_on, o.first_decided_on);
    }
    for (auto const& v : results.verdicts)
        add_verdict_.run(v.claim, nullable{v.line}, nullable{m_.word(v.payer)}, nullable{m_.word(v.rule)},
                         nullable{m_.word(v.verdict)}, v.amount);
}

std::string_view result_writer::evidence(result_book const& results, row_range range) {
    list_.clear();
    for (auto i = range.first; i < range.first + range.count; ++i) {
        list_.field(results.evidence[i].kind).field(results.evidence[i].points);
        list_.end_row();
    }
    return list_.text();
}

std::string_view result_writer::reasons(result_book const& results, row_range range) {
    list_.clear();
    for (auto i = range.first; i < range.first + range.count; ++i) {
        auto const& r = results.reasons[i];
        list_.field(r.group).field(r.carc).field(r.kind).field(r.amount.cents);
        list_.end_row();
    }
    return list_.text();
}

std::string_view result_writer::remarks(result_book const& results, row_range range) {
    remarks_.clear();
    for (auto i = range.first; i < range.first + range.count; ++i) {
        auto const& r = results.remarks[i];
        remarks_.field(r.code).field(std::int64_t{(r.of_claim ? 1 : 0) | (r.alert ? 2 : 0)});
        remarks_.end_row();
    }
    return remarks_.text();
}

ledger_result ledger::record(result_book const& results) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    return m.changing([&] {
        if (!m.results) m.results = std::make_unique<result_writer>(m);
        m.results->add(results);
    });
}

}  // namespace orthoscrub::ledger
