#pragma once
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "scrubber/remit/assignment.hpp"
#include "scrubber/remit/line_index.hpp"
#include "scrubber/remit/line_kinds.hpp"
#include "scrubber/remit/line_score.hpp"
#include "scrubber/remit/matches.hpp"

namespace orthoscrub::remit {

/// Pairs remitted lines with the submitted lines of their claim. Keeps its memory from claim to claim.
class line_matcher {
public:
    /// `asked`: the lines of one answer, or of all parts of a split, in the order of the file. `matches` has a row for
    /// each; their `submitted` count from `first_row`, the row of sent[0] in the book.
    void match(std::span<asked_line const> asked, std::span<ledger::submitted_line const> sent, std::uint32_t first_row,
               std::span<line_match> matches);
    /// Lines of the last match that could not be held against every line, because there are more than `most_kinds` kinds
    /// of them: those left without an answer, and those of a shared control number that took the best of some.
    [[nodiscard]] std::uint32_t not_compared() const noexcept { return not_compared_; }
    static constexpr std::size_t most_kinds = kind_assigner::most_kinds;

private:
    using asked_span = std::span<asked_line const>;
    using sent_span = std::span<ledger::submitted_line const>;
    using match_span = std::span<line_match>;
    bool by_control_number(asked_span asked, sent_span sent, match_span matches);
    void spread_equal_numbers(asked_span asked, sent_span sent, match_span matches);
    void by_attributes(asked_span asked, sent_span sent, match_span matches);
    void join_completing(asked_span asked, sent_span sent, match_span matches);
    void by_position(asked_span asked, sent_span sent, match_span matches);
    void assign_pool(asked_span asked, sent_span sent, int least);

    void find_left_over(asked_span asked, match_span matches);
    template <class Completes, class Join>
    void join_pieces(asked_span asked, match_span matches, std::size_t group, Completes completes, Join join);
    /// The column of a row after assign_pool when none was assigned: the first that fits best.
    [[nodiscard]] std::uint32_t best_of_row(std::size_t r);
    /// True when lines that nothing tells apart from column `c` were among the columns.
    [[nodiscard]] bool has_twin(sent_span sent, std::size_t c) const noexcept;

    /// Left-over lines of one code and span of days; rows of left_.
    struct left_group {
        std::uint32_t first = 0, last = 0;            ///< in left_
        std::uint32_t first_part = 0, last_part = 0;  ///< in parts_
        std::uint32_t count = 0;                      ///< that are still without an answer
        std::int64_t cents = 0, thousandths = 0;      ///< of these
    };
    /// Those of a group with one charge and number of units.
    struct left_part {
        std::uint32_t next = 0, last = 0;  ///< in left_
    };
    /// What the lines say that answer a column.
    struct answered_sum {
        std::int64_t cents = 0, thousandths = 0;
        bool any = false;
    };

    line_index index_;
    assigner assigner_;
    kind_assigner kinds_;
    bool by_kinds_ = false;  ///< the last assign_pool went by kinds
    bool limited_ = false;   ///< some were not compared
    std::uint32_t not_compared_ = 0;
    std::vector<std::uint32_t> rows_, columns_, chosen_, left_, named_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> answers_;
    std::vector<std::int16_t> scores_;
    std::vector<std::uint8_t> taken_;
    std::vector<left_group> groups_;
    std::vector<left_part> parts_;
    std::vector<answered_sum> sums_;
};

}  // namespace orthoscrub::remit
