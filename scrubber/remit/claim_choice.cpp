// Who answers: the best score with a lead, and where a control number was sent several times, one step after
// another among those that the score does not part. The payer goes first, for no points tell it.
#include "scrubber/remit/claim_choice.hpp"

#include <algorithm>
#include <bitset>
#include <vector>

#include "scrubber/remit/line_kinds.hpp"

namespace orthoscrub::remit {
namespace {

/// Lines of a claim that are held against each other one by one; more are sorted.
constexpr std::size_t most_unsorted = 64;

/// The kinds of all lines, sorted; equal lists hold the same lines in any order.
std::vector<line_kind> kinds_of(auto const& lines, bool with_days) {
    std::vector<line_kind> kinds;
    kinds.reserve(lines.size());
    for (auto const& line : lines) {
        kinds.push_back(kind_of(line));
        if (!with_days) kinds.back().days = {};
    }
    std::ranges::sort(kinds);
    return kinds;
}

bool same_member(ledger::submitted_claim const& a, ledger::submitted_claim const& b) noexcept {
    return std::ranges::any_of(
        a.members, [&](ledger::person_hash one) { return one != 0 && (one == b.members[0] || one == b.members[1]); });
}

/// SBR01 of the submission that CLP02 speaks of: P, S or T; '\0' when it does not say.
char sequence_of(std::string_view status) noexcept {
    if (status == "1" || status == "19") return 'P';
    if (status == "2" || status == "20") return 'S';
    return status == "3" || status == "21" ? 'T' : '\0';
}

}  // namespace

bool same_lines(ledger::submission_book const& book, ledger::submitted_claim const& a,
                ledger::submitted_claim const& b) noexcept {
    auto const left = book.lines_of(a), right = book.lines_of(b);
    if (left.size() != right.size() || a.charge != b.charge) return false;
    std::bitset<most_unsorted> taken;
    if (left.size() > taken.size()) return kinds_of(left, true) == kinds_of(right, true);
    for (auto const& line : left) {
        std::size_t at = 0;
        while (at < right.size() && (taken[at] || !indistinguishable(line, right[at]))) ++at;
        if (at == right.size()) return false;
        taken[at] = true;
    }
    return true;
}

bool claim_chooser::identical(scored_candidate const& a, scored_candidate const& b) const noexcept {
    auto const &left = sent_->claims[a.submitted], &right = sent_->claims[b.submitted];
    return a.submitted != b.submitted && a.number == b.number && a.number != number_grade::none && a.payer == b.payer &&
           left.frequency == right.frequency && same_member(left, right) && same_lines(*sent_, left, right);
}

bool claim_chooser::single_out(asked_claim const& asked, std::vector<scored_candidate>& candidates) {
    std::ranges::sort(candidates, [](scored_candidate const& a, scored_candidate const& b) {
        return a.score != b.score ? a.score > b.score : a.submitted > b.submitted;
    });
    if (candidates.size() == 1) return true;

    // The payer parts claims of one control number before any points do.
    auto const number = candidates.front().number;
    auto const shares = [&](scored_candidate const& one) {
        return number != number_grade::none && one.number == number;
    };
    auto best_payer = payer_fit::other;
    for (auto const& one : candidates)
        if (shares(one)) best_payer = std::max(best_payer, one.payer);
    auto const passed_over = [&](scored_candidate const& one) { return shares(one) && one.payer < best_payer; };

    auto const leader = std::ranges::find_if(candidates, [&](auto const& one) { return !passed_over(one); });
    left_.clear();
    bool strangers = false;
    for (std::uint32_t k = 0; k < candidates.size(); ++k) {
        auto const& one = candidates[k];
        if (passed_over(one) || leader->score - one.score >= least_lead) continue;
        left_.push_back(k);
        strangers = strangers || !shares(one);
    }
    if (!strangers && left_.size() > 1 && !resolve(asked, left_, candidates)) return false;
    if (strangers && left_.size() > 1) return false;
    auto const at = candidates.begin() + left_.front();
    std::rotate(candidates.begin(), at, at + 1);
    return true;
}

bool claim_chooser::equal_content(asked_claim const& asked, std::uint32_t submitted) {
    auto const& claim = sent_->claims[submitted];
    auto const sent = sent_->lines_of(claim);
    if (asked.charge != claim.charge || asked.lines.size() != sent.size()) return false;
    if (sent.size() > most_unsorted) return kinds_of(asked.lines, false) == kinds_of(sent, false);
    taken_.assign(sent.size(), 0);
    for (auto const& line : asked.lines) {
        std::size_t at = 0;
        for (; at < sent.size(); ++at)
            if (taken_[at] == 0 && line.procedure().code == sent[at].code && line.cents == sent[at].charge.cents &&
                line.thousandths == sent[at].units.thousandths &&
                compare_modifiers(line.procedure().modifiers, sent[at].modifiers) == modifier_fit::equal)
                break;
        if (at == sent.size()) return false;
        taken_[at] = 1;
    }
    return true;
}

bool claim_chooser::resolve(asked_claim const& asked, std::vector<std::uint32_t>& left,
                            std::span<scored_candidate const> candidates) {
    // A step that no candidate passes says nothing and keeps them all.
    auto const keep = [&](auto&& passes) {
        kept_.clear();
        for (auto const k : left)
            if (passes(candidates[k])) kept_.push_back(k);
        if (!kept_.empty()) left.swap(kept_);
        return left.size() == 1;
    };
    auto const said = sequence_of(asked.claim->status);
    if (said != '\0' && keep([&](scored_candidate const& one) {
            auto const sequence = trimmed(sent_->claims[one.submitted].sequence);
            return sequence.size() == 1 && sequence.front() == said;
        }))
        return true;
    auto const frequency = trimmed(asked.claim->frequency);
    if (!frequency.empty() &&
        keep([&](scored_candidate const& one) { return trimmed(sent_->claims[one.submitted].frequency) == frequency; }))
        return true;
    // An answer under the number that a replacement quotes is the earlier one, of the claim that it replaces.
    auto const icn = trimmed(asked.claim->icn);
    if (!icn.empty() &&
        keep([&](scored_candidate const& one) { return trimmed(sent_->claims[one.submitted].original_icn) != icn; }))
        return true;
    if (keep([](scored_candidate const& one) { return one.payer_number; })) return true;
    if (!asked.lines.empty() && keep([&](scored_candidate const& one) { return equal_content(asked, one.submitted); }))
        return true;

    // The latest, but only of claims of one member; a claim without a day cannot be called the latest.
    auto const claim_of = [&](std::uint32_t k) -> auto const& { return sent_->claims[candidates[k].submitted]; };
    for (auto const k : left)
        if (!same_member(claim_of(left.front()), claim_of(k)) || claim_of(k).submitted.empty()) return false;
    auto const latest = std::ranges::max(left, [&](std::uint32_t a, std::uint32_t b) {
        return claim_of(a).submitted != claim_of(b).submitted ? claim_of(a).submitted < claim_of(b).submitted
                                                              : candidates[a].submitted < candidates[b].submitted;
    });
    left.assign(1, latest);
    return true;
}

claim_choice claim_chooser::decide(asked_claim const& asked, std::span<scored_candidate const> candidates, bool chosen,
                                   int accept) const {
    auto const& best = candidates.front();
    claim_choice choice;
    bool taken = chosen && best.score >= accept;
    if (!taken && asked.lines.empty() && best.number == number_grade::equal && best.charge_alone &&
        !best.contradicted) {
        // Nothing but the claim itself can speak for an answer without lines.
        taken = std::ranges::none_of(candidates.subspan(1),
                                     [](scored_candidate const& one) { return one.number == number_grade::equal; });
    }
    if (taken) {
        choice.state = match_state::matched;
        choice.identical_resubmission = std::ranges::any_of(
            candidates.subspan(1), [&](scored_candidate const& one) { return identical(best, one); });
    } else if (best.score >= least_review) choice.state = match_state::ambiguous;
    return choice;
}

}  // namespace orthoscrub::remit
