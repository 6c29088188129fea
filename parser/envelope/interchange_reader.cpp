// The envelope as a small state machine over framed segments. Only landmarks are looked at (envelope
// segments, HL, CLM, LX and what is faulty), so a window costs a walk over a few of its segments. Views point
// into the framer's buffer; nothing is copied but the context.
#include "parser/envelope/interchange_reader.hpp"

#include <algorithm>

#include "parser/envelope/reader_state.hpp"
#include "parser/text/source.hpp"

namespace orthoscrub::envelope {

using text::fault_code;
using text::loop_id;
using text::segment;
using text::segment_kind;

namespace {

std::optional<std::uint64_t> number(std::string_view value) noexcept {
    value = trim(value);
    if (value.empty() || value.size() > 18) return std::nullopt;
    std::uint64_t n = 0;
    for (char const c : value) {
        if (c < '0' || c > '9') return std::nullopt;
        n = n * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return n;
}

set_shape shape_of(std::string_view type) noexcept {
    if (type == "837") return set_shape::claims;
    if (type == "835") return set_shape::remittances;
    if (type == "277") return set_shape::statuses;
    return type == "999" ? set_shape::flat : set_shape::levels;
}

}  // namespace

event interchange_reader::state::next() {
    while (true) {
        if (frames.front() == frames.back()) {
            if (frames.at_end()) return finish();
            if (block_is_used()) return block_end();
            if (!frames.more(context.segments().size())) return finish();
        }
        if (leads() && block_is_used()) return block_end();
        if (skipping) {
            if (auto e = skip()) return *e;
            continue;
        }
        auto const marks = frames.landmarks();
        std::size_t const front = frames.front();
        bool const here = !marks.empty() && marks.front().index == front;
        auto const kind = here ? marks.front().kind : segment_kind::unknown;
        if (!set_open && kind == segment_kind::st) open_set(at(front));
        if (set_open) {
            if (auto e = window()) return *e;
            continue;
        }
        switch (kind) {
            case segment_kind::isa:
                return begin_interchange();
            case segment_kind::gs:
                return begin_group();
            case segment_kind::ge:
                return end_group();
            case segment_kind::iea:
                return end_interchange();
            default:
                return stray();
        }
    }
}

event interchange_reader::state::begin_interchange() {
    segment const& s = at(frames.front());
    auto const where = text::address_of(s, loop_id::envelope);
    lose_interchange(where);
    isa_reading const reading = frames.take_isa();
    isa.control_number = trim(s.element(13));
    isa.sender_qualifier = trim(s.element(5));
    isa.receiver_qualifier = trim(s.element(7));
    isa.sender = trim(s.element(6));
    isa.receiver = trim(s.element(8));
    isa.version = trim(s.element(12));
    isa.date = trim(s.element(9));
    isa.time = trim(s.element(10));
    isa.ack_requested = trim(s.element(14));
    isa.usage = trim(s.element(15));
    isa.marks = reading.marks;
    isa.ordinal = static_cast<std::uint32_t>(++counts.interchanges);
    isa_open = true;
    outside_told = false;
    groups_here = 0;
    seen_groups.clear();
    auto at_element = [&](std::uint8_t n) {
        auto place = where;
        place.element = n;
        return place;
    };
    if (reading.length != 106) report(fault_code::isa_length, where, std::to_string(reading.length), "106");
    if (isa.version != "00501") report(fault_code::isa_version, at_element(12), shown(isa.version), "00501");
    if (reading.marks.repetition == '\0' && isa.version == "00501")
        report(fault_code::repetition_separator, at_element(11), shown(s.element(11)), "^");
    return give(event_kind::interchange_begin, frames.front() + 1);
}

event interchange_reader::state::begin_group() {
    segment const& s = at(frames.front());
    lose_group(text::address_of(s, loop_id::envelope));
    gs.functional_id = trim(s.element(1));
    gs.sender = trim(s.element(2));
    gs.receiver = trim(s.element(3));
    gs.date = trim(s.element(4));
    gs.time = trim(s.element(5));
    gs.control_number = trim(s.element(6));
    gs.version = trim(s.element(8));
    gs.ordinal = static_cast<std::uint32_t>(++counts.groups);
    gs_open = true;
    ++groups_here;
    sets_here = 0;
    seen_sets.clear();
    if (isa_open && !gs.control_number.empty() && !seen_groups.add(gs.control_number))
        report(fault_code::gs_duplicate, text::address_of(s, loop_id::envelope, 6), shown(gs.control_number));
    return give(event_kind::group_begin, frames.front() + 1);
}

event interchange_reader::state::end_group() {
    segment const& s = at(frames.front());
    auto where = text::address_of(s, loop_id::envelope, 1);
    if (!gs_open) {
        report(fault_code::gs_missing, text::address_of(s, loop_id::envelope), "GE");
        return give(event_kind::other, frames.front() + 1);
    }
    if (number(s.element(1)) != sets_here)
        report(fault_code::ge_count, where, shown(s.element(1)), std::to_string(sets_here));
    where.element = 2;
    if (trim(s.element(2)) != gs.control_number)
        report(fault_code::ge_control_number, where, shown(s.element(2)), shown(gs.control_number));
    gs_open = false;
    return give(event_kind::group_end, frames.front() + 1);
}

event interchange_reader::state::end_interchange() {
    segment const& s = at(frames.front());
    auto where = text::address_of(s, loop_id::envelope, 1);
    lose_group(text::address_of(s, loop_id::envelope));
    if (number(s.element(1)) != groups_here)
        report(fault_code::iea_count, where, shown(s.element(1)), std::to_string(groups_here));
    where.element = 2;
    if (trim(s.element(2)) != isa.control_number)
        report(fault_code::iea_control_number, where, shown(s.element(2)), shown(isa.control_number));
    isa_open = false;
    return give(event_kind::interchange_end, frames.front() + 1);
}

// Segments that belong to no set, up to the next segment of the envelope; or data outside of interchanges.
event interchange_reader::state::stray() {
    std::size_t const front = frames.front();
    auto const marks = frames.landmarks();
    std::size_t end = frames.back();
    segment const& s = at(front);
    bool const here = !marks.empty() && marks.front().index == front;
    if (here && marks.front().outside) {
        lose_interchange(text::address_of(s, loop_id::envelope));
        for (landmark const& l : marks)
            if (!l.outside) {
                end = l.index;
                break;
            }
        return give(event_kind::other, end);
    }
    bool const is_ta1 = here && marks.front().kind == segment_kind::ta1;
    if (here && is_envelope(marks.front())) {
        end = front + 1;
    } else {
        for (landmark const& l : marks)
            if (is_envelope(l)) {
                end = l.index;
                break;
            }
    }
    bool const expected = is_ta1 && isa_open && !gs_open && groups_here == 0;
    if (!expected && !stray_told) {
        for (std::size_t i = front; i < end; ++i) {
            if ((at(i).flags & (text::layout_only | text::malformed_id)) != 0) continue;
            report(fault_code::st_outside, text::address_of(at(i), loop_id::envelope), name_of(at(i).id));
            stray_told = true;
            break;
        }
    }
    return give(event_kind::other, end);
}

void interchange_reader::state::open_set(segment const& s) {
    auto where = text::address_of(s, loop_id::heading);
    st.type = trim(s.element(1));
    st.control_number = trim(s.element(2));
    auto const version = trim(s.element(3));
    st.version = !version.empty() || !gs_open ? version : std::string_view{gs.version};
    st.ordinal = static_cast<std::uint32_t>(++counts.transaction_sets);
    shape = shape_of(st.type);
    set_open = true;
    set_first = true;
    malformed_here = 0;
    context.clear();
    if (!gs_open) {
        report(fault_code::gs_missing, where, "ST");
        return;
    }
    ++sets_here;
    if (!version.empty() && version != gs.version) {
        where.element = 3;
        report(fault_code::st_version, where, shown(version), shown(gs.version));
    }
    if (!seen_sets.add(st.control_number)) {
        where.element = 2;
        report(fault_code::st_duplicate, where, shown(st.control_number));
    }
}

void interchange_reader::state::check_se(segment const& se) {
    auto where = text::address_of(se, loop_id::heading, 1);
    std::uint64_t const count = se.st_ordinal - malformed_here;
    if (number(se.element(1)) != count)
        report(fault_code::se_count, where, shown(se.element(1)), std::to_string(count));
    where.element = 2;
    if (trim(se.element(2)) != st.control_number)
        report(fault_code::se_control_number, where, shown(se.element(2)), shown(st.control_number));
}

event interchange_reader::state::finish() {
    if (finished) return {};
    if (set_open) {
        lose_set(last_address);
        return give_last(frames.front());
    }
    finished = true;
    if (frames.input().result()) {
        lose_interchange(last_address);
        if (counts.interchanges == 0 && !outside_told) report(fault_code::isa_missing, {});
    }
    tell(fault_code::lower_case_id, frames.lower_case_ids, {}, name_of(frames.lower_case_ids.first.id));
    tell(fault_code::trailing_separator, frames.trailing_separators, name_of(frames.trailing_separators.first.id), {});
    tell(fault_code::non_ascii, frames.non_ascii, name_of(frames.non_ascii.first.id), {});
    tell(fault_code::component_separator, wrong_component, {component_seen}, {component_expected});
    for (std::size_t i = 0; i < untold.size(); ++i) tell(static_cast<fault_code>(i), untold[i], "more", {});
    return {};
}

interchange_reader::interchange_reader(text::source& input, text::diagnostics& faults, reader_limits limits)
    : state_{std::make_unique<state>(input, faults, limits, nullptr)} {}
interchange_reader::interchange_reader(text::source& input, text::diagnostics& faults, reader_limits limits,
                                       framed_block& block)
    : state_{std::make_unique<state>(input, faults, limits, &block)} {}
interchange_reader::~interchange_reader() = default;

event interchange_reader::next() { return state_->next(); }
void interchange_reader::continue_in(framed_block& block) {
    state_->frames.move_to(block, state_->context.segments().size());
}
open_envelope interchange_reader::open() const noexcept {
    return {state_->isa, state_->gs, state_->st, state_->counts};
}
interchange_header const& interchange_reader::interchange() const noexcept { return state_->isa; }
group_header const& interchange_reader::group() const noexcept { return state_->gs; }
set_header const& interchange_reader::set() const noexcept { return state_->st; }
open_envelope::totals const& interchange_reader::counted() const noexcept { return state_->counts; }

}  // namespace orthoscrub::envelope
