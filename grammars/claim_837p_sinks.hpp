#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "grammars/claim_837p.hpp"
#include "grammars/core/cursor.hpp"

/// Sinks of the 837P grammar: each terminal of claim_837p.cpp calls one of these functions with the segment
/// it took. They write rows and decide nothing about placement: which loop a segment is in is the grammar's
/// answer.
namespace orthoscrub::grammars::claim_837p {

using model::absent;
using text::loop_id;
using text::segment;

/// Rows of the tables that may be taken back when a line turns out to be broken.
struct table_mark {
    std::size_t dates, references, notes, attachments, amounts, parties, adjudications, adjustments, details;
};

/// What the sinks write through: tables, faults, hierarchy, and the rows that are open.
struct reader : core::cursor {
    reader(claim_window const& window, text::delimiters const& marks, claim_options const& accepted,
           hierarchy_state& state, model::claim_tables& tables, text::diagnostics& faults)
        : cursor(window.segments, window.context, marks.component, tables.loops, faults),
          options(accepted),
          hierarchy(state),
          out(tables) {}

    claim_options const& options;
    hierarchy_state& hierarchy;
    model::claim_tables& out;
    std::uint32_t billing = absent;     ///< open row of billing_providers
    std::uint32_t subscriber = absent;  ///< open row of subscribers
    std::uint32_t patient = absent;     ///< open row of patients

    [[nodiscard]] model::claim_row& claim() noexcept { return out.claims.back(); }
    [[nodiscard]] model::line_row& line() noexcept { return out.lines.back(); }
    [[nodiscard]] model::other_payer_row& other_payer() noexcept { return out.other_payers.back(); }
    [[nodiscard]] model::adjudication_row& adjudication() noexcept { return out.adjudications.back(); }
    [[nodiscard]] model::party_row& party() noexcept { return out.parties.back(); }
};

// Heading
void open_set(reader&, segment const&, loop_id);
void set_bht(reader&, segment const&, loop_id);
void close_set(reader&, segment const&, loop_id);

// Hierarchy
void open_billing(reader&, segment const&, loop_id);
void open_subscriber(reader&, segment const&, loop_id);
void open_patient(reader&, segment const&, loop_id);
/// An HL whose HL03 is none of 20, 22, 23: nothing below it has a level.
void unknown_level(reader&, segment const&);
void set_billing_prv(reader&, segment const&, loop_id);
void add_billing_detail(reader&, segment const&, loop_id);
void set_sbr(reader&, segment const&, loop_id);
void set_subscriber_pat(reader&, segment const&, loop_id);
void set_patient_pat(reader&, segment const&, loop_id);
/// Judges HL04 of the levels that are still open; for the end of a set.
void close_levels(hierarchy_state&, text::diagnostics&);

// Parties: NM1 and what stands below it
void add_set_party(reader&, segment const&, loop_id);
void add_billing_party(reader&, segment const&, loop_id);
void add_subscriber_party(reader&, segment const&, loop_id);
void add_patient_party(reader&, segment const&, loop_id);
void add_claim_party(reader&, segment const&, loop_id);
void add_other_payer_party(reader&, segment const&, loop_id);
void add_line_party(reader&, segment const&, loop_id);
void set_n3(reader&, segment const&, loop_id);
void set_n4(reader&, segment const&, loop_id);
void set_dmg(reader&, segment const&, loop_id);
void set_per(reader&, segment const&, loop_id);
void set_prv(reader&, segment const&, loop_id);
void add_party_reference(reader&, segment const&, loop_id);

// 2300
void open_claim(reader&, segment const&, loop_id);
/// CLM without subscriber or patient level; the claim is read all the same.
void claim_outside(reader&, segment const&);
void add_claim_date(reader&, segment const&, loop_id);
void add_claim_reference(reader&, segment const&, loop_id);
void add_claim_note(reader&, segment const&, loop_id);
void add_claim_attachment(reader&, segment const&, loop_id);
void add_claim_amount(reader&, segment const&, loop_id);
void add_claim_detail(reader&, segment const&, loop_id);
void add_diagnoses(reader&, segment const&, loop_id);

// 2320
void open_other_payer(reader&, segment const&, loop_id);
void add_other_payer_adjustments(reader&, segment const&, loop_id);
void add_other_payer_amount(reader&, segment const&, loop_id);
void add_other_payer_detail(reader&, segment const&, loop_id);
void add_other_payer_date(reader&, segment const&, loop_id);

// 2400
void open_line(reader&, segment const&, loop_id);
void set_service(reader&, segment const&, loop_id);
void set_service_date(reader&, segment const&, loop_id);
void set_line_control_number(reader&, segment const&, loop_id);
void add_line_date(reader&, segment const&, loop_id);
void add_line_reference(reader&, segment const&, loop_id);
void add_line_note(reader&, segment const&, loop_id);
void add_line_attachment(reader&, segment const&, loop_id);
void add_line_amount(reader&, segment const&, loop_id);
void add_line_detail(reader&, segment const&, loop_id);

// 2430
void open_adjudication(reader&, segment const&, loop_id);
void add_adjudication_adjustments(reader&, segment const&, loop_id);
void add_adjudication_date(reader&, segment const&, loop_id);
void add_adjudication_amount(reader&, segment const&, loop_id);

// Lines out of place
/// LX or SV1 without a claim.
void line_outside(reader&, segment const&);
/// SV1 without an LX of its own, inside a claim.
void service_without_line(reader&, segment const&);
/// A segment that opens a loop which cannot stand here.
void stray_segment(reader&, segment const&);

/// A line that lacks SV1: its rows below LX are taken back.
struct line_unit {
    [[nodiscard]] static table_mark mark(reader const&) noexcept;
    static void broken(reader&, segment const& opened, table_mark const&, segment const* stopped, std::string expected);
    static void close(reader& r, segment const* end) noexcept;
};

/// A claim that lacks lines: its row and all that was read below it stay.
struct claim_unit {
    struct nothing {};
    [[nodiscard]] static nothing mark(reader const&) noexcept { return {}; }
    static void broken(reader&, segment const& opened, nothing, segment const* stopped, std::string expected);
    static void close(reader& r, segment const* end) noexcept;
};

}  // namespace orthoscrub::grammars::claim_837p
