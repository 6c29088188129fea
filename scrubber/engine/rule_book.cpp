// The compiled pack and the tally of what could not be judged.
#include "scrubber/engine/rule_book.hpp"

#include <algorithm>

namespace orthoscrub::scrub {

std::optional<rule_index> rule_book::find(std::string_view id) const noexcept {
    auto const at =
        std::lower_bound(rules_.begin(), rules_.end(), id,
                         [](compiled_rule const& rule, std::string_view wanted) { return rule.ast.id < wanted; });
    if (at == rules_.end() || at->ast.id != id) return std::nullopt;
    return static_cast<rule_index>(at - rules_.begin());
}

bool rule_book::looks_across_claims(rule_index index) const noexcept {
    compiled_rule const& rule = rules_[index];
    if (rule.ast.scope == grammars::rule_scope::batch) return true;
    return std::any_of(rule.guards.begin(), rule.guards.end(), [&](guard const& g) {
        return std::any_of(g.begin(), g.end(),
                           [&](atom_use use) { return atoms_[use.atom].depends == dependence::batch; });
    });
}

void unknown_counts::add(unknown_counts const& other) noexcept {
    for (std::size_t rule = 0; rule < counts_.size() && rule < other.counts_.size(); ++rule)
        for (std::size_t reason = 0; reason < counts_[rule].size(); ++reason)
            counts_[rule][reason] += other.counts_[rule][reason];
}

void unknown_counts::clear() noexcept {
    for (auto& reasons : counts_) reasons.fill(0);
}

}  // namespace orthoscrub::scrub
