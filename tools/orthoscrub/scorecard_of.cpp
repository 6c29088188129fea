// Claim by claim: rows from the books, and for each row the rules that are about its line.
#include "tools/orthoscrub/scorecard_of.hpp"

#include "scrubber/remit/score_rows.hpp"

namespace orthoscrub::tools {

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
    return tally.finish();
}

}  // namespace orthoscrub::tools
