// Names, and sums.
#include "scrubber/ack/answered.hpp"

#include <array>

namespace orthoscrub::ack {

std::string_view to_string(answer_level level) noexcept {
    constexpr std::array<std::string_view, 4> names{"interchange", "group", "set", "claim"};
    return names[static_cast<std::size_t>(level)];
}

std::string_view to_string(decision what) noexcept {
    constexpr std::array<std::string_view, 5> names{"accepted", "accepted_with_errors", "partly_accepted", "rejected",
                                                    "rejected_above"};
    return names[static_cast<std::size_t>(what)];
}

std::string_view to_string(answer_kind kind) noexcept {
    constexpr std::array<std::string_view, 3> names{"ta1", "999", "277"};
    return names[static_cast<std::size_t>(kind)];
}

void answer_counts::add(answer_counts const& other) {
    interchanges += other.interchanges;
    interchanges_rejected += other.interchanges_rejected;
    groups += other.groups;
    groups_rejected += other.groups_rejected;
    sets += other.sets;
    sets_rejected += other.sets_rejected;
    sets_with_errors += other.sets_with_errors;
    claims += other.claims;
    claims_rejected += other.claims_rejected;
    charges += other.charges;
    charges_rejected += other.charges_rejected;
    replayed += other.replayed;
    unanswered += other.unanswered;
}

}  // namespace orthoscrub::ack
