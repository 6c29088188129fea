// What the reader says: faults of single segments, missing trailers, and what is told once per file.
#include <algorithm>
#include <array>

#include "parser/envelope/reader_state.hpp"
#include "parser/text/source.hpp"

namespace orthoscrub::envelope {

using text::fault_code;
using text::loop_id;
using text::segment;
using text::segment_kind;

namespace {

constexpr std::uint32_t most_told = 1000;  // of one fault code; the rest is told as a count at the end

bool is_line_end(char c) noexcept { return c == '\r' || c == '\n'; }

// Characters of codes, which no one takes for a separator: letters, digits, blank, point.
constexpr std::array<bool, 256> code_characters = [] {
    std::array<bool, 256> table{};
    for (unsigned c = 0; c < table.size(); ++c)
        table[c] = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ' ' || c == '.';
    return table;
}();

}  // namespace

std::string_view trim(std::string_view text) noexcept {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::string shown(std::string_view value) {
    std::string text{trim(value).substr(0, 20)};
    for (char& c : text)
        if (c < ' ' || c > '~') c = '?';
    return text;
}

std::string name_of(text::segment_id id) {
    if (id == 0) return "text";
    std::string name;
    for (; id != 0; id >>= 8) name += static_cast<char>(id & 0xFF);
    return name;
}

void interchange_reader::state::report(fault_code code, text::address const& where, std::string seen,
                                       std::string expected) {
    auto const i = static_cast<std::size_t>(code);
    if (told[i] == most_told && !limits.tell_all) {
        if (untold[i].count++ == 0) untold[i].first = where;
        return;
    }
    ++told[i];
    faults.add(code, where, std::move(seen), std::move(expected));
}

void interchange_reader::state::tell(fault_code code, tally const& t, std::string seen, std::string expected) {
    if (t.count == 0) return;
    faults.add(code, t.first, std::move(seen), std::move(expected));
    faults.faults().back().count = t.count;
}

void interchange_reader::state::report_landmark(landmark const& l) {
    segment const& s = at(l.index);
    auto const where = text::address_of(s, loop_id::none);
    if (l.outside) {
        if (outside_told) return;
        outside_told = true;
        auto raw = text::raw_of(s);
        raw.remove_prefix(
            std::min(raw.size(), raw.find_first_not_of(std::string_view{" \t\r\n\0\x1A\xEF\xBB\xBF", 9})));
        bool const is_isa = raw.size() > 3 && (raw[0] | 0x20) == 'i' && (raw[1] | 0x20) == 's' &&
                            (raw[2] | 0x20) == 'a' && read_isa(raw, true).verdict == isa_verdict::broken;
        bool const is_terminator =
            counts.interchanges != 0 && !raw.empty() &&
            raw.find_first_not_of(std::string{isa.marks.terminator, ' ', '\t', '\r', '\n'}) == std::string_view::npos;
        report(is_isa          ? fault_code::isa_delimiters
               : is_terminator ? fault_code::segment_malformed
                               : fault_code::isa_missing,
               where);
        return;
    }
    if (set_open && (s.flags & text::malformed_id) != 0 && (s.flags & text::oversized) == 0) ++malformed_here;
    if ((s.flags & text::oversized) != 0) {
        report(fault_code::segment_too_long, where, {}, std::to_string(limits.segment_bytes));
    } else if ((s.flags & text::malformed_id) != 0) {
        report(fault_code::segment_malformed, where);
    }
    if ((s.flags & text::unterminated) != 0 && (s.flags & text::oversized) == 0) {
        bool const last = frames.at_end() && l.index + 1 == frames.back();
        if (!last) {
            report(fault_code::terminator_missing, where, name_of(s.id));
        } else if (!(s.is("IEA") && s.count >= 2 && is_line_end(isa.marks.terminator))) {
            report(fault_code::truncated, where, name_of(s.id));
        }
    }
}

// ISA16 declares one separator; HI01 and CLM05 show which one is written.
void interchange_reader::state::check_composites(segment const& s, segment_kind kind) {
    auto const composite = s.element(kind == segment_kind::hi ? 1 : 5);
    for (char const c : composite) {
        if (code_characters[static_cast<unsigned char>(c)]) continue;
        if (c == isa.marks.component || c == isa.marks.repetition || c < ' ' || c > '~') return;
        if (limits.tell_all) {
            report(fault_code::component_separator,
                   text::address_of(s, loop_id::none, kind == segment_kind::hi ? 1 : 5), {c}, {isa.marks.component});
            return;
        }
        if (wrong_component.count++ == 0) {
            wrong_component.first = text::address_of(s, loop_id::none, kind == segment_kind::hi ? 1 : 5);
            component_seen = c;
            component_expected = isa.marks.component;
        }
        return;
    }
}

void interchange_reader::state::lose_set(text::address const& where) {
    if (set_open) report(fault_code::se_missing, where, {}, shown(st.control_number));
}

void interchange_reader::state::lose_group(text::address const& where) {
    if (gs_open) report(fault_code::ge_missing, where, {}, shown(gs.control_number));
    gs_open = false;
}

void interchange_reader::state::lose_interchange(text::address const& where) {
    lose_group(where);
    if (isa_open) report(fault_code::iea_missing, where, {}, shown(isa.control_number));
    isa_open = false;
}

}  // namespace orthoscrub::envelope
