// What the lists of a policy say of one code.
#include "scrubber/ack/answer_policy.hpp"

#include <algorithm>

namespace orthoscrub::ack {

bool answer_policy::tolerates(std::string_view element, std::string_view code) const noexcept {
    if (errors == strictness::strict) return false;
    return std::ranges::any_of(tolerate, [&](std::string const& entry) {
        return entry.size() == element.size() + 1 + code.size() && entry.starts_with(element) &&
               entry[element.size()] == ' ' && entry.ends_with(code);
    });
}

bool answer_policy::notes_ta1(std::string_view code) const noexcept {
    return std::ranges::find(ta1_errors, code) != ta1_errors.end();
}

std::string_view answer_policy::unwelcome(std::string_view sender, std::string_view receiver) const noexcept {
    if (!senders.empty() && std::ranges::find(senders, sender) == senders.end()) return "006";
    if (receivers.empty() || std::ranges::find(receivers, receiver) != receivers.end()) return {};
    return receiver.empty() ? "008" : "009";
}

}  // namespace orthoscrub::ack
