// Answers about what stands together on a claim: bases, additions, twins.
#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

std::span<fact const> combination_facts() noexcept { return {}; }

}  // namespace orthoscrub::scrub
