#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "scrubber/remit/line_score.hpp"
#include "scrubber/remit/matches.hpp"

namespace orthoscrub::remit {

/// What matching compares of a line without a control number. Lines of one kind have the same attribute_score with any other.
struct line_kind {
    std::string_view code;
    std::array<std::string_view, 4> modifiers;  ///< sorted
    day_span days;
    std::int64_t cents = 0, thousandths = 0;
    friend std::strong_ordering operator<=>(line_kind const& a, line_kind const& b) noexcept;
    friend bool operator==(line_kind const& a, line_kind const& b) noexcept { return (a <=> b) == 0; }
};
[[nodiscard]] line_kind kind_of(asked_line const& asked);
[[nodiscard]] line_kind kind_of(ledger::submitted_line const& sent);

/// Pairs many remitted lines with many submitted ones, the best pair that is left each time, by kinds of lines: what is
/// alike is compared once. It does what `assigner` does beyond its exact size, in time by the number of lines. Lines of
/// one kind are all paired; of the others the first `most_kinds` kinds on each side are held against each other.
class kind_assigner {
public:
    static constexpr std::size_t most_kinds = 1000;

    /// `rows` are places in `asked`, `columns` in `sent`; `chosen[r]` becomes a place in `columns`, or absent.
    void assign(std::span<asked_line const> asked, std::span<std::uint32_t const> rows,
                std::span<ledger::submitted_line const> sent, std::span<std::uint32_t const> columns, int least,
                std::span<std::uint32_t> chosen);

    // Of the last assignment:
    /// Place in `columns` of the first line that fits row `r` best, whether it is taken or not.
    [[nodiscard]] std::uint32_t best_column(std::size_t r);
    /// True when another column is of the kind of column `c`.
    [[nodiscard]] bool has_twin(std::size_t c) const noexcept {
        auto const& mine = kinds_[column_kinds_[c]];
        return mine.last - mine.first > 1;
    }
    /// Rows left without a column that were not held against every kind of column.
    [[nodiscard]] std::uint32_t not_compared() const noexcept { return not_compared_; }

private:
    struct kind {
        asked_line const* asked = nullptr;             ///< the first row of the kind
        ledger::submitted_line const* sent = nullptr;  ///< the first column of the kind
        std::uint32_t first = 0, last = 0;             ///< its columns, in columns_
        std::uint32_t next = 0;                        ///< the first of them that is free
        std::uint32_t best = absent;                   ///< what best_column found
        bool compared = true;
    };
    struct kind_pair {
        std::int16_t score;
        std::uint32_t row_kind, column_kind;
    };
    void sort_into_kinds(std::span<asked_line const> asked, std::span<std::uint32_t const> rows,
                         std::span<ledger::submitted_line const> sent, std::span<std::uint32_t const> columns);
    void take_equal(std::span<std::uint32_t> chosen);
    void score_kinds(std::span<std::uint32_t const> chosen, int least);
    void take_level(std::size_t first, std::size_t last, std::span<std::uint32_t> chosen);

    std::map<line_kind, std::uint32_t> ids_;
    std::vector<kind> kinds_;
    std::vector<std::uint32_t> row_kinds_, column_kinds_;
    std::vector<std::uint32_t> columns_;     ///< columns by kind
    std::vector<std::uint32_t> some_kinds_;  ///< kinds of columns, the first `most_kinds`, in order of the first column
    std::vector<std::uint32_t> left_;        ///< rows without a column that are compared
    std::vector<kind_pair> pairs_;
    std::uint32_t not_compared_ = 0;
};

}  // namespace orthoscrub::remit
