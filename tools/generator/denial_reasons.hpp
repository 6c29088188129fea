#pragma once
#include <array>
#include <span>
#include <string_view>

#include "tools/generator/dice.hpp"
#include "tools/generator/generator.hpp"

namespace orthoscrub::generator {

/// A way in which payers of this country refuse a line.
struct denial {
    std::string_view kind;  ///< what it is about: "modifier"
    std::string_view group, carc;
    std::array<std::string_view, 3> remarks{};
    bool unprocessable = false;    ///< comes with MA130: nothing of the claim was processed
    std::string_view policy = {};  ///< number of a coverage policy
};

/// Every denial that a clean line can meet.
[[nodiscard]] std::span<denial const> all_denials() noexcept;

/// One of the denials that a line with this mistake has to expect.
[[nodiscard]] denial const& denial_of(defect what, dice& luck) noexcept;

/// A status of the front end: category and status code, and whom it speaks of.
struct front_end_status {
    std::string_view category{}, status{}, entity{};
    bool of_line = false;
};

/// How a front end rejects a claim with this mistake; an empty category when it does not see it.
[[nodiscard]] front_end_status rejection_of(defect what) noexcept;

/// A rejection that has nothing to do with a planted mistake.
[[nodiscard]] front_end_status any_rejection(dice& luck) noexcept;

}  // namespace orthoscrub::generator
