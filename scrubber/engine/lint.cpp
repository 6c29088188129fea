// A guard can never hold when it asks an atom and its opposite, wants two words of one fact, a number in an empty
// interval, or modifiers that another part forbids. A condition can never hold when none of its guards can.
#include "scrubber/engine/lint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string>

namespace orthoscrub::scrub {

using grammars::comparison;

namespace {

/// What the atoms of a guard leave open for one fact.
struct leftover {
    std::int64_t low = std::numeric_limits<std::int64_t>::min();
    std::int64_t high = std::numeric_limits<std::int64_t>::max();
    std::vector<std::string> words;  ///< allowed; meaningful when `listed`
    bool listed = false;
    std::set<std::string> forbidden;
};

void allow(leftover& left, std::vector<std::string> const& words) {
    if (!left.listed) {
        left.words = words;
        left.listed = true;
        return;
    }
    std::erase_if(left.words,
                  [&](std::string const& w) { return std::find(words.begin(), words.end(), w) == words.end(); });
}

void narrow(leftover& left, atom const& a, bool negated) {
    comparison op = a.op;
    if (negated) {
        constexpr comparison opposite_of[]{comparison::not_equal, comparison::equal,      comparison::greater_equal,
                                           comparison::greater,   comparison::less_equal, comparison::less};
        op = opposite_of[static_cast<std::size_t>(op)];
    }
    if (op == comparison::equal || op == comparison::greater_equal) left.low = std::max(left.low, a.number);
    if (op == comparison::equal || op == comparison::less_equal) left.high = std::min(left.high, a.number);
    if (op == comparison::greater) left.low = std::max(left.low, a.number + 1);
    if (op == comparison::less) left.high = std::min(left.high, a.number - 1);
}

bool possible(guard const& g, std::span<atom const> atoms) {
    std::map<fact_id, leftover> facts;
    modifier_set forbidden, wanted;
    for (atom_use const use : g) {
        atom const& a = atoms[use.atom];
        if (std::find(g.begin(), g.end(), atom_use{use.atom, !use.negated}) != g.end()) return false;
        if (a.kind == atom_kind::has_any && use.negated) forbidden = forbidden | a.modifiers;
        if (a.kind == atom_kind::has_all && !use.negated) wanted = wanted | a.modifiers;
        if (a.kind == atom_kind::number_compares) narrow(facts[a.fact], a, use.negated);
        if (a.kind == atom_kind::text_equals || a.kind == atom_kind::text_among) {
            bool const excludes = use.negated != (a.kind == atom_kind::text_equals && a.op == comparison::not_equal);
            if (excludes) facts[a.fact].forbidden.insert(a.texts.begin(), a.texts.end());
            else allow(facts[a.fact], a.texts);
        }
    }
    if (forbidden.meets(wanted)) return false;
    for (atom_use const use : g)
        if (atoms[use.atom].kind == atom_kind::has_any && !use.negated && forbidden.covers(atoms[use.atom].modifiers))
            return false;
    for (auto const& [id, left] : facts) {
        if (left.low > left.high) return false;
        if (left.listed && std::all_of(left.words.begin(), left.words.end(),
                                       [&](std::string const& w) { return left.forbidden.contains(w); }))
            return false;
    }
    return true;
}

bool same_payers(payer_scope const& a, payer_scope const& b) {
    return a.classes == b.classes && a.profiles == b.profiles;
}

bool alike(compiled_rule const& a, compiled_rule const& b) {
    if (a.ast.scope != b.ast.scope || !same_payers(a.payers, b.payers)) return false;
    if (a.days.first != b.days.first || a.days.last != b.days.last || a.guards.size() != b.guards.size()) return false;
    auto left = a.guards, right = b.guards;
    std::sort(left.begin(), left.end());
    std::sort(right.begin(), right.end());
    return left == right;
}

}  // namespace

void lint_rules(std::span<compiled_rule const> rules, std::span<atom const> atoms,
                std::vector<grammars::rule_error>& lint) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
        compiled_rule const& rule = rules[i];
        auto const warn = [&](std::string message) {
            lint.push_back({rule.ast.file, rule.ast.at, std::move(message), {}, {}});
        };
        if (std::none_of(rule.guards.begin(), rule.guards.end(), [&](guard const& g) { return possible(g, atoms); }))
            warn(fmt::format("the condition of {} can never hold", rule.ast.id));
        for (std::size_t j = 0; j < i; ++j)
            if (alike(rules[j], rule)) warn(fmt::format("{} says the same as {}", rule.ast.id, rules[j].ast.id));
        auto const& last = rule.ast.severities.back();
        bool const open = last.when || (!last.payers.empty() && !same_payers(rule.arm_payers.back(), rule.payers));
        if (open)
            warn(fmt::format("the last severity of {} has a condition; it is taken when no other fits", rule.ast.id));
    }
}

}  // namespace orthoscrub::scrub
