#pragma once
#include <string_view>

#include "scrubber/codes/modifier_table.hpp"

namespace orthoscrub::scrub {

/// The modifiers that a line note lists at its start for a line with modifier 99: one word of pairs ("NURARTKXCR REPL
/// LOST", CMS 2009, S17) or words of one pair each ("RT KX CR ..."). The list ends at the first word that is not made
/// of known modifiers; empty when the note begins with something else.
[[nodiscard]] modifier_set overflow_modifiers(std::string_view note, modifier_table const& modifiers) noexcept;

}  // namespace orthoscrub::scrub
