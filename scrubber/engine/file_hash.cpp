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
    SHA256_CTX state;
    sha256_digest out{};
    SHA256_Init(&state);
    SHA256_Update(&state, bytes.data(), bytes.size());
    SHA256_Final(out.data(), &state);
    return out;
}

void write_hex(std::span<unsigned char const> bytes, char* into) noexcept {
    constexpr std::string_view digits = "0123456789abcdef";
    for (unsigned char const byte : bytes) {
        *into++ = digits[byte >> 4];
        *into++ = digits[byte & 15];
    }
}

std::string hex_of(std::span<unsigned char const> bytes) {
    std::string text(2 * bytes.size(), '0');
    write_hex(bytes, text.data());
    return text;
}

}  // namespace orthoscrub::scrub
