// Families of diagnosis codes by the three characters they begin with, so that a code is compared with the few rows of
// its own category. Within a category longer prefixes stand first: the first row that fits decides.
#include "scrubber/codes/icd10_side_table.hpp"

#include <algorithm>
#include <array>

namespace orthoscrub::scrub {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t no_category = 2600;

/// Number of a letter and two digits; `no_category` for anything else.
constexpr std::size_t category(std::string_view code) noexcept {
    if (code.size() < 3) return no_category;
    auto const letter = static_cast<unsigned char>(code[0] - 'A');
    auto const tens = static_cast<unsigned char>(code[1] - '0');
    auto const ones = static_cast<unsigned char>(code[2] - '0');
    if (letter > 25 || tens > 9 || ones > 9) return no_category;
    return letter * std::size_t{100} + tens * std::size_t{10} + ones;
}

}  // namespace

void icd10_side_table::read(table_load& load) {
    enum column { prefix, position, right, left };
    static constexpr std::array columns{"prefix"sv, "position"sv, "right"sv, "left"sv};
    table_reader rows{load, "codes/icd10_sides.csv", columns};
    info_ = rows.info();
    while (rows.next()) {
        if (category(rows[prefix]) == no_category) {
            rows.fail(prefix, "a letter, two digits and perhaps more: the beginning of ICD-10-CM codes");
            continue;
        }
        icd10_side_row const row{rows[prefix], rows[right], rows[left], rows.number(position)};
        if (row.position <= row.prefix.size() || row.position > 7)
            rows.fail(position, "a character behind the prefix, 7 at most");
        if (row.right.empty() != row.left.empty()) rows.fail(left, "characters for both sides, or for neither");
        if (row.right.find_first_of(row.left) != std::string_view::npos)
            rows.fail(left, "other characters than those for the right side");
        if (std::any_of(rows_.begin(), rows_.end(), [&](auto const& other) { return other.prefix == row.prefix; }))
            rows.fail(prefix, "each prefix once");
        rows_.push_back(row);
    }
    std::stable_sort(rows_.begin(), rows_.end(), [](auto const& a, auto const& b) {
        std::size_t const left_of = category(a.prefix), right_of = category(b.prefix);
        return left_of != right_of ? left_of < right_of : a.prefix.size() > b.prefix.size();
    });
    for (auto const& row : rows_)
        for (std::size_t i = category(row.prefix) + 1; i < starts_.size(); ++i) ++starts_[i];
}

code_side icd10_side_table::of(std::string_view code) const noexcept {
    std::size_t const place = category(code);
    if (place == no_category) return code_side::none;
    for (std::size_t i = starts_[place]; i < starts_[place + 1]; ++i) {
        icd10_side_row const& row = rows_[i];
        if (!code.starts_with(row.prefix)) continue;
        if (code.size() < row.position) return code_side::none;
        char const c = code[row.position - 1u];
        if (row.right.find(c) != std::string_view::npos) return code_side::right;
        return row.left.find(c) != std::string_view::npos ? code_side::left : code_side::none;
    }
    return code_side::none;
}

}  // namespace orthoscrub::scrub
