// SHA-256 by OpenSSL, which uses the instructions of the processor where it has them. Its functions for this one hash
// need none of what EVP sets up first (providers, error texts, a configuration file): a millisecond of every start.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "scrubber/engine/file_hash.hpp"

#include <openssl/sha.h>

namespace orthoscrub::scrub {

file_hash::file_hash() : state_{std::make_unique<SHA256_CTX>()} { SHA256_Init(state_.get()); }

file_hash::~file_hash() = default;

void file_hash::add(std::string_view block) { SHA256_Update(state_.get(), block.data(), block.size()); }

sha256_digest file_hash::digest() {
    sha256_digest out{};
    SHA256_Final(out.data(), state_.get());
    return out;
}

std::string file_hash::hex() { return hex_of(digest()); }

sha256_digest sha256(std::string_view bytes) {
    file_hash hash;
    hash.add(bytes);
    return hash.digest();
}

std::string hex_of(std::span<unsigned char const> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (unsigned char const byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

}  // namespace orthoscrub::scrub
