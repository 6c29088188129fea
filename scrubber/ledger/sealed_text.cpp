// Nonce, tag, text. The key of the ledger is short, so SHA-256 makes a key of full length from it, with a word before it,
// so that hashes of persons and sealed texts do not share a key.
#include "scrubber/ledger/sealed_text.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <limits>
#include <memory>
#include <stdexcept>

namespace orthoscrub::ledger {
namespace {

constexpr std::size_t nonce_size = 12, tag_size = 16, head = nonce_size + tag_size;

struct free_context {
    void operator()(EVP_CIPHER_CTX* context) const noexcept { EVP_CIPHER_CTX_free(context); }
};
using cipher = std::unique_ptr<EVP_CIPHER_CTX, free_context>;

std::array<unsigned char, 32> long_key(hash_key const& key) {
    std::string text = "orthoscrub sealed answers";
    text.append(reinterpret_cast<char const*>(key.data()), key.size());
    std::array<unsigned char, 32> digest{};
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error{"OpenSSL has no SHA-256"};
    return digest;
}

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }

}  // namespace

std::string sealed(std::string_view text, hash_key const& key) {
    auto const secret = long_key(key);
    std::string out(head + text.size(), '\0');
    cipher const context{EVP_CIPHER_CTX_new()};
    int written = 0, last = 0;
    bool const done =
        text.size() < static_cast<std::size_t>(std::numeric_limits<int>::max()) && context &&
        RAND_bytes(bytes_of(out), nonce_size) == 1 &&
        EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, secret.data(), bytes_of(out)) == 1 &&
        EVP_EncryptUpdate(context.get(), bytes_of(out) + head, &written, bytes_of(text),
                          static_cast<int>(text.size())) == 1 &&
        EVP_EncryptFinal_ex(context.get(), bytes_of(out) + head + written, &last) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_size, bytes_of(out) + nonce_size) == 1;
    if (!done) throw std::runtime_error{"OpenSSL cannot seal a text of the ledger"};
    return out;
}

std::optional<std::string> unsealed(std::string_view bytes, hash_key const& key) {
    if (bytes.size() < head) return std::nullopt;
    auto const secret = long_key(key);
    std::string tag{bytes.substr(nonce_size, tag_size)};
    std::string text(bytes.size() - head, '\0');
    cipher const context{EVP_CIPHER_CTX_new()};
    int written = 0, last = 0;
    bool const done =
        context && EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, secret.data(), bytes_of(bytes)) == 1 &&
        EVP_DecryptUpdate(context.get(), bytes_of(text), &written, bytes_of(bytes) + head,
                          static_cast<int>(text.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context.get(), bytes_of(text) + written, &last) == 1;
    return done ? std::optional{std::move(text)} : std::nullopt;
}

}  // namespace orthoscrub::ledger
