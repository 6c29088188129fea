// Emptying the tables keeps their capacity: one set of tables serves a whole file.
#include "parser/model/claim_tables.hpp"

namespace orthoscrub::model {

void claim_tables::clear() noexcept {
    sets.clear();
    billing_providers.clear();
    subscribers.clear();
    patients.clear();
    claims.clear();
    lines.clear();
    diagnoses.clear();
    dates.clear();
    references.clear();
    notes.clear();
    attachments.clear();
    amounts.clear();
    parties.clear();
    other_payers.clear();
    adjudications.clear();
    adjustments.clear();
    details.clear();
    loops.clear();
}

}  // namespace orthoscrub::model
