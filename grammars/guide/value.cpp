// Judges one value by its type: length, code list, number, date, time, period. README of the base types: sign and point
// of a number do not count; no plus sign, no exponent, no leading zeros; a value of blanks only counts as absent.
#include "grammars/guide/value.hpp"

#include <algorithm>
#include <array>

namespace orthoscrub::grammars::guide {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view value) { return std::ranges::all_of(value, is_digit); }
unsigned two(std::string_view value, std::size_t at) {
    return static_cast<unsigned>(value[at] - '0') * 10 + static_cast<unsigned>(value[at + 1] - '0');
}

verdict judge_number(element_op const& op, std::string_view value) {
    if (value.front() == '-') value.remove_prefix(1);
    std::size_t digits = 0, before = 0;
    bool point = false;
    for (char const c : value) {
        if (is_digit(c)) {
            ++digits;
            before += !point;
        } else if (c == '.' && !point && op.kind == value_kind::number) {
            point = true;
        } else {
            return verdict::no_number;
        }
    }
    if (digits == 0) return verdict::no_number;
    if (op.kind == value_kind::number) {
        if (before > 1 && value.front() == '0' && digits > op.min) return verdict::no_number;
        if (digits - before > op.decimals) return op.digits == 8 ? verdict::too_long : verdict::no_number;
    }
    if (digits < op.min) return verdict::too_short;
    if (digits > op.digits) return verdict::too_long;
    return verdict::fine;
}

bool is_moment(std::string_view value, std::size_t size) {
    return value.size() == size && is_date(value.substr(0, 8)) && is_time(value.substr(8));
}

verdict judge_period(std::string_view value, std::string_view format) {
    if (format == "D8") return is_date(value) && value.size() == 8 ? verdict::fine : verdict::no_date;
    if (format == "RD8") {
        if (value.size() != 17 || value[8] != '-') return verdict::no_date;
        auto const first = value.substr(0, 8), last = value.substr(9);
        return is_date(first) && is_date(last) && first <= last ? verdict::fine : verdict::no_date;
    }
    if (format == "DT") return is_moment(value, 12) ? verdict::fine : verdict::no_date;
    if (format == "TS") return is_moment(value, 14) ? verdict::fine : verdict::no_date;
    if (format == "D6") return is_date(value) && value.size() == 6 ? verdict::fine : verdict::no_date;
    if (format == "TM") return is_time(value) && value.size() == 4 ? verdict::fine : verdict::no_time;
    return verdict::fine;
}

}  // namespace

bool is_date(std::string_view value) noexcept {
    if ((value.size() != 8 && value.size() != 6) || !all_digits(value)) return false;
    std::array<char, 8> digits{'2', '0'};  // of YYMMDD, the ISA's date
    std::copy(value.begin(), value.end(), digits.begin() + (8 - static_cast<std::ptrdiff_t>(value.size())));
    return is_day(digits.data());
}

bool is_time(std::string_view value) noexcept {
    if ((value.size() != 4 && (value.size() < 6 || value.size() > 8)) || !all_digits(value)) return false;
    return two(value, 0) < 24 && two(value, 2) < 60 && (value.size() == 4 || two(value, 4) < 60);
}

verdict judge_value(element_op const& op, std::string_view value, std::span<std::uint64_t const> codes,
                    std::string_view format) noexcept {
    if (op.kind == value_kind::unchecked || op.kind == value_kind::composite) return verdict::fine;
    if (value.find_first_not_of(' ') == std::string_view::npos) return verdict::blank;
    if (op.kind == value_kind::number || op.kind == value_kind::integer) return judge_number(op, value);
    if (op.kind == value_kind::code || op.kind == value_kind::open_code) {
        bool const found = std::ranges::find(codes, pack_any(value)) != codes.end();
        if (found) return verdict::fine;
        auto bare = value.substr(value.find_first_not_of(' '));
        bare = bare.substr(0, bare.find_last_not_of(' ') + 1);
        if (bare.size() != value.size() && (codes.empty() || std::ranges::find(codes, pack_any(bare)) != codes.end()))
            return verdict::padded;
    }
    if (value.size() < op.min) return verdict::too_short;
    if (value.size() > op.max) return verdict::too_long;
    switch (op.kind) {
        case value_kind::code:
            return verdict::no_code;
        case value_kind::date:
            return is_date(value) ? verdict::fine : verdict::no_date;
        case value_kind::time:
            return is_time(value) ? verdict::fine : verdict::no_time;
        case value_kind::period:
            return judge_period(value, format);
        case value_kind::pattern:  // the guides have one: nine digits
            return value.size() == 9 && all_digits(value) ? verdict::fine : verdict::no_pattern;
        default:
            return verdict::fine;
    }
}

}  // namespace orthoscrub::grammars::guide
