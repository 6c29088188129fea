#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

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

/// The lines of one submitted claim by control number, by LX01 and by code. A claim of ordinary size is walked; for more
/// than `most_walked` lines sorted tables are made, which hold until another claim is loaded. The lines must stay where
/// they are as long.
class line_index {
public:
    static constexpr std::size_t most_walked = 64;

    void load(std::span<ledger::submitted_line const> sent);
    /// As line_named says.
    [[nodiscard]] named_line named(std::string_view control_number, std::size_t near) const noexcept;
    /// True when another line after this one has its control number.
    [[nodiscard]] bool again_after(std::uint32_t at) const noexcept;
    /// True when some line has the code.
    [[nodiscard]] bool has_code(std::string_view code) const noexcept;

private:
    using row_list = std::vector<std::uint32_t>;
    [[nodiscard]] bool walks() const noexcept { return sent_.size() <= most_walked; }
    [[nodiscard]] std::string_view number_of(std::uint32_t row) const noexcept;

    std::span<ledger::submitted_line const> sent_;
    row_list by_number_;  ///< lines with a control number, by it, then in order
    std::vector<std::pair<std::uint64_t, std::uint32_t>> by_position_,  ///< lines without one, by LX01
        by_normalized_;                                                 ///< lines with one, by its normalized hash
    std::vector<std::string_view> codes_;
};

}  // namespace orthoscrub::remit
