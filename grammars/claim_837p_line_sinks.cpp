// Sinks of service lines (2400 to 2440), and what becomes of claims and lines that are broken or out of
// place.
#include "grammars/claim_837p_rows.hpp"

namespace orthoscrub::grammars::claim_837p {

using text::fault_code;

namespace {

void read_pointers(model::line_row& line, char separator) noexcept {
    auto const text = line.pointers_text;
    if (text.empty()) return;
    unsigned written = 0;
    std::size_t from = 0;
    while (true) {
        std::size_t to = from;
        while (to < text.size() && text[to] != separator) ++to;
        if (written < 4) {
            unsigned value = 0;
            bool number = to > from && to - from <= 2;
            for (std::size_t i = from; i < to && number; ++i) {
                number = text[i] >= '0' && text[i] <= '9';
                value = value * 10 + static_cast<unsigned>(text[i] - '0');
            }
            line.pointers[written] = static_cast<std::uint8_t>(to == from ? 0 : number && value > 0 ? value : 255);
        }
        if (written < 255) ++written;
        if (to == text.size()) break;
        from = to + 1;
    }
    line.pointer_count = static_cast<std::uint8_t>(written);
}

}  // namespace

// 2400.

void open_line(reader& r, segment const& s, loop_id) {
    auto& line = append(r, r.out.lines, r.claim().lines);
    line.lx = r.index(s);
    line.claim = count_of(r.out.claims) - 1;
    line.number = s.element(1);
}

void set_service(reader& r, segment const& s, loop_id) {
    auto& line = r.line();
    char const separator = r.component_separator();
    elements const e{s};
    line.sv1 = r.index(s);
    composite service{e[1], separator};
    line.qualifier = service.next();
    line.code = service.next();
    for (auto& modifier : line.modifiers) modifier = service.next();
    line.description = service.next();
    line.eighth = service.rest();
    line.charge_text = e[2];
    line.charge = model::parse_money(e[2]);
    line.unit = e[3];
    line.units_text = e[4];
    line.units = model::parse_quantity(e[4]);
    line.place = e[5];
    line.pointers_text = e[7];
    read_pointers(line, separator);
}

void set_service_date(reader& r, segment const& s, loop_id loop) {
    add_line_date(r, s, loop);
    auto& line = r.line();
    set_once(line.service_date, line.dates.first + line.dates.count - 1);
}

void set_line_control_number(reader& r, segment const& s, loop_id loop) {
    add_line_reference(r, s, loop);
    auto& line = r.line();
    if (line.control_number.empty()) line.control_number = s.element(2);
}

void add_line_date(reader& r, segment const& s, loop_id) {
    fill(append(r, r.out.dates, r.line().dates), s, r.index(s));
}
void add_line_reference(reader& r, segment const& s, loop_id) {
    fill(append(r, r.out.references, r.line().references), s, r.index(s));
}
void add_line_note(reader& r, segment const& s, loop_id) {
    fill(append(r, r.out.notes, r.line().notes), s, r.index(s));
}
void add_line_attachment(reader& r, segment const& s, loop_id) {
    fill(append(r, r.out.attachments, r.line().attachments), s, r.index(s));
}
void add_line_amount(reader& r, segment const& s, loop_id) {
    fill(append(r, r.out.amounts, r.line().amounts), s, r.index(s));
}
void add_line_detail(reader& r, segment const& s, loop_id loop) { add_detail(r, r.line().details, s, loop); }

// 2430.

void open_adjudication(reader& r, segment const& s, loop_id) {
    auto& row = append(r, r.out.adjudications, r.line().adjudications);
    row.svd = r.index(s);
    row.payer_id = s.element(1);
    row.paid = model::parse_money(s.element(2));
    composite service{s.element(3), r.component_separator()};
    row.code_qualifier = service.next();
    row.code = service.next();
    for (auto& modifier : row.modifiers) modifier = service.next();
    row.units = model::parse_quantity(s.element(5));
    row.bundled_line = s.element(6);
}
void add_adjudication_adjustments(reader& r, segment const& s, loop_id) {
    add_adjustments(r, r.adjudication().adjustments, s);
}
void add_adjudication_date(reader& r, segment const& s, loop_id) {
    fill(append(r, r.out.dates, r.adjudication().dates), s, r.index(s));
}
void add_adjudication_amount(reader& r, segment const& s, loop_id) {
    fill(append(r, r.out.amounts, r.adjudication().amounts), s, r.index(s));
}

// Broken and misplaced.

table_mark line_unit::mark(reader const& r) noexcept {
    auto const& t = r.out;
    return {t.dates.size(),   t.references.size(),    t.notes.size(),       t.attachments.size(), t.amounts.size(),
            t.parties.size(), t.adjudications.size(), t.adjustments.size(), t.details.size()};
}

void line_unit::broken(reader& r, segment const& opened, table_mark const& mark, segment const* stopped,
                       std::string expected) {
    auto& t = r.out;
    t.dates.resize(mark.dates);
    t.references.resize(mark.references);
    t.notes.resize(mark.notes);
    t.attachments.resize(mark.attachments);
    t.amounts.resize(mark.amounts);
    t.parties.resize(mark.parties);
    t.adjudications.resize(mark.adjudications);
    t.adjustments.resize(mark.adjustments);
    t.details.resize(mark.details);
    auto& line = r.line();
    line.dates = line.references = line.notes = line.attachments = line.amounts = line.parties = line.adjudications =
        line.details = {};
    line.service_date = absent;
    line.control_number = {};
    r.claim().broken = true;
    r.report(opened, fault_code::loop_broken, loop_id::l2400, 0, stopped ? core::shown(*stopped) : std::string{},
             std::move(expected));
}

void line_unit::close(reader& r, segment const* end) noexcept { r.line().end = r.index(end); }

void claim_unit::broken(reader& r, segment const& opened, nothing, segment const* stopped, std::string expected) {
    r.claim().broken = true;
    r.report(opened, fault_code::loop_broken, loop_id::l2300, 0, stopped ? core::shown(*stopped) : std::string{},
             std::move(expected));
}

void claim_unit::close(reader& r, segment const* end) noexcept { r.claim().end = r.index(end); }

void line_outside(reader& r, segment const& s) {
    r.stray(s, fault_code::line_outside_claim, r.open_loop(), core::shown(s), "CLM");
}

void service_without_line(reader& r, segment const& s) {
    r.claim().broken = true;
    r.stray(s, fault_code::loop_broken, r.open_loop(), core::shown(s), "LX");
}

void stray_segment(reader& r, segment const& s) { r.stray(s); }

}  // namespace orthoscrub::grammars::claim_837p
