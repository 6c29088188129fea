#pragma once
#include <array>
#include <cstdint>

#include "scrubber/codes/hcpcs_words.hpp"
#include "scrubber/codes/table_text.hpp"

namespace orthoscrub::scrub {

/// How long Medicare expects a device to last: five years unless a policy says otherwise (S59). Where the policy's values
/// by code were not read, only bounds are known.
struct useful_life {
    std::uint8_t sure_months = 0;  ///< every device of the region lasts so long
    std::uint8_t most_months = 0;  ///< none is expected to last longer
};

/// Useful lives by body region.
class useful_life_table {
public:
    /// Reads codes/useful_life.csv; the row of the region "any" speaks for the regions that have none. Errors go to `load`.
    void read(table_load& load);
    [[nodiscard]] useful_life of(body_region region) const noexcept { return lives_[static_cast<std::size_t>(region)]; }

private:
    std::array<useful_life, static_cast<std::size_t>(body_region::implant) + 1> lives_{};
};

}  // namespace orthoscrub::scrub
