#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace orthoscrub::remit {

/// Pairs rows with columns so that the total score is the greatest. Among assignments of that total
/// it takes the one that gives the first row the lowest column, then the second, and so on. Keeps its memory.
class assigner {
public:
    /// `scores`: one row after another, 0 or more; pairs below `least` are not made. `column_of_row[r]` becomes a column,
    /// or ledger::absent. Beyond `exact` rows or columns the best pair left is taken each time, the lower row and then
    /// the lower column first: every pair is then at least as good as any that could still be made, the total may be
    /// less than the greatest.
    void assign(std::span<std::int16_t const> scores, std::size_t rows, std::size_t columns, int least,
                std::span<std::uint32_t> column_of_row);
    static constexpr std::size_t exact = 64;

private:
    void take_greatest(std::span<std::int16_t const> scores, std::size_t rows, std::size_t columns, int least,
                       std::span<std::uint32_t> column_of_row);
    void take_best_first(std::span<std::int16_t const> scores, std::size_t rows, std::size_t columns, int least,
                         std::span<std::uint32_t> column_of_row);
    [[nodiscard]] int cost(std::size_t row, std::size_t column) const noexcept { return costs_[row * size_ + column]; }
    [[nodiscard]] bool tight(std::size_t row, std::size_t column) const noexcept {
        return cost(row, column) == row_price_[row + 1] + column_price_[column + 1];
    }
    void solve();
    void prefer_low_columns(std::size_t rows, std::size_t columns);
    [[nodiscard]] bool reseat(std::size_t row, std::size_t fixed_rows);

    std::size_t size_ = 0;
    std::vector<int> costs_, row_price_, column_price_, slack_;
    std::vector<std::uint32_t> row_of_column_, back_, column_of_row_;
    std::vector<std::uint8_t> used_;
    std::vector<std::uint32_t> order_;
};

}  // namespace orthoscrub::remit
