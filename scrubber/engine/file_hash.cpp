// SHA-256 by OpenSSL, which uses the instructions of the processor where it has them.
#include "scrubber/engine/file_hash.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace orthoscrub::scrub {

file_hash::file_hash() : context_{EVP_MD_CTX_new()} {
    if (context_ && EVP_DigestInit_ex(context_, EVP_sha256(), nullptr) == 1) return;
    EVP_MD_CTX_free(context_);
    throw std::runtime_error{"OpenSSL has no SHA-256"};
}

file_hash::~file_hash() { EVP_MD_CTX_free(context_); }

void file_hash::add(std::string_view block) { EVP_DigestUpdate(context_, block.data(), block.size()); }

std::string file_hash::hex() {
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_DigestFinal_ex(context_, digest.data(), &size);
    std::string out;
    for (unsigned i = 0; i < size; ++i) {
        out += digits[digest[i] >> 4];
        out += digits[digest[i] & 15];
    }
    return out;
}

}  // namespace orthoscrub::scrub
