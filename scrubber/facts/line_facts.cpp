// Answers from the elements of a service line (loop 2400) and from the lines and segments around it: charge, units,
// place, service date, authorization, ordering practitioner, attachments, duplicates.
#include <array>
#include <limits>

#include "scrubber/facts/line_facts.hpp"
#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

using grammars::rule_scope;
using model::loop_id;

std::string_view place_of(claim_context const& claim, model::line_row const& line) noexcept {
    return line.place.empty() ? claim.row().place : line.place;
}

model::reference_row const* authorization_of(claim_context const& claim, model::line_row const& line) noexcept {
    auto const& references = claim.tables().references;
    for (auto const range : {line.references, claim.row().references})
        for (auto const& reference : model::claim_tables::rows(references, range))
            if (reference.qualifier == "G1" && !reference.value.empty()) return &reference;
    return nullptr;
}

line_context const* earlier_duplicate(subject const& s, unknown_reason& reason) noexcept {
    auto const& line = *s.line;
    auto const alike = [&](line_context const& other) {
        if (other.row->code != line.row->code || !(other.modifiers == line.modifiers)) return false;
        if ((other.malformed | other.strange | line.malformed | line.strange) != 0 &&
            other.row->modifiers != line.row->modifiers)
            return false;
        return place_of(*s.claim, *other.row) == place_of(*s.claim, *line.row);
    };
    if (line.row->code.empty()) return nullptr;
    line_choice const earlier = s.claim->lines_with(line.code, &line).among_first(s.claim->position_of(&line));
    return earlier.first([&](line_context const& other) {
        if (!alike(other)) return false;
        if (other.dos.empty() || line.dos.empty()) reason = unknown_reason::no_service_date;
        return !line.dos.empty() && other.dos == line.dos;
    });
}

