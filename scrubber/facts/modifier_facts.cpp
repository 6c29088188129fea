// Answers about the modifiers as written. Which modifiers stand on the line is not a fact: rules ask that with
// `modifiers has`, and the engine answers from a set of bits.
#include <array>

#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr scope_set line = scope_bit(grammars::rule_scope::line);

fact_value malformed(subject const& s) { return fact_value::of(s.line->malformed != 0); }
fact_value gap(subject const& s) { return fact_value::of(s.line->gap); }
fact_value unknown(subject const& s) { return fact_value::of(s.line->strange != 0); }
fact_value repeated(subject const& s) { return fact_value::of(s.line->repeated != 0); }

fact_value both_sides_in_one(subject const& s) {
    bool found = false;
    for (std::string_view const modifier : s.line->row->modifiers)
        found = found || modifier == "RTLT" || modifier == "LTRT";
    return fact_value::of(s.line->malformed != 0 && found);
}

constexpr std::array facts{
    fact{"modifier.malformed",
         fact_type::boolean,
         dependence::modifiers,
         line,
         malformed,
         "a modifier is not two upper-case letters or digits",
         "",
         {odd_modifiers}},
    fact{"modifier.gap",
         fact_type::boolean,
         dependence::modifiers,
         line,
         gap,
         "an empty modifier position stands before a filled one",
         "",
         {odd_modifiers}},
    fact{"modifier.unknown",
         fact_type::boolean,
         dependence::modifiers,
         line,
         unknown,
         "a well-formed modifier is neither in the table nor defined by the payer's profile",
         "",
         {odd_modifiers}},
    fact{"modifier.repeated",
         fact_type::boolean,
         dependence::modifiers,
         line,
         repeated,
         "a modifier stands on the line twice",
         "",
         {odd_modifiers}},
    fact{"modifier.rtlt_written",
         fact_type::boolean,
         dependence::modifiers,
         line,
         both_sides_in_one,
         "one position holds RTLT or LTRT",
         "",
         {odd_modifiers}},
};

}  // namespace

std::span<fact const> modifier_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
