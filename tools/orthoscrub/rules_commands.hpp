#pragma once
#include <string>
#include <vector>

#include "tools/orthoscrub/command.hpp"

namespace orthoscrub::tools {

/// Options of the commands below `rules`.
struct rules_options {
    std::vector<std::string> packs, rules, paths;
    std::string format, output;
    std::string id, family, into = ".";
};

// One function a command, one file each.
[[nodiscard]] exit_code list_rules(rules_options const& options);
[[nodiscard]] exit_code test_rules(rules_options const& options);
[[nodiscard]] exit_code document_rules(rules_options const& options);
[[nodiscard]] exit_code lint_rules(rules_options const& options);
[[nodiscard]] exit_code new_rule(rules_options const& options);

}  // namespace orthoscrub::tools
