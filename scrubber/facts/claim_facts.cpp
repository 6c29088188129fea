// Answers about the claim as a whole, about one diagnosis (HI of 2300) and about one provider (NM1 of 2010AA, 2310,
// 2420), and the question whether a line points to a contracture.
#include <array>
#include <bit>
#include <cstring>

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

// The first eight digits are judged together, one a byte of a word: those at even places count double, less 9 from 5 on.
bool npi_valid(std::string_view npi) noexcept {
    static_assert(std::endian::native == std::endian::little);
    if (npi.size() != 10 || (npi[0] != '1' && npi[0] != '2')) return false;
    std::uint64_t eight = 0;
    std::memcpy(&eight, npi.data(), sizeof eight);
    eight ^= 0x3030303030303030u;  // digits become 0 to 9
    unsigned const ninth = static_cast<unsigned char>(npi[8]) - unsigned{'0'};
    unsigned const tenth = static_cast<unsigned char>(npi[9]) - unsigned{'0'};
    bool const digits = ((eight | ((eight & 0x7F7F7F7F7F7F7F7Fu) + 0x7676767676767676u)) & 0x8080808080808080u) == 0;
    if (!digits || ninth > 9 || tenth > 9) return false;
    std::uint64_t const even = eight & 0x00FF00FF00FF00FFu;
    std::uint64_t const five_up = (even + 0x007B007B007B007Bu) >> 7 & 0x0001000100010001u;
    std::uint64_t const sums = eight + even - 9 * five_up;
    auto const sum = static_cast<unsigned>(sums * 0x0101010101010101u >> 56) + 2 * ninth - (ninth > 4 ? 9 : 0) + tenth;
    return (24 + sum) % 10 == 0;  // 24: the digits of the prefix 80840 under the Luhn formula
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
    if (row == nullptr || row->issue != icd10_issue::retired || row->effective.last.empty())
        return fact_value::of(false);
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
