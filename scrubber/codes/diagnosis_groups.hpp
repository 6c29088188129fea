#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "scrubber/codes/table_text.hpp"

namespace orthoscrub::scrub {

/// Groups of diagnoses that rules ask for; the words of the column `group`.
enum class diagnosis_group : std::uint8_t {
    ankle_contracture_or_fasciitis,  ///< group 1 of the ankle-foot policy (S7)
    back_pain,                       ///< pain alone, no injury or disease of the spine (S54)
    contracture,                     ///< contracture of any joint
    external_cause,                  ///< how an injury came about; never the reason for the brace (S26)
    knee_contracture                 ///< group 1 of the knee policy (S8)
};

/// Which diagnosis codes make a group: whole codes, and beginnings that end in a dash in the file. Views live as long as
/// the tables.
class diagnosis_groups {
public:
    /// Reads codes/diagnosis_groups.csv. Errors go to `load`.
    void read(table_load& load);
    /// True when a code without dot, as HI carries it, belongs to the group.
    [[nodiscard]] bool has(diagnosis_group group, std::string_view code) const noexcept;

private:
    struct row {
        std::string_view code;
        diagnosis_group group;
        bool open;  ///< a beginning: longer codes belong to it too
    };
    std::vector<row> rows_;
    std::array<std::uint8_t, 26> by_letter_{};  ///< bit of a group that has a code with this first letter
};

}  // namespace orthoscrub::scrub
