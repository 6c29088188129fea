#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "tools/orthoscrub/command.hpp"

namespace orthoscrub::tools {

/// Turns the files, folders, patterns (outbox/*.837, for where no shell does it) and "-" of a command line into files. With `recursive`, folders give the files in
/// them and below, sorted by path, hidden ones left out; without it a folder is bad use. Says on standard
/// error what is wrong; missing files stay in the list, so that reading tells of each.
[[nodiscard]] exit_code expand_inputs(std::string_view command, std::vector<std::string> const& given, bool recursive,
                                      std::vector<std::string>& files);

}  // namespace orthoscrub::tools
