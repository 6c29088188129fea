// Sums over the rows of a window; only that of the payment lasts from window to window.
#include "grammars/remit_835_balance.hpp"

namespace orthoscrub::grammars {
namespace {

using model::amount_sum;
using text::fault_code;
using text::loop_id;

amount_sum taken_off(model::remit_tables const& t, model::row_range adjustments) {
    amount_sum sum;
    for (auto const& row : t.rows(t.adjustments, adjustments)) sum.add(row.amount);
    return sum;
}

void compare(fault_code code, amount_sum const& expected, amount_sum const& found, text::address const& at,
             text::diagnostics& faults) {
    if (expected.sure && found.sure && expected.value != found.value)
        faults.add(code, at, to_string(found.value), to_string(expected.value));
}

amount_sum sum_of(model::parsed_money const& amount) {
    amount_sum sum;
    sum.add(amount);
    return sum;
}

}  // namespace

void remit_balance::read_claim(model::remit_tables const& t, model::remit_claim_row const& c,
                               std::span<text::segment const> segments, text::diagnostics& faults) {
    auto left = sum_of(c.charge);
    left.take_off(taken_off(t, c.adjustments));
    amount_sum charges;
    auto const at = [&](model::segment_index segment, loop_id loop, unsigned element) {
        return text::address_of(segments[segment], loop, element);
    };
    for (auto const& line : t.lines_of(c)) {
        auto const taken = taken_off(t, line.adjustments);
        auto due = sum_of(line.charge);
        due.take_off(taken);
        left.take_off(taken);
        charges.add(line.charge);
        compare(fault_code::guide_line_balance, due, sum_of(line.paid), at(line.svc, loop_id::l2110, 3), faults);
    }
    compare(fault_code::guide_claim_balance, left, sum_of(c.paid), at(c.clp, loop_id::l2100, 4), faults);
    if (c.lines.count != 0)
        compare(fault_code::guide_claim_charge_balance, sum_of(c.charge), charges, at(c.clp, loop_id::l2100, 3),
                faults);
}

void remit_balance::read(model::remit_tables const& t, std::span<text::segment const> segments, bool first, bool last,
                         text::diagnostics& faults) {
    if (first) *this = {};
    if (!payment_seen_ && !t.sets.empty() && t.sets.front().bpr != model::absent) {
        payment_seen_ = true;
        total_ = t.sets.front().total;
        total_at_ = text::address_of(segments[t.sets.front().bpr], loop_id::heading, 2);
    }
    for (auto const& claim : t.claims) {
        due_.add(claim.paid);
        read_claim(t, claim, segments, faults);
    }
    for (auto const& row : t.provider_adjustments) due_.subtract(row.amount);
    if (last && payment_seen_) compare(fault_code::guide_payment_balance, due_, sum_of(total_), total_at_, faults);
}

}  // namespace orthoscrub::grammars
