// Emptying the tables keeps their capacity: one set of tables serves a whole file.
#include "parser/model/ack_tables.hpp"

namespace orthoscrub::model {

void ack_tables::clear() noexcept {
    interchanges.clear();
    groups.clear();
    sets.clear();
    segment_errors.clear();
    element_errors.clear();
    contexts.clear();
    status_sets.clear();
    levels.clear();
    traces.clear();
    lines.clear();
    statuses.clear();
    counts.clear();
    amounts.clear();
    references.clear();
    dates.clear();
    parties.clear();
    details.clear();
    loops.clear();
}

}  // namespace orthoscrub::model
