// One file of submitted claims into the ledger. Ids are counted here, so that a claim can name its rows before they are
// written and every table grows at its end. A draft keeps the identity of its claim and its findings alone; when the claim is
// sent, the findings of all its drafts are laid beside those of the submission: what is gone was fixed, what stands was
// sent unchanged, and "held" or "suppressed" of a draft holds.
#include "scrubber/ledger/submission_writer.hpp"

#include <algorithm>

namespace orthoscrub::ledger {
namespace {

std::int64_t signed_hash(person_hash hash) noexcept { return static_cast<std::int64_t>(hash); }

std::string_view word_of(submission_state state) noexcept { return state == submission_state::sent ? "sent" : "draft"; }

std::string_view key_of_line(submitted_line const& line) noexcept {
    return line.control_number.empty() ? line.number : line.control_number;
}

}  // namespace

std::string_view joined_modifiers(std::array<std::string_view, 4> const& modifiers, std::string& room) {
    room.clear();
    for (std::size_t i = 0; i < modifiers.size(); ++i) {
        if (i != 0) room += ':';
        room += modifiers[i];
    }
    while (!room.empty() && room.back() == ':') room.pop_back();
    return room;
}

std::string_view file_name_of(std::string_view path) noexcept { return path.substr(path.rfind('/') + 1); }

void insert_keys(statement& insert, std::vector<lookup_key>& keys) {
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    for (auto const& [key, claim] : keys)
        if (key != 0) insert.run(key, claim);
    keys.clear();
}

submission_writer::submission_writer(ledger_machine& m)
    : m_{m},
      find_file_{m.db, "SELECT 1 FROM file WHERE sha256 = ?1 AND (kind = ?2 OR (kind = 'sent' AND ?2 = 'draft'))"},
      add_file_{m.db,
                "INSERT INTO file(id, kind, name, sha256, day, tool, pack, claims, lines) VALUES(?,?,?,?,?,?,?,?,?)"},
      find_claim_{
          m.db,
          "SELECT c.id FROM claim c JOIN sent_set s ON s.id = c.sent_set WHERE c.control_number IS ? AND c.id < ? "
          "AND c.frequency IS ? AND c.sequence IS ? AND c.billing_npi IS ? AND c.payer IS ? AND "
          "s.set_reference IS ? AND s.submitted IS ?"},
      add_set_{m.db, "INSERT INTO sent_set VALUES(?,?,?,?,?,?,?)"},
      add_claim_{m.db, "INSERT INTO claim VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
      add_line_{m.db, "INSERT INTO line VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)"},
      add_finding_{m.db, "INSERT INTO finding VALUES(?,?,?,?,?,?,?,?)"},
      add_key_{m.db, "INSERT OR IGNORE INTO claim_key VALUES(?,?)"},
      add_icn_{m.db, "INSERT OR IGNORE INTO icn VALUES(?,?)"},
      add_status_{
          m.db,
          "INSERT INTO status(claim, line, source, category, status, entity, day, rejects) VALUES(?,?,?,?,?,?,?,?)"},
      find_draft_{
          m.db,
          "SELECT id FROM draft WHERE control_number IS ? AND billing_npi IS ? AND sequence IS ? AND payer IS ? "
          "AND frequency IS ? ORDER BY id"},
      find_notes_{
          m.db,
          "SELECT f.line, f.rule, f.fingerprint, f.pack, f.level, f.action FROM draft d JOIN draft_finding f ON "
          "f.id >= d.first_finding AND f.id < d.first_finding + d.findings WHERE d.id = ? ORDER BY f.id"},
      drop_draft_{m.db, "DELETE FROM draft WHERE id = ?"},
      drop_notes_{m.db,
                  "DELETE FROM draft_finding WHERE id >= (SELECT first_finding FROM draft WHERE id = ?1) AND "
                  "id < (SELECT first_finding + findings FROM draft WHERE id = ?1)"},
      add_draft_row_{m.db, "INSERT INTO draft VALUES(?,?,?,?,?,?,?,?,?,?)"},
      add_draft_finding_{m.db, "INSERT INTO draft_finding VALUES(?,?,?,?,?,?,?,?)"} {}

void submission_writer::start(submission_state state, run_stamp const& run) {
    summary = {};
    state_ = state;
    tool_ = run.tool_version;
    day_ = run.day;
    pack_ = m_.pack_id(run);
    file_ = m_.next_id("file");
    first_claim_ = claim_ = m_.next_id("claim");
    line_ = m_.next_id("line");
    finding_ = m_.next_id("finding");
    set_ = m_.next_id("sent_set") - 1;
    draft_ = m_.next_id("draft");
    draft_finding_ = m_.next_id("draft_finding");
    drafts_wait_ = state == submission_state::sent && draft_ > 1;
    set_key_.clear();
    keys_.clear();
    open = true;
}

bool submission_writer::known(submitted_file const& file, submission_state state) {
    return find_file_.number(blob_view{packed_hex(file.sha256, room_)}, word_of(state)) != 0;
}

void submission_writer::add(submission_book const& book, std::size_t first, std::size_t last) {
    finding_cursor_ = unchecked_cursor_ = 0;
    for (auto row = first; row < last; ++row) {
        move_cursors(book, static_cast<std::uint32_t>(row));
        if (state_ == submission_state::sent) add_sent(book, static_cast<std::uint32_t>(row));
        else add_draft(book, static_cast<std::uint32_t>(row));
    }
}

bool submission_writer::finish(submitted_file const& file) {
    open = false;
    if (known(file, state_)) {
        summary = {};
        summary.known = true;
        return false;
    }
    insert_keys(add_key_, keys_);
    add_file_.run(file_, word_of(state_), file_name_of(file.path), blob_view{packed_hex(file.sha256, room_)}, day_,
                  tool_, nullable{pack_}, summary.claims, summary.lines);
    return true;
}

void submission_writer::move_cursors(submission_book const& book, std::uint32_t row) {
    while (finding_cursor_ < book.findings.size() && book.findings[finding_cursor_].claim < row) ++finding_cursor_;
    while (unchecked_cursor_ < book.unchecked.size() && book.unchecked[unchecked_cursor_].claim < row)
        ++unchecked_cursor_;
}

void submission_writer::add_draft(submission_book const& book, std::uint32_t row) {
    auto const& claim = book.claims[row];
    auto const first = draft_finding_;
    for (; finding_cursor_ < book.findings.size() && book.findings[finding_cursor_].claim == row; ++finding_cursor_) {
        auto const& f = book.findings[finding_cursor_];
        auto const line = f.line == absent ? std::string_view{} : key_of_line(book.lines[f.line]);
        add_draft_finding_.run(draft_finding_++, draft_, line, nullable{m_.word(f.rule)},
                               blob_view{packed_hex(f.fingerprint, room_)}, nullable{m_.word(f.pack_sha256)},
                               static_cast<int>(f.level), static_cast<int>(f.action));
    }
    add_draft_row_.run(draft_++, file_, claim.control_number, nullable{m_.word(claim.billing_npi)}, claim.sequence,
                       nullable{m_.word(claim.payer_id)}, claim.frequency, claim.lines.count, first,
                       draft_finding_ - first);
    ++summary.claims;
    summary.lines += claim.lines.count;
}

void submission_writer::begin_set(submitted_claim const& claim) {
    room_.assign(claim.interchange);
    for (auto const part : {claim.group, claim.set, claim.set_reference}) {
        room_ += '\t';
        room_ += part;
    }
    room_ += std::to_string(claim.submitted.number());
    if (room_ == set_key_) return;
    set_key_ = room_;
    add_set_.run(++set_, file_, claim.interchange, claim.group, claim.set, claim.set_reference, claim.submitted);
}

std::int64_t submission_writer::unchecked_word(submission_book const& book, std::uint32_t row, std::uint32_t line) {
    rules_.clear();
    for (; unchecked_cursor_ < book.unchecked.size(); ++unchecked_cursor_) {
        auto const& u = book.unchecked[unchecked_cursor_];
        if (u.claim != row || u.line != line) break;
        if (!rules_.empty()) rules_ += ' ';
        rules_ += u.rule;
    }
    return m_.word(rules_);
}

void submission_writer::add_sent(submission_book const& book, std::uint32_t row) {
    auto const& c = book.claims[row];
    identity const id{m_.word(c.billing_npi), m_.word(c.payer_id)};
    if (first_claim_ > 1 &&
        find_claim_.number(c.control_number, first_claim_, c.frequency, c.sequence, nullable{id.npi},
                           nullable{id.payer}, c.set_reference, c.submitted) != 0) {
        ++summary.known_claims;
        return;
    }
    begin_set(c);
    notes_.clear();
    if (drafts_wait_) take_drafts(c, id);

    auto const first_line = line_;
    auto unchecked = unchecked_word(book, row, absent);
    for (auto const& line : book.lines_of(c)) {
        auto const book_row = c.lines.first + static_cast<std::uint32_t>(line_ - first_line);
        auto const rules = unchecked_word(book, row, book_row);
        add_line_.run(line_++, claim_, line.number, line.control_number, line.qualifier, line.code,
                      joined_modifiers(line.modifiers, room_), line.place, line.charge, line.units, line.first_day,
                      line.last_day == line.first_day ? model::date{} : line.last_day, nullable{rules});
    }
    if (auto const behind = unchecked_word(book, row, absent); behind != 0) unchecked = behind;
    auto const first_finding = finding_;
    add_findings(book, row, first_line);

    list_.clear();
    for (auto const& other : submission_book::rows(book.other_payers, c.other_payers)) {
        list_.field(other.sequence).field(other.payer_id);
        list_.end_row();
    }
    add_claim_.run(claim_, set_, c.ordinal, c.control_number, c.frequency, c.place, c.original_icn, nullable{id.npi},
                   nullable{signed_hash(c.tax_id)}, c.sequence, nullable{id.payer}, nullable{m_.word(c.profile)},
                   nullable{m_.word(c.payer_class)}, nullable{m_.word(c.state)}, c.charge, c.first_day, c.last_day,
                   nullable{signed_hash(c.members[0])}, nullable{signed_hash(c.members[1])},
                   nullable{signed_hash(c.patient)}, nullable{signed_hash(c.last_name)}, first_line, line_ - first_line,
                   list_.text(), first_finding, finding_ - first_finding, nullable{unchecked});
    keys_.emplace_back(control_key(c.control_number), claim_);
    keys_.emplace_back(key_of(key_kind::icn, c.original_icn), claim_);
    for (auto const member : c.members) keys_.emplace_back(key_of(member), claim_);
    for (auto const icn : submission_book::rows(book.icns, c.icns)) add_icn_.run(claim_, trimmed(icn));
    for (auto const& s : submission_book::rows(book.statuses, c.statuses)) {
        auto const line = s.line == absent ? 0 : first_line + (s.line - c.lines.first);
        add_status_.run(claim_, nullable{line}, s.source, s.category, s.status, s.entity, s.day, s.rejects ? 1 : 0);
    }
    ++claim_;
    ++summary.claims;
    summary.lines += c.lines.count;
}

void submission_writer::take_drafts(submitted_claim const& claim, identity const& id) {
    std::vector<std::int64_t> drafts;
    find_draft_.with(claim.control_number, nullable{id.npi}, claim.sequence, nullable{id.payer}, claim.frequency);
    while (find_draft_.step()) drafts.push_back(find_draft_.integer(0));
    find_draft_.reset();
    for (auto const draft : drafts) {
        find_notes_.with(draft);
        while (find_notes_.step()) {
            draft_note note{std::string{find_notes_.text(0)}, std::string{find_notes_.text(2)}, find_notes_.integer(1),
                            find_notes_.integer(3),           find_notes_.integer(4),           find_notes_.integer(5)};
            auto const same = std::find_if(notes_.begin(), notes_.end(),
                                           [&](draft_note const& n) { return n.fingerprint == note.fingerprint; });
            if (same == notes_.end()) notes_.push_back(std::move(note));
            else if (note.action != static_cast<int>(finding_action::sent_unchanged)) same->action = note.action;
        }
        find_notes_.reset();
        drop_notes_.run(draft);
        drop_draft_.run(draft);
        ++summary.drafts;
    }
}

void submission_writer::add_findings(submission_book const& book, std::uint32_t row, std::int64_t first_line) {
    auto const& claim = book.claims[row];
    pending_.clear();
    for (; finding_cursor_ < book.findings.size() && book.findings[finding_cursor_].claim == row; ++finding_cursor_) {
        auto const& f = book.findings[finding_cursor_];
        auto action = static_cast<std::int64_t>(f.action);
        if (!notes_.empty()) {
            auto const packed = packed_hex(f.fingerprint, room_);
            for (auto& note : notes_) {
                if (note.fingerprint != packed) continue;
                note.stands = true;
                if (note.action == static_cast<int>(finding_action::held) ||
                    note.action == static_cast<int>(finding_action::suppressed))
                    action = note.action;
            }
        }
        pending_.push_back({f.line == absent ? 0 : first_line + (f.line - claim.lines.first), m_.word(f.rule),
                            m_.word(f.pack_sha256), static_cast<std::int64_t>(f.level), action, f.fingerprint});
    }
    auto const standing = pending_.size();
    for (auto const& note : notes_) {
        if (note.stands) continue;
        std::int64_t line = 0;
        if (!note.line.empty())
            for (std::uint32_t i = 0; i < claim.lines.count && line == 0; ++i)
                if (key_of_line(book.lines[claim.lines.first + i]) == note.line) line = first_line + i;
        auto const fixed = static_cast<std::int64_t>(finding_action::fixed);
        auto const action = note.action == static_cast<int>(finding_action::sent_unchanged) ? fixed : note.action;
        if (action == fixed) ++summary.fixed;
        pending_.push_back({line, note.rule, note.pack, note.level, action, note.fingerprint});
    }
    if (pending_.size() != standing)
        std::stable_sort(pending_.begin(), pending_.end(), [](auto const& a, auto const& b) {
            return static_cast<std::uint64_t>(a.line - 1) < static_cast<std::uint64_t>(b.line - 1);
        });
    for (auto const& f : pending_)
        add_finding_.run(finding_++, claim_, nullable{f.line}, nullable{f.rule},
                         blob_view{packed_hex(f.fingerprint, room_)}, nullable{f.pack}, f.level, f.action);
}

}  // namespace orthoscrub::ledger
