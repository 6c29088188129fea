#pragma once
#include <array>
#include <string>
#include <string_view>

#include "parser/model/ack_tables.hpp"
#include "scrubber/codes/answer_tables.hpp"

namespace orthoscrub::tools {

/// "modifier not valid (A7:453)": what a status means to a biller, with its codes.
[[nodiscard]] std::string words_of(model::status_row const& status, scrub::answer_tables const& codes);
/// "taken in for decision": the meaning of a category; the code itself when the table does not have it.
[[nodiscard]] std::string category_words(std::string_view category, scrub::answer_tables const& codes);
/// "control number ISA13 was used before (025)", several joined by a semicolon; empty when there is no code. `element` is
/// one of acknowledgment_codes.csv.
[[nodiscard]] std::string error_words(std::string_view element, std::array<std::string_view, 5> const& errors,
                                      scrub::answer_tables const& codes);
/// The meaning of one code of a TA1 or 999; "code X" when the table does not have it.
[[nodiscard]] std::string code_words(std::string_view element, std::string_view code,
                                     scrub::answer_tables const& codes);
/// A code or number as it may be shown: at most 50 letters, digits and marks without blanks; else that it is hidden.
[[nodiscard]] std::string_view plain(std::string_view text) noexcept;
/// True when CTX01-1 names a number that may be shown: a claim's, a set's.
[[nodiscard]] bool open_context(std::string_view name) noexcept;

}  // namespace orthoscrub::tools
