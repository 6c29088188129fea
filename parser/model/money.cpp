// X12 decimal numbers (type R) as scaled integers: cents for money, thousandths for units. One loop reads both;
// a text that is no number gives 0 and says so, it never throws and never rounds in silence.
#include "parser/model/money.hpp"

namespace orthoscrub::model {
namespace {

struct scaled {
    std::int64_t value = 0;
    number_state state = number_state::absent;
};

/// The usual spelling, "600", "767.9" or "917.32": digits without a leading zero, then at most two decimals. -1 for any
/// other.
inline std::int64_t usual_hundredths(std::string_view text) noexcept {
    if (text.empty() || text.size() > 12 || text[0] == '0') return -1;
    std::int64_t value = 0;
    std::size_t at = 0;
    for (; at < text.size() && text[at] != '.'; ++at) {
        auto const digit = static_cast<unsigned>(text[at] - '0');
        if (digit > 9) return -1;
        value = value * 10 + digit;
    }
    if (at == text.size()) return value * 100;
    std::size_t const decimals = text.size() - at - 1;
    if (at == 0 || decimals - 1 > 1) return -1;
    auto const tens = static_cast<unsigned>(text[at + 1] - '0');
    auto const ones = decimals == 2 ? static_cast<unsigned>(text[at + 2] - '0') : 0;
    return tens > 9 || ones > 9 ? -1 : value * 100 + tens * 10 + ones;
}

scaled parse_scaled(std::string_view text, int decimals) noexcept {
    if (text.empty()) return {};
    if (auto const usual = usual_hundredths(text); usual >= 0)
        return {decimals == 2 ? usual : usual * 10, number_state::ok};
    auto state = number_state::ok;
    std::size_t at = 0;
    bool const negative = text[0] == '-';
    if (negative || text[0] == '+') {
        if (!negative) state = number_state::unconventional;
        at = 1;
    }
    if (at + 1 < text.size() && text[at] == '0' && text[at + 1] != '.') state = number_state::unconventional;
    std::int64_t value = 0;
    int taken = -1;  // decimals read; -1 before the point
    int digits = 0;
    for (; at < text.size(); ++at) {
        char const c = text[at];
        if (c == '.' && taken < 0) {
            taken = 0;
        } else if (c >= '0' && c <= '9') {
            if (++digits > 15) return {0, number_state::malformed};
            if (taken < decimals) {
                value = value * 10 + (c - '0');
                if (taken >= 0) ++taken;
            } else if (c != '0') {
                state = number_state::too_fine;
            }
        } else {
            return {0, number_state::malformed};
        }
    }
    if (digits == 0) return {0, number_state::malformed};
    for (int i = taken < 0 ? 0 : taken; i < decimals; ++i) value *= 10;
    return {negative ? -value : value, state};
}

std::string render(std::int64_t value, int scale, int decimals, bool trim) {
    bool const negative = value < 0;
    auto const magnitude = negative ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    std::string fraction = std::to_string(magnitude % static_cast<std::uint64_t>(scale));
    fraction.insert(0, static_cast<std::size_t>(decimals) - fraction.size(), '0');
    while (trim && !fraction.empty() && fraction.back() == '0') fraction.pop_back();
    std::string text = (negative ? "-" : "") + std::to_string(magnitude / static_cast<std::uint64_t>(scale));
    return fraction.empty() ? text : text + "." + fraction;
}

}  // namespace

parsed_money parse_money(std::string_view text) noexcept {
    auto const [value, state] = parse_scaled(text, 2);
    return {{value}, state};
}

parsed_quantity parse_quantity(std::string_view text) noexcept {
    auto const [value, state] = parse_scaled(text, 3);
    return {{value}, state};
}

std::string to_string(money amount) { return render(amount.cents, 100, 2, false); }
std::string to_string(quantity units) { return render(units.thousandths, 1000, 3, true); }

}  // namespace orthoscrub::model
