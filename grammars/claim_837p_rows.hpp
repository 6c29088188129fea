#pragma once
// Private to the sinks of the 837P grammar: how a segment becomes rows.
//
// Rows of one owner are consecutive. They come that way in ordered files; when a segment of an outer loop
// follows an inner one (REF of 2300 after 2310B), `append` makes room in the middle and moves the ranges
// behind it. That path is off the straight road and costs only the file that needs it.
#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "grammars/claim_837p_sinks.hpp"
#include "grammars/core/rows.hpp"

namespace orthoscrub::grammars::claim_837p {

using core::add_row;
using core::composite;
using core::count_of;
using core::elements;
using core::set_once;
using model::row_range;

// Moves the ranges of the open claim that begin at or behind `at` by one row. Only these three tables
// interleave: dates and amounts of a line with its 2430, references of a claim or line with its parties.
inline void shift(row_range& range, row_range const& grown, std::uint32_t at) noexcept {
    if (&range != &grown && range.count != 0 && range.first >= at) ++range.first;
}

inline void make_room(reader& r, std::vector<model::date_row>&, row_range const& grown, std::uint32_t at) {
    if (r.out.lines.empty()) return;
    auto& line = r.line();
    for (std::uint32_t i = 0; i < line.adjudications.count; ++i)
        shift(r.out.adjudications[line.adjudications.first + i].dates, grown, at);
}

inline void make_room(reader& r, std::vector<model::amount_row>&, row_range const& grown, std::uint32_t at) {
    if (r.out.lines.empty()) return;
    auto& line = r.line();
    for (std::uint32_t i = 0; i < line.adjudications.count; ++i)
        shift(r.out.adjudications[line.adjudications.first + i].amounts, grown, at);
}

inline void make_room(reader& r, std::vector<model::reference_row>&, row_range const& grown, std::uint32_t at) {
    for (auto party = r.out.parties.rbegin(); party != r.out.parties.rend(); ++party) {
        if (party->references.count == 0) continue;
        if (party->references.first < at) break;
        shift(party->references, grown, at);
    }
}

// A new row at the end of its owner's range. A row that cannot stand with the others of its owner (an NM1*41
// after SE) is kept without one.
template <class Row>
Row& append(reader& r, std::vector<Row>& table, row_range& range) {
    auto const end = count_of(table);
    if (range.count == 0) range.first = end;
    ++range.count;
    if (range.first + range.count - 1 == end) return add_row(table);
    if constexpr (requires { make_room(r, table, range, end); }) {
        auto const at = range.first + range.count - 1;
        make_room(r, table, range, at);
        return *table.insert(table.begin() + at, Row{});
    } else {
        --range.count;
        return add_row(table);
    }
}

// Segments that mean the same in every loop.

inline void fill(model::date_row& row, segment const& s, std::uint32_t index) {
    row.seg = index;
    elements const e{s};
    row.qualifier = e[1];
    row.format = e[2];
    row.text = e[3];
    auto const read = [](std::string_view text) { return model::date::from_ccyymmdd(text).value_or(model::date{}); };
    if (row.format == "D8") {
        row.first = row.last = read(row.text);
    } else if (row.format == "RD8") {
        if (row.text.size() == 17 && row.text[8] == '-') {
            row.first = read(row.text.substr(0, 8));
            row.last = read(row.text.substr(9));
            if (row.first.empty() || row.last.empty()) row.first = row.last = model::date{};
        }
    } else if (row.format == "DT" && row.text.size() == 12) {
        row.first = row.last = read(row.text.substr(0, 8));
    }
}

inline void fill(model::reference_row& row, segment const& s, std::uint32_t index) {
    row.seg = index;
    row.qualifier = s.element(1);
    row.value = s.element(2);
}

inline void fill(model::note_row& row, segment const& s, std::uint32_t index) {
    row.seg = index;
    row.qualifier = s.element(1);
    row.text = s.element(2);
}

inline void fill(model::attachment_row& row, segment const& s, std::uint32_t index) {
    row.seg = index;
    row.report_type = s.element(1);
    row.transmission = s.element(2);
    row.id_qualifier = s.element(5);
    row.control_number = s.element(6);
}

inline void fill(model::amount_row& row, segment const& s, std::uint32_t index) {
    row.seg = index;
    row.qualifier = s.element(1);
    row.amount = model::parse_money(s.element(2));
}

inline void add_detail(reader& r, row_range& range, segment const& s, loop_id loop) {
    auto& row = append(r, r.out.details, range);
    row.seg = r.index(s);
    row.loop = loop;
}

inline void add_adjustments(reader& r, row_range& range, segment const& s) {
    for (unsigned element = 2; element <= 17 && element <= s.count; element += 3) {
        auto const reason = s.element(element);
        auto const amount = s.element(element + 1);
        auto const units = s.element(element + 2);
        if (reason.empty() && amount.empty() && units.empty()) continue;
        auto& row = append(r, r.out.adjustments, range);
        row.seg = r.index(s);
        row.element = static_cast<std::uint8_t>(element);
        row.group = s.element(1);
        row.reason = reason;
        row.amount = model::parse_money(amount);
        row.units = units;
    }
}

inline model::party_row& add_party(reader& r, row_range& range, segment const& s, loop_id loop) {
    elements const e{s};
    auto& row = append(r, r.out.parties, range);
    row.loop = loop;
    row.nm1 = r.index(s);
    row.entity = e[1];
    row.entity_type = e[2];
    row.name = e[3];
    row.given_name = e[4];
    row.id_qualifier = e[8];
    row.id = e[9];
    return row;
}

}  // namespace orthoscrub::grammars::claim_837p
