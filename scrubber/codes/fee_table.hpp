#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "parser/model/money.hpp"
#include "scrubber/codes/hcpcs_table.hpp"
#include "scrubber/codes/table_text.hpp"

namespace orthoscrub::scrub {

/// What Medicare allows for an orthosis, by state and day: the DMEPOS fee schedule, when the user has loaded one.
class fee_table {
public:
    /// Reads codes/fees.csv when the pack has it. Errors go to `load`; codes that `codes` does not know are passed over.
    void read(table_load& load, hcpcs_table const& codes);
    /// The non-rural amount for one unit, in this state on this day; nothing when no row says.
    [[nodiscard]] std::optional<model::money> allowed(code_id code, std::string_view state,
                                                      model::date day) const noexcept;
    [[nodiscard]] bool loaded() const noexcept { return !rows_.empty(); }
    [[nodiscard]] table_info const& info() const noexcept { return info_; }

private:
    struct row {
        std::uint64_t key = 0;  ///< code, then number of the state
        day_range days;
        model::money amount;
    };
    [[nodiscard]] static std::uint64_t key_of(code_id code, std::string_view state) noexcept;
    std::vector<row> rows_;  ///< by key, then first day
    table_info info_;
};

}  // namespace orthoscrub::scrub
