#pragma once
#include <string>
#include <string_view>

#include "scrubber/engine/finding_view.hpp"

namespace orthoscrub::scrub {

class answer_tables;

/// Before the further lines of a card.
inline constexpr std::string_view card_indent = "          ";

/// Appends `words` as lines of at most `width` columns: the first begins with `head`, the others with as many
/// blanks. Breaks at blanks; a longer word stands alone. Control characters become blanks.
void append_wrapped(std::string_view head, std::string_view words, unsigned width, std::string& out);

/// The characters of a packed segment id; empty for 0.
[[nodiscard]] std::string segment_name(text::segment_id id);
/// "2400 SV101-3", as far as the parts are known; may be empty.
[[nodiscard]] std::string x12_place(text::address const& at);
/// "box 24D; 2400 SV101-3; segment 27, byte 1204".
[[nodiscard]] std::string place_words(finding_view const& finding);

/// What the payer would answer, one alternative: "CARC 4 (meaning), RARC N822 (meaning)", "277CA A7:453
/// (meaning)".
[[nodiscard]] std::string answer_words(grammars::prediction const& prediction, answer_tables const& answers);

}  // namespace orthoscrub::scrub
