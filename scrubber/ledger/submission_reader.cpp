// Claims of the ledger as a book again. Ids that lie close together are read in one go over each table: rows in between
// that nobody asked for are stepped over, which is cheaper than a search for each claim.
#include "scrubber/ledger/submission_reader.hpp"

#include <algorithm>

namespace orthoscrub::ledger {
namespace {

person_hash hash_of(statement const& row, int column) noexcept { return static_cast<person_hash>(row.integer(column)); }

/// Moves `at` to the claim with this id; false when the book has none behind `at`.
bool move_to(submission_book const& book, std::size_t& at, std::int64_t id) {
    while (at < book.claims.size() && book.claims[at].id < id) ++at;
    return at < book.claims.size() && book.claims[at].id == id;
}

void split_modifiers(std::string_view text, std::array<std::string_view, 4>& into) {
    for (auto& modifier : into) {
        auto const end = text.find(':');
        modifier = text.substr(0, end);
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
}

}  // namespace

submission_reader::submission_reader(ledger_machine& m, submission_book& book)
    : book_{book},
      words_{m.db, book.texts},
      sets_{m.db,
            "SELECT s.interchange, s.grp, s.st, s.set_reference, s.submitted, f.id, f.name, f.sha256 FROM sent_set s "
            "JOIN "
            "file f ON f.id = s.file WHERE s.id = ?"},
      claims_{
          m.db,
          "SELECT id, sent_set, ordinal, control_number, frequency, place, original_icn, billing_npi, tax_id, "
          "sequence, payer, profile, class, state, charge, first_day, last_day, member, member2, patient, last_name, "
          "first_line, lines, other_payers, first_finding, findings, unchecked FROM claim WHERE id BETWEEN ? AND ? "
          "ORDER BY id"},
      lines_{m.db,
             "SELECT id, claim, number, control_number, qualifier, code, modifiers, place, charge, units, first_day, "
             "last_day, unchecked FROM line WHERE id >= ? AND id < ? ORDER BY id"},
      findings_{
          m.db,
          "SELECT claim, line, rule, fingerprint, pack, level, action FROM finding WHERE id >= ? AND id < ? ORDER BY "
          "id"},
      icns_{m.db, "SELECT claim, number FROM icn WHERE claim BETWEEN ? AND ? ORDER BY claim, number"},
      statuses_{
          m.db,
          "SELECT claim, line, source, category, status, entity, day, rejects FROM status WHERE claim BETWEEN ? AND "
          "? ORDER BY claim, id"},
      total_claims_{m.db.number("SELECT sum(claims) FROM file WHERE kind = 'sent'")},
      total_lines_{m.db.number("SELECT sum(lines) FROM file WHERE kind = 'sent'")} {}

void submission_reader::load(std::span<std::int64_t const> ids) {
    if (ids.empty()) return;
    // Room for lines as claims have them on average: growing by doubling would need more than twice the memory.
    auto const part = static_cast<double>(ids.size()) / std::max(1.0, static_cast<double>(total_claims_));
    book_.claims.reserve(book_.claims.size() + ids.size());
    book_.lines.reserve(book_.lines.size() + static_cast<std::size_t>(part * 1.02 * static_cast<double>(total_lines_)) +
                        8);
    while (!ids.empty()) {
        std::size_t n = 1;
        while (n < ids.size() && ids[n] - ids[n - 1] <= gap_to_read_over) ++n;
        load_run(ids.first(n));
        ids = ids.subspan(n);
    }
}

void submission_reader::load_run(std::span<std::int64_t const> ids) {
    auto const first_claim = book_.claims.size();
    auto const first_line = book_.lines.size();
    rows_.clear();
    line_unchecked_.clear();
    std::size_t wanted = 0;
    claims_.with(ids.front(), ids.back());
    while (claims_.step()) {
        auto const id = claims_.integer(0);
        while (wanted < ids.size() && ids[wanted] < id) ++wanted;
        if (wanted < ids.size() && ids[wanted] == id) read_claim();
    }
    claims_.reset();
    if (book_.claims.size() == first_claim) return;
    read_lines(first_claim);
    read_findings(first_claim);
    read_icns(first_claim);
    read_statuses(first_claim);
    spread_unchecked(first_claim, first_line);
}

void submission_reader::enter_set(std::int64_t id) {
    if (id == set_) return;
    set_ = id;
    in_set_ = {};
    sets_.with(id);
    if (sets_.step()) {
        in_set_.interchange = kept(sets_, 0);
        in_set_.group = kept(sets_, 1);
        in_set_.set = kept(sets_, 2);
        in_set_.set_reference = kept(sets_, 3);
        in_set_.submitted = sets_.day(4);
        auto const [file, added] = files_.try_emplace(sets_.integer(5), static_cast<std::uint32_t>(book_.files.size()));
        if (added) book_.files.push_back({kept(sets_, 6), book_.texts.keep(unpacked_hex(sets_.text(7), room_))});
        in_set_.file = file->second;
    }
    sets_.reset();
}

void submission_reader::read_claim() {
    auto const& r = claims_;
    enter_set(r.integer(1));
    auto& c = book_.claims.emplace_back(in_set_);
    c.id = r.integer(0);
    c.ordinal = static_cast<std::uint64_t>(r.integer(2));
    c.control_number = kept(r, 3);
    c.frequency = kept(r, 4);
    c.place = kept(r, 5);
    c.original_icn = kept(r, 6);
    c.billing_npi = words_.text(r.integer(7));
    c.tax_id = hash_of(r, 8);
    c.sequence = kept(r, 9);
    c.payer_id = words_.text(r.integer(10));
    c.profile = words_.text(r.integer(11));
    c.payer_class = words_.text(r.integer(12));
    c.state = words_.text(r.integer(13));
    c.charge = r.money(14);
    c.first_day = r.day(15);
    c.last_day = r.day(16);
    c.members = {hash_of(r, 17), hash_of(r, 18)};
    c.patient = hash_of(r, 19);
    c.last_name = hash_of(r, 20);
    auto const first_line = r.integer(21), first_finding = r.integer(24);
    rows_.push_back(
        {first_line, first_line + r.integer(22), first_finding, first_finding + r.integer(25), r.integer(26)});
    c.other_payers.first = static_cast<std::uint32_t>(book_.other_payers.size());
    for (packed_rows others{kept(r, 23)}; !others.at_end();) {
        auto const sequence = others.field();
        book_.other_payers.push_back({sequence, others.field()});
        ++c.other_payers.count;
    }
}

void submission_reader::read_lines(std::size_t first_claim) {
    auto at = first_claim;
    lines_.with(rows_.front().first_line, rows_.back().last_line);
    for (auto i = first_claim; i < book_.claims.size(); ++i)
        book_.claims[i].lines = {static_cast<std::uint32_t>(book_.lines.size()), 0};
    while (lines_.step()) {
        if (!move_to(book_, at, lines_.integer(1))) continue;
        auto& claim = book_.claims[at];
        if (claim.lines.count++ == 0) claim.lines.first = static_cast<std::uint32_t>(book_.lines.size());
        auto& line = book_.lines.emplace_back();
        line.id = lines_.integer(0);
        line.claim = static_cast<std::uint32_t>(at);
        line.number = kept(lines_, 2);
        line.control_number = kept(lines_, 3);
        line.qualifier = kept(lines_, 4);
        line.code = kept(lines_, 5);
        split_modifiers(kept(lines_, 6), line.modifiers);
        line.place = kept(lines_, 7);
        line.charge = lines_.money(8);
        line.units = {lines_.integer(9)};
        line.first_day = lines_.day(10);
        line.last_day = lines_.null(11) ? line.first_day : lines_.day(11);
        line_unchecked_.push_back(lines_.integer(12));
    }
    lines_.reset();
}

void submission_reader::read_findings(std::size_t first_claim) {
    auto at = first_claim;
    findings_.with(rows_.front().first_finding, rows_.back().last_finding);
    while (findings_.step()) {
        if (!move_to(book_, at, findings_.integer(0))) continue;
        auto const& claim = book_.claims[at];
        auto& f = book_.findings.emplace_back();
        f.claim = static_cast<std::uint32_t>(at);
        if (!findings_.null(1) && claim.lines.count != 0)
            f.line = claim.lines.first +
                     static_cast<std::uint32_t>(findings_.integer(1) - book_.lines[claim.lines.first].id);
        f.rule = words_.text(findings_.integer(2));
        f.fingerprint = book_.texts.keep(unpacked_hex(findings_.text(3), room_));
        f.pack_sha256 = words_.text(findings_.integer(4));
        f.level = static_cast<text::severity>(findings_.integer(5));
        f.action = static_cast<finding_action>(findings_.integer(6));
    }
    findings_.reset();
}

void submission_reader::read_icns(std::size_t first_claim) {
    auto at = first_claim;
    icns_.with(book_.claims[first_claim].id, book_.claims.back().id);
    while (icns_.step()) {
        if (!move_to(book_, at, icns_.integer(0))) continue;
        auto& claim = book_.claims[at];
        if (claim.icns.count++ == 0) claim.icns.first = static_cast<std::uint32_t>(book_.icns.size());
        book_.icns.push_back(kept(icns_, 1));
    }
    icns_.reset();
}

void submission_reader::read_statuses(std::size_t first_claim) {
    auto at = first_claim;
    model::date last_word;
    statuses_.with(book_.claims[first_claim].id, book_.claims.back().id);
    while (statuses_.step()) {
        if (!move_to(book_, at, statuses_.integer(0))) continue;
        auto& claim = book_.claims[at];
        if (claim.statuses.count++ == 0) {
            claim.statuses.first = static_cast<std::uint32_t>(book_.statuses.size());
            last_word = {};
        }
        auto& s = book_.statuses.emplace_back();
        if (!statuses_.null(1) && claim.lines.count != 0)
            s.line = claim.lines.first +
                     static_cast<std::uint32_t>(statuses_.integer(1) - book_.lines[claim.lines.first].id);
        s.source = kept(statuses_, 2);
        s.category = kept(statuses_, 3);
        s.status = kept(statuses_, 4);
        s.entity = kept(statuses_, 5);
        s.day = statuses_.day(6);
        s.rejects = statuses_.integer(7) != 0;
        if (s.line != absent || s.day < last_word) continue;
        last_word = s.day;
        claim.state_at_front = s.rejects ? front_end::rejected : front_end::accepted;
    }
    statuses_.reset();
}

std::vector<std::string_view> const& submission_reader::rules_of(std::int64_t word) {
    auto const [entry, added] = rules_.try_emplace(word);
    if (added)
        for (auto left = words_.text(word); !left.empty();) {
            auto const end = std::min(left.find(' '), left.size());
            entry->second.push_back(left.substr(0, end));
            left.remove_prefix(std::min(end + 1, left.size()));
        }
    return entry->second;
}

void submission_reader::spread_unchecked(std::size_t first_claim, std::size_t first_line) {
    for (auto row = first_claim; row < book_.claims.size(); ++row) {
        auto const claim = static_cast<std::uint32_t>(row);
        auto const lines = book_.claims[row].lines;
        for (auto line = lines.first; line < lines.first + lines.count; ++line)
            if (auto const word = line_unchecked_[line - first_line]; word != 0)
                for (auto const rule : rules_of(word)) book_.unchecked.push_back({claim, line, rule});
        if (auto const word = rows_[row - first_claim].unchecked; word != 0)
            for (auto const rule : rules_of(word)) book_.unchecked.push_back({claim, absent, rule});
    }
}

}  // namespace orthoscrub::ledger
