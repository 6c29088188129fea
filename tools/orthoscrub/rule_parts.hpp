#pragma once
#include <deque>
#include <string>
#include <vector>

#include "scrubber/engine/rule_book.hpp"
#include "scrubber/remit/pack_diff.hpp"

namespace orthoscrub::tools {

/// The rules of a book in the parts that a comparison of packs tells apart; `rows` view the book and `texts`.
struct rule_parts {
    std::vector<remit::pack_rule> rows;  ///< in the order of the book
    std::deque<std::string> texts;
};

/// Layout, comments and the file that holds a rule are in no part: moving a rule changes nothing.
[[nodiscard]] rule_parts parts_of(scrub::rule_book const& book);

}  // namespace orthoscrub::tools
