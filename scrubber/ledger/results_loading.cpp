// Recorded results as tables again, and the record of rules.
#include "scrubber/ledger/ledger_machine.hpp"
#include "scrubber/ledger/remittance_writer.hpp"
#include "scrubber/ledger/result_writer.hpp"
#include "scrubber/ledger/submission_writer.hpp"

namespace orthoscrub::ledger {
namespace {

template <class Table>
std::uint32_t size_of(Table const& table) noexcept {
    return static_cast<std::uint32_t>(table.size());
}

void load_matches(database& db, word_reader& words, result_book& into) {
    statement row{db,
                  "SELECT remitted_claim, submitted, state, score, flags, evidence FROM claim_match ORDER BY "
                  "remitted_claim"};
    while (row.step()) {
        auto& match = into.matches.emplace_back();
        match.remitted_claim = row.integer(0);
        match.submitted_claim = row.integer(1);
        match.state = words.text(row.integer(2));
        match.score = row.integer(3);
        match.identical_resubmission = (row.integer(4) & 1) != 0;
        match.split_part = (row.integer(4) & 2) != 0;
        match.evidence.first = size_of(into.evidence);
        for (packed_rows rows{words.text(row.integer(5))}; !rows.at_end(); ++match.evidence.count) {
            auto const kind = rows.field();
            into.evidence.push_back({kind, rows.number()});
        }
    }
    statement lines{db, "SELECT remitted_line, submitted, tier, score, flags FROM line_match ORDER BY remitted_line"};
    while (lines.step()) {
        auto& match = into.line_matches.emplace_back();
        match.remitted_line = lines.integer(0);
        match.submitted_line = lines.integer(1);
        match.tier = words.text(lines.integer(2));
        match.score = lines.integer(3);
        match.licn_code_conflict = (lines.integer(4) & 1) != 0;
        match.indistinguishable = (lines.integer(4) & 2) != 0;
    }
}

void load_outcomes(database& db, word_reader& words, result_book& into) {
    statement row{
        db,
        "SELECT claim, line, remitted_claim, remitted_line, host, payer, profile, disposition, sub, lifecycle, "
        "liability, flags, charge, paid, patient_share, contractual, prior_payer, bundled, pending, denied, "
        "reasons, remarks, remit_lines, tier, claim_score, line_score, decided_on, first_decided_on FROM outcome "
        "ORDER BY claim IS NULL, claim, CASE WHEN claim IS NULL THEN remitted_claim END, id"};
    while (row.step()) {
        auto& o = into.outcomes.emplace_back();
        o.claim = row.integer(0);
        o.line = row.integer(1);
        o.remitted_claim = row.integer(2);
        o.remitted_line = row.integer(3);
        o.host = row.integer(4);
        o.payer = words.text(row.integer(5));
        o.profile = words.text(row.integer(6));
        o.disposition = words.text(row.integer(7));
        o.sub = words.text(row.integer(8));
        o.lifecycle = words.text(row.integer(9));
        o.liability = words.text(row.integer(10));
        o.flags = static_cast<std::uint32_t>(row.integer(11));
        for (int i = 0; i < 8; ++i) o.amounts[static_cast<std::size_t>(i)] = row.money(12 + i);
        o.reasons.first = size_of(into.reasons);
        for (packed_rows rows{into.texts.keep(row.text(20))}; !rows.at_end(); ++o.reasons.count) {
            auto& reason = into.reasons.emplace_back();
            reason.group = rows.field();
            reason.carc = rows.field();
            reason.kind = rows.field();
            reason.amount = {rows.number()};
        }
        o.remarks.first = size_of(into.remarks);
        for (packed_rows rows{into.texts.keep(row.text(21))}; !rows.at_end(); ++o.remarks.count) {
            auto const code = rows.field();
            auto const bits = rows.number();
            into.remarks.push_back({code, (bits & 1) != 0, (bits & 2) != 0});
        }
        o.remit_lines = row.integer(22);
        o.tier = words.text(row.integer(23));
        o.claim_score = row.integer(24);
        o.line_score = row.integer(25);
        o.decided_on = row.day(26);
        o.first_decided_on = row.day(27);
    }
}

}  // namespace

ledger_result ledger::load_results(result_book& results) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    return m.reading([&] {
        word_reader words{m.db, results.texts};
        load_matches(m.db, words, results);
        load_outcomes(m.db, words, results);
        statement row{m.db, "SELECT claim, line, payer, rule, verdict, amount FROM verdict ORDER BY claim, id"};
        while (row.step())
            results.verdicts.push_back({row.integer(0), row.integer(1), words.text(row.integer(2)),
                                        words.text(row.integer(3)), words.text(row.integer(4)), row.money(5)});
    });
}

ledger_result ledger::track_record(std::vector<track_record_row>& rows) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    rows.clear();
    return m.reading([&] {
        statement row{
            m.db,
            "SELECT r.text, w.text, count(*), sum(v.amount) FROM verdict v JOIN word r ON r.id = v.rule JOIN word "
            "w ON w.id = v.verdict GROUP BY v.rule, v.verdict ORDER BY r.text, w.text"};
        while (row.step())
            rows.push_back({std::string{row.text(0)}, std::string{row.text(1)},
                            static_cast<std::uint64_t>(row.integer(2)), row.money(3)});
    });
}

}  // namespace orthoscrub::ledger
