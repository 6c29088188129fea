#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "scrubber/remit/assignment.hpp"
#include "scrubber/remit/line_score.hpp"
#include "scrubber/remit/matches.hpp"

namespace orthoscrub::remit {

/// The submitted line that a control number of a remitted line names, or nothing.
struct named_line {
    std::uint32_t at = absent;  ///< place among the lines of the claim
    match_tier tier = match_tier::none;
};
/// The first three tiers: the same control number; LX01 where none was sent; the same but for case and punctuation, or cut
/// short. Several lines of an equal control number: the first of them.
/// `near`: place to look at first.
[[nodiscard]] named_line line_named(std::string_view control_number, std::span<ledger::submitted_line const> sent,
                                    std::size_t near) noexcept;

/// Pairs remitted lines with the submitted lines of their claim. Keeps its memory from claim to claim.
class line_matcher {
public:
    /// `asked`: the lines of one answer, or of all parts of a split, in the order of the file. `matches` has a row for
    /// each; their `submitted` count from `first_row`, the row of sent[0] in the book.
    void match(std::span<asked_line const> asked, std::span<ledger::submitted_line const> sent, std::uint32_t first_row,
               std::span<line_match> matches);

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

    assigner assigner_;
    std::vector<std::uint32_t> rows_, columns_, chosen_;
    std::vector<std::int16_t> scores_;
    std::vector<std::uint8_t> taken_;
};

}  // namespace orthoscrub::remit
