#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "scrubber/engine/rule_book.hpp"

namespace orthoscrub::scrub {

/// A place in the window: segment, element, component; 0 for the whole segment or element.
struct window_place {
    model::segment_index segment = model::absent;
    std::uint8_t element = 0;
    std::uint8_t component = 0;
};

/// The locator names that rules use after `at`.
[[nodiscard]] std::span<std::string_view const> locator_names() noexcept;
/// The locator of this name; `first_of` when it stands with modifiers. Nothing for other names.
[[nodiscard]] std::optional<locator_kind> find_locator(std::string_view name, bool with_modifiers) noexcept;

/// Where the rule's finding about the subject points. When the element that the rule names is not there, the place is
/// the segment that should hold it or its loop.
[[nodiscard]] window_place locate(compiled_rule const& rule, subject const& s) noexcept;

}  // namespace orthoscrub::scrub
