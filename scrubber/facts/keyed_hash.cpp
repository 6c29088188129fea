// XXH3 (Debian package libxxhash-dev), compiled in from its header: keys of claims are 40 to 80 bytes, where a call into
// the shared library would cost as much as the hash.
#include "scrubber/facts/keyed_hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace orthoscrub::scrub {

hash128 keyed_hash(std::string_view text, std::uint64_t seed) noexcept {
    XXH128_hash_t const hash = XXH3_128bits_withSeed(text.data(), text.size(), seed);
    return {hash.low64, hash.high64};
}

std::uint64_t keyed_hash64(std::string_view text, std::uint64_t seed) noexcept {
    return XXH3_64bits_withSeed(text.data(), text.size(), seed);
}

}  // namespace orthoscrub::scrub
