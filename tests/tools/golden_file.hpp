#pragma once
#include <string>

namespace orthoscrub::tests {

/// The text without version and hash of the pack, which change with every rule, and without the style sheet, script and
/// policy that every page repeats.
[[nodiscard]] std::string without_pack(std::string text);

/// Compares with tests/golden/NAME; UPDATE_GOLDEN=1 writes it.
void check_golden(std::string const& name, std::string const& text);

}  // namespace orthoscrub::tests
