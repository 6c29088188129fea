// Each code and each day of the claim gets a row of bits when it is first met, and so has each group; a question is
// answered from the rows, 64 lines at a time. Codes, days and control numbers are found by hash in two small tables.
#include "scrubber/facts/line_groups.hpp"

#include <algorithm>

#include "scrubber/facts/keyed_hash.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {
namespace {

/// Codes and days as keys of one table; a code is below 2^16, a day is CCYYMMDD.
std::uint32_t key_of(code_id code) noexcept { return static_cast<std::uint32_t>(code); }
std::uint32_t key_of(model::date day) noexcept {
    return std::uint32_t{1} << 31 | static_cast<std::uint32_t>(day.number());
}

}  // namespace

template <class Same>
std::size_t line_groups::place_of(std::vector<place> const& table, std::uint32_t key, Same&& same) const noexcept {
    std::size_t at = (key * std::uint64_t{0x9E3779B97F4A7C15u} >> 32) & mask_;
    while (table[at].value != absent && (table[at].key != key || !same(table[at].value))) at = (at + 1) & mask_;
    return at;
}

void line_groups::open(std::size_t lines, std::size_t compared) {
    words_ = (compared + 63) / 64;
    compared_ = compared;
    rows_ = first_free_row;
    // A row for each code and each day at most, and tables that are half empty at the least.
    std::size_t const most_rows = first_free_row + 2 * lines, places = std::bit_ceil(4 * lines);
    if (bits_.size() < most_rows * words_) bits_.resize(most_rows * words_);
    std::fill_n(bits_.begin(), rows_ * words_, std::uint64_t{0});
    mask_ = places - 1;
    rows_by_key_.assign(places, {});
    numbers_.assign(places, {});
    day_rows_.clear();
}

std::uint32_t line_groups::row_of(std::uint32_t key) const noexcept {
    place const& found = rows_by_key_[place_of(rows_by_key_, key, [](std::uint32_t) { return true; })];
    return found.value == absent ? empty_row : found.value;
}

std::uint32_t line_groups::open_row(std::uint32_t key) {
    place& found = rows_by_key_[place_of(rows_by_key_, key, [](std::uint32_t) { return true; })];
    if (found.value != absent) return found.value;
    found = {key, rows_++};
    std::fill_n(bits_.begin() + static_cast<std::ptrdiff_t>(found.value * words_), words_, std::uint64_t{0});
    return found.value;
}

bool line_groups::number_met(std::span<line_context const> earlier, line_context const& line) {
    std::string_view const number = line.row->control_number;
    if (number.empty()) return false;
    auto const key = static_cast<std::uint32_t>(keyed_hash64(number, 0));
    place& found = numbers_[place_of(
        numbers_, key, [&](std::uint32_t position) { return earlier[position].row->control_number == number; })];
    if (found.value != absent) return true;
    if (earlier.size() < compared_) found = {key, static_cast<std::uint32_t>(earlier.size())};
    return false;
}

line_groups::repetition line_groups::add(std::span<line_context const> earlier, line_context const& line,
                                         unsigned groups) {
    std::size_t const position = earlier.size();
    bool const compared = position < compared_;
    auto const row = [&](std::uint32_t key) { return compared ? open_row(key) : row_of(key); };
    std::uint32_t const rows_before = rows_, code = row(key_of(line.code));
    repetition const met{rows_ == rows_before && code != empty_row, number_met(earlier, line)};
    bool const same_day = position != 0 && earlier.back().dos == line.dos;
    day_rows_.push_back(line.dos.empty() ? undated_row : same_day ? day_rows_.back() : row(key_of(line.dos)));
    if (!compared) return met;
    insert(code, position);
    insert(day_rows_.back(), position);
    for (; groups != 0; groups &= groups - 1)
        insert(group_rows + static_cast<std::uint32_t>(std::countr_zero(groups)), position);
    return met;
}

line_choice line_groups::choose(std::span<line_context const> compared, std::uint32_t row,
                                std::size_t day_of) const noexcept {
    auto const bits = [&](std::uint32_t of) { return bits_.data() + of * words_; };
    bool const dated = day_of != no_line && day_rows_[day_of] != undated_row;
    return {compared, bits(row), dated ? bits(day_rows_[day_of]) : nullptr, bits(undated_row)};
}

line_choice line_groups::with(std::span<line_context const> compared, code_id code, std::size_t day_of) const noexcept {
    return choose(compared, row_of(key_of(code)), day_of);
}
line_choice line_groups::in(std::span<line_context const> compared, line_group group,
                            std::size_t day_of) const noexcept {
    return choose(compared, group_rows + static_cast<std::uint32_t>(group), day_of);
}

}  // namespace orthoscrub::scrub
