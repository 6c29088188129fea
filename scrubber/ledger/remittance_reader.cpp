// Remitted claims of the ledger as a book again, with their remittance, its provider adjustments and the sums that did
// not come out. A remittance of which only some claims were asked for has only these.
#include "scrubber/ledger/remittance_reader.hpp"

#include <algorithm>
#include <numeric>

#include "scrubber/ledger/remittance_writer.hpp"

namespace orthoscrub::ledger {
namespace {

text::address address_at(statement const& row, int column, text::segment_id id, text::loop_id loop) {
    text::address at;
    at.byte = static_cast<std::uint64_t>(row.integer(column));
    at.segment = static_cast<std::uint32_t>(row.integer(column + 1));
    at.st_segment = static_cast<std::uint32_t>(row.integer(column + 2));
    at.id = id;
    at.loop = loop;
    return at;
}

std::optional<model::money> money_or_none(statement const& row, int column) {
    if (row.null(column)) return std::nullopt;
    return row.money(column);
}

}  // namespace

remittance_reader::remittance_reader(ledger_machine& m, remittance_book& book)
    : book_{book},
      words_{m.db, book.texts},
      remittances_{
          m.db,
          "SELECT r.id, r.st, r.payer, r.payer_name, r.profile, r.payee_npi, r.payee_tax_id, r.handling, r.method, "
          "r.total, r.trace, r.originator, r.paid_on, r.produced, r.content, r.balanced, f.id, f.name, f.sha256 "
          "FROM remittance r JOIN file f ON f.id = r.file WHERE r.id = ?"},
      claims_{m.db,
              "SELECT id, remittance, byte, segment, st_segment, control_number, status, charge, paid, patient_share, "
              "filing_indicator, icn, place, frequency, original_icn, member, member2, member3, last_name, first_day, "
              "last_day, interest, flags, image, first_line, lines, adjustments, remarks FROM remitted_claim WHERE id "
              "BETWEEN ? AND ? ORDER BY id"},
      lines_{
          m.db,
          "SELECT id, claim, byte, segment, st_segment, adjudicated, submitted, charge, paid, paid_units, "
          "original_units, first_day, last_day, control_number, allowed, balanced, adjustments, remarks, policies FROM "
          "remitted_line WHERE id >= ? AND id < ? ORDER BY id"},
      plbs_{m.db,
            "SELECT npi, fiscal_end, reason, reference, amount, byte, segment, st_segment, element FROM "
            "provider_adjustment WHERE "
            "remittance = ? ORDER BY id"},
      breaks_{m.db,
              "SELECT level, claim, line, expected, found, byte, segment, st_segment, segment_id, element FROM "
              "balance_break WHERE "
              "remittance = ? ORDER BY id"} {}

void remittance_reader::load(std::span<std::int64_t const> ids) {
    book_.claims.reserve(book_.claims.size() + ids.size());
    auto const first_remittance = book_.remittances.size();
    while (!ids.empty()) {
        std::size_t n = 1;
        while (n < ids.size() && ids[n] - ids[n - 1] <= gap_to_read_over) ++n;
        load_run(ids.first(n));
        ids = ids.subspan(n);
    }
    read_breaks(first_remittance);
}

void remittance_reader::load_run(std::span<std::int64_t const> ids) {
    auto const first_claim = book_.claims.size();
    std::size_t wanted = 0;
    std::int64_t first = 0, last = 0;
    claims_.with(ids.front(), ids.back());
    while (claims_.step()) {
        auto const id = claims_.integer(0);
        while (wanted < ids.size() && ids[wanted] < id) ++wanted;
        if (wanted == ids.size() || ids[wanted] != id) continue;
        if (book_.claims.size() == first_claim) first = claims_.integer(24);
        last = claims_.integer(24) + claims_.integer(25);
        read_claim();
    }
    claims_.reset();
    if (book_.claims.size() != first_claim) read_lines(first_claim, first, last);
}

void remittance_reader::load_all(database& db) {
    auto const first_remittance = book_.remittances.size();
    std::vector<std::int64_t> ids;
    statement all{db, "SELECT id, first_claim, claims FROM remittance ORDER BY id"};
    while (all.step()) {
        enter_remittance(all.integer(0));
        ids.resize(static_cast<std::size_t>(all.integer(2)));
        std::iota(ids.begin(), ids.end(), all.integer(1));
        if (!ids.empty()) load_run(ids);
    }
    read_breaks(first_remittance);
}

void remittance_reader::enter_remittance(std::int64_t id) {
    if (!book_.remittances.empty() && book_.remittances.back().id == id) return;
    auto& row = remittances_.with(id);
    if (row.step()) {
        auto const [file, added] = files_.try_emplace(row.integer(16), static_cast<std::uint32_t>(book_.files.size()));
        if (added) book_.files.push_back({kept(row, 17), book_.texts.keep(unpacked_hex(row.text(18), room_))});
        auto& r = book_.remittances.emplace_back();
        r.id = id;
        r.file = file->second;
        r.set = kept(row, 1);
        r.payer_id = words_.text(row.integer(2));
        r.payer_name = words_.text(row.integer(3));
        r.profile = words_.text(row.integer(4));
        r.payee_npi = kept(row, 5);
        r.payee_tax_id = static_cast<person_hash>(row.integer(6));
        r.handling = kept(row, 7);
        r.method = kept(row, 8);
        r.total = row.money(9);
        r.trace = kept(row, 10);
        r.originator = kept(row, 11);
        r.paid_on = row.day(12);
        r.produced = row.day(13);
        r.content = book_.texts.keep(unpacked_hex(row.text(14), room_));
        r.balanced = row.integer(15) != 0;
        r.claims.first = static_cast<std::uint32_t>(book_.claims.size());
        r.provider_adjustments.first = static_cast<std::uint32_t>(book_.provider_adjustments.size());
    }
    row.reset();
    plbs_.with(id);
    while (plbs_.step()) {
        book_.provider_adjustments.push_back({kept(plbs_, 0), plbs_.day(1), kept(plbs_, 2), kept(plbs_, 3),
                                              plbs_.money(4),
                                              address_at(plbs_, 5, text::pack_id("PLB"), text::loop_id::heading)});
        book_.provider_adjustments.back().at.element = static_cast<std::uint8_t>(plbs_.integer(8));
        ++book_.remittances.back().provider_adjustments.count;
    }
    plbs_.reset();
}

void remittance_reader::read_claim() {
    auto const& r = claims_;
    enter_remittance(r.integer(1));
    ++book_.remittances.back().claims.count;
    auto& c = book_.claims.emplace_back();
    c.id = r.integer(0);
    c.remittance = static_cast<std::uint32_t>(book_.remittances.size() - 1);
    c.at = address_at(r, 2, text::pack_id("CLP"), text::loop_id::l2100);
    c.control_number = kept(r, 5);
    c.status = kept(r, 6);
    c.charge = r.money(7);
    c.paid = r.money(8);
    c.patient_share = r.money(9);
    c.filing_indicator = kept(r, 10);
    c.icn = kept(r, 11);
    c.place = kept(r, 12);
    c.frequency = kept(r, 13);
    c.original_icn = kept(r, 14);
    for (int i = 0; i < 3; ++i) c.members[static_cast<std::size_t>(i)] = static_cast<person_hash>(r.integer(15 + i));
    c.last_name = static_cast<person_hash>(r.integer(18));
    c.first_day = r.day(19);
    c.last_day = r.day(20);
    c.interest = money_or_none(r, 21);
    auto const flags = r.integer(22);
    c.crossover = (flags & remitted_crossover) != 0;
    c.balanced = (flags & remitted_balanced) != 0;
    c.lines_balanced = (flags & remitted_lines_balanced) != 0;
    c.image = static_cast<std::uint64_t>(r.integer(23));
    c.adjustments = adjustments(r, 26);
    c.remarks = texts(r, 27, book_.remarks);
}

void remittance_reader::read_lines(std::size_t first_claim, std::int64_t first, std::int64_t last) {
    auto at = first_claim;
    for (auto i = first_claim; i < book_.claims.size(); ++i)
        book_.claims[i].lines = {static_cast<std::uint32_t>(book_.lines.size()), 0};
    auto& r = lines_.with(first, last);
    while (r.step()) {
        auto const claim = r.integer(1);
        while (at < book_.claims.size() && book_.claims[at].id < claim) ++at;
        if (at == book_.claims.size() || book_.claims[at].id != claim) continue;
        auto& range = book_.claims[at].lines;
        if (range.count++ == 0) range.first = static_cast<std::uint32_t>(book_.lines.size());
        auto& line = book_.lines.emplace_back();
        line.id = r.integer(0);
        line.claim = static_cast<std::uint32_t>(at);
        line.at = address_at(r, 2, text::pack_id("SVC"), text::loop_id::l2110);
        line.adjudicated = procedure(r, 5);
        line.submitted = procedure(r, 6);
        line.charge = r.money(7);
        line.paid = r.money(8);
        line.paid_units = {r.integer(9)};
        if (!r.null(10)) line.original_units = model::quantity{r.integer(10)};
        line.first_day = r.day(11);
        line.last_day = r.null(12) ? line.first_day : r.day(12);
        line.control_number = kept(r, 13);
        line.allowed = money_or_none(r, 14);
        line.balanced = r.integer(15) != 0;
        line.adjustments = adjustments(r, 16);
        line.remarks = texts(r, 17, book_.remarks);
        line.policies = texts(r, 18, book_.policies);
    }
    r.reset();
}

void remittance_reader::read_breaks(std::size_t first_remittance) {
    auto const row_of = [](auto const& table, std::int64_t id) {
        auto const found = std::lower_bound(table.begin(), table.end(), id,
                                            [](auto const& row, std::int64_t i) { return row.id < i; });
        return found != table.end() && found->id == id ? static_cast<std::uint32_t>(found - table.begin()) : absent;
    };
    for (auto i = first_remittance; i < book_.remittances.size(); ++i) {
        auto& r = breaks_.with(book_.remittances[i].id);
        while (r.step()) {
            balance_break b;
            b.where = static_cast<balance_break::level>(r.integer(0));
            b.remittance = static_cast<std::uint32_t>(i);
            b.claim = r.null(1) ? absent : row_of(book_.claims, r.integer(1));
            b.line = r.null(2) ? absent : row_of(book_.lines, r.integer(2));
            if ((!r.null(1) && b.claim == absent) || (!r.null(2) && b.line == absent)) continue;
            b.expected = r.money(3);
            b.found = r.money(4);
            auto const loop = b.where == balance_break::level::line          ? text::loop_id::l2110
                              : b.where == balance_break::level::transaction ? text::loop_id::heading
                                                                             : text::loop_id::l2100;
            b.at = address_at(r, 5, static_cast<text::segment_id>(r.integer(8)), loop);
            b.at.element = static_cast<std::uint8_t>(r.integer(9));
            book_.breaks.push_back(b);
        }
        r.reset();
    }
}

row_range remittance_reader::adjustments(statement const& row, int column) {
    row_range range{static_cast<std::uint32_t>(book_.adjustments.size()), 0};
    for (packed_rows rows{kept(row, column)}; !rows.at_end(); ++range.count) {
        auto& a = book_.adjustments.emplace_back();
        a.group = rows.field();
        a.reason = rows.field();
        a.amount = {rows.number()};
        a.units = {rows.number()};
    }
    return range;
}

row_range remittance_reader::texts(statement const& row, int column, std::vector<std::string_view>& table) {
    row_range range{static_cast<std::uint32_t>(table.size()), 0};
    for (packed_rows rows{kept(row, column)}; !rows.at_end(); ++range.count) table.push_back(rows.field());
    return range;
}

remit_procedure remittance_reader::procedure(statement const& row, int column) {
    remit_procedure p;
    packed_rows rows{kept(row, column)};
    if (rows.at_end()) return p;
    p.qualifier = rows.field();
    p.code = rows.field();
    for (std::size_t i = 0; i < p.modifiers.size() && !rows.at_end(); ++i) p.modifiers[i] = rows.field();
    return p;
}

}  // namespace orthoscrub::ledger
