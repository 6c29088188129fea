// Answers about the service dates against the calendar of the claim: file, discharge, death, surgery, order.
#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

std::span<fact const> date_facts() noexcept { return {}; }

}  // namespace orthoscrub::scrub
