#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "grammars/rule_pack.hpp"
#include "scrubber/codes/hcpcs_table.hpp"
#include "scrubber/codes/modifier_table.hpp"
#include "scrubber/facts/fact.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// An answer with the reason when it is unknown.
struct verdict {
    tri value = tri::no;
    unknown_reason reason = unknown_reason::none;
    friend bool operator==(verdict, verdict) = default;
};

enum class atom_kind : std::uint8_t {
    fact_holds,       ///< `prior_auth.given`
    number_compares,  ///< `units > 1`; dates and amounts too
    text_equals,      ///< `unit = UN`
    facts_compare,    ///< `charge < narrative.price`
    number_among,     ///< `units in { 1, 2 }`
    text_among,       ///< `kind in { base, addition }`
    code_listed,      ///< `code in noc`
    code_listed_on,   ///< `code in prior_auth at dos`
    has_any,          ///< `modifiers has any { RT, LT }`; `has none` is its negation
    has_all,
    has_more_than,
    has_exactly,
    in_force  ///< the service date lies within the rule's dates
};

/// The smallest question of a condition, with all names resolved. Equal questions of different rules are one atom.
struct atom {
    atom_kind kind = atom_kind::fact_holds;
    grammars::comparison op = grammars::comparison::equal;
    dependence depends = dependence::line;
    fact_value (*get)(subject const&) = nullptr;
    fact_value (*right)(subject const&) = nullptr;  ///< facts_compare
    fact_id fact = 0;
    list_id list{};
    std::uint32_t count = 0;  ///< has_more_than, has_exactly
    std::int64_t number = 0;
    modifier_set modifiers;
    day_range days;  ///< in_force
    std::vector<std::int64_t> numbers;
    std::vector<std::string> texts;

    /// The same question, whatever `get` and `right` point to.
    [[nodiscard]] bool same(atom const& other) const;
};

/// An atom or its negation.
struct atom_use {
    std::uint32_t atom = 0;
    bool negated = false;
    friend auto operator<=>(atom_use const&, atom_use const&) = default;
};

[[nodiscard]] tri evaluate(atom const& a, subject const& s) noexcept;
/// What the atom answers on every line without the fact's sign (`usual_value`): yes, no, or unknown when that differs
/// from line to line or the fact has no usual value.
[[nodiscard]] tri usual_answer(atom const& a) noexcept;
[[nodiscard]] constexpr tri opposite(tri value) noexcept {
    return value == tri::unknown ? tri::unknown : value == tri::yes ? tri::no : tri::yes;
}
/// True when `left op right`, as numbers.
[[nodiscard]] bool compares(std::int64_t left, grammars::comparison op, std::int64_t right) noexcept;

/// Whether a rule with these dates speaks about the subject: by the subject's own line, or above the line when any line
/// of the claim lies within them. Unknown when a service date that matters cannot be read.
[[nodiscard]] tri in_force(day_range days, subject const& s) noexcept;

}  // namespace orthoscrub::scrub
