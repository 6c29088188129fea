#pragma once
#include <cstdint>
#include <string_view>

#include "grammars/narrative_words.hpp"

namespace orthoscrub::grammars::words {

/// One word, amount, date or mark of a note. `text` points into the note.
struct token {
    std::string_view text;
    entry const* row = nullptr;  ///< for a word of the closed lists
    std::int64_t value = 0;      ///< cents of an amount, CCYYMMDD of a date
    kind what = kind::unknown;
};

/// Cuts a note into tokens, from left to right; blanks and control characters are left out.
class token_reader {
public:
    explicit token_reader(std::string_view note) noexcept : at_{note.data()}, end_{note.data() + note.size()} {}

    /// Reads the next token. False at the end of the note.
    [[nodiscard]] bool next(token& out) noexcept;

private:
    char const* at_;
    char const* end_;
};

}  // namespace orthoscrub::grammars::words
