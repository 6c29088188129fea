#pragma once
#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "parser/model/date.hpp"
#include "parser/model/money.hpp"

namespace orthoscrub::scrub {

/// Appends JSON to a string, value by value, without building a tree: what is written can be sent on at once.
/// Keys stand in the order they are written. Text that is not UTF-8 is read as Latin-1, so the output is
/// always valid UTF-8.
class json_writer {
public:
    explicit json_writer(std::string& out) : out_{out} {}

    json_writer& begin_object() { return open('{'); }
    json_writer& end_object() { return close('}'); }
    json_writer& begin_array() { return open('['); }
    json_writer& end_array() { return close(']'); }
    json_writer& key(std::string_view name);
    /// A name that is written in the program and needs no escapes.
    template <std::size_t Size>
    json_writer& key(char const (&name)[Size]) {
        std::array<char, Size + 4> text;
        char* to = text.data();
        if (comma_) *to++ = ',';
        if (line_) *to++ = '\n';
        *to++ = '"';
        to = std::copy_n(name, Size - 1, to);
        *to++ = '"';
        *to++ = ':';
        out_.append(text.data(), to);
        comma_ = line_ = false;
        return *this;
    }

    json_writer& text(std::string_view value);
    /// null when the text is empty.
    json_writer& text_or_null(std::string_view value);
    template <std::integral Number>
    json_writer& number(Number value) {
        separate();
        std::array<char, 24> digits;
        out_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
        return *this;
    }
    /// null when the number is 0, as for parts of an address that do not apply.
    template <std::integral Number>
    json_writer& number_or_null(Number value) {
        return value == 0 ? null() : number(value);
    }
    json_writer& boolean(bool value) { return raw(value ? "true" : "false"); }
    json_writer& null() { return raw("null"); }
    /// Whole cents; null when the amount in the file cannot be read.
    json_writer& cents(model::parsed_money amount);
    /// A decimal number with up to three places; null when it cannot be read.
    json_writer& units(model::parsed_quantity quantity);
    /// CCYY-MM-DD; null for "no date".
    json_writer& day(model::date day) { return text_or_null(day.iso()); }
    /// A value that is JSON already.
    json_writer& raw(std::string_view json);
    /// A line break before the next value or closing bracket.
    json_writer& new_line();

private:
    json_writer& open(char bracket);
    json_writer& close(char bracket);
    void separate() {
        if (comma_) out_ += ',';
        if (line_) out_ += '\n';
        comma_ = true;
        line_ = false;
    }

    std::string& out_;
    bool comma_ = false;
    bool line_ = false;
};

/// The text as a JSON string with its quotes.
void append_json_string(std::string_view text, std::string& out);

}  // namespace orthoscrub::scrub
