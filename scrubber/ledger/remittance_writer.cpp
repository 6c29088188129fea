// A book of remittances into the ledger, and the ids of those that are there. The content hash of a transaction set
// decides: the same bytes in another file are the same remittance. Adjustments, remark codes and policies are only read
// together with their claim or line and lie in a column of its row.
#include "scrubber/ledger/remittance_writer.hpp"

#include <unordered_map>

#include "scrubber/ledger/submission_writer.hpp"

namespace orthoscrub::ledger {
namespace {

template <class Row>
std::span<Row> rows_of(std::vector<Row>& table, row_range range) noexcept {
    return {table.data() + range.first, range.count};
}

/// The ids of a remittance, its claims and lines for one of the same bytes.
void take_ids(remittance_book& book, remittance const& from, remittance& to) {
    to.id = from.id;
    if (from.claims.count != to.claims.count) return;
    for (std::uint32_t i = 0; i < from.claims.count; ++i) {
        auto const& claim = book.claims[from.claims.first + i];
        auto& same = book.claims[to.claims.first + i];
        same.id = claim.id;
        if (claim.lines.count != same.lines.count) continue;
        for (std::uint32_t l = 0; l < claim.lines.count; ++l)
            book.lines[same.lines.first + l].id = book.lines[claim.lines.first + l].id;
    }
}

}  // namespace

remittance_writer::remittance_writer(ledger_machine& m)
    : m_{m},
      find_{m.db, "SELECT id, first_claim, claims FROM remittance WHERE content = ?"},
      first_line_{m.db, "SELECT first_line, lines FROM remitted_claim WHERE id = ?"},
      add_file_{m.db, "INSERT INTO file(id, kind, name, sha256, claims, lines) VALUES(?, 'remittance', ?, ?, 0, 0)"},
      count_file_{m.db, "UPDATE file SET claims = claims + ?, lines = lines + ? WHERE id = ?"},
      add_remittance_{m.db, "INSERT INTO remittance VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
      add_claim_{m.db, "INSERT INTO remitted_claim VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
      add_line_{m.db, "INSERT INTO remitted_line VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
      add_key_{m.db, "INSERT OR IGNORE INTO remitted_key VALUES(?,?)"},
      add_plb_{m.db,
               "INSERT INTO provider_adjustment(remittance, npi, fiscal_end, reason, reference, amount, byte, segment, "
               "st_segment, element) VALUES(?,?,?,?,?,?,?,?,?,?)"},
      add_break_{
          m.db,
          "INSERT INTO balance_break(remittance, level, claim, line, expected, found, byte, segment, st_segment, "
          "segment_id, element) VALUES(?,?,?,?,?,?,?,?,?,?,?)"} {}

bool remittance_writer::find(remittance_book& book, std::size_t row) {
    auto& r = book.remittances[row];
    if (r.content.empty()) return false;
    find_.with(blob_view{packed_hex(r.content, room_)});
    if (!find_.step()) {
        find_.reset();
        return false;
    }
    r.id = find_.integer(0);
    auto const first = find_.integer(1);
    bool const whole = find_.integer(2) == r.claims.count;
    find_.reset();
    if (!whole) return true;
    for (std::uint32_t i = 0; i < r.claims.count; ++i) {
        auto& claim = book.claims[r.claims.first + i];
        claim.id = first + i;
        first_line_.with(claim.id);
        if (first_line_.step() && first_line_.integer(1) == claim.lines.count)
            for (std::uint32_t l = 0; l < claim.lines.count; ++l)
                book.lines[claim.lines.first + l].id = first_line_.integer(0) + l;
        first_line_.reset();
    }
    return true;
}

void remittance_writer::number(remittance_book& book, remit_summary& into) {
    into = {};
    auto remittance = m_.next_id("remittance"), next_claim = m_.next_id("remitted_claim"),
         next_line = m_.next_id("remitted_line");
    std::unordered_map<std::string_view, std::size_t> fresh;
    for (std::size_t row = 0; row < book.remittances.size(); ++row) {
        auto& r = book.remittances[row];
        if (r.id != 0 || find(book, row)) {
            ++into.known;
            continue;
        }
        auto const [same, added] = fresh.try_emplace(r.content, row);
        if (!added && !r.content.empty()) {
            take_ids(book, book.remittances[same->second], r);
            ++into.known;
            continue;
        }
        r.id = remittance++;
        ++into.remittances;
        into.claims += r.claims.count;
        for (auto& claim : rows_of(book.claims, r.claims)) {
            claim.id = next_claim++;
            into.lines += claim.lines.count;
            for (auto& line : rows_of(book.lines, claim.lines)) line.id = next_line++;
        }
    }
}

void remittance_writer::add(remittance_book const& book) {
    files_.assign(book.files.size(), 0);
    file_ = m_.next_id("file");
    auto const first = m_.next_id("remittance");
    auto next = first;
    claim_ = m_.next_id("remitted_claim");
    line_ = m_.next_id("remitted_line");
    keys_.clear();
    for (auto const& r : book.remittances) {
        if (r.id != next) continue;  // it is there, or the same bytes stand in front of it
        add_file(book, r);
        add_remittance(book, r);
        ++next;
    }
    for (auto const& b : book.breaks) {
        if (b.remittance == absent || book.remittances[b.remittance].id < first) continue;
        auto const claim = b.claim == absent ? 0 : book.claims[b.claim].id;
        auto const line = b.line == absent ? 0 : book.lines[b.line].id;
        add_break_.run(book.remittances[b.remittance].id, static_cast<int>(b.where), nullable{claim}, nullable{line},
                       b.expected, b.found, b.at.byte, b.at.segment, b.at.st_segment, b.at.id, b.at.element);
    }
    insert_keys(add_key_, keys_);
}

void remittance_writer::add_file(remittance_book const& book, remittance const& r) {
    if (r.file >= files_.size()) files_.resize(r.file + 1);
    if (files_[r.file] != 0) return;
    files_[r.file] = file_++;
    auto const from = r.file < book.files.size() ? book.files[r.file] : remitted_file{};
    add_file_.run(files_[r.file], file_name_of(from.path), blob_view{packed_hex(from.sha256, room_)});
}

void remittance_writer::add_remittance(remittance_book const& book, remittance const& r) {
    auto const first_line = line_;
    add_remittance_.run(r.id, files_[r.file], r.set, nullable{m_.word(r.payer_id)}, nullable{m_.word(r.payer_name)},
                        nullable{m_.word(r.profile)}, r.payee_npi, nullable{static_cast<std::int64_t>(r.payee_tax_id)},
                        r.handling, r.method, r.total, r.trace, r.originator, r.paid_on, r.produced,
                        blob_view{packed_hex(r.content, room_)}, r.balanced ? 1 : 0, claim_, r.claims.count);
    for (auto const& claim : remittance_book::rows(book.claims, r.claims)) add_claim(book, claim, r.id);
    for (auto const& p : remittance_book::rows(book.provider_adjustments, r.provider_adjustments))
        add_plb_.run(r.id, p.npi, p.fiscal_end, p.reason, p.reference, p.amount, p.at.byte, p.at.segment,
                     p.at.st_segment, p.at.element);
    count_file_.run(r.claims.count, line_ - first_line, files_[r.file]);
}

std::string_view remittance_writer::adjustments(remittance_book const& book, row_range range) {
    adjustments_.clear();
    for (auto const& a : remittance_book::rows(book.adjustments, range)) {
        adjustments_.field(a.group).field(a.reason).field(a.amount.cents).field(a.units.thousandths);
        adjustments_.end_row();
    }
    return adjustments_.text();
}

std::string_view remittance_writer::texts(std::vector<std::string_view> const& table, row_range range,
                                          packed_list& list) {
    list.clear();
    for (auto const text : remittance_book::rows(table, range)) list.field(text);
    return list.text();
}

std::string_view remittance_writer::procedure(remit_procedure const& p, packed_list& list) {
    list.clear();
    if (p.empty()) return {};
    list.field(p.qualifier).field(p.code);
    for (auto const modifier : p.modifiers)
        if (!modifier.empty()) list.field(modifier);
    return list.text();
}

void remittance_writer::add_claim(remittance_book const& book, remitted_claim const& c, std::int64_t remittance) {
    int const flags = (c.crossover ? remitted_crossover : 0) | (c.balanced ? remitted_balanced : 0) |
                      (c.lines_balanced ? remitted_lines_balanced : 0);
    auto const first_line = line_;
    for (auto const& line : book.lines_of(c)) add_line(book, line, c.id);
    add_claim_.run(c.id, remittance, c.at.byte, c.at.segment, c.at.st_segment, c.control_number, c.status, c.charge,
                   c.paid, c.patient_share, c.filing_indicator, c.icn, c.place, c.frequency, c.original_icn,
                   nullable{static_cast<std::int64_t>(c.members[0])}, nullable{static_cast<std::int64_t>(c.members[1])},
                   nullable{static_cast<std::int64_t>(c.members[2])}, nullable{static_cast<std::int64_t>(c.last_name)},
                   c.first_day, c.last_day, c.interest, flags, c.image, first_line, c.lines.count,
                   adjustments(book, c.adjustments), texts(book.remarks, c.remarks, remarks_));
    ++claim_;
    keys_.emplace_back(control_key(c.control_number), c.id);
    keys_.emplace_back(key_of(key_kind::icn, c.icn), c.id);
    if (c.original_icn != c.icn) keys_.emplace_back(key_of(key_kind::icn, c.original_icn), c.id);
}

void remittance_writer::add_line(remittance_book const& book, remitted_line const& l, std::int64_t claim) {
    add_line_.run(l.id, claim, l.at.byte, l.at.segment, l.at.st_segment, procedure(l.adjudicated, adjudicated_),
                  procedure(l.submitted, submitted_), l.charge, l.paid, l.paid_units, l.original_units, l.first_day,
                  l.last_day == l.first_day ? model::date{} : l.last_day, l.control_number, l.allowed,
                  l.balanced ? 1 : 0, adjustments(book, l.adjustments), texts(book.remarks, l.remarks, remarks_),
                  texts(book.policies, l.policies, policies_));
    ++line_;
}

ledger_result ledger::find_known(remittance_book& book) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    return m.reading([&] {
        if (!m.remittances) m.remittances = std::make_unique<remittance_writer>(m);
        for (std::size_t row = 0; row < book.remittances.size(); ++row)
            if (book.remittances[row].id == 0) (void)m.remittances->find(book, row);
    });
}

ledger_result ledger::record(remittance_book& book, remit_summary& into) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    return m.changing([&] {
        if (!m.remittances) m.remittances = std::make_unique<remittance_writer>(m);
        m.remittances->number(book, into);
        m.remittances->add(book);
    });
}

ledger_result ledger::number(remittance_book& book, remit_summary& into) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    return m.reading([&] {
        if (!m.remittances) m.remittances = std::make_unique<remittance_writer>(m);
        m.remittances->number(book, into);
    });
}

ledger_result ledger::record(remittance_book const& book) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    return m.changing([&] {
        if (!m.remittances) m.remittances = std::make_unique<remittance_writer>(m);
        m.remittances->add(book);
    });
}

}  // namespace orthoscrub::ledger
