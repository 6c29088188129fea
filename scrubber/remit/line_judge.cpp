// The table of dispositions, row by row. Rows 1 to 3 are about events and are decided where events are folded.
#include "scrubber/remit/line_judge.hpp"

namespace orthoscrub::remit {

model::money line_amounts::* sum_of(carc_class kind) noexcept {
    switch (kind) {
        case carc_class::patient_share:
            return &line_amounts::patient_share;
        case carc_class::contractual:
        case carc_class::reporting_only:
            return &line_amounts::contractual;
        case carc_class::prior_payer:
            return &line_amounts::prior_payer;
        case carc_class::bundled:
            return &line_amounts::bundled;
        case carc_class::pending:
        case carc_class::predetermination:
        case carc_class::transferred:
            return &line_amounts::pending;
        default:
            return &line_amounts::denied;
    }
}

decision judge(line_amounts const& a, line_signs const& signs) noexcept {
    constexpr model::money zero{};
    model::money const recognised = a.paid + a.patient_share + a.prior_payer;
    auto const open = [](sub_reason why) { return decision{disposition::not_yet_adjudicated, why}; };

    if (signs.forward_only) return open(sub_reason::forwarded);
    if (signs.predetermination) return open(sub_reason::predetermination);
    if (a.pending != zero && a.paid == zero && recognised == zero && a.denied == zero)
        return open(signs.transferred ? sub_reason::forwarded
                    : signs.estimated ? sub_reason::predetermination
                                      : sub_reason::pended);
    if (a.charge == zero && a.paid == zero) return {disposition::informational};
    if (a.denied > zero) return {recognised == zero ? disposition::denied : disposition::partially_denied};
    if (a.bundled > zero && (recognised == zero || (a.paid == zero && a.patient_share == zero)))
        return {disposition::bundled};
    if (a.paid == a.charge && a.charge > zero && !signs.any_adjustment) return {disposition::paid_as_billed};
    if (a.paid > zero) return {disposition::paid_reduced};
    if (a.paid == zero && a.patient_share > zero) return {disposition::patient_responsibility};
    if (a.paid == zero && a.patient_share == zero && a.denied == zero && a.bundled == zero)
        return {disposition::zero_paid, sub_reason::none,
                signs.any_adjustment && signs.only_above_allowed && a.contractual == a.charge};
    return {disposition::exception};
}

}  // namespace orthoscrub::remit
