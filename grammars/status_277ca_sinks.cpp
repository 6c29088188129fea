// Sinks of the 277CA grammar: rows of levels, traces, statuses and lines. Rows of one owner come one after the other,
// because the grammar never goes back to an outer loop. An STC becomes up to three rows, one for each of its composites.
#include "grammars/status_277ca_sinks.hpp"

#include <utility>
#include <vector>

namespace orthoscrub::grammars::status_277ca {

using model::row_range;
using model::status_level_kind;
using text::fault_code;

namespace {

template <class Row>
Row& append(std::vector<Row>& table, row_range& range) {
    if (range.count == 0) range.first = static_cast<std::uint32_t>(table.size());
    ++range.count;
    return table.emplace_back();
}

std::uint32_t last_row(auto const& table) { return static_cast<std::uint32_t>(table.size()) - 1; }

model::date day_of(std::string_view text) { return model::date::from_ccyymmdd(text).value_or(model::date{}); }

// A number of a level as it may be shown: a shifted element could be anything.
std::string shown_number(std::string_view text) {
    if (text.size() > 12 || text.find_first_not_of("0123456789") != text.npos) return {};
    return std::string{text};
}

void open_level(reader& r, segment const& s, loop_id loop, status_level_kind kind, std::uint32_t parent) {
    std::string_view const above = s.element(2);
    if (parent != absent && above != r.out.levels[parent].number)
        r.report(s, fault_code::hl_parent, loop, 2, shown_number(above), shown_number(r.out.levels[parent].number));
    auto& row = r.out.levels.emplace_back();
    row.kind = kind;
    row.hl = r.index(s);
    row.number = s.element(1);
    row.parent_number = above;
    row.child_code = s.element(4);
    row.parent = parent;
}

void fill_statuses(reader& r, row_range& range, segment const& s) {
    for (unsigned const element : {1u, 10u, 11u}) {
        auto const code = s.element(element);
        if (code.empty() && element != 1) continue;
        auto& row = append(r.out.statuses, range);
        char const mark = r.component_separator();
        row.stc = r.index(s);
        row.element = static_cast<std::uint8_t>(element);
        row.category = text::component(code, 1, mark);
        row.status = text::component(code, 2, mark);
        row.entity = text::component(code, 3, mark);
        row.list = text::component(code, 4, mark);
        row.day = day_of(s.element(2));
        row.action = s.element(3);
        row.amount = model::parse_money(s.element(4));
        row.message = s.element(12);
    }
}

void fill(model::date_row& row, segment const& s, std::uint32_t index) {
    row.seg = index;
    row.qualifier = s.element(1);
    row.format = s.element(2);
    row.text = s.element(3);
    if (row.format == "D8") row.first = row.last = day_of(row.text);
    if (row.format == "RD8" && row.text.size() == 17 && row.text[8] == '-') {
        row.first = day_of(row.text.substr(0, 8));
        row.last = day_of(row.text.substr(9));
        if (row.first.empty() || row.last.empty()) row.first = row.last = model::date{};
    }
}

}  // namespace

void open_set(reader& r, segment const& s, loop_id) {
    auto& row = r.out.status_sets.emplace_back();
    row.st = r.index(s);
    row.control_number = s.element(2);
    row.version = s.element(3);
}

void set_bht(reader& r, segment const& s, loop_id) {
    if (r.out.status_sets.empty()) r.out.status_sets.emplace_back();
    auto& row = r.out.status_sets.back();
    row.bht = r.index(s);
    row.structure = s.element(1);
    row.purpose = s.element(2);
    row.reference = s.element(3);
    row.created = day_of(s.element(4));
    row.time = s.element(5);
    row.type = s.element(6);
}

void add_detail(reader& r, segment const& s, loop_id loop) { r.out.details.push_back({r.index(s), loop}); }

// Levels.

void open_source(reader& r, segment const& s, loop_id loop) {
    open_level(r, s, loop, status_level_kind::source, absent);
    r.source = last_row(r.out.levels);
    r.receiver = r.provider = absent;
}

void open_receiver(reader& r, segment const& s, loop_id loop) {
    open_level(r, s, loop, status_level_kind::receiver, r.source);
    r.receiver = last_row(r.out.levels);
    r.provider = absent;
}

void open_provider(reader& r, segment const& s, loop_id loop) {
    open_level(r, s, loop, status_level_kind::provider, r.receiver);
    r.provider = last_row(r.out.levels);
}

void open_patient(reader& r, segment const& s, loop_id loop) {
    open_level(r, s, loop, status_level_kind::patient, r.provider);
}

void unknown_level(reader& r, segment const& s) {
    r.provider = absent;
    r.stray(s, fault_code::hl_level, loop_id::none, shown_number(s.element(3)), "20, 21, 19 or PT");
}

void level_alone(reader& r, segment const& s) {
    // What is open is no parent of it: the grammar would have placed it there.
    if (s.element(3) == "21") r.source = absent;
    if (s.element(3) == "19") r.receiver = absent;
    r.provider = absent;
    r.report(s, fault_code::hl_parent, loop_id::none, 2, shown_number(s.element(2)), {});
}

void add_party(reader& r, segment const& s, loop_id loop) {
    auto& row = append(r.out.parties, r.level().parties);
    row.loop = loop;
    row.nm1 = r.index(s);
    row.entity = s.element(1);
    row.entity_type = s.element(2);
    row.name = s.element(3);
    row.given_name = s.element(4);
    row.id_qualifier = s.element(8);
    row.id = s.element(9);
}

// 2200.

void open_trace(reader& r, segment const& s, loop_id loop) {
    auto& row = append(r.out.traces, r.level().traces);
    row.loop = loop;
    row.level = last_row(r.out.levels);
    row.trn = r.index(s);
    row.type = s.element(1);
    row.number = s.element(2);
}

void status_alone(reader& r, segment const& s) {
    static constexpr loop_id of_kind[]{loop_id::l2200A, loop_id::l2200B, loop_id::l2200C, loop_id::l2200D};
    auto& row = append(r.out.traces, r.level().traces);
    row.loop = of_kind[static_cast<std::size_t>(r.level().kind)];
    row.level = last_row(r.out.levels);
    row.broken = true;
    r.report(s, fault_code::loop_broken, row.loop, 0, core::shown(s), "TRN");
}

void add_status(reader& r, segment const& s, loop_id) { fill_statuses(r, r.trace().statuses, s); }

void add_count(reader& r, segment const& s, loop_id) {
    auto& row = append(r.out.counts, r.trace().counts);
    row.seg = r.index(s);
    row.qualifier = s.element(1);
    row.quantity = model::parse_quantity(s.element(2));
}

void add_amount(reader& r, segment const& s, loop_id) {
    auto& row = append(r.out.amounts, r.trace().amounts);
    row.seg = r.index(s);
    row.qualifier = s.element(1);
    row.amount = model::parse_money(s.element(2));
}

void add_reference(reader& r, segment const& s, loop_id) {
    auto& trace = r.trace();
    append(r.out.references, trace.references) = {r.index(s), s.element(1), s.element(2)};
    auto const once = [&](std::string_view qualifier, std::string_view& column) {
        if (column.empty() && s.element(1) == qualifier) column = s.element(2);
    };
    once("1K", trace.payer_number);
    once("D9", trace.clearinghouse_number);
    once("BLT", trace.bill_type);
}

void add_date(reader& r, segment const& s, loop_id) {
    auto& trace = r.trace();
    fill(append(r.out.dates, trace.dates), s, r.index(s));
    if (trace.service_date == absent && s.element(1) == "472") trace.service_date = last_row(r.out.dates);
}

// 2220D.

void open_line(reader& r, segment const& s, loop_id) {
    auto& row = append(r.out.lines, r.trace().lines);
    char const mark = r.component_separator();
    row.svc = r.index(s);
    row.trace = last_row(r.out.traces);
    row.qualifier = text::component(s.element(1), 1, mark);
    row.code = text::component(s.element(1), 2, mark);
    for (unsigned i = 0; i < row.modifiers.size(); ++i) row.modifiers[i] = text::component(s.element(1), 3 + i, mark);
    row.charge = model::parse_money(s.element(2));
    row.revenue_code = s.element(4);
    row.units = model::parse_quantity(s.element(7));
}

void add_line_status(reader& r, segment const& s, loop_id) { fill_statuses(r, r.line().statuses, s); }

void add_line_reference(reader& r, segment const& s, loop_id) {
    auto& line = r.line();
    append(r.out.references, line.references) = {r.index(s), s.element(1), s.element(2)};
    if (line.control_number.empty() && s.element(1) == "FJ") line.control_number = s.element(2);
    if (line.prescription.empty() && s.element(1) == "XZ") line.prescription = s.element(2);
}

void add_line_date(reader& r, segment const& s, loop_id) {
    auto& line = r.line();
    fill(append(r.out.dates, line.dates), s, r.index(s));
    if (line.service_date == absent && s.element(1) == "472") line.service_date = last_row(r.out.dates);
}

void line_alone(reader& r, segment const& s) {
    r.stray(s, fault_code::line_outside_claim, r.open_loop(), core::shown(s), "TRN");
}

void stray_segment(reader& r, segment const& s) { r.stray(s); }

// Broken.

void trace_unit::broken(reader& r, segment const& opened, nothing, segment const* stopped, std::string expected) {
    r.trace().broken = true;
    r.report(opened, fault_code::loop_broken, r.trace().loop, 0, stopped ? core::shown(*stopped) : std::string{},
             std::move(expected));
}

void line_unit::broken(reader& r, segment const& opened, nothing, segment const* stopped, std::string expected) {
    r.line().broken = true;
    r.report(opened, fault_code::loop_broken, loop_id::l2220D, 0, stopped ? core::shown(*stopped) : std::string{},
             std::move(expected));
}

}  // namespace orthoscrub::grammars::status_277ca
