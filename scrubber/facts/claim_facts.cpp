// Answers about the claim as a whole, about one diagnosis (HI of 2300) and about one provider (NM1 of 2010AA, 2310,
// 2420), and the question whether a line points to a contracture.
#include <array>

#include "scrubber/facts/claim_facts.hpp"
#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

using grammars::rule_scope;

model::money line_total(claim_context const& claim) noexcept {
    model::money sum;
    for (line_context const& line : claim.lines())
        if (line.row->charge.usable()) sum += line.row->charge.value;
    return sum;
}

bool npi_valid(std::string_view npi) noexcept {
    if (npi.size() != 10 || (npi[0] != '1' && npi[0] != '2')) return false;
    constexpr std::uint8_t doubled[]{0, 2, 4, 6, 8, 1, 3, 5, 7, 9, 0, 0, 0, 0, 0, 0};
    unsigned sum = 24;  // the digits of the prefix 80840 under the Luhn formula
    unsigned wrong = 0;
    for (std::size_t i = 0; i < 10; i += 2) {
        auto const a = static_cast<unsigned>(npi[i]) - '0', b = static_cast<unsigned>(npi[i + 1]) - '0';
        wrong |= static_cast<unsigned>(a > 9) | static_cast<unsigned>(b > 9);
        sum += doubled[a & 15] + b;
    }
    return wrong == 0 && sum % 10 == 0;
}

namespace {

constexpr scope_set line = scope_bit(rule_scope::line);
constexpr scope_set claim = scope_bit(rule_scope::claim);
constexpr scope_set diagnosis = scope_bit(rule_scope::diagnosis);
constexpr scope_set provider = scope_bit(rule_scope::provider);

fact_value total_mismatch(subject const& s) {
    auto const& charge = s.claim->row().charge;
    return fact_value::of(line_total(*s.claim) != (charge.usable() ? charge.value : model::money{}));
}

model::diagnosis_row const& diagnosis_of(subject const& s) { return s.tables().diagnoses[s.row]; }
fact_value dx_code(subject const& s) { return fact_value::of(diagnosis_of(s).code); }

fact_value dx_retired(subject const& s) {
    icd10_row const* const row = s.claim->codes().icd10.find(diagnosis_of(s).code);
    if (row == nullptr || row->issue != icd10_issue::retired || row->effective.last.empty()) return fact_value::of(false);
    bool undated = s.claim->lines().empty();
    for (line_context const& other : s.claim->lines()) {
        if (other.dos > row->effective.last) return fact_value::of(true);
        undated = undated || other.dos.empty();
    }
    return undated ? fact_value::unknown(unknown_reason::no_service_date) : fact_value::of(false);
}

fact_value contracture(subject const& s) {
    auto const diagnoses = s.tables().diagnoses_of(s.claim->row());
    for (std::uint8_t const pointer : s.line->row->pointers)
        if (pointer >= 1 && pointer <= diagnoses.size() && diagnoses[pointer - 1u].code.starts_with("M245"))
            return fact_value::of(true);
    return fact_value::of(false);
}

model::party_row const& party_of(subject const& s) { return s.tables().parties[s.row]; }
fact_value npi_qualified(subject const& s) { return fact_value::of(party_of(s).id_qualifier == "XX"); }
fact_value npi_given(subject const& s) { return fact_value::of(!party_of(s).id.empty()); }
fact_value npi_is_valid(subject const& s) { return fact_value::of(npi_valid(party_of(s).id)); }
fact_value billing(subject const& s) { return fact_value::of(party_of(s).loop == model::loop_id::l2010AA); }

constexpr std::array facts{
    fact{"claim.total_mismatch", fact_type::boolean, dependence::claim, claim, total_mismatch,
         "CLM02 is not the sum of the line charges; a charge that cannot be read counts as 0", ""},
    fact{"dx.code", fact_type::text, dependence::line, diagnosis, dx_code, "the diagnosis code as written", ""},
    fact{"dx.retired", fact_type::boolean, dependence::dated, diagnosis, dx_retired,
         "a line's service date lies after the last day of the diagnosis code", ""},
    fact{"dx.contracture", fact_type::boolean, dependence::claim, line, contracture,
         "the line points to a contracture (M24.5-)", ""},
    fact{"npi.qualified", fact_type::boolean, dependence::line, provider, npi_qualified, "NM108 is XX", ""},
    fact{"npi.given", fact_type::boolean, dependence::line, provider, npi_given, "NM109 holds something", ""},
    fact{"npi.valid", fact_type::boolean, dependence::line, provider, npi_is_valid,
         "ten digits, the first 1 or 2, with the right check digit (Luhn over 80840 and the NPI)", ""},
    fact{"provider.billing", fact_type::boolean, dependence::line, provider, billing,
         "the provider is the billing provider (2010AA)", ""},
};

}  // namespace

std::span<fact const> claim_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
