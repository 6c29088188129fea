#pragma once
// Private to the sinks of the 835 grammar: how a segment becomes rows, and how a number or date that cannot be read is
// told of.
//
// Rows of one owner are consecutive. Only references of the heading and of a party may interleave: `append` makes room
// for such a row in the middle.
#include <algorithm>
#include <vector>

#include "grammars/core/rows.hpp"
#include "grammars/remit_835_sinks.hpp"

namespace orthoscrub::grammars::remit_835 {

using core::add_row;
using core::composite;
using core::count_of;
using core::elements;
using core::set_once;
using model::row_range;
using text::fault_code;

inline void make_room(reader& r, std::vector<model::reference_row>&, row_range const& grown, std::uint32_t at) {
    auto const shift = [&](row_range& range) {
        if (&range != &grown && range.count != 0 && range.first >= at) ++range.first;
    };
    for (auto& set : r.out.sets) shift(set.references);
    for (auto& party : r.out.parties) shift(party.references);
}

// Rows are moved only in headings of a usual size, so that reading stays linear.
inline constexpr std::size_t most_moved = 1024;

// A new row at the end of its owner's range. A row that cannot stand with the others of its owner (a DTM*405 after the
// claims) is kept without one.
template <class Row>
Row& append(reader& r, std::vector<Row>& table, row_range& range) {
    auto const end = count_of(table);
    if (range.count == 0) range.first = end;
    if (range.first + range.count == end) {
        ++range.count;
        return add_row(table);
    }
    if constexpr (requires { make_room(r, table, range, end); }) {
        if (r.out.claims.empty() && std::max(table.size(), r.out.parties.size()) < most_moved) {
            auto const at = range.first + range.count++;
            make_room(r, table, range, at);
            return *table.insert(table.begin() + at, Row{});
        }
    }
    return add_row(table);
}

// "CLP03", "SVC01-2".
inline std::string place_name(segment const& s, unsigned element, unsigned component = 0) {
    std::string name{s.name()};
    if (element < 10) name += '0';
    name += std::to_string(element);
    if (component != 0) name += '-' + std::to_string(component);
    return name;
}

inline bool told_of(model::number_state state) noexcept {
    return state == model::number_state::malformed || state == model::number_state::too_fine;
}
inline void number_unreadable(reader& r, segment const& s, loop_id loop, unsigned element, std::string_view kind) {
    r.report(s, fault_code::number_unreadable, loop, element, place_name(s, element), std::string{kind});
}
inline model::parsed_money money_at(reader& r, segment const& s, loop_id loop, unsigned element) {
    auto const read = model::parse_money(elements{s}[element]);
    if (told_of(read.state)) [[unlikely]]
        number_unreadable(r, s, loop, element, "an amount in dollars and cents");
    return read;
}
inline model::parsed_quantity quantity_at(reader& r, segment const& s, loop_id loop, unsigned element) {
    auto const read = model::parse_quantity(elements{s}[element]);
    if (told_of(read.state)) [[unlikely]]
        number_unreadable(r, s, loop, element, "a quantity");
    return read;
}
inline model::date day_at(reader& r, segment const& s, loop_id loop, unsigned element) {
    auto const text = elements{s}[element];
    if (text.empty()) return {};
    auto const day = model::date::from_ccyymmdd(text);
    if (!day) [[unlikely]]
        r.report(s, fault_code::date_unreadable, loop, element, {}, place_name(s, element));
    return day.value_or(model::date{});
}

// Segments that mean the same in 2100 and 2110.

inline void add_adjustments(reader& r, row_range& range, segment const& s, loop_id loop) {
    elements const e{s};
    auto const group = e[1];
    if (group == "CR") r.report(s, fault_code::old_group_code, loop, 1, "CR", "CO, OA, PI and PR");
    for (unsigned element = 2; element <= 17 && element <= e.count; element += 3) {
        auto const reason = e[element];
        auto const units = e[element + 2];
        if (reason.empty() && e[element + 1].empty() && units.empty()) continue;
        auto& row = append(r, r.out.adjustments, range);
        row.seg = r.index(s);
        row.element = static_cast<std::uint8_t>(element);
        row.group = group;
        row.reason = reason;
        row.amount = money_at(r, s, loop, element + 1);
        if (row.amount.state == model::number_state::absent)
            r.report(s, fault_code::payment_broken, loop, element + 1, "CAS", place_name(s, element + 1));
        row.units = units;
    }
}

inline void add_date(reader& r, row_range& range, segment const& s, loop_id loop) {
    auto& row = append(r, r.out.dates, range);
    elements const e{s};
    row.seg = r.index(s);
    row.qualifier = e[1];
    row.text = e[2];
    row.day = day_at(r, s, loop, 2);
}

inline void add_reference(reader& r, row_range& range, segment const& s) {
    auto& row = append(r, r.out.references, range);
    elements const e{s};
    row.seg = r.index(s);
    row.qualifier = e[1];
    row.value = e[2];
}

inline void add_amount(reader& r, row_range& range, segment const& s, loop_id loop) {
    auto& row = append(r, r.out.amounts, range);
    row.seg = r.index(s);
    row.qualifier = elements{s}[1];
    row.amount = money_at(r, s, loop, 2);
}

inline void add_quantity(reader& r, row_range& range, segment const& s, loop_id loop) {
    auto& row = append(r, r.out.quantities, range);
    row.seg = r.index(s);
    row.qualifier = elements{s}[1];
    row.quantity = quantity_at(r, s, loop, 2);
}

inline void add_remark(reader& r, row_range& range, segment const& s, unsigned element) {
    auto const code = elements{s}[element];
    if (code.empty()) return;
    auto& row = append(r, r.out.remarks, range);
    row.seg = r.index(s);
    row.element = static_cast<std::uint8_t>(element);
    row.code = code;
}

inline void add_contact(reader& r, row_range& range, segment const& s) {
    auto& row = append(r, r.out.contacts, range);
    elements const e{s};
    row.seg = r.index(s);
    row.function = e[1];
    row.name = e[2];
    for (unsigned k = 0; k < row.numbers.size(); ++k) row.numbers[k] = {e[3 + 2 * k], e[4 + 2 * k]};
}

}  // namespace orthoscrub::grammars::remit_835