namespace {

constexpr scope_set line = scope_bit(rule_scope::line);
constexpr scope_set line_and_claim = line | scope_bit(rule_scope::claim);

fact_value qualifier(subject const& s) { return fact_value::of(s.line->row->qualifier); }
fact_value qualifier_hc(subject const& s) { return fact_value::of(s.line->row->qualifier == "HC"); }
fact_value unit(subject const& s) { return fact_value::of(s.line->row->unit); }
fact_value units(subject const& s) { return fact_value::of(s.line->row->units.value); }
fact_value units_whole(subject const& s) { return fact_value::of(s.line->row->units.value.whole()); }
/// Written with a point and nothing but zeros behind it: 1.0.
fact_value units_padded(subject const& s) {
    auto const& row = *s.line->row;
    return fact_value::of(row.units.usable() && row.units.value.whole() && row.units.value.thousandths > 0 &&
                          row.unit == "UN" && row.units_text.find('.') != std::string_view::npos);
}
fact_value place(subject const& s) { return fact_value::of(place_of(*s.claim, *s.line->row)); }

fact_value state_word(model::number_state state) {
    using namespace std::string_view_literals;
    switch (state) {
        case model::number_state::absent:
            return fact_value::of("absent"sv);
        case model::number_state::too_fine:
            return fact_value::of("too-fine"sv);
        case model::number_state::malformed:
            return fact_value::of("malformed"sv);
        case model::number_state::ok:
        case model::number_state::unconventional:
            break;
    }
    return fact_value::of("ok"sv);
}
fact_value units_state(subject const& s) { return state_word(s.line->row->units.state); }

model::parsed_money const& charge_of(subject const& s) {
    return s.line != nullptr ? s.line->row->charge : s.claim->row().charge;
}
fact_value charge(subject const& s) { return fact_value::of(charge_of(s).value); }
fact_value charge_state(subject const& s) { return state_word(charge_of(s).state); }

fact_value dos(subject const& s) {
    if (s.line->dos.empty()) return fact_value::unknown(unknown_reason::no_service_date);
    return fact_value::of(s.line->dos);
}

fact_value in_effect(subject const& s) {
    auto const& hcpcs = s.claim->codes().hcpcs;
    if (s.line->code == code_id::unknown) {
        std::string_view const code = s.line->row->code;
        bool const judged = judged_l_code(code) || !hcpcs_shape_ok(code) || hcpcs.complete();
        return judged ? fact_value::of(true) : fact_value::unknown(unknown_reason::no_official_hcpcs);
    }
    day_range const days = s.line->info->effective;
    model::date const day = s.line->dos;
    if (days.first.empty() && days.last.empty()) return fact_value::of(true);
    if (day.empty()) return fact_value::unknown(unknown_reason::no_service_date);
    if (!days.contains(day)) return fact_value::of(false);
    model::date const end = hcpcs.info().covers_to;
    if (days.last.empty() && !end.empty() && day > end) return fact_value::unknown(unknown_reason::date_after_table);
    return fact_value::of(true);
}

fact_value authorization_given(subject const& s) {
    return fact_value::of(authorization_of(*s.claim, *s.line->row) != nullptr);
}

bool usable(model::party_row const& party) {
    return party.entity_type == "1" && party.id_qualifier == "XX" && !party.id.empty();
}
fact_value ordering_usable(subject const& s) {
    for (auto const& party : model::claim_tables::rows(s.tables().parties, s.line->row->parties))
        if (party.loop == loop_id::l2420E && party.entity == "DK" && usable(party)) return fact_value::of(true);
    return fact_value::of(false);
}
fact_value referring_usable(subject const& s) {
    for (auto const& party : model::claim_tables::rows(s.tables().parties, s.claim->row().parties))
        if (party.loop == loop_id::l2310A && (party.entity == "DN" || party.entity == "DK") && usable(party))
            return fact_value::of(true);
    return fact_value::of(false);
}

fact_value duplicate(subject const& s) {
    unknown_reason reason = unknown_reason::none;
    if (earlier_duplicate(s, reason) != nullptr) return fact_value::of(true);
    return reason == unknown_reason::none ? fact_value::of(false) : fact_value::unknown(reason);
}

fact_value attachment_present(subject const& s) {
    bool const on_line = s.line != nullptr && s.line->row->attachments.count != 0;
    return fact_value::of(on_line || s.claim->row().attachments.count != 0);
}

constexpr std::array facts{
    fact{"qualifier",
         fact_type::text,
         dependence::line,
         line,
         qualifier,
         "the code set of the code (SV101-1)",
         "",
         {odd_amounts, 0, 0, "HC"}},
    fact{"hcpcs.qualifier_hc",
         fact_type::boolean,
         dependence::line,
         line,
         qualifier_hc,
         "SV101-1 is HC",
         "",
         {odd_amounts, 1, 1}},
    fact{"hcpcs.in_effect",
         fact_type::boolean,
         dependence::dated,
         line,
         in_effect,
         "the service date lies within the days of the code; no only when the table knows the code",
         "",
         {odd_service, 1, 1}},
    fact{"charge",
         fact_type::amount,
         dependence::line,
         line_and_claim,
         charge,
         "the charge of the line (SV102) or the claim (CLM02); 0 when it cannot be read",
         "",
         {odd_amounts, 10, std::numeric_limits<std::int64_t>::max()}},
    fact{"charge.state",
         fact_type::symbol,
         dependence::line,
         line_and_claim,
         charge_state,
         "how the charge reads",
         "absent ok malformed too-fine",
         {odd_amounts, 0, 0, "ok"}},
    fact{"unit",
         fact_type::text,
         dependence::line,
         line,
         unit,
         "the unit of measure (SV103)",
         "",
         {odd_amounts, 0, 0, "UN"}},
    fact{"units",
         fact_type::number,
         dependence::line,
         line,
         units,
         "the units (SV104); 0 when they cannot be read",
         "",
         {odd_amounts, 1000, 1000}},
    fact{"units.state",
         fact_type::symbol,
         dependence::line,
         line,
         units_state,
         "how the units read",
         "absent ok malformed too-fine",
         {odd_amounts, 0, 0, "ok"}},
    fact{"units.whole",
         fact_type::boolean,
         dependence::line,
         line,
         units_whole,
         "the units are a whole number",
         "",
         {odd_amounts, 1, 1}},
    fact{"units.padded",
         fact_type::boolean,
         dependence::line,
         line,
         units_padded,
         "the units are a whole number above zero with zeros behind a point, otherwise right",
         "",
         {odd_amounts, 0, 0}},
    fact{"place", fact_type::text, dependence::line, line, place,
         "the place of service: SV105, or CLM05-1 when that is empty", ""},
    fact{"dos", fact_type::date, dependence::line, line, dos, "the first day of service (DTP*472)", ""},
    fact{"prior_auth.given", fact_type::boolean, dependence::claim, line, authorization_given,
         "a REF*G1 with a value stands on the line or the claim", ""},
    fact{"ordering.usable", fact_type::boolean, dependence::claim, line, ordering_usable,
         "loop 2420E names a person with an NPI", ""},
    fact{"referring.usable", fact_type::boolean, dependence::claim, line, referring_usable,
         "loop 2310A names a person with an NPI", ""},
    fact{"duplicate.earlier_line",
         fact_type::boolean,
         dependence::claim,
         line,
         duplicate,
         "an earlier line of the claim has the same code, modifiers, service date and place",
         "",
         {odd_company}},
    fact{"attachment.present", fact_type::boolean, dependence::claim, line_and_claim, attachment_present,
         "a PWK stands on the line or the claim", ""},
};

}  // namespace

std::span<fact const> line_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
