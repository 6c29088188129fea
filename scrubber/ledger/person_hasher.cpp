// SipHash-2-4 of OpenSSL: made for short texts under a secret key. The first byte of what is hashed says what kind of
// text it is, so that a member id and a tax id of the same digits differ. A hash of 0 would read as "none" and becomes 1.
#include "scrubber/ledger/person_hasher.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <cstring>
#include <stdexcept>

namespace orthoscrub::ledger {
namespace {

char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool digit(char c) noexcept { return c >= '0' && c <= '9'; }

}  // namespace

struct person_hasher::machine {
    EVP_MAC* mac = EVP_MAC_fetch(nullptr, "SIPHASH", nullptr);
    EVP_MAC_CTX* state = mac == nullptr ? nullptr : EVP_MAC_CTX_new(mac);
    hash_key key{};

    machine() = default;
    machine(machine const&) = delete;
    machine& operator=(machine const&) = delete;
    ~machine() {
        EVP_MAC_CTX_free(state);
        EVP_MAC_free(mac);
    }
};

hash_key random_key() {
    hash_key key{};
    if (RAND_bytes(key.data(), static_cast<int>(key.size())) != 1)
        throw std::runtime_error("the system gives no random numbers");
    return key;
}

person_hasher::person_hasher(hash_key const& key) : machine_{std::make_unique<machine>()} {
    if (machine_->state == nullptr) throw std::runtime_error("OpenSSL offers no SipHash");
    machine_->key = key;
    std::size_t size = sizeof(person_hash);
    OSSL_PARAM const settings[] = {OSSL_PARAM_construct_size_t(OSSL_MAC_PARAM_SIZE, &size), OSSL_PARAM_construct_end()};
    if (EVP_MAC_CTX_set_params(machine_->state, settings) != 1)
        throw std::runtime_error("OpenSSL offers no SipHash of 8 bytes");
}
person_hasher::~person_hasher() = default;
person_hasher::person_hasher(person_hasher&&) noexcept = default;
person_hasher& person_hasher::operator=(person_hasher&&) noexcept = default;

person_hash person_hasher::finish() {
    auto const* const bytes = reinterpret_cast<unsigned char const*>(text_.data());
    person_hash hash = 0;
    std::size_t size = 0;
    if (EVP_MAC_init(machine_->state, machine_->key.data(), machine_->key.size(), nullptr) != 1 ||
        EVP_MAC_update(machine_->state, bytes, text_.size()) != 1 ||
        EVP_MAC_final(machine_->state, reinterpret_cast<unsigned char*>(&hash), &size, sizeof hash) != 1)
        throw std::runtime_error("OpenSSL failed to hash");
    return hash == 0 ? 1 : hash;
}

person_hash person_hasher::member(std::string_view id) {
    text_.assign(1, 'm');
    for (char const c : id)
        if (c != ' ' && c != '-') text_ += upper(c);
    return text_.size() == 1 ? 0 : finish();
}

person_hash person_hasher::patient(std::string_view member_id, model::date birth_date) {
    if (birth_date.empty()) return 0;
    text_.assign(1, 'p');
    for (char const c : member_id)
        if (c != ' ' && c != '-') text_ += upper(c);
    if (text_.size() == 1) return 0;
    text_ += ' ';
    text_ += std::to_string(birth_date.number());
    return finish();
}

person_hash person_hasher::last_name(std::string_view name) {
    text_.assign(1, 'n');
    for (char const c : name) {
        char const folded = upper(c);
        if ((folded >= 'A' && folded <= 'Z') || digit(folded)) text_ += folded;
    }
    return text_.size() == 1 ? 0 : finish();
}

person_hash person_hasher::tax_id(std::string_view id) {
    text_.assign(1, 't');
    for (char const c : id)
        if (digit(c)) text_ += c;
    return text_.size() == 1 ? 0 : finish();
}

}  // namespace orthoscrub::ledger
