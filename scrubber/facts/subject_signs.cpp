// Looks a diagnosis or a provider over once, so that rules that need something odd are passed over for the many that are
// as they should be. Facts state with `usual_value` what they answer when nothing is odd.
#include "scrubber/facts/subject_signs.hpp"

#include "scrubber/facts/claim_facts.hpp"
#include "scrubber/facts/segment_facts.hpp"

namespace orthoscrub::scrub {
namespace {

bool plain_diagnosis(subject const& s) noexcept {
    auto const& codes = s.claim->codes();
    auto const& all = s.tables().diagnoses;
    model::diagnosis_row const& row = all[s.row];
    if ((row.qualifier != "ABK" && row.qualifier != "ABF") || !icd10_shape_ok(row.code)) return false;
    icd10_row const* const known = codes.icd10.find(row.code);
    if (known != nullptr && (!known->billable || !known->effective.last.empty())) return false;
    if (codes.diagnoses.has(diagnosis_group::external_cause, row.code)) return false;
    for (std::uint32_t i = s.claim->row().diagnoses.first; i < s.row; ++i)
        if (all[i].code == row.code) return false;
    return true;
}

bool plain_provider(subject const& s) noexcept {
    auto const& party = s.tables().parties[s.row];
    if (party.id_qualifier != "XX" || !npi_valid(party.id)) return false;
    auto const prv = taxonomy_segment(s);
    if (prv == model::absent) return true;
    text::segment const& segment = s.claim->window().segments[prv];
    if (segment.element(2) != "PXC" || !taxonomy_shape_ok(segment.element(3))) return false;
    taxonomy_row const* const known = s.claim->codes().forms.taxonomy(segment.element(3));
    return known == nullptr || known->role != taxonomy_role::implausible;
}

}  // namespace

std::uint8_t signs_of(subject const& s) noexcept {
    if (s.scope == grammars::rule_scope::diagnosis) return plain_diagnosis(s) ? 0 : odd_diagnosis;
    if (s.scope == grammars::rule_scope::provider) return plain_provider(s) ? 0 : odd_provider;
    return 0;
}

}  // namespace orthoscrub::scrub
