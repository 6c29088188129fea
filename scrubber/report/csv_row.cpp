// One row of a table for spreadsheets. What a spreadsheet would run as a formula (a cell that begins with = + - @, a tab or
// a line break) gets an apostrophe in front: control numbers and codes come from the file, and a file can be hostile.
#include "scrubber/report/csv_row.hpp"

#include <array>

#include "scrubber/report/utf8_text.hpp"

namespace orthoscrub::scrub {
namespace {

/// A spreadsheet takes the cell for a formula. Blanks in front do not stop all of them.
bool formula(std::string_view text) {
    auto const first = text.find_first_not_of(' ');
    return first != std::string_view::npos && std::string_view{"=+-@\t\r\n|%"}.find(text[first]) != text.npos;
}

void append(std::string_view value, std::string& out) {
    for (std::size_t at = 0; at < value.size();) {
        if (static_cast<unsigned char>(value[at]) < 0x20) {
            out += ' ';
            ++at;
            continue;
        }
        if (value[at] == '"') out += '"';
        append_utf8(value, at, out);
    }
}

enum character : std::uint8_t { as_it_is = 0, quoted = 1, rewritten = 2 };

/// What a character asks of its cell: nothing, quotes around it, or to be written in another way.
constexpr auto characters = [] {
    std::array<std::uint8_t, 256> kinds{};
    for (std::size_t c = 0; c < kinds.size(); ++c) kinds[c] = c < 0x20 || c >= 0x80 ? rewritten : as_it_is;
    kinds['"'] = kinds['\r'] = kinds['\n'] = rewritten | quoted;
    kinds[','] = kinds[' '] = quoted;
    return kinds;
}();

}  // namespace

csv_row& csv_row::text(std::string_view value) {
    separate();
    bool const runs = formula(value);
    std::uint8_t asks = as_it_is;
    for (char const c : value) asks |= characters[static_cast<unsigned char>(c)];
    bool const quotes = runs || (asks & quoted) != 0;
    if (quotes) out_ += '"';
    if (runs) out_ += '\'';
    if ((asks & rewritten) != 0) append(value, out_);
    else out_ += value;
    if (quotes) out_ += '"';
    return *this;
}

csv_row& csv_row::number(std::string_view digits) {
    separate();
    out_ += digits;
    return *this;
}

}  // namespace orthoscrub::scrub
