#pragma once
#include <string>

#include "scrubber/ledger/ledger.hpp"
#include "scrubber/ledger/person_hasher.hpp"

namespace orthoscrub::ledger {

/// Reads a key file: 32 hexadecimal digits and a line end, readable by its owner alone.
[[nodiscard]] ledger_result read_key_file(std::string const& path, hash_key& into);
/// Writes `key` to a new file of mode 0600 that appears whole or not at all; `exists` when there is one.
[[nodiscard]] ledger_result write_key_file(std::string const& path, hash_key const& key);

}  // namespace orthoscrub::ledger
