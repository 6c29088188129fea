#pragma once
#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "scrubber/codes/table_text.hpp"

namespace orthoscrub::scrub {

/// Why a diagnosis code cannot be billed: `retired` codes were replaced by longer ones on a day, `incomplete` ones are headings.
enum class icd10_issue : std::uint8_t { none, retired, incomplete };

/// One ICD-10-CM code, written without the dot as HI carries it; views live as long as the tables.
struct icd10_row {
    std::string_view code;
    std::string_view name;         ///< own short words
    std::string_view replaced_by;  ///< codes to choose from, separated by |; a trailing - stands for further characters
    day_range effective;           ///< days on which it was or is billable; meaningful with `billable` or `retired`
    bool billable = false;
    icd10_issue issue = icd10_issue::none;
};

/// The diagnosis codes that rules judge by row: an excerpt as shipped, the whole yearly list when a pack brings it.
class icd10_table {
public:
    /// Reads codes/icd10.csv. Errors go to `load`.
    void read(table_load& load);
    /// The row of a code without dot, or nothing; valid as long as the tables.
    [[nodiscard]] icd10_row const* find(std::string_view code) const noexcept;
    [[nodiscard]] std::span<icd10_row const> rows() const noexcept { return rows_; }
    /// True when absence from the table means that a code does not exist (header without "coverage: excerpt").
    [[nodiscard]] bool complete() const noexcept { return !rows_.empty() && !info_.excerpt(); }
    [[nodiscard]] table_info const& info() const noexcept { return info_; }

private:
    std::vector<std::uint64_t> keys_;          ///< sorted; the code's characters, the first in the highest byte
    std::array<std::uint32_t, 261> starts_{};  ///< by letter and digit: the first row of these and of later ones
    std::bitset<26 * 10 * 36> categories_;     ///< first three characters that some row has
    std::vector<icd10_row> rows_;              ///< in the order of `keys_`
    table_info info_;
};

/// The shape of an ICD-10-CM code without dot: letter, digit, letter or digit, then up to four more; of chapter U only U07 and U09.
[[nodiscard]] bool icd10_shape_ok(std::string_view code) noexcept;

}  // namespace orthoscrub::scrub
