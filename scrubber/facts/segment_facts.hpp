#pragma once
#include <string_view>

#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// The text of the note that is the subject: NTE02, or SV101-7. Personal: never to be printed.
[[nodiscard]] std::string_view note_text(subject const& s) noexcept;

/// True when the facts about the note that is the subject answer as they do for a note that is right (odd_note).
[[nodiscard]] bool plain_note(subject const& s);

/// A taxonomy code as PRV03 must write it: ten upper-case letters and digits that end in X.
[[nodiscard]] bool taxonomy_shape_ok(std::string_view code) noexcept;
/// The PRV segment of the provider that is the subject: its own, for the billing provider that of 2000A; else absent.
[[nodiscard]] model::segment_index taxonomy_segment(subject const& s) noexcept;

}  // namespace orthoscrub::scrub
