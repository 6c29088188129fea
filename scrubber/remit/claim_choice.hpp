#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "scrubber/remit/claim_score.hpp"

namespace orthoscrub::remit {

/// Points that a match must lie above the next candidate.
inline constexpr int least_lead = 15;
/// Points from which a candidate is worth a person's look; below it an answer is unmatched.
inline constexpr int least_review = 50;

/// True when two submissions agree line for line: codes, modifiers, units, charges and dates in any order.
[[nodiscard]] bool same_lines(ledger::submission_book const& book, ledger::submitted_claim const& a,
                              ledger::submitted_claim const& b) noexcept;

/// What was decided about a remitted claim.
struct claim_choice {
    match_state state = match_state::unmatched;
    bool identical_resubmission = false;
};

/// Decides between candidates by score and, where one control number was sent several times, by order of what tells them apart.
class claim_chooser {
public:
    explicit claim_chooser(ledger::submission_book const& sent) : sent_{&sent} {}
    /// Sorts the candidates, best first; with `matched` the first is the match. `accept(row)` gives the score from which
    /// the candidate is taken.
    template <class Accept>
    [[nodiscard]] claim_choice choose(asked_claim const& asked, std::vector<scored_candidate>& candidates,
                                      Accept&& accept) {
        if (candidates.empty()) return {};
        auto const chosen = single_out(asked, candidates);
        return decide(asked, candidates, chosen, accept(candidates.front().submitted));
    }

private:
    /// True when the first candidate is alone or was singled out from those near it.
    [[nodiscard]] bool single_out(asked_claim const& asked, std::vector<scored_candidate>& candidates);
    [[nodiscard]] claim_choice decide(asked_claim const& asked, std::span<scored_candidate const> candidates,
                                      bool chosen, int accept) const;
    [[nodiscard]] bool resolve(asked_claim const& asked, std::vector<std::uint32_t>& left,
                               std::span<scored_candidate const> candidates);
    [[nodiscard]] bool equal_content(asked_claim const& asked, std::uint32_t submitted);
    [[nodiscard]] bool identical(scored_candidate const& a, scored_candidate const& b) const noexcept;

    ledger::submission_book const* sent_;
    std::vector<std::uint32_t> left_, kept_;
    std::vector<std::uint8_t> taken_;
};

}  // namespace orthoscrub::remit
