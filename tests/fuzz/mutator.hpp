#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/printable.hpp"
#include "tools/generator/dice.hpp"

namespace orthoscrub::test {

/// A file to start from.
struct seed_file {
    std::string name, text;
};

/// Every file under fixtures/x12, in order of name, and a generated batch of four claims.
[[nodiscard]] std::vector<seed_file> seed_files();

/// Case `number` of the endless list of mutated files: the same on every machine, each independent of the others.
[[nodiscard]] std::string mutated(std::vector<seed_file> const& seeds, std::uint64_t number);

/// How many cases to run: ORTHOSCRUB_CASES, else `usual`.
[[nodiscard]] std::uint64_t case_count(std::uint64_t usual);
/// The case to begin with: ORTHOSCRUB_FIRST_CASE, else 0.
[[nodiscard]] std::uint64_t first_case();

}  // namespace orthoscrub::test
