#pragma once
#include <cstdint>
#include <string>

#include "grammars/core/cursor.hpp"
#include "grammars/remit_835.hpp"

/// Sinks of the 835 grammar: each terminal of remit_835.cpp calls one of these functions with the segment it took. They
/// write rows and decide nothing about placement: which loop a segment is in is the grammar's answer.
namespace orthoscrub::grammars::remit_835 {

using model::absent;
using text::loop_id;
using text::segment;

/// What the sinks write through: tables, faults, state of the set, and the rows that are open.
struct reader : core::cursor {
    reader(remit_window const& window, text::delimiters const& marks, remit_options const& accepted, remit_state& set,
           model::remit_tables& tables, text::diagnostics& faults)
        : cursor(window.segments, window.context, marks.component, tables.loops, faults),
          options(accepted),
          state(set),
          out(tables) {}

    remit_options const& options;
    remit_state& state;
    model::remit_tables& out;
    std::uint32_t header = absent;  ///< open row of header_numbers
    std::uint32_t payer = absent;   ///< open N1*PR
    std::uint32_t payee = absent;   ///< open N1*PE

    [[nodiscard]] model::remit_set_row& set() { return out.sets.empty() ? out.sets.emplace_back() : out.sets.back(); }
    [[nodiscard]] model::remit_party_row& party() noexcept { return out.parties.back(); }
    [[nodiscard]] model::remit_claim_row& claim() noexcept { return out.claims.back(); }
    [[nodiscard]] model::remit_line_row& line() noexcept { return out.lines.back(); }
};

// Heading
void open_set(reader&, segment const&, loop_id);
void set_payment(reader&, segment const&, loop_id);
void set_trace(reader&, segment const&, loop_id);
void set_currency(reader&, segment const&, loop_id);
void add_set_reference(reader&, segment const&, loop_id);
void add_set_date(reader&, segment const&, loop_id);
void add_provider_adjustments(reader&, segment const&, loop_id);
/// Tells what the set lacks; for its end.
void close_set(remit_state&, text::diagnostics&);

// 1000A, 1000B
void open_payer(reader&, segment const&, loop_id);
void open_payee(reader&, segment const&, loop_id);
void set_n3(reader&, segment const&, loop_id);
void set_n4(reader&, segment const&, loop_id);
void set_rdm(reader&, segment const&, loop_id);
void add_party_reference(reader&, segment const&, loop_id);
void add_party_contact(reader&, segment const&, loop_id);

// 2000
void open_header_number(reader&, segment const&, loop_id);
void set_ts3(reader&, segment const&, loop_id);
void set_ts2(reader&, segment const&, loop_id);

// 2100
void open_claim(reader&, segment const&, loop_id);
void add_claim_adjustments(reader&, segment const&, loop_id);
void add_claim_party(reader&, segment const&, loop_id);
void add_inpatient(reader&, segment const&, loop_id);
void add_outpatient(reader&, segment const&, loop_id);
void add_claim_reference(reader&, segment const&, loop_id);
void add_claim_date(reader&, segment const&, loop_id);
void add_claim_contact(reader&, segment const&, loop_id);
void add_claim_amount(reader&, segment const&, loop_id);
void add_claim_quantity(reader&, segment const&, loop_id);

// 2110
void open_line(reader&, segment const&, loop_id);
void add_line_adjustments(reader&, segment const&, loop_id);
void add_line_reference(reader&, segment const&, loop_id);
void set_line_control_number(reader&, segment const&, loop_id);
void add_line_date(reader&, segment const&, loop_id);
void add_line_amount(reader&, segment const&, loop_id);
void add_line_quantity(reader&, segment const&, loop_id);
void add_line_remark(reader&, segment const&, loop_id);

/// SVC without a claim.
void line_outside(reader&, segment const&);

/// A claim (2100) that lacks number, status, charge or payment: its row is marked, all that stands below it is read.
struct claim_unit {
    struct nothing {};
    [[nodiscard]] static bool whole(reader&) noexcept;
    [[nodiscard]] static nothing mark(reader const&) noexcept { return {}; }
    static void broken(reader&, segment const& opened, nothing, segment const* stopped, std::string const& expected);
    static void close(reader& r, segment const* end) noexcept;
};

/// A line (2110) that lacks code, charge or payment.
struct line_unit {
    struct nothing {};
    [[nodiscard]] static bool whole(reader&) noexcept;
    [[nodiscard]] static nothing mark(reader const&) noexcept { return {}; }
    static void broken(reader&, segment const& opened, nothing, segment const* stopped, std::string const& expected);
    static void close(reader& r, segment const* end) noexcept;
};

}  // namespace orthoscrub::grammars::remit_835
