#pragma once
#include "tools/generator/denial_reasons.hpp"
#include "tools/generator/dice.hpp"
#include "tools/generator/remit_answer.hpp"

namespace orthoscrub::generator {

/// What a payer can decide about one service line. Each function adds one answered line or two to `answer` and writes
/// down in `truth` what was meant; nothing is read back from the codes.
class line_clerk {
public:
    explicit line_clerk(dice& luck) : luck_(luck) {}

    /// Whose money and whose rules the next decisions follow.
    void serve(household const& home, claim_story const& claim, claim_answer& answer, std::vector<line_truth>& truths);

    void pay(unsigned line);  ///< as this payer pays: reduced, or what the first payer left over
    void pay_as_billed(unsigned line);
    void apply_deductible(unsigned line);
    void pay_more_than_billed(unsigned line);
    void pay_to_patient(unsigned line);
    void capitate(unsigned line);
    void write_off(unsigned line);  ///< contractual for the whole charge, or the first payer paid all
    void deny(unsigned line, denial const& why);
    void refuse_a_part(unsigned line);
    void split(unsigned line);  ///< two answered lines for one; needs two units
    void unbundle(unsigned line);
    void recode(unsigned line, bool tells_submitted);
    void drop_modifier(unsigned line);
    void include_silently(unsigned line);                 ///< CO-97, host not told
    void include_in(unsigned host, unsigned component);   ///< CO-97 and OA-94
    void move_charge(unsigned host, unsigned component);  ///< the host shows both charges
    void take_back(unsigned line);                        ///< a negative payment that is no reversal
    void pend(unsigned line);
    void estimate(unsigned line);
    void forward(unsigned line);

    /// Settles what the answer pays in all.
    void total();

private:
    answered_line& begin(unsigned line);
    void finish(answered_line const& answered, std::string_view disposition);
    /// Charges `answered` with reductions and patient shares until `base` of its charge is spent; gives the payment.
    std::int64_t arithmetic(answered_line& answered, std::int64_t base);

    dice& luck_;
    household const* home_ = nullptr;
    claim_story const* claim_ = nullptr;
    claim_answer* answer_ = nullptr;
    std::vector<line_truth>* truths_ = nullptr;
    std::size_t first_truth_ = 0;
    bool medicare_ = false, second_ = false;
};

}  // namespace orthoscrub::generator
