// Answers about the claim as a whole, its subscriber's number and its patient's weight, about one diagnosis (HI of 2300)
// and about one provider (NM1 of 2010AA, 2310, 2420), and the question whether a line points to a contracture.
#include <array>
#include <bit>
#include <charconv>
#include <cstring>

#include "scrubber/facts/claim_facts.hpp"
#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject_signs.hpp"

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

line_context const* misnumbered_line(claim_context const& claim) noexcept {
    unsigned expected = 0;
    for (line_context const& line : claim.lines()) {
        std::string_view const number = line.row->number;
        unsigned value = 0;
        auto const [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
        if (error != std::errc{} || end != number.data() + number.size() || value != ++expected) return &line;
    }
    return nullptr;
}

std::uint8_t first_wrong_indicator(claim_context const& claim) noexcept {
    auto const one_of = [](std::string_view value, std::string_view letters) {
        return value.size() == 1 && letters.find(value[0]) != std::string_view::npos;
    };
    auto const& row = claim.row();
    return !one_of(row.signature, "YN") ? 6 : !one_of(row.assignment, "ABC") ? 7 : !one_of(row.release, "YI") ? 9 : 0;
}

model::party_row const* member_of(claim_context const& claim) noexcept {
    auto const& tables = claim.tables();
    if (claim.row().subscriber == model::absent) return nullptr;
    std::uint32_t const person = tables.subscribers[claim.row().subscriber].person;
    return person == model::absent ? nullptr : &tables.parties[person];
}

namespace {

/// What a character may stand for in a Medicare Beneficiary Identifier: bits of its classes.
enum mbi_class : std::uint8_t { mbi_first = 1, mbi_digit = 2, mbi_letter = 4 };

constexpr std::array<std::uint8_t, 256> mbi_classes = [] {
    std::array<std::uint8_t, 256> classes{};
    for (unsigned char c = '0'; c <= '9'; ++c) classes[c] = c == '0' ? mbi_digit : mbi_digit | mbi_first;
    for (unsigned char c = 'A'; c <= 'Z'; ++c)
        if (std::string_view{"SLOIBZ"}.find(static_cast<char>(c)) == std::string_view::npos) classes[c] = mbi_letter;
    return classes;
}();

}  // namespace

bool mbi_shape_ok(std::string_view number) noexcept {
    constexpr std::uint8_t either = mbi_digit | mbi_letter;
    constexpr std::array<std::uint8_t, 11> pattern{mbi_first, mbi_letter, either,     mbi_digit, mbi_letter, either,
                                                   mbi_digit, mbi_letter, mbi_letter, mbi_digit, mbi_digit};
    if (number.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i)
        if ((mbi_classes[static_cast<unsigned char>(number[i])] & pattern[i]) == 0) return false;
    return true;
}

model::parsed_quantity patient_weight(claim_context const& claim) noexcept {
    auto const& tables = claim.tables();
    auto const& row = claim.row();
    model::segment_index at = model::absent;
    if (row.patient != model::absent) at = tables.patients[row.patient].pat;
    else if (row.subscriber != model::absent) at = tables.subscribers[row.subscriber].pat;
    if (at == model::absent) return {};
    text::segment const& pat = claim.window().segments[at];
    return pat.element(7) == "01" ? model::parse_quantity(pat.element(8)) : model::parsed_quantity{};
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
    for (line_context const& other : s.claim->compared_lines()) {
        if (other.dos > row->effective.last) return fact_value::of(true);
        undated = undated || other.dos.empty();
    }
    return undated ? fact_value::unknown(unknown_reason::no_service_date) : fact_value::of(false);
}

fact_value contracture(subject const& s) {
    auto const diagnoses = s.tables().diagnoses_of(s.claim->row());
    for (std::uint8_t const pointer : s.line->row->pointers)
        if (pointer >= 1 && pointer <= diagnoses.size() &&
            s.claim->codes().diagnoses.has(diagnosis_group::contracture, diagnoses[pointer - 1u].code))
            return fact_value::of(true);
    return fact_value::of(false);
}

model::party_row const& party_of(subject const& s) { return s.tables().parties[s.row]; }
fact_value npi_qualified(subject const& s) { return fact_value::of(party_of(s).id_qualifier == "XX"); }
fact_value npi_given(subject const& s) { return fact_value::of(!party_of(s).id.empty()); }
fact_value npi_is_valid(subject const& s) { return fact_value::of(npi_valid(party_of(s).id)); }
fact_value billing(subject const& s) { return fact_value::of(party_of(s).loop == model::loop_id::l2010AA); }

fact_value line_count(subject const& s) { return fact_value::count(s.claim->lines().size()); }
fact_value numbered(subject const& s) { return fact_value::of(misnumbered_line(*s.claim) == nullptr); }

fact_value frequency(subject const& s) {
    using namespace std::string_view_literals;
    std::string_view const code = s.claim->row().frequency;
    return fact_value::of(code == "1"   ? "original"sv
                          : code == "7" ? "replacement"sv
                          : code == "8" ? "void"sv
                                        : "other"sv);
}

fact_value signature(subject const& s) { return fact_value::of(s.claim->row().signature); }
fact_value assignment(subject const& s) { return fact_value::of(s.claim->row().assignment); }
fact_value release(subject const& s) { return fact_value::of(s.claim->row().release); }

fact_value member_qualifier(subject const& s) {
    auto const* const member = member_of(*s.claim);
    return fact_value::of(member != nullptr ? member->id_qualifier : std::string_view{});
}
fact_value member_mbi(subject const& s) {
    auto const* const member = member_of(*s.claim);
    return fact_value::of(member != nullptr && mbi_shape_ok(member->id));
}

fact_value weight_given(subject const& s) { return fact_value::of(patient_weight(*s.claim).usable()); }
/// Only whether it is above the policy's limit (S8): the weight itself is the patient's and is never told.
fact_value weight_over(subject const& s) {
    return fact_value::of(patient_weight(*s.claim).value > model::quantity{300'000});
}

constexpr std::array facts{
    fact{"claim.total_mismatch",
         fact_type::boolean,
         dependence::claim,
         claim,
         total_mismatch,
         "CLM02 is not the sum of the line charges; a charge that cannot be read counts as 0",
         "",
         {odd_claim, 0, 0}},
    fact{"dx.code", fact_type::text, dependence::line, diagnosis, dx_code, "the diagnosis code as written", ""},
    fact{"dx.retired",
         fact_type::boolean,
         dependence::dated,
         diagnosis,
         dx_retired,
         "a line's service date lies after the last day of the diagnosis code",
         "",
         {odd_diagnosis, 0, 0}},
    fact{"dx.contracture", fact_type::boolean, dependence::claim, line, contracture,
         "the line points to a contracture (M24.5-)", ""},
    fact{"npi.qualified",
         fact_type::boolean,
         dependence::line,
         provider,
         npi_qualified,
         "NM108 is XX",
         "",
         {odd_provider, 1, 1}},
    fact{"npi.given",
         fact_type::boolean,
         dependence::line,
         provider,
         npi_given,
         "NM109 holds something",
         "",
         {odd_provider, 1, 1}},
    fact{"npi.valid",
         fact_type::boolean,
         dependence::line,
         provider,
         npi_is_valid,
         "ten digits, the first 1 or 2, with the right check digit (Luhn over 80840 and the NPI)",
         "",
         {odd_provider, 1, 1}},
    fact{"provider.billing", fact_type::boolean, dependence::line, provider, billing,
         "the provider is the billing provider (2010AA)", ""},
    fact{"claim.line_count",
         fact_type::number,
         dependence::line,
         claim,
         line_count,
         "how many lines the claim has",
         "",
         {odd_claim, 1000, 50000}},
    fact{"claim.lines_in_order",
         fact_type::boolean,
         dependence::line,
         claim,
         numbered,
         "LX01 of the lines is 1, 2, 3 and so on",
         "",
         {odd_claim, 1, 1}},
    fact{"claim.frequency",
         fact_type::symbol,
         dependence::line,
         claim,
         frequency,
         "what CLM05-3 says the claim is: 1, 7, 8 or another",
         "original replacement void other",
         {odd_claim, 0, 0, "original"}},
    fact{"claim.signature",
         fact_type::text,
         dependence::line,
         claim,
         signature,
         "provider's signature on file (CLM06)",
         "",
         {odd_claim, 0, 0, "Y"}},
    fact{"claim.assignment",
         fact_type::text,
         dependence::line,
         claim,
         assignment,
         "accepts assignment (CLM07)",
         "",
         {odd_claim, 0, 0, "A"}},
    fact{"claim.release",
         fact_type::text,
         dependence::line,
         claim,
         release,
         "release of information (CLM09)",
         "",
         {odd_claim, 0, 0, "Y"}},
    fact{"member.qualifier", fact_type::text, dependence::claim, claim, member_qualifier,
         "what the subscriber's number is (2010BA NM108)", ""},
    fact{"member.mbi_shaped", fact_type::boolean, dependence::claim, claim, member_mbi,
         "the subscriber's number has the shape of a Medicare Beneficiary Identifier", ""},
    fact{"patient.weight_given", fact_type::boolean, dependence::claim, line, weight_given,
         "the patient's weight stands in PAT08, in pounds (PAT07 is 01)", ""},
    fact{"patient.over_300_pounds", fact_type::boolean, dependence::claim, line, weight_over,
         "the patient's weight is above 300 pounds; no when it is not given", ""},
};

}  // namespace

std::span<fact const> claim_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
