// Looks a claim, a diagnosis or a provider over once, so that rules that need something odd are passed over for the many that are
// as they should be. Facts state with `usual_value` what they answer when nothing is odd.
#include "scrubber/facts/subject_signs.hpp"

#include "parser/text/literal.hpp"
#include "scrubber/facts/addresses.hpp"
#include "scrubber/facts/batch_memory.hpp"
#include "scrubber/facts/claim_facts.hpp"
#include "scrubber/facts/coordination.hpp"
#include "scrubber/facts/segment_facts.hpp"
#include "scrubber/facts/situations.hpp"

namespace orthoscrub::scrub {
namespace {

using text::is;

bool plain_claim(subject const& s) noexcept {
    model::claim_row const& row = s.claim->row();
    if (!is(row.frequency, "1") || !is(row.signature, "Y") || !is(row.assignment, "A") || !is(row.release, "Y"))
        return false;
    if (row.lines.count == 0 || row.lines.count > 50 || misnumbered_line(*s.claim) != nullptr) return false;
    return row.charge.usable() && line_total(*s.claim) == row.charge.value;
}

bool plain_circumstances(claim_context const& claim) {
    auto const& charge = claim.row().charge;
    return plain_situation(claim) && charge.usable() && charge.value.cents > 0;
}

std::uint8_t claim_signs(subject const& s, unsigned wanted) {
    claim_context const& claim = *s.claim;
    unsigned signs = 0;
    if ((wanted & odd_claim) != 0 && !plain_claim(s)) signs |= odd_claim;
    if ((wanted & odd_subscriber) != 0 && !plain_subscriber(claim)) signs |= odd_subscriber;
    if ((wanted & odd_situation) != 0 && !plain_circumstances(claim)) signs |= odd_situation;
    if ((wanted & odd_address) != 0 && address_faults(claim) != 0) signs |= odd_address;
    if (claim.row().other_payers.count != 0) {
        signs |= wanted & other_payers;
        if ((wanted & odd_payments) != 0 && check_payments(claim).fault != payment_fault::none) signs |= odd_payments;
    }
    return static_cast<std::uint8_t>(signs);
}

bool plain_in_batch(subject const& s) noexcept {
    batch_answers const* const answers = s.claim->window().batch;
    if (answers == nullptr) return true;
    batch_answers::of_claim const& answer = answers->claims[s.claim->index()];
    return !answer.repeats && !answer.same_day;
}

bool plain_diagnosis(subject const& s) noexcept {
    auto const& codes = s.claim->codes();
    auto const& all = s.tables().diagnoses;
    model::diagnosis_row const& row = all[s.row];
    if ((!is(row.qualifier, "ABK") && !is(row.qualifier, "ABF")) || !icd10_shape_ok(row.code)) return false;
    icd10_row const* const known = codes.icd10.find(row.code);
    if (known != nullptr && (!known->billable || !known->effective.last.empty())) return false;
    if (codes.diagnoses.has(diagnosis_group::external_cause, row.code)) return false;
    for (std::uint32_t i = s.claim->row().diagnoses.first; i < s.row; ++i)
        if (all[i].code == row.code) return false;
    return true;
}

bool plain_npi(subject const& s) noexcept {
    auto const& party = s.tables().parties[s.row];
    return is(party.id_qualifier, "XX") && npi_valid(party.id);
}

bool plain_taxonomy(subject const& s) {
    auto const prv = taxonomy_segment(s);
    if (prv == model::absent) return true;
    text::segment const& segment = s.claim->window().segments[prv];
    if (!is(segment.element(2), "PXC")) return false;
    std::string_view const code = segment.element(3);
    if (s.claim->plain_taxonomy(code)) return true;
    if (!taxonomy_shape_ok(code)) return false;
    taxonomy_row const* const known = s.claim->codes().forms.taxonomy(code);
    if (known != nullptr && known->role == taxonomy_role::implausible) return false;
    s.claim->remember_plain_taxonomy(code);
    return true;
}

std::uint8_t own_signs(subject const& s) {
    unsigned const signs =
        (plain_npi(s) ? 0u : unsigned{odd_provider}) | (plain_taxonomy(s) ? 0u : unsigned{odd_taxonomy});
    return static_cast<std::uint8_t>(signs);
}

std::uint8_t provider_signs(subject const& s, unsigned wanted) {
    if (s.tables().parties[s.row].loop == model::loop_id::l2010AA)
        return static_cast<std::uint8_t>(s.claim->billing_signs(s.row, [&] { return own_signs(s); }) & wanted);
    unsigned signs = own_signs(s);
    if ((wanted & odd_repetition) != 0 && repeats_provider(s) != repeated_level::none) signs |= odd_repetition;
    return static_cast<std::uint8_t>(signs & wanted);
}

}  // namespace

std::uint8_t signs_of(subject const& s, std::uint8_t wanted) {
    if (wanted == 0) return 0;
    switch (s.scope) {
        case grammars::rule_scope::claim:
            return claim_signs(s, wanted);
        case grammars::rule_scope::diagnosis:
            return plain_diagnosis(s) ? 0 : odd_diagnosis;
        case grammars::rule_scope::provider:
            return provider_signs(s, wanted);
        case grammars::rule_scope::note:
            return plain_note(s) ? 0 : odd_note;
        case grammars::rule_scope::batch:
            return plain_in_batch(s) ? 0 : odd_in_batch;
        default:
            return 0;
    }
}

}  // namespace orthoscrub::scrub
