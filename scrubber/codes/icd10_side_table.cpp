// Families of diagnosis codes by the three characters they begin with, so that a code is compared with the few rows of
// its own category. Within a category longer prefixes stand first: the first row that fits decides.
#include "scrubber/codes/icd10_side_table.hpp"

#include <algorithm>
#include <array>

#include "scrubber/codes/packed_code.hpp"

namespace orthoscrub::scrub {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t no_category = 2600;

/// Number of a letter and two digits; `no_category` for anything else.
constexpr std::size_t side_category(std::string_view code) noexcept {
    if (code.size() < 3) return no_category;
    auto const letter = static_cast<unsigned char>(code[0] - 'A');
    auto const tens = static_cast<unsigned char>(code[1] - '0');
    auto const ones = static_cast<unsigned char>(code[2] - '0');
    if (letter > 25 || tens > 9 || ones > 9) return no_category;
    return letter * std::size_t{100} + tens * std::size_t{10} + ones;
}

/// The bit of a digit or capital letter; 0 for anything else.
std::uint64_t bit_of(char c) noexcept {
    if (c >= '0' && c <= '9') return std::uint64_t{1} << (c - '0');
    if (c >= 'A' && c <= 'Z') return std::uint64_t{1} << (c - 'A' + 10);
    return 0;
}

}  // namespace

void icd10_side_table::read(table_load& load) {
    enum column { prefix, position, right, left };
    static constexpr std::array columns{"prefix"sv, "position"sv, "right"sv, "left"sv};
    table_reader rows{load, "codes/icd10_sides.csv", columns};
    info_ = rows.info();
    while (rows.next()) {
        if (side_category(rows[prefix]) == no_category) {
            rows.fail(prefix, "a letter, two digits and perhaps more: the beginning of ICD-10-CM codes");
            continue;
        }
        icd10_side_row const row{rows[prefix], rows[right], rows[left], rows.number(position)};
        if (row.position <= row.prefix.size() || row.position > 7) {
            rows.fail(position, "a character behind the prefix, 7 at most");
            continue;
        }
        if (row.right.empty() != row.left.empty()) rows.fail(left, "characters for both sides, or for neither");
        if (row.right.find_first_of(row.left) != std::string_view::npos)
            rows.fail(left, "other characters than those for the right side");
        if (std::any_of(rows_.begin(), rows_.end(), [&](auto const& other) { return other.prefix == row.prefix; }))
            rows.fail(prefix, "each prefix once");
        rows_.push_back(row);
    }
    std::stable_sort(rows_.begin(), rows_.end(), [](auto const& a, auto const& b) {
        std::size_t const left_of = side_category(a.prefix), right_of = side_category(b.prefix);
        return left_of != right_of ? left_of < right_of : a.prefix.size() > b.prefix.size();
    });
    for (auto const& row : rows_)
        for (std::size_t i = side_category(row.prefix) + 1; i < starts_.size(); ++i) ++starts_[i];
    for (auto const& row : rows_) {
        pattern p;
        p.prefix = packed_code(row.prefix);
        p.mask = ~std::uint64_t{0} << (64 - 8 * row.prefix.size());
        for (char const c : row.right) p.right |= bit_of(c);
        for (char const c : row.left) p.left |= bit_of(c);
        p.shift = 64 - 8 * unsigned{row.position};
        patterns_.push_back(p);
    }
}

code_side icd10_side_table::of(std::string_view code) const noexcept {
    std::size_t const place = side_category(code);
    if (place == no_category || starts_[place] == starts_[place + 1]) return code_side::none;
    std::uint64_t const key = packed_code(code);
    for (std::size_t i = starts_[place]; i < starts_[place + 1]; ++i) {
        pattern const& p = patterns_[i];
        if ((key & p.mask) != p.prefix) continue;
        std::uint64_t const side = bit_of(static_cast<char>(key >> p.shift & 0xFF));
        return (p.right & side) != 0 ? code_side::right : (p.left & side) != 0 ? code_side::left : code_side::none;
    }
    return code_side::none;
}

}  // namespace orthoscrub::scrub
