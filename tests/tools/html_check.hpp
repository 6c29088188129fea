#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace orthoscrub::tests {

/// Reads a page as strictly as XML would: tags nest and close, attributes are quoted, ids are unique and links within
/// the page reach one; headings do not skip a level; nothing is loaded from elsewhere; table heads have a scope, fields a
/// label, lists only items. One line a complaint.
[[nodiscard]] std::vector<std::string> html_complaints(std::string_view page);

/// The tags in the order they open: name and attributes as written, texts of style and script skipped.
[[nodiscard]] std::vector<std::string> html_tags(std::string_view page);

}  // namespace orthoscrub::tests
