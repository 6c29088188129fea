// Answers about earlier claims of the run. The pipeline looks them up once a window (batch_memory); a claim that is
// judged alone, or under --no-batch, has no earlier claims.
#include <array>

#include "scrubber/facts/batch_memory.hpp"
#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject_signs.hpp"

namespace orthoscrub::scrub {
namespace {

using grammars::rule_scope;
constexpr scope_set batch = scope_bit(rule_scope::batch);
constexpr scope_set line = scope_bit(rule_scope::line);

fact_value duplicate(subject const& s) {
    batch_answers const* const answers = s.claim->window().batch;
    return fact_value::of(answers != nullptr && answers->claims[s.claim->index()].repeats);
}
fact_value same_day(subject const& s) {
    batch_answers const* const answers = s.claim->window().batch;
    return fact_value::of(answers != nullptr && answers->claims[s.claim->index()].same_day);
}
fact_value conflict(subject const& s) {
    batch_answers const* const answers = s.claim->window().batch;
    return fact_value::of(answers != nullptr && answers->conflicts[s.line->index]);
}

constexpr std::array facts{
    fact{"batch.duplicate",
         fact_type::boolean,
         dependence::batch,
         batch,
         duplicate,
         "an earlier original claim of the run has the same billing NPI, SBR01, patient, dates, codes, modifiers and "
         "charges",
         "",
         {odd_in_batch, 0, 0}},
    fact{"batch.same_day_orthosis",
         fact_type::boolean,
         dependence::batch,
         batch,
         same_day,
         "this claim and an earlier one of the run have a spinal orthosis or a repair for the same patient, supplier "
         "and "
         "day",
         "",
         {odd_in_batch, 0, 0}},
    fact{"base.conflict_across_claims",
         fact_type::boolean,
         dependence::batch,
         line,
         conflict,
         "an earlier claim of the run has a base for the same patient, supplier, day, body part and side (or no side)",
         "",
         {odd_company, 0, 0}},
};

}  // namespace

std::span<fact const> batch_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
