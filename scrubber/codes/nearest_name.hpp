#pragma once
#include <span>
#include <string>
#include <string_view>

namespace orthoscrub::scrub {

/// The known name that is fewest edits away from `name`, or an empty view when none is near (more than a third of its
/// letters differ). For "did you mean" in load errors; the view is one of `known`.
[[nodiscard]] std::string_view nearest_name(std::string_view name, std::span<std::string_view const> known);

/// " (did you mean X?)" for a near name, else empty.
[[nodiscard]] std::string did_you_mean(std::string_view name, std::span<std::string_view const> known);

}  // namespace orthoscrub::scrub
