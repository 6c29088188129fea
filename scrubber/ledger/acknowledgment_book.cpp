// The small things of the book of acknowledgments.
#include "scrubber/ledger/acknowledgment_book.hpp"

namespace orthoscrub::ledger {

std::string_view to_string(acknowledgment_kind kind) noexcept {
    switch (kind) {
        case acknowledgment_kind::interchange:
            return "interchange";
        case acknowledgment_kind::group:
            return "group";
        case acknowledgment_kind::set:
            return "set";
        case acknowledgment_kind::batch:
            return "batch";
        case acknowledgment_kind::provider:
            return "provider";
        default:
            return "claim";
    }
}

void acknowledgment_book::clear() noexcept {
    texts.clear();
    files.clear();
    entries.clear();
    statuses.clear();
    lines.clear();
}

}  // namespace orthoscrub::ledger
