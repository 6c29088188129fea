#pragma once
#include <string>
#include <string_view>

namespace orthoscrub::scrub {

/// Shortens a note with the abbreviations that the DME MACs publish for narratives (S61), whole words only, until it has
/// at most `most` characters: blanks that stand double go first, then words, those first that save most. A word of the
/// table is replaced wherever it stands. Gives the shortest it can when that is not enough.
[[nodiscard]] std::string shortened_note(std::string_view note, std::size_t most);

}  // namespace orthoscrub::scrub
