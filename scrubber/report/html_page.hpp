#pragma once
#include <string>
#include <string_view>

namespace orthoscrub::scrub {

/// Appends text so that it is text in HTML, between tags and in quoted attributes: valid UTF-8, control characters as
/// blanks.
void append_escaped(std::string_view text, std::string& out);
[[nodiscard]] std::string escaped(std::string_view text);

/// The style sheet that every page shares: light and dark, narrow and wide, screen and paper. Colours are custom
/// properties, so that a test can read the contrast of each pair.
[[nodiscard]] std::string_view page_style() noexcept;
/// Filter and order of the findings; the page can be read without it.
[[nodiscard]] std::string_view report_script() noexcept;

/// Appends doctype and head. The page may load nothing: its policy allows this style sheet and this script (may be
/// empty), each by its hash, and no network.
void append_page_head(std::string_view title, std::string_view script, std::string& out);

}  // namespace orthoscrub::scrub
