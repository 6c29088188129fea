// Answers about diagnoses (HI of 2300), their tables, and the pointers of the lines to them (SV107). A pointer that
// names no diagnosis points to nothing here; what is wrong with it is one question of its own.
#include "scrubber/facts/diagnosis_facts.hpp"

#include <algorithm>
#include <array>

#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject_signs.hpp"

namespace orthoscrub::scrub {

using grammars::rule_scope;

pointer_problem pointer_problem_of(claim_context const& claim, model::line_row const& line) noexcept {
    if (line.sv1 == model::absent) return {};
    std::uint32_t const diagnoses = claim.row().diagnoses.count;
    if (diagnoses == 0) return {pointer_fault::no_diagnosis, 0};
    if (line.pointer_count == 0) return {pointer_fault::empty, 0};
    if (line.pointer_count > line.pointers.size()) return {pointer_fault::too_many, 0};
    for (std::size_t i = 0; i < line.pointer_count; ++i) {
        std::uint8_t const pointer = line.pointers[i];
        if (pointer == 0) return {pointer_fault::gap, 0};
        if (pointer == 255) return {pointer_fault::not_a_number, 0};
        if (pointer > 12) return {pointer_fault::beyond_twelve, pointer};
        if (pointer > diagnoses) return {pointer_fault::past_last, pointer};
        for (std::size_t before = 0; before < i; ++before)
            if (line.pointers[before] == pointer) return {pointer_fault::repeated, pointer};
    }
    return {};
}

namespace {

constexpr scope_set line = scope_bit(rule_scope::line);
constexpr scope_set diagnosis = scope_bit(rule_scope::diagnosis);

model::diagnosis_row const& row_of(subject const& s) { return s.tables().diagnoses[s.row]; }

fact_value icd9(subject const& s) { return fact_value::of(row_of(s).qualifier.starts_with('B')); }
fact_value principal(subject const& s) { return fact_value::of(row_of(s).qualifier == "ABK"); }
fact_value well_formed(subject const& s) { return fact_value::of(icd10_shape_ok(row_of(s).code)); }

unknown_reason existence_unanswered(code_tables const& codes) {
    return codes.icd10.complete() ? unknown_reason::none : unknown_reason::no_official_icd10;
}

fact_value known(subject const& s) {
    code_tables const& codes = s.claim->codes();
    if (auto const reason = existence_unanswered(codes); reason != unknown_reason::none)
        return fact_value::unknown(reason);
    return fact_value::of(codes.icd10.find(row_of(s).code) != nullptr);
}

fact_value incomplete(subject const& s) {
    icd10_row const* const row = s.claim->codes().icd10.find(row_of(s).code);
    return fact_value::of(row != nullptr && row->issue == icd10_issue::incomplete);
}

fact_value external_cause(subject const& s) {
    return fact_value::of(s.claim->codes().diagnoses.has(diagnosis_group::external_cause, row_of(s).code));
}

fact_value repeated(subject const& s) {
    auto const& all = s.tables().diagnoses;
    for (std::uint32_t i = s.claim->row().diagnoses.first; i < s.row; ++i)
        if (all[i].code == row_of(s).code) return fact_value::of(true);
    return fact_value::of(false);
}

fact_value pointers_good(subject const& s) {
    return fact_value::of(pointer_problem_of(*s.claim, *s.line->row).fault == pointer_fault::none);
}

/// How many diagnoses the line points to, and how many of them are in the group.
std::pair<unsigned, unsigned> pointed(subject const& s, diagnosis_group group) {
    auto const diagnoses = s.tables().diagnoses_of(s.claim->row());
    unsigned all = 0, in_group = 0;
    for (std::uint8_t const pointer : s.line->row->pointers) {
        if (pointer < 1 || pointer > diagnoses.size()) continue;
        ++all;
        if (s.claim->codes().diagnoses.has(group, diagnoses[pointer - 1u].code)) ++in_group;
    }
    return {all, in_group};
}

template <diagnosis_group Group>
fact_value points_to(subject const& s) {
    return fact_value::of(pointed(s, Group).second != 0);
}

fact_value only_back_pain(subject const& s) {
    auto const [all, in_group] = pointed(s, diagnosis_group::back_pain);
    return fact_value::of(all != 0 && all == in_group);
}

fact_value unread_group(subject const&) { return fact_value::unknown(unknown_reason::list_not_read); }

constexpr std::array facts{
    fact{"dx.icd9",
         fact_type::boolean,
         dependence::line,
         diagnosis,
         icd9,
         "the qualifier is one of ICD-9-CM: BK or BF",
         "",
         {odd_diagnosis, 0, 0}},
    fact{"dx.principal", fact_type::boolean, dependence::line, diagnosis, principal,
         "the diagnosis is the principal one (ABK)", ""},
    fact{"dx.well_formed",
         fact_type::boolean,
         dependence::line,
         diagnosis,
         well_formed,
         "the code has the shape of an ICD-10-CM code: a letter, a digit, up to five of both, no dot",
         "",
         {odd_diagnosis, 1, 1}},
    fact{"dx.known",
         fact_type::boolean,
         dependence::dated,
         diagnosis,
         known,
         "the code exists; unknown unless the official file is loaded",
         "",
         {},
         existence_unanswered},
    fact{"dx.incomplete",
         fact_type::boolean,
         dependence::line,
         diagnosis,
         incomplete,
         "the table knows the code as a heading that needs further characters",
         "",
         {odd_diagnosis, 0, 0}},
    fact{"dx.external_cause",
         fact_type::boolean,
         dependence::line,
         diagnosis,
         external_cause,
         "the code says how an injury came about (V00 to Y99)",
         "",
         {odd_diagnosis, 0, 0}},
    fact{"dx.repeated",
         fact_type::boolean,
         dependence::claim,
         diagnosis,
         repeated,
         "an earlier diagnosis of the claim is the same",
         "",
         {odd_diagnosis, 0, 0}},
    fact{"dx.pointers_good",
         fact_type::boolean,
         dependence::line,
         line,
         pointers_good,
         "SV107 holds one to four different numbers of diagnoses that the claim has",
         "",
         {odd_pointers, 1, 1}},
    fact{"dx.knee_contracture", fact_type::boolean, dependence::claim, line,
         points_to<diagnosis_group::knee_contracture>, "the line points to a contracture of the knee (group 1 of S8)",
         ""},
    fact{"dx.ankle_contracture_or_fasciitis", fact_type::boolean, dependence::claim, line,
         points_to<diagnosis_group::ankle_contracture_or_fasciitis>,
         "the line points to a contracture of the ankle or plantar fasciitis (group 1 of S7)", ""},
    fact{"dx.unread_group", fact_type::boolean, dependence::code, line, unread_group,
         "the diagnosis is in the policy's group: always unknown, for groups that were not read", ""},
    fact{"dx.only_back_pain", fact_type::boolean, dependence::claim, line, only_back_pain,
         "every diagnosis that the line points to is back pain without a cause", ""},
};

}  // namespace

std::span<fact const> diagnosis_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
