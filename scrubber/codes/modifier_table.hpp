#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "scrubber/codes/id_set.hpp"
#include "scrubber/codes/table_text.hpp"
#include "scrubber/codes/tri.hpp"

namespace orthoscrub::scrub {

/// Number of a modifier within the loaded table, below 128; it changes from load to load.
enum class modifier_id : std::uint8_t { unknown = 0 };
/// The modifiers of a line, or a list of them in a rule.
using modifier_set = id_set<modifier_id>;

/// What a modifier speaks about; the words of the column `class`.
enum class modifier_class : std::uint8_t {
    equipment_status,
    repair_replacement,
    laterality,
    coverage,
    liability,
    prior_auth_bypass,
    competitive_bid,
    rental_month,
    rental_choice,
    overflow,
    informational,
    prosthesis_level,
    professional,
    therapy,
    anesthesia,
    surgery,
    facility
};
inline constexpr std::size_t modifier_class_count = 17;

/// Whether the modifier belongs on an L-code line: `rare` where a payer or situation may allow it.
enum class modifier_use : std::uint8_t { no, rare, yes };

/// What the table knows about one modifier; views live as long as the tables.
struct modifier_row {
    std::string_view code;
    std::string_view meaning;
    modifier_set exclusive;  ///< modifiers that do not share a line with this one
    day_range effective;
    modifier_class kind = modifier_class::informational;
    modifier_use on_l_code = modifier_use::no;
};

[[nodiscard]] std::span<std::string_view const> modifier_class_words() noexcept;
[[nodiscard]] std::string_view to_string(modifier_class kind) noexcept;

/// The HCPCS modifiers and the CPT modifiers that supply claims use or misuse.
class modifier_table {
public:
    /// Reads codes/modifiers.csv, and hcpcs_modifiers (the whole official list) when the pack has it. Errors go to `load`.
    void read(table_load& load);

    /// The id of a modifier as written; unknown for other lengths, lower case, and values not in the table.
    [[nodiscard]] modifier_id find(std::string_view modifier) const noexcept {
        if (modifier.size() != 2 || places_.empty()) return modifier_id::unknown;
        std::size_t const a = place(modifier[0]);
        std::size_t const b = place(modifier[1]);
        return a < 36 && b < 36 ? places_[a * 36 + b] : modifier_id::unknown;
    }
    /// True for a modifier that only the official list knows: rules have nothing to say about it, but it exists.
    [[nodiscard]] bool only_official(std::string_view modifier) const noexcept {
        if (official_.empty() || modifier.size() != 2) return false;
        std::size_t const a = place(modifier[0]), b = place(modifier[1]);
        return a < 36 && b < 36 && official_[a * 36 + b];
    }
    [[nodiscard]] modifier_row const& row(modifier_id id) const noexcept { return rows_[static_cast<std::size_t>(id)]; }
    /// All rows; the first is the row of `unknown`.
    [[nodiscard]] std::span<modifier_row const> rows() const noexcept { return rows_; }
    /// All modifiers of a class.
    [[nodiscard]] modifier_set of(modifier_class kind) const noexcept {
        return classes_[static_cast<std::size_t>(kind)];
    }
    /// All modifiers whose column `on_l_code` says this.
    [[nodiscard]] modifier_set of(modifier_use use) const noexcept { return uses_[static_cast<std::size_t>(use)]; }
    [[nodiscard]] table_info const& info() const noexcept { return info_; }

private:
    [[nodiscard]] static constexpr std::size_t place(char c) noexcept {
        auto const digit = static_cast<unsigned char>(c - '0');
        if (digit < 10) return digit;
        auto const letter = static_cast<unsigned char>(c - 'A');
        return letter < 26 ? letter + 10u : 36u;
    }
    std::vector<modifier_row> rows_ = std::vector<modifier_row>(1);
    std::vector<modifier_id> places_;  ///< 36 times 36, by the two characters
    std::vector<bool> official_;       ///< likewise; empty when the official list is not loaded
    std::array<modifier_set, modifier_class_count> classes_{};
    std::array<modifier_set, 3> uses_{};
    table_info info_;
};

/// A two-character modifier as the guide wants it: upper-case letters and digits.
[[nodiscard]] bool modifier_shape_ok(std::string_view modifier) noexcept;

}  // namespace orthoscrub::scrub
