// Transaction sets as windows. A set is handed out whole when its SE is in the buffer; otherwise it is cut at
// the last good border, and the open parents go before the next part. What is too long is handed out as
// `other` up to the next HL or ST.
#include <algorithm>

#include "parser/envelope/reader_state.hpp"
#include "parser/text/source.hpp"

namespace orthoscrub::envelope {

using text::fault_code;
using text::loop_id;
using text::segment;
using text::segment_kind;

namespace {

constexpr std::size_t bytes_per_segment = 16;  // claim_bytes / 16 is the limit of segments in a claim

}  // namespace

// Hands out the segments before `end`, context first, and what is wrong with them.
event interchange_reader::state::give(event_kind kind, std::size_t end) {
    std::size_t const front = frames.front();
    bool const in_set = kind == event_kind::set_window;
    std::size_t const lead = in_set && !set_first ? context.segments().size() : 0;
    for (landmark const& l : frames.landmarks()) {
        if (l.index >= end) break;
        if (l.faulty) report_landmark(l);
        if (in_set && shape == set_shape::claims && (l.kind == segment_kind::hi || l.kind == segment_kind::clm))
            check_composites(at(l.index), l.kind);
    }
    if (lead != 0) frames.lead(context.segments());
    event e;
    e.kind = kind;
    e.segments = {frames.segments() + (front - lead), end - front + lead};
    e.context = static_cast<std::uint32_t>(lead);
    e.first = in_set && set_first;
    if (in_set) set_first = false;
    if (kind != event_kind::other) stray_told = false;
    if (end > front) {
        segment const& last = at(end - 1);
        counts.segments = last.ordinal;
        counts.bytes = last.raw_offset + last.raw_size;
        last_address = text::address_of(last, loop_id::envelope);
    }
    frames.consume(end);
    return e;
}

event interchange_reader::state::give_part(std::size_t end, segment_kind next_kind) {
    std::size_t const front = frames.front();
    std::size_t const lead = set_first ? 0 : context.segments().size();
    auto const marks = frames.landmarks();
    event const e = give(event_kind::set_window, end);
    context.keep(shape, e.segments, marks, front - lead, at(std::min(end, frames.back() - 1)), next_kind);
    return e;
}

event interchange_reader::state::give_last(std::size_t end) {
    event e = give(event_kind::set_window, end);
    e.last = true;
    set_open = false;
    skipping = false;
    context.clear();
    return e;
}

bool interchange_reader::state::too_long(std::size_t from, std::size_t to) noexcept {
    if (from >= to) return false;
    segment const& last = at(to - 1);
    return last.raw_offset + last.raw_size - at(from).raw_offset > limits.claim_bytes ||
           to - from > std::max<std::size_t>(limits.claim_bytes / bytes_per_segment, 1);
}

// The next part of the open set, or nothing when more must be read first.
std::optional<event> interchange_reader::state::window() {
    std::size_t const front = frames.front();
    std::size_t const back = frames.back();
    std::size_t border = front;  // the last place where the set may be cut, or its beginning
    std::size_t level_cut = front;
    auto level_kind = segment_kind::unknown;
    bool const bounded = shape == set_shape::claims || shape == set_shape::remittances;
    std::uint64_t const waiting = at(back - 1).raw_offset + at(back - 1).raw_size - at(front).raw_offset;
    auto const overlong = [&](std::size_t from) -> event {
        skipping = true;
        skip_first = true;
        if (from == front && set_first) {
            skip_first = false;
            from = front + 1;
            if (from == back) return give_part(front + 1, segment_kind::unknown);
        }
        if (from > front) return give_part(from, segment_kind::unknown);
        return *skip();
    };
    auto border_kind = segment_kind::unknown;
    for (landmark const& l : frames.landmarks()) {
        std::size_t const i = l.index;
        if (i == front && l.kind == segment_kind::st && set_first) continue;
        if (is_envelope(l) && l.kind != segment_kind::ta1) {
            if (bounded && too_long(border, i)) {
                report(fault_code::claim_too_long, text::address_of(at(border), loop_id::none), {},
                       std::to_string(limits.claim_bytes));
                return overlong(border);
            }
            if (l.kind != segment_kind::se) {
                lose_set(text::address_of(at(i), loop_id::heading));
                return give_last(i);
            }
            event const e = give_last(i + 1);
            check_se(e.segments.back());
            return e;
        }
        if (bounded && l.faulty && (at(i).flags & text::oversized) != 0) return overlong(border);
        bool const level = opens_level(shape, l.kind);
        if (!level && !opens_claim(shape, l.kind)) continue;
        if (bounded && too_long(border, i)) {
            report(fault_code::claim_too_long, text::address_of(at(border), loop_id::none), {},
                   std::to_string(limits.claim_bytes));
            return overlong(border);
        }
        border = i;
        border_kind = l.kind;
        if (level && i > front) {
            level_cut = i;
            level_kind = l.kind;
        }
    }
    if (frames.at_end()) {
        if (frames.input().result()) lose_set(text::address_of(at(back - 1), loop_id::heading));
        return give_last(back);
    }
    if (waiting >= limits.window_bytes / 2) {
        // What stays behind the cut is moved to the front of the buffer, so a cut in the second half is
        // wanted.
        bool const late = level_cut > front && at(level_cut).raw_offset - at(front).raw_offset >= waiting / 2;
        if (late || (border > front && border == level_cut)) return give_part(level_cut, level_kind);
        if (border > front) return give_part(border, border_kind);
    }
    if (too_long(border, back)) {
        if (!bounded && back - 1 > front) return give_part(back - 1, segment_kind::unknown);
        if (bounded) {
            report(fault_code::claim_too_long, text::address_of(at(border), loop_id::none), {},
                   std::to_string(limits.claim_bytes));
            return overlong(border);
        }
    }
    if (block_is_used()) return block_end();
    frames.more(context.segments().size());
    return std::nullopt;
}

// Hands out as `other` what is passed over up to the next HL (LX), ST or trailer.
std::optional<event> interchange_reader::state::skip() {
    std::size_t const front = frames.front();
    std::size_t end = frames.back();
    for (landmark const& l : frames.landmarks()) {
        if (l.index == front && skip_first) continue;
        bool const level = opens_level(shape, l.kind);
        if (!level && !(is_envelope(l) && l.kind != segment_kind::ta1)) continue;
        end = l.index;
        skipping = false;
        if (level) context.close_for(shape, at(end));
        break;
    }
    skip_first = false;
    if (end == front) return std::nullopt;
    return give(event_kind::other, end);
}

}  // namespace orthoscrub::envelope
