#pragma once
#include <string>

#include "grammars/core/cursor.hpp"
#include "grammars/status_277ca.hpp"

/// Sinks of the 277CA grammar: each terminal of status_277ca.cpp calls one of these functions with the segment it took.
/// Which loop a segment is in is the grammar's answer.
namespace orthoscrub::grammars::status_277ca {

using model::absent;
using text::loop_id;
using text::segment;

/// What the sinks write through: tables, faults, and the levels that are open.
struct reader : core::cursor {
    reader(std::span<segment const> window, std::uint32_t context, text::delimiters const& marks,
           model::ack_tables& tables, text::diagnostics& faults)
        : cursor(window, context, marks.component, tables.loops, faults), out(tables) {}

    model::ack_tables& out;
    std::uint32_t source = absent;    ///< open row of levels
    std::uint32_t receiver = absent;  ///< open row of levels
    std::uint32_t provider = absent;  ///< open row of levels

    [[nodiscard]] model::status_level_row& level() noexcept { return out.levels.back(); }
    [[nodiscard]] model::status_trace_row& trace() noexcept { return out.traces.back(); }
    [[nodiscard]] model::status_line_row& line() noexcept { return out.lines.back(); }
};

// Heading
void open_set(reader&, segment const&, loop_id);
void set_bht(reader&, segment const&, loop_id);
void add_detail(reader&, segment const&, loop_id);

// Levels
void open_source(reader&, segment const&, loop_id);
void open_receiver(reader&, segment const&, loop_id);
void open_provider(reader&, segment const&, loop_id);
void open_patient(reader&, segment const&, loop_id);
/// An HL whose HL03 is none of 20, 21, 19, PT.
void unknown_level(reader&, segment const&);
/// An HL that stands under no level of the kind it needs; it is read all the same.
void level_alone(reader&, segment const&);
void add_party(reader&, segment const&, loop_id);

// 2200
void open_trace(reader&, segment const&, loop_id);
/// STC without TRN: a trace without a number.
void status_alone(reader&, segment const&);
void add_status(reader&, segment const&, loop_id);
void add_count(reader&, segment const&, loop_id);
void add_amount(reader&, segment const&, loop_id);
void add_reference(reader&, segment const&, loop_id);
void add_date(reader&, segment const&, loop_id);

// 2220D
void open_line(reader&, segment const&, loop_id);
void add_line_status(reader&, segment const&, loop_id);
void add_line_reference(reader&, segment const&, loop_id);
void add_line_date(reader&, segment const&, loop_id);
/// SVC without a claim.
void line_alone(reader&, segment const&);
/// An NM1 that this level does not have.
void stray_segment(reader&, segment const&);

/// A trace that lacks STC: its row stays, marked.
struct trace_unit {
    struct nothing {};
    static nothing mark(reader const&) { return {}; }
    static void broken(reader&, segment const& opened, nothing, segment const* stopped, std::string expected);
    static void close(reader&, segment const*) {}
};

/// A line that lacks STC: its row stays, marked.
struct line_unit {
    struct nothing {};
    static nothing mark(reader const&) { return {}; }
    static void broken(reader&, segment const& opened, nothing, segment const* stopped, std::string expected);
    static void close(reader&, segment const*) {}
};

}  // namespace orthoscrub::grammars::status_277ca
