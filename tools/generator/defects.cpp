// One function per mistake would be long-winded: each is a few words in `spoil`. A mistake is planted only where the
// line, the payer and the rest of the claim make it the only thing that is wrong.
#include "tools/generator/defects.hpp"

#include <algorithm>
#include <array>

namespace orthoscrub::generator {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(defect::count_)> rules{
    "modifier-laterality-required",
    "modifier-rtlt-same-line",
    "laterality-on-midline",
    "modifier-kx-ga-gz-required",
    "modifier-coverage-not-in-policy",
    "equipment-status-conflict",
    "modifier-not-for-supplies",
    "prior-auth-missing",
    "ordering-provider-required",
    "npi-check-digit",
    "claim-total-mismatch",
    "icd10-retired",
    "noc-description-generic"};

bool is_side(std::string_view modifier) { return modifier == "RT" || modifier == "LT"; }
bool is_coverage(std::string_view modifier) { return modifier == "KX" || modifier == "GA" || modifier == "GZ"; }
bool is_status(std::string_view modifier) { return modifier == "NU"; }

/// Takes the modifiers that `unwanted` names off the line; true when there was one.
template <class Unwanted>
bool take_off(line_story& line, Unwanted const& unwanted) {
    auto const end = line.modifiers.begin() + line.modifier_count;
    auto const kept = std::remove_if(line.modifiers.begin(), end, unwanted);
    line.modifier_count = static_cast<unsigned>(kept - line.modifiers.begin());
    return kept != end;
}

bool has(line_story const& line, bool (*wanted)(std::string_view)) {
    return std::any_of(line.modifiers.begin(), line.modifiers.begin() + line.modifier_count, wanted);
}

}  // namespace

std::string_view rule_of(defect which) noexcept { return rules[static_cast<std::size_t>(which)]; }

defects::defects(options const& wanted) : wanted_(wanted), luck_(wanted.seed ^ 0x5EEDED5EEDED5EEDU) {}

std::optional<planted> defects::plant(claim_story& claim, household const& home) {
    if (wanted_.defects_per_mille == 0 || luck_.below(1000) >= wanted_.defects_per_mille) return {};
    auto const kinds = static_cast<std::uint32_t>(wanted_.defects.empty() ? rules.size() : wanted_.defects.size());
    auto const first = luck_.below(kinds);
    for (std::uint32_t step = 0; step < kinds; ++step) {
        auto const index = (first + step) % kinds;
        auto const what = wanted_.defects.empty() ? static_cast<defect>(index) : wanted_.defects[index];
        for (unsigned line = 0; line < claim.line_count; ++line) {
            if (!spoil(what, claim, home, line)) continue;
            bool const whole_claim = what == defect::total_wrong || what == defect::diagnosis_retired;
            planted const made{claim.number, whole_claim ? 0 : line + 1, what};
            if (wanted_.truth) wanted_.truth(made);
            return made;
        }
    }
    return {};
}

bool defects::spoil(defect what, claim_story& claim, household const& home, unsigned index) {
    auto& line = claim.lines[index];
    bool const mac = home.destination->type == coverage::medicare;
    bool const plain_limb = mac && line.limb_policy && claim.line_count == 1 && line.note.empty();
    bool const adjudicated = home.other != nullptr;
    switch (what) {
        case defect::laterality_missing:
            return plain_limb && take_off(line, is_side);
        case defect::rt_and_lt_on_one_line:
            if (!plain_limb || !has(line, is_side) || line.modifier_count > 3 || adjudicated) return false;
            take_off(line, is_side);
            line.add("RT");
            line.add("LT");
            line.units = 2;
            line.charge *= 2;
            return true;
        case defect::side_on_midline:
            if (!line.spinal || has(line, is_side) || line.unlisted || line.modifier_count > 3) return false;
            line.add("RT");
            return true;
        case defect::coverage_missing:
            return plain_limb && take_off(line, is_coverage);
        case defect::kx_on_spine:
            if (!mac || !line.spinal || line.modifier_count > 3) return false;
            line.add("KX");
            return true;
        case defect::new_and_used:
            if (mac || !has(line, is_status) || line.modifier_count > 3) return false;
            line.add("UE");
            return true;
        case defect::anesthesia_modifier:
            if (line.modifier_count > 3 || line.unlisted || line.code[0] != 'L') return false;
            line.add("QK");
            return true;
        case defect::authorization_missing:
            if (!mac || line.authorization.empty()) return false;
            line.authorization.clear();
            return true;
        case defect::ordering_missing:
            if (!mac) return false;
            line.names_orderer = false;
            return true;
        case defect::npi_wrong:
            if (!line.names_orderer || claim.line_count != 1) return false;
            npi_ = claim.orderer->npi;
            npi_.back() = npi_.back() == '9' ? '0' : static_cast<char>(npi_.back() + 1);
            claim.orderer_npi = npi_;
            return true;
        case defect::total_wrong:
            if (adjudicated) return false;
            claim.total_off_by = 1 + luck_.below(99);
            return true;
        case defect::diagnosis_retired:
            if (!line.spinal || claim.diagnoses[0].substr(0, 3) == "M41") return false;
            claim.diagnoses[0] = "M545";
            return true;
        case defect::note_empty_phrase:
            if (!line.unlisted) return false;
            line.description = "MISC BRACE";
            line.note = "MISC BRACE";
            return true;
        case defect::count_:
            break;
    }
    return false;
}

}  // namespace orthoscrub::generator
