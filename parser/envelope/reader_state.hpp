#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/envelope/control_numbers.hpp"
#include "parser/envelope/framer.hpp"
#include "parser/envelope/interchange_reader.hpp"
#include "parser/envelope/window_context.hpp"

namespace orthoscrub::envelope {

/// Without blanks at both ends.
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;
/// What may be shown of a value: a count or a control number, never a long text.
[[nodiscard]] std::string shown(std::string_view value);
/// "NM1"; "text" for a segment without an id.
[[nodiscard]] std::string name_of(text::segment_id id);
/// A segment of the envelope, or data outside of interchanges.
[[nodiscard]] inline bool is_envelope(landmark const& l) noexcept {
    return l.outside || (l.kind >= text::segment_kind::isa && l.kind <= text::segment_kind::ta1);
}

/// The works of the reader. interchange_reader.cpp holds the envelope, set_windows.cpp the sets,
/// envelope_faults.cpp what is told.
struct interchange_reader::state {
    /// `block` is null: the reader has one of its own, and slides inside of it.
    state(text::source& input, text::diagnostics& diag, reader_limits l, framed_block* block)
        : frames{input, block != nullptr ? *block : own_block, l.window_bytes, l.segment_bytes, l.kernel},
          in_blocks{block != nullptr},
          faults{diag},
          limits{l} {
        limits.claim_bytes = std::clamp<std::size_t>(limits.claim_bytes, 16, std::size_t{1} << 28);
    }

    event next();
    event finish();
    event begin_interchange();
    event begin_group();
    event end_group();
    event end_interchange();
    event stray();
    std::optional<event> window();
    std::optional<event> skip();
    event give(event_kind kind, std::size_t end);
    event give_part(std::size_t end, text::segment_kind next_kind);
    event give_last(std::size_t end);
    void open_set(text::segment const& st);
    void lose_set(text::address const& at);
    void lose_group(text::address const& at);
    void lose_interchange(text::address const& at);
    void check_se(text::segment const& se);
    void check_composites(text::segment const& s, text::segment_kind kind);
    void report(text::fault_code code, text::address const& at, std::string seen = {}, std::string expected = {});
    void report_landmark(landmark const& l);
    void tell(text::fault_code code, tally const& t, std::string seen, std::string expected);
    [[nodiscard]] text::segment& at(std::size_t i) noexcept { return frames.segments()[i]; }
    [[nodiscard]] bool too_long(std::size_t from, std::size_t to) noexcept;
    /// True when going on would void the views of what was handed out of the block.
    [[nodiscard]] bool block_is_used() const noexcept { return in_blocks && frames.given(); }
    [[nodiscard]] static event block_end() noexcept {
        event e;
        e.kind = event_kind::block_end;
        return e;
    }
    /// True when the next window begins with open parents.
    [[nodiscard]] bool leads() const noexcept { return set_open && !set_first && !context.segments().empty(); }

    framed_block own_block;
    framer frames;
    bool const in_blocks;
    text::diagnostics& faults;
    reader_limits limits;
    interchange_header isa;
    group_header gs;
    set_header st;
    open_envelope::totals counts;
    window_context context;
    control_numbers seen_groups, seen_sets;
    bool isa_open = false, gs_open = false, set_open = false;
    bool set_first = false;     // the window to come begins with ST
    bool skipping = false;      // segments are handed out as `other` up to the next HL or ST
    bool skip_first = false;    // the segment where skipping begins is not where it ends
    bool stray_told = false;    // the run of stray segments is reported
    bool outside_told = false;  // the run of data outside of interchanges is reported
    bool finished = false;
    set_shape shape = set_shape::levels;
    std::uint64_t groups_here = 0, sets_here = 0;  // in the open interchange, in the open group
    std::uint32_t malformed_here = 0;              // in the open set
    tally wrong_component;
    char component_seen = '\0', component_expected = '\0';
    text::address last_address;
    std::array<std::uint32_t, static_cast<std::size_t>(text::fault_code::count_)> told{};
    std::array<tally, static_cast<std::size_t>(text::fault_code::count_)> untold{};
};

}  // namespace orthoscrub::envelope
