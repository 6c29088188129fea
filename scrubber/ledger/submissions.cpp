// Recording submissions and what front ends said about them. A file is one transaction, whether it comes whole or in
// parts; its hash is known when it has been read to the end, so the question whether it is known comes last.
#include "scrubber/ledger/ledger_machine.hpp"
#include "scrubber/ledger/remittance_writer.hpp"
#include "scrubber/ledger/result_writer.hpp"
#include "scrubber/ledger/submission_writer.hpp"

namespace orthoscrub::ledger {

ledger_result ledger::begin_file(submission_state state, run_stamp const& run) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    if (auto const refused = m.refuse_writing(); !refused.ok()) return refused;
    return m.guarded([&] {
        m.enter();
        try {
            if (!m.submissions) m.submissions = std::make_unique<submission_writer>(m);
            m.submissions->start(state, run);
        } catch (...) {
            m.undo();
            throw;
        }
    });
}

ledger_result ledger::add_claims(submission_book const& part) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    if (!m.submissions || !m.submissions->open) return {ledger_fault::failed, m.path + ": no file was started"};
    return m.guarded([&] {
        try {
            m.submissions->add(part, 0, part.claims.size());
        } catch (...) {
            m.submissions->open = false;
            m.undo();
            throw;
        }
    });
}

ledger_result ledger::finish_file(submitted_file const& file, record_summary& into) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    if (!m.submissions || !m.submissions->open) return {ledger_fault::failed, m.path + ": no file was started"};
    return m.guarded([&] {
        try {
            if (m.submissions->finish(file)) m.leave();
            else m.undo();
        } catch (...) {
            m.undo();
            throw;
        }
        into = m.submissions->summary;
    });
}

ledger_result ledger::record(submission_book const& book, submission_state state, run_stamp const& run,
                             record_summary& into) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    into = {};
    into.known = !book.files.empty();
    std::size_t first = 0;
    for (std::size_t file = 0; file < book.files.size(); ++file) {
        auto last = first;
        while (last < book.claims.size() && book.claims[last].file == file) ++last;
        bool new_file = true;
        record_summary one;
        auto const result = m.changing([&] {
            if (!m.submissions) m.submissions = std::make_unique<submission_writer>(m);
            auto& writer = *m.submissions;
            new_file = !writer.known(book.files[file], state);
            if (!new_file) return;
            writer.start(state, run);
            writer.add(book, first, last);
            new_file = writer.finish(book.files[file]);
            one = writer.summary;
        });
        if (!result.ok()) return result;
        first = last;
        if (!new_file) continue;
        into.known = false;
        into.claims += one.claims;
        into.lines += one.lines;
        into.known_claims += one.known_claims;
        into.drafts += one.drafts;
        into.fixed += one.fixed;
    }
    return {};
}

ledger_result ledger::record(std::span<recorded_acknowledgment const> words, acknowledgment_summary& into) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    into = {};
    return m.changing([&] {
        statement by_claim{
            m.db,
            "SELECT c.id FROM claim c JOIN sent_set s ON s.id = c.sent_set WHERE c.control_number = ?1 AND "
            "(?2 IS NULL OR c.billing_npi = (SELECT id FROM word WHERE text = ?2)) AND "
            "(?3 IS NULL OR s.interchange = ?3) AND (?4 IS NULL OR s.grp = ?4) AND (?5 IS NULL OR s.st = ?5)"};
        statement by_set{m.db,
                         "SELECT c.id FROM sent_set s JOIN claim c ON c.sent_set = s.id WHERE s.interchange = ?1 AND "
                         "(?2 IS NULL OR c.billing_npi = (SELECT id FROM word WHERE text = ?2)) AND "
                         "(?3 IS NULL OR s.grp = ?3) AND (?4 IS NULL OR s.st = ?4)"};
        statement find_line{
            m.db,
            "SELECT l.id FROM claim c JOIN line l ON l.id >= c.first_line AND l.id < c.first_line + c.lines "
            "WHERE c.id = ?1 AND coalesce(l.control_number, l.number) = ?2"};
        statement find_status{
            m.db,
            "SELECT 1 FROM status WHERE claim = ? AND line IS ? AND source IS ? AND category IS ? AND "
            "status IS ? AND entity IS ? AND day IS ?"};
        statement add{m.db,
                      "INSERT INTO status(claim, line, source, category, status, entity, day, rejects) "
                      "VALUES(?,?,?,?,?,?,?,?)"};
        statement add_icn{m.db, "INSERT OR IGNORE INTO icn VALUES(?,?)"};
        std::vector<std::int64_t> claims;
        for (auto const& word : words) {
            claims.clear();
            bool const of_claim = !word.control_number.empty();
            auto& find = of_claim ? by_claim : by_set;
            if (of_claim) find.with(word.control_number, word.billing_npi, word.interchange, word.group, word.set);
            else find.with(word.interchange, word.billing_npi, word.group, word.set);
            while (find.step()) claims.push_back(find.integer(0));
            find.reset();
            if (claims.empty()) ++into.unmatched;
            for (auto const claim : claims) {
                nullable const line{word.line_control.empty() ? 0 : find_line.number(claim, word.line_control)};
                if (auto const icn = trimmed(word.icn); !icn.empty()) add_icn.run(claim, icn);
                if (find_status.number(claim, line, word.source, word.category, word.status, word.entity, word.day) !=
                    0) {
                    ++into.known;
                    continue;
                }
                add.run(claim, line, word.source, word.category, word.status, word.entity, word.day,
                        word.rejects ? 1 : 0);
                ++into.recorded;
            }
        }
    });
}

}  // namespace orthoscrub::ledger
