// The first fault is put in words at once, because later ones may be many.
#include "tools/orthoscrub/fault_tally.hpp"

#include <fmt/format.h>

namespace orthoscrub::tools {

void fault_tally::add(text::diagnostics const& faults) {
    for (text::fault const& fault : faults.faults()) {
        if (text::describe(fault.code).level == text::severity::note) continue;
        if (count_++ == 0) first_ = fmt::format("segment {}: {}", fault.at.segment, text::message_of(fault));
    }
}

std::string fault_tally::words() const {
    if (count_ == 0) return {};
    return fmt::format(
        "breaks the standard or its guide in {} place{}, first at {} \"orthoscrub check\" tells all of it", count_,
        count_ == 1 ? "" : "s", first_);
}

}  // namespace orthoscrub::tools
