#pragma once
#include <cstdint>
#include <string>

namespace orthoscrub::scrub {

/// Why a TOML file that a user wrote cannot be used; line and column count from 1, 0 is the file as a whole.
struct toml_error {
    std::string path;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::string message;
};

/// "profiles.toml:3:9: class: expected a payer class, found "medicare.dne" (did you mean medicare.dme?)".
[[nodiscard]] std::string to_string(toml_error const& error);

}  // namespace orthoscrub::scrub
