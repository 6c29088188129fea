// Finds the segment and element that a finding points at. A locator of the line used on a claim, and the reverse, falls
// back to the nearest enclosing segment, so that every finding has a place.
#include "scrubber/engine/locator.hpp"

#include <array>
#include <bit>
#include <utility>

#include "scrubber/facts/addresses.hpp"
#include "scrubber/facts/claim_facts.hpp"
#include "scrubber/facts/coordination.hpp"
#include "scrubber/facts/line_facts.hpp"
#include "scrubber/facts/segment_facts.hpp"
#include "scrubber/facts/situations.hpp"

namespace orthoscrub::scrub {
namespace {

using grammars::rule_scope;

constexpr auto names = std::to_array<std::pair<std::string_view, locator_kind>>({
    {"code", locator_kind::code},
    {"qualifier", locator_kind::qualifier},
    {"modifier", locator_kind::modifier},
    {"modifier.malformed", locator_kind::malformed_modifier},
    {"modifier.unknown", locator_kind::unknown_modifier},
    {"modifier.repeated", locator_kind::repeated_modifier},
    {"description", locator_kind::description},
    {"note", locator_kind::note},
    {"charge", locator_kind::charge},
    {"units", locator_kind::units},
    {"unit", locator_kind::unit},
    {"place", locator_kind::place},
    {"dos", locator_kind::dos},
    {"authorization", locator_kind::authorization},
    {"diagnosis", locator_kind::diagnosis},
    {"npi", locator_kind::npi},
    {"claim_charge", locator_kind::claim_charge},
    {"line", locator_kind::line},
    {"claim", locator_kind::claim},
    {"attachment", locator_kind::attachment},
    {"ordering", locator_kind::ordering},
    {"taxonomy", locator_kind::taxonomy},
    {"pointers", locator_kind::pointers},
    {"member", locator_kind::member},
    {"line_number", locator_kind::line_number},
    {"frequency", locator_kind::frequency},
    {"indicator", locator_kind::indicator},
    {"subscriber", locator_kind::subscriber},
    {"payer_sequence", locator_kind::payer_sequence},
    {"patient_relationship", locator_kind::patient_relationship},
    {"related_cause", locator_kind::related_cause},
    {"accident_state", locator_kind::accident_state},
    {"payer_reference", locator_kind::payer_reference},
    {"line_control_number", locator_kind::line_control_number},
    {"other_payer", locator_kind::other_payer},
    {"other_payer_sequence", locator_kind::other_payer_sequence},
    {"other_payer_paid", locator_kind::other_payer_paid},
    {"decision_payer", locator_kind::decision_payer},
    {"decision_paid", locator_kind::decision_paid},
    {"adjustment_reason", locator_kind::adjustment_reason},
    {"incomplete_address", locator_kind::incomplete_address},
    {"state", locator_kind::state},
    {"country", locator_kind::country},
    {"malformed_zip", locator_kind::malformed_zip},
    {"short_zip", locator_kind::short_zip},
    {"zip_of_state", locator_kind::zip_of_state},
    {"po_box", locator_kind::po_box},
});

constexpr auto plain_names = [] {
    std::array<std::string_view, names.size()> plain{};
    for (std::size_t i = 0; i < names.size(); ++i) plain[i] = names[i].first;
    return plain;
}();

model::segment_index line_segment(subject const& s) noexcept {
    if (s.line == nullptr) return s.claim->row().clm;
    return s.line->row->sv1 != model::absent ? s.line->row->sv1 : s.line->row->lx;
}

window_place own_segment(subject const& s) noexcept {
    auto const& t = s.tables();
    switch (s.scope) {
        case rule_scope::diagnosis:
            return {t.diagnoses[s.row].seg, t.diagnoses[s.row].element, 2};
        case rule_scope::provider:
            return {t.parties[s.row].nm1, 9, 0};
        case rule_scope::note:
            if (s.row == model::absent) return {line_segment(s), 1, 7};
            return {t.notes[s.row].seg, 2, 0};
        case rule_scope::attachment:
            return {t.attachments[s.row].seg, 0, 0};
        case rule_scope::authorization:
            return {t.references[s.row].seg, 2, 0};
        case rule_scope::line:
            return {line_segment(s), 0, 0};
        case rule_scope::claim:
        case rule_scope::batch:
            break;
    }
    return {s.claim->row().clm, 0, 0};
}

window_place modifier_at(subject const& s, std::uint8_t mask) noexcept {
    auto const k = mask == 0 ? 0 : std::countr_zero(mask);
    return {line_segment(s), 1, static_cast<std::uint8_t>(3 + k)};
}

std::uint8_t mask_of(subject const& s, modifier_set wanted) noexcept {
    std::uint8_t mask = 0;
    for (std::size_t k = 0; k < 4; ++k) {
        auto const id = s.claim->codes().find_modifier(s.line->row->modifiers[k]);
        if (id != modifier_id::unknown && wanted.has(id)) mask = static_cast<std::uint8_t>(mask | 1u << k);
    }
    return mask;
}

window_place note_at(subject const& s) noexcept {
    auto const& t = s.tables();
    if (s.line != nullptr && s.line->row->notes.count != 0) return {t.notes[s.line->row->notes.first].seg, 2, 0};
    if (s.line != nullptr && !s.line->row->description.empty()) return {line_segment(s), 1, 7};
    auto const& claim_notes = s.claim->row().notes;
    if (claim_notes.count != 0) return {t.notes[claim_notes.first].seg, 2, 0};
    return {line_segment(s), static_cast<std::uint8_t>(s.line != nullptr ? 1 : 0),
            static_cast<std::uint8_t>(s.line != nullptr ? 7 : 0)};
}

window_place authorization_at(subject const& s) noexcept {
    if (s.line != nullptr)
        if (auto const* reference = authorization_of(*s.claim, *s.line->row)) return {reference->seg, 2, 0};
    for (auto const& reference : model::claim_tables::rows(s.tables().references, s.claim->row().references))
        if (reference.qualifier == "G1") return {reference.seg, 2, 0};
    return {line_segment(s), 0, 0};
}

window_place ordering_at(subject const& s) noexcept {
    auto const& t = s.tables();
    if (s.line != nullptr)
        for (auto const& party : model::claim_tables::rows(t.parties, s.line->row->parties))
            if (party.loop == model::loop_id::l2420E) return {party.nm1, 9, 0};
    for (auto const& party : model::claim_tables::rows(t.parties, s.claim->row().parties))
        if (party.loop == model::loop_id::l2310A) return {party.nm1, 9, 0};
    return {line_segment(s), 0, 0};
}

window_place dos_at(subject const& s) noexcept {
    if (s.line != nullptr && s.line->row->service_date != model::absent)
        return {s.tables().dates[s.line->row->service_date].seg, 3, 0};
    return {line_segment(s), 0, 0};
}

/// LX01 of the first line that is out of order, or of the fifty-first.
window_place line_number_at(subject const& s) noexcept {
    auto const lines = s.claim->lines();
    line_context const* at = misnumbered_line(*s.claim);
    if (at == nullptr && lines.size() > 50) at = &lines[50];
    return at != nullptr ? window_place{at->row->lx, 1, 0} : window_place{s.claim->row().clm, 0, 0};
}

window_place member_at(subject const& s) noexcept {
    auto const* const member = member_of(*s.claim);
    return member != nullptr ? window_place{member->nm1, 9, 0} : window_place{s.claim->row().clm, 0, 0};
}

window_place sbr_at(subject const& s, std::uint8_t element) noexcept {
    std::uint32_t const row = s.claim->row().subscriber;
    model::segment_index const sbr = row == model::absent ? model::absent : s.tables().subscribers[row].sbr;
    return sbr != model::absent ? window_place{sbr, element, 0} : window_place{s.claim->row().clm, 0, 0};
}

window_place payment_at(subject const& s, bool amount) noexcept {
    payment_check const found = check_payments(*s.claim);
    if (amount && found.paid != model::absent) return {found.paid, 2, 0};
    return found.payer != nullptr ? window_place{found.payer->sbr, 0, 0} : own_segment(s);
}

window_place adjustment_at(subject const& s) noexcept {
    bool unlisted = false;
    auto const* const row = wrong_reason(*s.claim, unlisted);
    return row != nullptr ? window_place{row->seg, row->element, 0} : own_segment(s);
}

window_place address_at(subject const& s, address_fault fault) noexcept {
    address_place const found = find_address(*s.claim, fault);
    return found.party != nullptr ? window_place{found.segment, found.element, 0} : own_segment(s);
}

/// SVD of the decision about the line that the row is.
window_place decision_at(subject const& s, model::adjudication_row const* row, std::uint8_t element) noexcept {
    return row != nullptr ? window_place{row->svd, element, 0} : own_segment(s);
}

}  // namespace

std::span<std::string_view const> locator_names() noexcept { return plain_names; }

std::optional<locator_kind> find_locator(std::string_view name, bool with_modifiers) noexcept {
    if (name.empty()) return locator_kind::own_segment;
    for (auto const& [known, kind] : names)
        if (known == name) return kind == locator_kind::modifier && with_modifiers ? locator_kind::first_of : kind;
    return std::nullopt;
}

window_place locate(compiled_rule const& rule, subject const& s) noexcept {
    bool const on_line = s.line != nullptr;
    auto const sv1 = [&](unsigned element, unsigned component) noexcept -> window_place {
        if (!on_line) return own_segment(s);
        return {line_segment(s), static_cast<std::uint8_t>(element), static_cast<std::uint8_t>(component)};
    };
    switch (rule.locator) {
        case locator_kind::own_segment:
        case locator_kind::diagnosis:
        case locator_kind::npi:
            return own_segment(s);
        case locator_kind::code:
            return sv1(1, 2);
        case locator_kind::qualifier:
            if (s.scope == rule_scope::note && s.row != model::absent) return {s.tables().notes[s.row].seg, 1, 0};
            return sv1(1, 1);
        case locator_kind::modifier:
            return on_line ? modifier_at(s, mask_of(s, rule.named_modifiers)) : own_segment(s);
        case locator_kind::first_of:
            return on_line ? modifier_at(s, mask_of(s, rule.locator_modifiers)) : own_segment(s);
        case locator_kind::malformed_modifier:
            return on_line ? modifier_at(s, s.line->malformed) : own_segment(s);
        case locator_kind::unknown_modifier:
            return on_line ? modifier_at(s, s.line->strange) : own_segment(s);
        case locator_kind::repeated_modifier:
            return on_line ? modifier_at(s, s.line->repeated) : own_segment(s);
        case locator_kind::description:
            return sv1(1, 7);
        case locator_kind::note:
            return s.scope == rule_scope::note ? own_segment(s) : note_at(s);
        case locator_kind::charge:
            return on_line ? sv1(2, 0) : window_place{s.claim->row().clm, 2, 0};
        case locator_kind::unit:
            return sv1(3, 0);
        case locator_kind::units:
            return sv1(4, 0);
        case locator_kind::place:
            if (!on_line || s.line->row->place.empty()) return {s.claim->row().clm, 5, 1};
            return sv1(5, 0);
        case locator_kind::dos:
            return dos_at(s);
        case locator_kind::authorization:
            return s.scope == rule_scope::authorization ? own_segment(s) : authorization_at(s);
        case locator_kind::claim_charge:
            return {s.claim->row().clm, 2, 0};
        case locator_kind::line:
            return {line_segment(s), 0, 0};
        case locator_kind::claim:
            return {s.claim->row().clm, 0, 0};
        case locator_kind::attachment:
            return s.scope == rule_scope::attachment ? own_segment(s) : window_place{line_segment(s), 0, 0};
        case locator_kind::ordering:
            return ordering_at(s);
        case locator_kind::taxonomy: {
            auto const prv = s.scope == rule_scope::provider ? taxonomy_segment(s) : model::absent;
            return prv == model::absent ? own_segment(s) : window_place{prv, 3, 0};
        }
        case locator_kind::pointers:
            return sv1(7, 0);
        case locator_kind::member:
            return member_at(s);
        case locator_kind::line_number:
            return line_number_at(s);
        case locator_kind::frequency:
            return {s.claim->row().clm, 5, 3};
        case locator_kind::indicator:
            return {s.claim->row().clm, first_wrong_indicator(*s.claim), 0};
        case locator_kind::subscriber: {
            auto const* const member = member_of(*s.claim);
            return {member != nullptr ? member->nm1 : s.claim->row().clm, 0, 0};
        }
        case locator_kind::payer_sequence:
            return sbr_at(s, 1);
        case locator_kind::patient_relationship:
            return sbr_at(s, 2);
        case locator_kind::related_cause:
            return {s.claim->row().clm, 11, 1};
        case locator_kind::accident_state:
            return {s.claim->row().clm, 11, 4};
        case locator_kind::payer_reference: {
            auto const* const reference = payer_control_number(*s.claim);
            return reference != nullptr ? window_place{reference->seg, 2, 0} : own_segment(s);
        }
        case locator_kind::line_control_number: {
            auto const* const reference = on_line ? repeated_control_number(s) : nullptr;
            return reference != nullptr ? window_place{reference->seg, 2, 0} : own_segment(s);
        }
        case locator_kind::other_payer:
            return payment_at(s, false);
        case locator_kind::other_payer_paid:
            return payment_at(s, true);
        case locator_kind::other_payer_sequence: {
            auto const* const payer = repeated_sequence(*s.claim);
            return payer != nullptr ? window_place{payer->sbr, 1, 0} : own_segment(s);
        }
        case locator_kind::decision_payer:
            return decision_at(s, on_line ? unnamed_payer(*s.claim, *s.line->row) : nullptr, 1);
        case locator_kind::decision_paid:
            return decision_at(s, on_line ? check_adjudications(*s.claim, *s.line->row).row : nullptr, 2);
        case locator_kind::adjustment_reason:
            return adjustment_at(s);
        case locator_kind::incomplete_address:
            return address_at(s, address_incomplete);
        case locator_kind::state:
            return address_at(s, address_state_unknown);
        case locator_kind::country:
            return address_at(s, address_country_unknown);
        case locator_kind::malformed_zip:
            return address_at(s, address_zip_malformed);
        case locator_kind::short_zip:
            return address_at(s, address_zip_short);
        case locator_kind::zip_of_state:
            return address_at(s, address_zip_elsewhere);
        case locator_kind::po_box:
            return address_at(s, address_po_box);
    }
    return own_segment(s);
}

}  // namespace orthoscrub::scrub
