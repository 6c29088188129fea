// The small things of the books of submissions and remittances.
#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/ledger/submission_book.hpp"

namespace orthoscrub::ledger {

std::string_view to_string(finding_action action) noexcept {
    switch (action) {
        case finding_action::fixed:
            return "fixed";
        case finding_action::held:
            return "held";
        case finding_action::suppressed:
            return "suppressed";
        default:
            return "sent_unchanged";
    }
}

void submission_book::clear() noexcept {
    texts.clear();
    files.clear();
    claims.clear();
    lines.clear();
    other_payers.clear();
    icns.clear();
    statuses.clear();
    findings.clear();
    unchecked.clear();
}

void remittance_book::clear() noexcept {
    texts.clear();
    files.clear();
    remittances.clear();
    claims.clear();
    lines.clear();
    adjustments.clear();
    remarks.clear();
    policies.clear();
    provider_adjustments.clear();
    breaks.clear();
}

}  // namespace orthoscrub::ledger
