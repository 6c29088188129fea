#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "scrubber/ledger/person_hasher.hpp"

namespace orthoscrub::ledger {

/// Text that only who has the key of the ledger can read: AES-256-GCM under a key made from it, a random nonce before it.
/// Throws std::runtime_error when OpenSSL has no AES.
[[nodiscard]] std::string sealed(std::string_view text, hash_key const& key);
/// The text again; nothing when it was sealed with another key or is damaged.
[[nodiscard]] std::optional<std::string> unsealed(std::string_view bytes, hash_key const& key);

}  // namespace orthoscrub::ledger
