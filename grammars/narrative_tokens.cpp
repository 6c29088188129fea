// Words of a note. What a word is comes from its shape first (amount, date, measure, HCPCS code, vertebra,
// diagnosis: one small Spirit expression each, tried by the first character), then from the closed lists,
// then from what is glued together (PL450, SZM, MFGACME, RT/LT, ACME-ELBOWFLEX). What is left is `mixed` when
// it has a digit, else `unknown`.
#include "grammars/narrative_tokens.hpp"

#include <algorithm>
#include <array>
#include <boost/spirit/home/x3.hpp>
#include <chrono>

#include "parser/model/date.hpp"

namespace orthoscrub::grammars::words {
namespace {

namespace x3 = boost::spirit::x3;
using place = char const*;

auto const digit = x3::char_('0', '9');
auto const letter = x3::char_('A', 'Z') | x3::char_('a', 'z');
auto const alnum = digit | letter;
auto const word_end = !(alnum | x3::char_('-') >> alnum | x3::char_('.') >> alnum);
auto const amount_end = !(alnum | x3::char_("-./,") >> digit | x3::char_('-') >> letter);

// clang-format off
auto const amount_shape   = x3::omit[+digit >> x3::repeat(0, 3)[x3::char_(',') >> x3::repeat(3)[digit]] >> -(x3::char_('.') >> digit >> -digit)];
auto const compact_date   = x3::omit[x3::repeat(8)[digit] >> word_end];
auto const slash_date     = x3::omit[x3::repeat(1, 2)[digit] >> x3::char_("/-") >> x3::repeat(1, 2)[digit] >> x3::char_("/-")
                                     >> (x3::repeat(4)[digit] | x3::repeat(2)[digit]) >> !(alnum | x3::char_("-/") >> alnum)];
auto const iso_date       = x3::omit[x3::repeat(4)[digit] >> x3::char_('-') >> x3::repeat(2)[digit] >> x3::char_('-')
                                     >> x3::repeat(2)[digit] >> word_end];
auto const number_of_unit = x3::omit[+digit >> -(x3::char_('.') >> +digit)];
auto const size_unit      = x3::no_case[x3::lit("INCHES") | "INCH" | "IN" | "CM" | "\""] >> word_end;
auto const other_unit     = x3::no_case[x3::lit("MM") | "MINS" | "MIN" | "LBS" | "LB" | "KG" | "HRS" | "HR" | "YRS" | "YR" | "YO"
                                        | "MOS" | "MO" | "DEG" | "PCS" | "PC" | "PTS" | "PT" | "ST" | "ND" | "RD" | "TH"
                                        | "WKS" | "WK" | "PK" | "X"] >> word_end;
auto const code_shape     = x3::omit[(x3::char_("Ll") >> digit
                                      | x3::char_("Aa") >> x3::char_("4569")
                                      | x3::char_("Ee") >> x3::char_("012")
                                      | x3::char_("Kk") >> x3::char_("01")) >> x3::repeat(3)[digit] >> word_end];
auto const vertebra_shape = x3::omit[x3::char_("CTLSctls") >> x3::repeat(1, 2)[digit]
                                     >> -(x3::char_('-') >> -x3::char_("CTLSctls") >> x3::repeat(1, 2)[digit]) >> word_end];
auto const icd10_shape    = x3::omit[letter >> digit >> alnum >> x3::char_('.') >> x3::repeat(1, 4)[alnum] >> word_end];
auto const member_shape   = x3::omit[digit >> letter >> alnum >> digit >> letter >> alnum >> digit >> letter >> letter
                                     >> digit >> digit >> word_end];
// clang-format on

/// The end of the word that begins at `at`: letters and digits, with single dashes, dots and apostrophes between them.
/// By hand, because every word of every note comes this way.
place end_of_word(place at, place end) noexcept {
    static constexpr auto inside = [] {
        std::array<bool, 256> set{};
        for (char c = '0'; c <= '9'; ++c) set[static_cast<unsigned char>(c)] = true;
        for (char c = 'A'; c <= 'Z'; ++c)
            set[static_cast<unsigned char>(c)] = set[static_cast<unsigned char>(c | 0x20)] = true;
        return set;
    }();
    auto const is_inside = [](char c) { return inside[static_cast<unsigned char>(c)]; };
    if (at == end || !is_inside(*at)) return at;
    for (++at; at != end; ++at) {
        if (is_inside(*at)) continue;
        bool const joint = *at == '-' || *at == '.' || *at == '\'';
        if (!joint || at + 1 == end || !is_inside(at[1])) break;
    }
    return at;
}

template <typename Shape>
bool fits(place& at, place end, Shape const& shape) {
    return x3::parse(at, end, shape);
}

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) noexcept { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

std::string_view between(place from, place to) noexcept { return {from, static_cast<std::size_t>(to - from)}; }

/// Cents of an amount_shape; amounts above ten million dollars count as zero.
std::int64_t cents(std::string_view text) noexcept {
    std::int64_t value = 0;
    int decimals = -1;
    for (char const c : text) {
        if (c == '.') decimals = 0;
        if (!is_digit(c)) continue;
        value = value * 10 + (c - '0');
        if (decimals >= 0) ++decimals;
        if (value > 100'000'000'000) return 0;
    }
    for (; decimals < 2; decimals = decimals < 0 ? 1 : decimals + 1) value *= 10;
    return value > 1'000'000'000 ? 0 : value;
}

int number_of(std::string_view text) noexcept {
    int value = 0;
    for (char const c : text) value = value * 10 + (c - '0');
    return value;
}

/// The date as CCYYMMDD, or 0 when it is no day of the calendar. `text` has the shape of a date.
std::int64_t day_of(std::string_view text) noexcept {
    int part[3] = {};
    int count = 0;
    std::size_t from = 0;
    if (text.size() == 8 && text.find_first_of("/-") == std::string_view::npos) {
        auto const day = model::date::from_ccyymmdd(text);
        return day && (text.starts_with("19") || text.starts_with("20")) ? day->number() : 0;
    }
    while (count < 3) {
        std::size_t const to = std::min(text.find_first_of("/-", from), text.size());
        part[count++] = number_of(text.substr(from, to - from));
        from = to + 1;
    }
    if (text.find_first_of("/-") == 4) {  // CCYY-MM-DD
        int const year = part[0];
        part[0] = part[1];
        part[1] = part[2];
        part[2] = year;
    }
    if (part[2] < 100) part[2] += 2000;
    std::chrono::year_month_day const day{std::chrono::year{part[2]},
                                          std::chrono::month{static_cast<unsigned>(part[0])},
                                          std::chrono::day{static_cast<unsigned>(part[1])}};
    return day.ok() ? part[2] * 10000 + part[0] * 100 + part[1] : 0;
}

/// Dates, amounts and measures. False when `at` starts another kind of word.
bool read_digits(place& at, place end, token& out) {
    place const from = at;
    if (place to = at; fits(to, end, compact_date) || fits(to, end, slash_date) || fits(to, end, iso_date))
        if (std::int64_t const day = day_of(between(from, to)); day != 0) {
            at = to;
            out = {between(from, to), nullptr, day, kind::date};
            return true;
        }
    if (place to = at; fits(to, end, amount_shape) && fits(to, end, amount_end)) {
        at = to;
        out = {between(from, to), nullptr, cents(between(from, to)), kind::number};
        return true;
    }
    if (place to = at; fits(to, end, number_of_unit)) {
        bool const size = fits(to, end, size_unit);
        if (size || fits(to, end, other_unit)) {
            at = to;
            out = {between(from, to), nullptr, 0, size ? kind::measure : kind::other_measure};
            return true;
        }
    }
    return false;
}

bool plausible_vertebra(std::string_view text) noexcept {
    if (text.find('-') != std::string_view::npos) return true;
    char const region = static_cast<char>(text[0] & ~0x20);
    int const level = number_of(text.substr(1));
    return level > 0 && level <= (region == 'T' ? 12 : region == 'C' ? 7 : 5);
}

/// A word or a mark that stands between two words without a blank: the length of its first part, 0 to keep it
/// whole.
std::size_t glued_part(std::string_view word, bool has_digit) noexcept {
    static constexpr std::string_view prefixes[] = {"MSRP", "SRP",   "PL",   "SZ", "MFG", "MDL",
                                                    "FOR",  "RIGHT", "LEFT", "RT", "LT"};
    auto const starts = [&](std::string_view prefix) {
        if (word.size() <= prefix.size()) return false;
        for (std::size_t i = 0; i < prefix.size(); ++i)
            if ((word[i] & ~0x20) != prefix[i]) return false;
        return true;
    };
    for (std::string_view const prefix : prefixes) {
        if (!starts(prefix)) continue;
        std::string_view const rest = word.substr(prefix.size());
        place at = rest.data();
        place const end = at + rest.size();
        bool split = false;
        if (prefix == "PL" || prefix == "SRP" || prefix == "MSRP") {
            split = fits(at, end, amount_shape) && at == end;
        } else if (prefix == "SZ") {
            entry const* const row = find(rest);
            split = is_digit(rest[0]) || (row && (row->what == kind::size || row->what == kind::letter_l));
        } else if (prefix == "MFG" || prefix == "MDL") {
            split = rest.size() > 2;
        } else if (prefix == "FOR") {
            split = fits(at, end, code_shape) && at == end;
        } else {
            entry const* const row = find(rest);
            split = row && (row->what == kind::device || row->what == kind::generic);
        }
        if (split) return prefix.size();
    }
    if (has_digit) return 0;
    std::size_t const joint = word.find_first_of("-.");
    return joint != std::string_view::npos && joint > 1 && find(word.substr(0, joint)) ? joint : 0;
}

kind mark_of(char c) noexcept {
    switch (c) {
        case ',':
        case ';':
            return kind::comma;
        case '/':
        case '\\':
        case '|':
            return kind::slash;
        case ':':
        case '=':
            return kind::colon;
        case '#':
            return kind::hash;
        case '-':
            return kind::dash;
        default:
            return kind::other_mark;
    }
}

/// RT/LT, P/N, CAD/CAM, W/, S/M: words with a slash inside. `word` stands before the slash.
bool read_slashed(place from, std::string_view word, place end, token& out) {
    place to = from + word.size() + 1;
    place const second = to;
    to = end_of_word(to, end);
    if (to != second) {
        std::string_view const whole = between(from, to);
        entry const* row = find(whole);
        if (!row && word.size() <= 3 && to - second <= 3) {
            auto const is_size = [](std::string_view text) {
                entry const* const size = find(text);
                return size && (size->what == kind::size || size->what == kind::letter_l);
            };
            if (is_size(word) && is_size(between(second, to))) {
                out = {whole, nullptr, 0, kind::size};
                return true;
            }
        }
        if (row) {
            out = {whole, row, 0, row->what};
            return true;
        }
    }
    if (word.size() == 1 && (word[0] & ~0x20) == 'W') {
        entry const* const row = find("W/");
        out = {between(from, second), row, 0, row->what};
        return true;
    }
    return false;
}

/// A word that starts with a letter, or with a digit when it is no amount, date or measure.
void read_word(place& at, place end, token& out) {
    place const from = at;
    if (place to = from; end - from > 1 && is_digit(from[1]) && fits(to, end, code_shape)) {
        at = to;
        out = {between(from, to), nullptr, 0, kind::code};
        return;
    }
    place to = end_of_word(from, end);
    std::string_view const word = between(from, to);
    if (to != end && *to == '/' && read_slashed(from, word, end, out)) {
        at = from + out.text.size();
        return;
    }
    if (to != end && *to == '#') {
        if (entry const* const row = find(between(from, to + 1))) {
            at = to + 1;
            out = {between(from, at), row, 0, row->what};
            return;
        }
    }
    at = to;
    if (entry const* const row = find(word)) {
        out = {word, row, 0, row->what};
        return;
    }
    if (std::size_t const maker = maker_at(between(from, end)); maker != 0) {
        at = from + maker;
        out = {between(from, at), nullptr, 0, kind::maker};
        return;
    }
    bool has_digit = false;
    for (char const c : word) has_digit = has_digit || is_digit(c);
    if (std::size_t const part = glued_part(word, has_digit); part != 0) {
        at = from + part;
        entry const* const row = find(word.substr(0, part));
        out = {word.substr(0, part), row, 0, row->what};
        return;
    }
    out = {word, nullptr, 0, has_digit ? kind::mixed : kind::unknown};
    if (!has_digit) return;
    if (place p = from; fits(p, end, vertebra_shape) && plausible_vertebra(between(from, p))) out.what = kind::vertebra;
    else if (p = from; fits(p, end, icd10_shape) || fits(p, end, member_shape)) out.what = kind::diagnosis;
}

}  // namespace

bool token_reader::next(token& out) noexcept {
    while (at_ != end_ && static_cast<unsigned char>(*at_) <= ' ') ++at_;
    if (at_ == end_) return false;
    char const c = *at_;
    if (is_digit(c) && read_digits(at_, end_, out)) return true;
    if (is_digit(c) || is_letter(c)) {
        read_word(at_, end_, out);
        return true;
    }
    place const from = at_;
    if (c == '$') {
        place to = at_ + 1;
        while (to != end_ && *to == ' ') ++to;
        place const digits = to;
        if (fits(to, end_, amount_shape) && fits(to, end_, amount_end)) {
            at_ = to;
            out = {between(from, to), nullptr, cents(between(digits, to)), kind::money};
            return true;
        }
    }
    ++at_;
    out = {between(from, at_), nullptr, 0, mark_of(c)};
    return true;
}

}  // namespace orthoscrub::grammars::words
