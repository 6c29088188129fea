#pragma once
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "parser/model/date.hpp"
#include "parser/model/money.hpp"

namespace orthoscrub::scrub {

/// Appends the cells of one row of RFC 4180, with commas between. Text that a spreadsheet would run as a formula gets an
/// apostrophe in front; line breaks become blanks; text that is not UTF-8 is read as Latin-1.
class csv_row {
public:
    explicit csv_row(std::string& out) : out_{out} {}

    csv_row& text(std::string_view value);
    /// A number of ours as it stands; an empty cell for nothing.
    csv_row& number(std::string_view digits);
    /// Nothing for 0.
    csv_row& count(std::uint64_t value) { return number(value == 0 ? std::string{} : std::to_string(value)); }
    template <std::integral Number>
    csv_row& integer(Number value) {
        return number(std::to_string(value));
    }
    csv_row& cents(model::parsed_money amount) {
        return number(amount.usable() ? std::to_string(amount.value.cents) : std::string{});
    }
    csv_row& day(model::date day) { return number(day.iso()); }
    void end() { out_ += "\r\n"; }

private:
    void separate() {
        if (any_) out_ += ',';
        any_ = true;
    }

    std::string& out_;
    bool any_ = false;
};

}  // namespace orthoscrub::scrub
