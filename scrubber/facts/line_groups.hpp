#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "parser/model/date.hpp"
#include "scrubber/codes/hcpcs_table.hpp"

namespace orthoscrub::scrub {

struct line_context;

/// What lines are grouped by, beside code and day: a line is in any number of these.
enum class line_group : std::uint8_t {
    base,             ///< a base orthosis
    takes_additions,  ///< its code is a base that some add-on goes with
    repair_part,      ///< an L-code with RB
    notice,           ///< GA or GZ
    count_
};

/// The lines of a claim that a question may be about, in the order of the file: none is missing, others may be among them,
/// so who asks looks at each in full. Valid until the claim is opened anew.
class line_choice {
public:
    explicit line_choice(std::span<line_context const> lines) noexcept : lines_{lines} {}
    /// `group`, and of them the lines of `day` and those without one: a bit for each line; null for all lines.
    line_choice(std::span<line_context const> lines, std::uint64_t const* group, std::uint64_t const* day,
                std::uint64_t const* undated) noexcept
        : lines_{lines}, group_{group}, day_{day}, undated_{undated} {}

    /// Those of the first `count` lines of the claim.
    [[nodiscard]] line_choice among_first(std::size_t count) const noexcept {
        line_choice less = *this;
        if (count < lines_.size()) less.lines_ = lines_.first(count);
        return less;
    }
    /// The first line that `fits`; null when none does.
    template <class Fits>
    [[nodiscard]] line_context const* first(Fits&& fits) const {
        if (group_ == nullptr) {
            for (line_context const& line : lines_)
                if (fits(line)) return &line;
            return nullptr;
        }
        for (std::size_t begin = 0; begin < lines_.size(); begin += 64) {
            std::uint64_t bits = group_[begin / 64];
            if (day_ != nullptr) bits &= day_[begin / 64] | undated_[begin / 64];
            if (std::size_t const left = lines_.size() - begin; left < 64) bits &= (std::uint64_t{1} << left) - 1;
            for (; bits != 0; bits &= bits - 1) {
                line_context const& line = lines_[begin + static_cast<std::size_t>(std::countr_zero(bits))];
                if (fits(line)) return &line;
            }
        }
        return nullptr;
    }

private:
    std::span<line_context const> lines_;
    std::uint64_t const* group_ = nullptr;
    std::uint64_t const* day_ = nullptr;
    std::uint64_t const* undated_ = nullptr;
};

/// The lines of a claim of many lines, by code, by day and by group, as sets of bits: a question about other lines looks at
/// those that matter alone. Of few lines each is looked at faster than it is grouped. Reused from claim to claim.
class line_groups {
public:
    /// Claims of more lines are worth grouping.
    static constexpr std::size_t few = 8;

    /// What a line shares with one before it, of those that are compared.
    struct repetition {
        bool code = false;    ///< codes that no table knows count as one
        bool number = false;  ///< REF*6R
    };

    /// Begins a claim. Only the first `compared` of its lines are compared with others.
    void open(std::size_t lines, std::size_t compared);
    /// The next line of the claim, behind `earlier`; `groups` holds a bit for each `line_group` that it is in.
    repetition add(std::span<line_context const> earlier, line_context const& line, unsigned groups);

    /// The lines with the code. With `day_of`, a position in the claim: on that line's day, or without a day; all when it
    /// has none itself.
    [[nodiscard]] line_choice with(std::span<line_context const> compared, code_id code,
                                   std::size_t day_of = no_line) const noexcept;
    [[nodiscard]] line_choice in(std::span<line_context const> compared, line_group group,
                                 std::size_t day_of = no_line) const noexcept;
    static constexpr std::size_t no_line = SIZE_MAX;

private:
    static constexpr std::uint32_t empty_row = 0, undated_row = 1, group_rows = 2,
                                   first_free_row = group_rows + static_cast<std::uint32_t>(line_group::count_),
                                   absent = UINT32_MAX;
    /// A place of a table with open addressing.
    struct place {
        std::uint32_t key = 0;
        std::uint32_t value = absent;  ///< absent: the place is free
    };
    /// The place of the key, or the free one where it belongs; `same` tells whether a value is of the very thing.
    template <class Same>
    [[nodiscard]] std::size_t place_of(std::vector<place> const& table, std::uint32_t key, Same&& same) const noexcept;
    [[nodiscard]] std::uint32_t row_of(std::uint32_t key) const noexcept;  ///< the empty one when there is none
    [[nodiscard]] std::uint32_t open_row(std::uint32_t key);
    [[nodiscard]] bool number_met(std::span<line_context const> earlier, line_context const& line);
    void insert(std::uint32_t row, std::size_t line) noexcept {
        bits_[row * words_ + line / 64] |= std::uint64_t{1} << line % 64;
    }
    [[nodiscard]] line_choice choose(std::span<line_context const> compared, std::uint32_t row,
                                     std::size_t day_of) const noexcept;

    std::size_t words_ = 0, compared_ = 0;
    std::size_t mask_ = 0;  ///< of both tables
    std::uint32_t rows_ = 0;
    std::vector<std::uint64_t> bits_;           ///< rows of `words_` words, a bit for each compared line
    std::vector<place> rows_by_key_, numbers_;  ///< codes and days to rows; control numbers to positions
    std::vector<std::uint32_t> day_rows_;       ///< by line
};

}  // namespace orthoscrub::scrub
