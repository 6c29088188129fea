#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "scrubber/codes/table_text.hpp"

namespace orthoscrub::scrub {

/// The side of the body that a diagnosis code names; `none` also for both sides and for codes the table does not know.
enum class code_side : std::uint8_t { none, right, left };

/// Where a family of ICD-10-CM codes names its side: the character at `position` of the code without its dot, counted
/// from 1, is one of `right` or one of `left`. A row without these characters takes a part of a family out.
struct icd10_side_row {
    std::string_view prefix;
    std::string_view right;
    std::string_view left;
    std::uint8_t position = 0;
};

/// Families of diagnosis codes that name a side (S26). A code of no family says nothing about a side.
class icd10_side_table {
public:
    /// Reads codes/icd10_sides.csv. Errors go to `load`.
    void read(table_load& load);
    /// The side of a code without dot; the family with the longest prefix decides.
    [[nodiscard]] code_side of(std::string_view code) const noexcept;
    [[nodiscard]] std::span<icd10_side_row const> rows() const noexcept { return rows_; }
    [[nodiscard]] table_info const& info() const noexcept { return info_; }

private:
    /// A row as it is compared: codes of up to seven characters are one number, the first character in the highest byte.
    struct pattern {
        std::uint64_t prefix = 0, mask = 0;
        std::uint64_t right = 0, left = 0;  ///< one bit a character: digits from 0, letters from 10
        unsigned shift = 0;                 ///< of the character that names the side
    };
    std::vector<icd10_side_row> rows_;          ///< by `category`, longer prefixes first
    std::vector<pattern> patterns_;             ///< goes along with `rows_`
    std::array<std::uint16_t, 2601> starts_{};  ///< by category: the first row of this and of later ones
    table_info info_;
};

}  // namespace orthoscrub::scrub
