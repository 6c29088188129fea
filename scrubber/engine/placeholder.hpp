#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grammars/rule_pack.hpp"
#include "scrubber/engine/rule_book.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// A value that messages may show: codes, counts, dates, amounts and words that the narrative grammar recognised; never
/// a name, an address, a member id or the text of a note.
struct placeholder {
    std::string_view name;
    scope_set scopes;
    std::string (*render)(compiled_rule const&, rule_book const&, subject const&);
    std::string_view doc;
};

/// The closed list of placeholders.
[[nodiscard]] std::span<placeholder const> all_placeholders() noexcept;
[[nodiscard]] placeholder const* find_placeholder(std::string_view name) noexcept;

/// The parts of a message: plain text and the names between braces, in order.
struct message_part {
    bool name = false;
    std::string_view text;
};
[[nodiscard]] std::vector<message_part> split_message(std::string_view message);
/// Takes the first part away from a message that is not empty.
[[nodiscard]] message_part next_part(std::string_view& message) noexcept;

}  // namespace orthoscrub::scrub
