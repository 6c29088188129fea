#pragma once
#include "tools/generator/dice.hpp"
#include "tools/generator/generator.hpp"
#include "tools/generator/line_clerk.hpp"
#include "tools/generator/remit_answer.hpp"

namespace orthoscrub::generator {

/// Decides what becomes of a claim at its payers: one scenario per claim, drawn by dice of its own. A planted mistake is
/// mostly denied for the reason it deserves, sometimes paid, sometimes denied for another.
class payer_desk {
public:
    payer_desk(std::uint64_t seed, bool front_end_rejects);

    /// Fills `out` with the answers to `claim` and the truth about its lines. `mistake` is null for a clean claim.
    void decide(household const& home, claim_story const& claim, planted const* mistake, claim_case& out);

    /// Fills `out` with the answer to a claim that was never sent, or not in this file.
    void pay_stranger(household const& home, claim_story const& claim, claim_case& out);

    /// The 277CA status of the last claim that was rejected.
    [[nodiscard]] front_end_status const& rejection() const noexcept { return rejection_; }

private:
    void answer_mistake(planted const& mistake);
    void answer_second();
    void answer_clean();
    bool answer_odd(unsigned ticket);
    bool answer_several_lines(unsigned ticket);
    void decide_lines();
    void decide_line(unsigned line);

    void reject(front_end_status status);
    void stay_silent();
    void deny_all(denial const& why);
    void whole_claim(std::string_view group, std::string_view carc, std::string_view remark, std::string_view kind,
                     std::string_view status);
    void paid_in_one_sum();
    void reduced_in_one_sum();
    void all(void (line_clerk::*decision)(unsigned));
    void cross_over();
    void split_claim(unsigned wave_of_rest, bool rest_comes);
    void leave_line_out();
    void pended_then_decided();
    void reverse(unsigned correction_wave, unsigned reversal_wave, bool correction_first);
    void reverse_only(bool known);
    void correct_by_22();
    void decide_twice();
    void answer_as_duplicate();

    claim_answer& open(payer const& from, unsigned wave, std::vector<line_truth>& truths);
    claim_answer& reversal_of(claim_answer const& answer, unsigned wave);
    void recover(claim_answer& reversal, std::int64_t net, std::vector<line_truth>& truths);
    [[nodiscard]] std::string next_icn(payer const& from);
    [[nodiscard]] bool medicare() const { return home_->destination->type == coverage::medicare; }

    dice luck_;
    line_clerk clerk_;
    bool front_end_rejects_;
    std::uint64_t serial_ = 0;
    household const* home_ = nullptr;
    claim_story const* claim_ = nullptr;
    claim_case* case_ = nullptr;
    std::vector<line_truth> overtaken_;  ///< what does not hold any more
    front_end_status rejection_{};
};

/// True when every line is answered once, under its own code, modifiers and charge.
[[nodiscard]] bool is_plain(claim_answer const& answer, claim_story const& claim);

}  // namespace orthoscrub::generator
