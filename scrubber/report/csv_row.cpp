// One row of a table for spreadsheets. What a spreadsheet would run as a formula (a cell that begins with = + - @, a tab or
// a line break) gets an apostrophe in front: control numbers and codes come from the file, and a file can be hostile.
#include "scrubber/report/csv_row.hpp"

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

}  // namespace

csv_row& csv_row::text(std::string_view value) {
    separate();
    bool const runs = formula(value);
    if (!runs && value.find_first_of(",\"\r\n ") == std::string_view::npos) {
        append(value, out_);
        return *this;
    }
    out_ += '"';
    if (runs) out_ += '\'';
    append(value, out_);
    out_ += '"';
    return *this;
}

csv_row& csv_row::number(std::string_view digits) {
    separate();
    out_ += digits;
    return *this;
}

}  // namespace orthoscrub::scrub
