#pragma once
#include <bitset>
#include <string>
#include <string_view>
#include <vector>

#include "tools/orthoscrub/command.hpp"

namespace orthoscrub::tools {

/// The WEDI SNIP types that a run looks at: 1 syntax, 2 guide, 3 balancing, 4 situations, 5 code sets, 6 line of business,
/// 7 trading partner.
class snip_choice {
public:
    /// Reads the values of --snip: types and ranges with commas between ("1,2", "3..7", "4-6"). None: all types. Wrong use
    /// is told on standard error.
    [[nodiscard]] exit_code read(std::string_view command, std::vector<std::string> const& values);
    [[nodiscard]] bool has(unsigned type) const noexcept { return type < types_.size() && types_[type]; }
    [[nodiscard]] bool all() const noexcept { return all_; }

private:
    std::bitset<8> types_ = 0b1111'1110;
    bool all_ = true;
};

}  // namespace orthoscrub::tools
