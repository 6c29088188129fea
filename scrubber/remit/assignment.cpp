// The Hungarian method on a square of costs (scores negated, pairs that may not be made cost 0 like an empty seat). Its
// prices tell which pairs can stand in a best assignment: those whose cost is exactly the two prices. Ties are broken
// among these alone, so the total never changes.
#include "scrubber/remit/assignment.hpp"

#include <algorithm>
#include <limits>

#include "scrubber/ledger/submission_book.hpp"

namespace orthoscrub::remit {

using ledger::absent;

void assigner::assign(std::span<std::int16_t const> scores, std::size_t rows, std::size_t columns, int least,
                      std::span<std::uint32_t> column_of_row) {
    std::ranges::fill(column_of_row, absent);
    if (rows == 0 || columns == 0) return;
    if (rows == 1 || columns == 1 || std::max(rows, columns) > exact)
        take_best_first(scores, rows, columns, least, column_of_row);
    else take_greatest(scores, rows, columns, least, column_of_row);
}

void assigner::take_best_first(std::span<std::int16_t const> scores, std::size_t rows, std::size_t columns, int least,
                               std::span<std::uint32_t> column_of_row) {
    order_.clear();
    for (std::uint32_t pair = 0; pair < rows * columns; ++pair)
        if (scores[pair] >= least) order_.push_back(pair);
    std::ranges::sort(order_, [&](std::uint32_t a, std::uint32_t b) {
        return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
    });
    used_.assign(columns, 0);
    for (auto const pair : order_) {
        auto const row = pair / columns, column = pair % columns;
        if (column_of_row[row] != absent || used_[column] != 0) continue;
        column_of_row[row] = static_cast<std::uint32_t>(column);
        used_[column] = 1;
    }
}

void assigner::take_greatest(std::span<std::int16_t const> scores, std::size_t rows, std::size_t columns, int least,
                             std::span<std::uint32_t> column_of_row) {
    size_ = std::max(rows, columns);
    costs_.assign(size_ * size_, 0);
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = 0; column < columns; ++column)
            if (auto const score = scores[row * columns + column]; score >= least)
                costs_[row * size_ + column] = -score;
    solve();
    prefer_low_columns(rows, columns);
    for (std::size_t row = 0; row < rows; ++row)
        if (auto const column = column_of_row_[row]; column < columns && scores[row * columns + column] >= least)
            column_of_row[row] = column;
}

void assigner::solve() {
    constexpr int far = std::numeric_limits<int>::max();
    row_price_.assign(size_ + 1, 0);
    column_price_.assign(size_ + 1, 0);
    row_of_column_.assign(size_ + 1, 0);
    back_.assign(size_ + 1, 0);
    for (std::uint32_t row = 1; row <= size_; ++row) {
        row_of_column_[0] = row;
        std::uint32_t column = 0;
        slack_.assign(size_ + 1, far);
        used_.assign(size_ + 1, 0);
        do {
            used_[column] = 1;
            auto const seat = row_of_column_[column];
            int step = far;
            std::uint32_t next = 0;
            for (std::uint32_t c = 1; c <= size_; ++c) {
                if (used_[c] != 0) continue;
                int const left = cost(seat - 1, c - 1) - row_price_[seat] - column_price_[c];
                if (left < slack_[c]) {
                    slack_[c] = left;
                    back_[c] = column;
                }
                if (slack_[c] < step) {
                    step = slack_[c];
                    next = c;
                }
            }
            for (std::uint32_t c = 0; c <= size_; ++c) {
                if (used_[c] != 0) {
                    row_price_[row_of_column_[c]] += step;
                    column_price_[c] -= step;
                } else slack_[c] -= step;
            }
            column = next;
        } while (row_of_column_[column] != 0);
        do {
            auto const before = back_[column];
            row_of_column_[column] = row_of_column_[before];
            column = before;
        } while (column != 0);
    }
    column_of_row_.assign(size_, absent);
    for (std::uint32_t c = 1; c <= size_; ++c) column_of_row_[row_of_column_[c] - 1] = c - 1;
}

void assigner::prefer_low_columns(std::size_t rows, std::size_t columns) {
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::uint32_t column = 0; column < columns; ++column) {
            if (cost(row, column) >= 0 || !tight(row, column)) continue;
            auto const mine = column_of_row_[row];
            if (mine == column) break;
            auto const other = row_of_column_[column + 1] - 1;
            if (other < row && cost(other, column) < 0) continue;
            // Take the column, and let the row that had it find another one; the seat left behind is free.
            used_.assign(size_ + 1, 0);
            used_[column] = 1;
            row_of_column_[mine + 1] = 0;
            if (reseat(other, row)) {
                row_of_column_[column + 1] = static_cast<std::uint32_t>(row + 1);
                column_of_row_[row] = column;
                break;
            }
            row_of_column_[mine + 1] = static_cast<std::uint32_t>(row + 1);
        }
    }
}

bool assigner::reseat(std::size_t row, std::size_t fixed_rows) {
    for (std::uint32_t column = 0; column < size_; ++column) {
        if (used_[column] != 0 || !tight(row, column)) continue;
        // Rows before are settled: a pair stays, a row without one may change its empty seat.
        if (row < fixed_rows && cost(row, column) < 0) continue;
        auto const holder = row_of_column_[column + 1];
        if (holder != 0 && holder - 1 < fixed_rows && cost(holder - 1, column) < 0) continue;
        used_[column] = 1;
        if (holder == 0 || reseat(holder - 1, fixed_rows)) {
            row_of_column_[column + 1] = static_cast<std::uint32_t>(row + 1);
            column_of_row_[row] = column;
            return true;
        }
    }
    return false;
}

}  // namespace orthoscrub::remit
