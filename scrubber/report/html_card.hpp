#pragma once
#include <string>
#include <string_view>

#include "scrubber/engine/finding_view.hpp"

namespace orthoscrub::scrub {

class answer_tables;

/// STOP 0, FIX 1, CHECK 2, NOTE 3.
[[nodiscard]] unsigned word_rank(std::string_view word) noexcept;
/// `<span class="word stop">STOP</span>`.
void append_word(std::string_view word, std::string& out);

/// What every finding of a rule shares: why, with all sources, and what the payer would answer.
void append_because(finding_view const& f, answer_tables const& answers, std::string& out);
/// One finding: whose claim and line, what is wrong, what to do, where. What stands inside `<li>`.
void append_card(finding_view const& f, std::string& out);

}  // namespace orthoscrub::scrub
