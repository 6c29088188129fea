// Emptying the tables keeps their capacity: one set of tables serves a whole file.
#include "parser/model/remit_tables.hpp"

namespace orthoscrub::model {

void remit_tables::clear() noexcept {
    sets.clear();
    parties.clear();
    header_numbers.clear();
    claims.clear();
    lines.clear();
    adjustments.clear();
    dates.clear();
    references.clear();
    amounts.clear();
    quantities.clear();
    remarks.clear();
    contacts.clear();
    provider_adjustments.clear();
    details.clear();
    loops.clear();
}

}  // namespace orthoscrub::model
