// Answers about identifiers, taxonomies and indicators of providers and claims.
#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

std::span<fact const> provider_facts() noexcept { return {}; }

}  // namespace orthoscrub::scrub
