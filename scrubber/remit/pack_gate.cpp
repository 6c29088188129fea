// --fail-if of a comparison of packs: a name, a sign and a number. Each error says what was read and what is possible.
#include <algorithm>
#include <charconv>

#include "scrubber/remit/pack_diff.hpp"

namespace orthoscrub::remit {
namespace {

constexpr std::string_view possible = "; possible are lost-tp-cents>N (whole cents) and precision<X (0 to 1, as 0.75)";

std::string wrong(std::string_view condition, std::string_view what) {
    return "--fail-if \"" + std::string{condition} + "\": " + std::string{what} + std::string{possible};
}

std::optional<std::int64_t> whole_of(std::string_view text) noexcept {
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

/// "0.75", "1", ".5": a share with at most six decimals.
std::optional<ratio> share(std::string_view text) noexcept {
    auto const point = text.find('.');
    std::string_view const whole = text.substr(0, point);
    std::string_view const rest = point == text.npos ? std::string_view{} : text.substr(point + 1);
    if ((whole.empty() && rest.empty()) || rest.size() > 6 || (point != text.npos && rest.empty())) return std::nullopt;
    auto const units = whole.empty() ? std::int64_t{0} : whole_of(whole).value_or(2);
    auto fine = rest.empty() ? std::optional<std::int64_t>{0} : whole_of(rest);
    if (!fine || units > 1) return std::nullopt;
    for (std::size_t i = rest.size(); i < 6; ++i) *fine *= 10;
    auto const millionths = static_cast<std::uint64_t>(units * 1'000'000 + *fine);
    if (millionths > 1'000'000) return std::nullopt;
    return ratio{millionths, 1'000'000};
}

std::string_view without_blanks(std::string_view text) noexcept {
    auto const from = text.find_first_not_of(' ');
    if (from == text.npos) return {};
    return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

std::optional<std::string> parse_one(std::string_view condition, pack_gate& gate) {
    auto const sign = condition.find_first_of("<>=");
    if (sign == condition.npos) return wrong(condition, "there is no < or > in it");
    std::string_view const name = without_blanks(condition.substr(0, sign));
    std::string_view const number = without_blanks(condition.substr(sign + 1));
    char const wanted = name == "lost-tp-cents" ? '>' : name == "precision" ? '<' : '\0';
    if (wanted == '\0') return wrong(condition, "\"" + std::string{name} + "\" is no figure of a comparison");
    if (condition[sign] != wanted || number.starts_with('='))
        return wrong(condition, std::string{name} + " takes " + wanted);
    if (wanted == '>') {
        gate.lost_tp_cents = whole_of(number);
        return gate.lost_tp_cents
                   ? std::nullopt
                   : std::optional{wrong(condition, "\"" + std::string{number} + "\" is no whole number of cents")};
    }
    gate.precision = share(number);
    return gate.precision
               ? std::nullopt
               : std::optional{wrong(condition, "\"" + std::string{number} + "\" is no share between 0 and 1")};
}

}  // namespace

std::optional<std::string> parse_pack_gate(std::string_view text, pack_gate& gate) {
    while (true) {
        auto const comma = text.find(',');
        if (auto error = parse_one(without_blanks(text.substr(0, comma)), gate)) return error;
        if (comma == text.npos) return std::nullopt;
        text.remove_prefix(comma + 1);
    }
}

std::vector<std::string> gate_failures(pack_gate const& gate, pack_diff const& diff) {
    std::vector<std::string> out;
    auto const& lost = diff.of(crossing::lost_tp);
    if (gate.lost_tp_cents && lost.cents > *gate.lost_tp_cents)
        out.push_back("lost-tp-cents is " + std::to_string(lost.cents) + " on " + std::to_string(lost.lines) +
                      (lost.lines == 1 ? " line" : " lines") + ", more than " + std::to_string(*gate.lost_tp_cents));
    ratio const precision = diff.total_after.precision_strict();
    if (gate.precision && less(precision, *gate.precision))
        out.push_back("precision is " + decimals(precision) + " (" + std::to_string(precision.part) + " of " +
                      std::to_string(precision.whole) + "), less than " + decimals(*gate.precision));
    return out;
}

}  // namespace orthoscrub::remit
