// Claim by claim: rows from the books, and for each row the rules that are about its line.
#include "tools/orthoscrub/scorecard_of.hpp"

#include "scrubber/remit/score_rows.hpp"

namespace orthoscrub::tools {
namespace {

/// Takes out the rules that `--rules` left out and that no line speaks of: they did not look, so they were not silent.
void drop_unasked(std::vector<bool> const& chosen, scrub::rule_book const& book, remit::scorecard& card) {
    std::vector<std::uint32_t> place(card.rules.size());
    std::vector<remit::rule_score> kept;
    for (std::size_t row = 0; row < card.rules.size(); ++row) {
        remit::rule_score& rule = card.rules[row];
        auto const index = book.find(rule.rule);
        bool const asked = index && chosen[*index];
        if (!asked && rule.cells.eligible() == 0 && !rule.cells.fired()) continue;
        place[row] = static_cast<std::uint32_t>(kept.size());
        kept.push_back(std::move(rule));
    }
    card.rules = std::move(kept);
    for (remit::score_group& group : card.groups)
        for (auto& [row, cells] : group.rules) row = place[row];
}

}  // namespace

remit::scorecard make_scorecard(remit_case& results, remit::score_options const& options) {
    remit::score_tally tally{results.rules, options};
    remit::score_rows rows{results.submitted, results.outcomes, &results.matches, results.rules};
    std::vector<remit::rule_bits> scopes;
    rows.each_claim([&](std::uint32_t claim, std::span<remit::score_line const> lines) {
        scopes.assign(lines.size(), remit::rule_bits{results.rules.size()});
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (lines[i].line == remit::absent) continue;
            for (scrub::rule_index const rule :
                 results.scopes->of(results.submitted.claims[claim], results.submitted.lines[lines[i].line]))
                if (results.setup.options.rules.empty() || results.setup.options.rules[rule]) scopes[i].set(rule);
        }
        tally.add_claim(lines, scopes);
    });
    remit::scorecard card = tally.finish();
    if (auto const& chosen = results.setup.options.rules; !chosen.empty())
        drop_unasked(chosen, results.setup.pack.book(), card);
    return card;
}

}  // namespace orthoscrub::tools
