#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace orthoscrub::test {

/// What the grammar of the 835 loses of a file that is read in windows of so many bytes; empty when nothing: every CLP and
/// SVC is a row, and every segment has a loop or is told as one that fits nowhere.
[[nodiscard]] std::string remit_loss(std::string_view text, std::size_t window);

}  // namespace orthoscrub::test
