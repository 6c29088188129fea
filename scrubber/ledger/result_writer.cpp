// What matching and folding found, in the place of what they found before. A remitted claim that now answers another
// submission takes the results of the one it answered before with it. Ids that follow each other are asked about and
// cleared in one go. Claims are gone through in order, which keeps to few pages of the indexes.
#include "scrubber/ledger/result_writer.hpp"

#include <algorithm>
#include <span>

namespace orthoscrub::ledger {
namespace {

void sort_once(std::vector<std::int64_t>& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

/// Calls `use(first, last)` for each run of ids that follow each other; `id_of(row)` is 0 for a row to be left out.
template <class Rows, class IdOf, class Use>
void each_run(Rows const& rows, IdOf const& id_of, Use const& use) {
    std::int64_t first = 0, last = 0;
    for (auto const& row : rows) {
        auto const id = id_of(row);
        if (id == 0) continue;
        if (first != 0 && id != last + 1) use(first, last);
        if (first == 0 || id != last + 1) first = id;
        last = id;
    }
    if (first != 0) use(first, last);
}

}  // namespace

result_writer::result_writer(ledger_machine& m)
    : m_{m},
      old_matches_{m.db,
                   "SELECT remitted_claim, submitted FROM claim_match WHERE remitted_claim BETWEEN ? AND ? AND "
                   "submitted IS NOT NULL"},
      icns_{m.db, "SELECT id, icn FROM remitted_claim WHERE id BETWEEN ? AND ? AND icn IS NOT NULL"},
      add_icn_{m.db, "INSERT OR IGNORE INTO icn VALUES(?,?)"},
      add_match_{m.db, "INSERT OR REPLACE INTO claim_match VALUES(?,?,?,?,?,?)"},
      add_line_match_{m.db, "INSERT OR REPLACE INTO line_match VALUES(?,?,?,?,?)"},
      drop_outcomes_{m.db, "DELETE FROM outcome WHERE claim >= ? AND claim <= ?"},
      drop_unmatched_{m.db, "DELETE FROM outcome WHERE claim IS NULL AND remitted_claim >= ? AND remitted_claim <= ?"},
      drop_verdicts_{m.db, "DELETE FROM verdict WHERE claim >= ? AND claim <= ?"},
      add_outcome_{m.db,
                   "INSERT INTO outcome(claim, line, remitted_claim, remitted_line, host, payer, profile, disposition, "
                   "sub, lifecycle, liability, flags, charge, paid, patient_share, contractual, prior_payer, bundled, "
                   "pending, denied, reasons, remarks, remit_lines, tier, claim_score, line_score, decided_on, "
                   "first_decided_on) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
      add_verdict_{m.db, "INSERT INTO verdict(claim, line, payer, rule, verdict, amount) VALUES(?,?,?,?,?,?)"} {}

void result_writer::add(result_book const& results) {
    claims_.clear();
    add_matches(results);
    for (auto const& o : results.outcomes)
        if (o.claim != 0) claims_.push_back(o.claim);
    for (auto const& v : results.verdicts) claims_.push_back(v.claim);
    sort_once(claims_);
    each_run(
        claims_, [](std::int64_t claim) { return claim; },
        [&](std::int64_t first, std::int64_t last) {
            drop_outcomes_.run(first, last);
            drop_verdicts_.run(first, last);
        });
    add_outcomes(results);
}

void result_writer::add_matches(result_book const& results) {
    auto const remitted = [](recorded_match const& match) { return match.remitted_claim; };
    auto const matched = [](recorded_match const& match) { return match.submitted_claim ? match.remitted_claim : 0; };
    auto next = results.matches.begin();
    each_run(results.matches, remitted, [&](std::int64_t first, std::int64_t last) {
        auto const run = std::span{next, static_cast<std::size_t>(last - first + 1)};
        next += last - first + 1;
        old_matches_.with(first, last);
        while (old_matches_.step()) {
            auto const before = old_matches_.integer(1);
            if (before != run[static_cast<std::size_t>(old_matches_.integer(0) - first)].submitted_claim)
                claims_.push_back(before);
        }
        old_matches_.reset();
        icns_.with(first, last);
        while (icns_.step()) {
            auto const claim = run[static_cast<std::size_t>(icns_.integer(0) - first)].submitted_claim;
            if (claim != 0) add_icn_.run(claim, trimmed(icns_.text(1)));
        }
        icns_.reset();
    });
    each_run(results.matches, matched,
             [&](std::int64_t first, std::int64_t last) { drop_unmatched_.run(first, last); });
    for (auto const& m : results.matches) {
        int const flags = (m.identical_resubmission ? 1 : 0) | (m.split_part ? 2 : 0);
        add_match_.run(m.remitted_claim, nullable{m.submitted_claim}, nullable{m_.word(m.state)}, m.score, flags,
                       nullable{m_.word(evidence(results, m.evidence))});
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
            drop_unmatched_.run(unmatched, unmatched);
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
