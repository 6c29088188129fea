#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "scrubber/facts/side_data.hpp"
#include "tools/orthoscrub/command.hpp"

namespace orthoscrub::tools {

/// Names of the tables that a claim cannot hold; empty: not given.
struct side_tables {
    std::string history, authorizations, products;

    void add_to(CLI::App& command);
    /// Reads the tables given into `out`, which stays null without one. `seed` keys the hashes of persons. A table that
    /// cannot be read or used is told on standard error: 4, 3.
    [[nodiscard]] exit_code read(std::string_view command, std::uint64_t seed,
                                 std::shared_ptr<scrub::side_data const>& out) const;
};

}  // namespace orthoscrub::tools
