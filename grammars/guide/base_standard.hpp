#pragma once
#include <cstdint>
#include <string_view>

#include "parser/text/segment.hpp"

/// What X12 005010 itself asks for, as far as the guides narrow it: it decides between the plain codes of the 999 (3, 1,
/// 7) and those of the implementation (I8, I9, I6).
namespace orthoscrub::grammars::guide {

/// Elements of the segment that are mandatory in the standard: bit n for element n.
[[nodiscard]] std::uint64_t mandatory_elements(text::segment_id segment) noexcept;
/// Whether component n of a composite (C003) is mandatory in the standard.
[[nodiscard]] bool mandatory_component(std::string_view composite, unsigned component) noexcept;
/// Whether the standard asks for the segment wherever its loop stands.
[[nodiscard]] bool mandatory_segment(text::segment_id segment) noexcept;
/// Whether the standard knows a code of this data element that the guides do not take; false where we do not know.
[[nodiscard]] bool known_code(std::string_view data_element, std::string_view code) noexcept;

}  // namespace orthoscrub::grammars::guide
