// Writes JSON straight into a string. A tree (Boost.JSON) would hold the whole answer in memory before the
// first byte goes out; here a finding is written when it is found. Only the comma has to be remembered: a
// bracket or a key clears it, a value sets it.
#include "scrubber/report/json_writer.hpp"

#include <cstdint>
#include <cstring>

#include "scrubber/report/utf8_text.hpp"

namespace orthoscrub::scrub {
namespace {

/// True for ASCII that stands for itself in a JSON string.
bool is_plain(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

/// True when all of eight bytes are plain. A byte of `x - n` borrows into its top bit where the byte is below n.
bool all_plain(char const* at) {
    constexpr std::uint64_t ones = 0x0101010101010101, tops = ones * 0x80;
    std::uint64_t x = 0;
    std::memcpy(&x, at, sizeof x);
    auto const holds = [x](unsigned char byte) {
        std::uint64_t const same = x ^ (ones * byte);
        return (same - ones) & ~same;
    };
    return ((x | ((x - ones * 0x20) & ~x) | holds('"') | holds('\\') | holds(0x7F)) & tops) == 0;
}

void append_escape(unsigned char byte, std::string& out) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += "\\u00";
    out += digits[byte >> 4];
    out += digits[byte & 15];
}

}  // namespace

void append_json_string(std::string_view text, std::string& out) {
    out += '"';
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;  // nearly all text is plain: copied in one piece
        while (end + 8 <= text.size() && all_plain(text.data() + end)) end += 8;
        while (end < text.size() && is_plain(text[end])) ++end;
        out.append(text.substr(i, end - i));
        i = end;
        if (i == text.size()) break;
        auto const byte = static_cast<unsigned char>(text[i]);
        if (byte == '"' || byte == '\\') {
            out += '\\';
            out += text[i++];
        } else if (byte == '\n') {
            out += "\\n";
            ++i;
        } else if (byte < 0x20 || byte == 0x7F) {
            append_escape(byte, out);
            ++i;
        } else if (std::size_t const length = utf8_length(text, i); length != 0) {
            out.append(text.substr(i, length));
            i += length;
        } else {
            append_escape(byte, out);
            ++i;
        }
    }
    out += '"';
}

json_writer& json_writer::open(char bracket) {
    separate();
    out_ += bracket;
    comma_ = false;
    return *this;
}

json_writer& json_writer::close(char bracket) {
    if (line_) out_ += '\n';
    out_ += bracket;
    comma_ = true;
    line_ = false;
    return *this;
}

json_writer& json_writer::key(std::string_view name) {
    separate();
    append_json_string(name, out_);
    out_ += ':';
    comma_ = false;
    return *this;
}

json_writer& json_writer::text(std::string_view value) {
    separate();
    append_json_string(value, out_);
    return *this;
}

json_writer& json_writer::text_or_null(std::string_view value) { return value.empty() ? null() : text(value); }

json_writer& json_writer::cents(model::parsed_money amount) {
    return amount.usable() ? number(amount.value.cents) : null();
}

json_writer& json_writer::units(model::parsed_quantity quantity) {
    return quantity.usable() ? raw(model::to_string(quantity.value)) : null();
}

json_writer& json_writer::raw(std::string_view json) {
    separate();
    out_ += json;
    return *this;
}

json_writer& json_writer::new_line() {
    line_ = true;
    return *this;
}

}  // namespace orthoscrub::scrub
