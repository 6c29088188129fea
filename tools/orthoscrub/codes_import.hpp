#pragma once
#include "tools/orthoscrub/command.hpp"

namespace orthoscrub::tools {

/// Adds `import` to the command `codes`: official files become tables in a folder that `--pack` takes.
void add_codes_import(CLI::App& codes, action& run);

}  // namespace orthoscrub::tools
