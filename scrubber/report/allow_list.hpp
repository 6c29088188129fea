#pragma once
#include <string>
#include <string_view>

#include "parser/text/segment.hpp"

namespace orthoscrub::scrub {

/// What stands in place of a value that may be personal.
inline constexpr std::string_view hidden_value = "[hidden]";

/// True when the element may stand in output without --show-phi. What is not listed is hidden: names,
/// addresses, birth and death dates, member ids, tax ids, phone numbers, e-mail, medical record numbers, free
/// notes, and every element of a segment we do not know. `component` 0 asks for the element as a whole.
[[nodiscard]] bool may_show(text::segment const& s, unsigned element, unsigned component = 0) noexcept;

/// The longest part of a procedure (SV101-1 to -6, SVD03-1 to -6, SVC01 and SVC06) that may be shown: qualifier, code and
/// modifiers are shorter; a longer one is text that strayed there.
inline constexpr std::size_t longest_procedure_part = 8;

/// The element with hidden components masked; `hidden_value` when nothing of it may be shown. Empty parts
/// stay empty.
[[nodiscard]] std::string masked_element(text::segment const& s, unsigned element, text::delimiters const& marks);

/// The whole segment, masked element by element, without its terminator.
[[nodiscard]] std::string masked_segment(text::segment const& s, text::delimiters const& marks);

}  // namespace orthoscrub::scrub
