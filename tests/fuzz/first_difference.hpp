#pragma once
#include <algorithm>
#include <string>
#include <vector>

namespace orthoscrub::test {

/// The first place where two lists differ, in words; empty when they are the same.
[[nodiscard]] inline std::string first_difference(std::vector<std::string> const& a,
                                                  std::vector<std::string> const& b) {
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
        std::string const left = i < a.size() ? a[i] : "nothing";
        std::string const right = i < b.size() ? b[i] : "nothing";
        if (left != right) return left + " <> " + right;
    }
    return {};
}

}  // namespace orthoscrub::test
