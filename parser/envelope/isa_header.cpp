// Delimiters from the ISA. Three readings, in this order: the fixed widths of the standard on the bytes as
// they stand; the same with line breaks taken out (files wrapped at 80 columns); a count of 16 separators
// when elements are not padded, accepted only when the next segment proves that the guess is right.
#include "parser/envelope/isa_header.hpp"

#include <algorithm>
#include <array>

#include "parser/envelope/framing_rules.hpp"

namespace orthoscrub::envelope {
namespace {

constexpr std::array<std::uint8_t, 16> separator_offsets{3,  6,  17, 20, 31, 34, 50,  53,
                                                         69, 76, 81, 83, 89, 99, 101, 103};
constexpr std::size_t fixed_length = 106;

bool is_alnum(char c) noexcept { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_blank(char c) noexcept { return c == ' ' || c == '\0'; }
bool may_delimit(char c) noexcept { return !is_alnum(c) && !is_blank(c); }

bool fits_widths(std::string_view text, char element) noexcept {
    return text.size() >= fixed_length && std::all_of(separator_offsets.begin(), separator_offsets.end(),
                                                      [&](auto at) { return text[at] == element; });
}

// The delimiters, when `text` up to and with the terminator has them at the right places.
isa_reading judge(std::string_view text, char component, char repetition, bool repetition_known) noexcept {
    isa_reading reading{
        isa_verdict::broken, {}, repetition_known ? repetition : '\0', static_cast<std::uint32_t>(text.size())};
    auto& m = reading.marks;
    m = {text[3], component, text.back(), '\0'};
    bool const differ = m.element != m.component && m.element != m.terminator && m.component != m.terminator;
    if (!differ || !may_delimit(m.component) || is_break(m.component) || !may_delimit(m.terminator)) return reading;
    if (text.find(m.terminator) != text.size() - 1) return reading;
    if (repetition_known && may_delimit(repetition) && !is_break(repetition) && repetition != m.element &&
        repetition != m.component && repetition != m.terminator)
        m.repetition = repetition;
    reading.verdict = isa_verdict::good;
    return reading;
}

isa_reading count_separators(std::string_view text, char element) noexcept {
    std::array<std::size_t, 16> at{};
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size() && count < at.size(); ++i)
        if (text[i] == element) at[count++] = i;
    if (count < at.size() || at[15] + 2 >= text.size()) return {isa_verdict::broken, {}, '\0', 0};
    std::size_t next = at[15] + 3;
    while (next < text.size() && (is_break(text[next]) || text[next] == ' ' || text[next] == '\t')) ++next;
    std::string_view const follows = text.substr(next);
    bool const proven =
        (follows.starts_with("GS") && follows.size() > 2 && follows[2] == element) ||
        ((follows.starts_with("TA1") || follows.starts_with("IEA")) && follows.size() > 3 && follows[3] == element);
    if (!proven) return {isa_verdict::broken, {}, '\0', 0};
    bool const single = at[11] - at[10] == 2;
    return judge(text.substr(0, at[15] + 3), text[at[15] + 1], single ? text[at[10] + 1] : '\0', single);
}

}  // namespace

isa_reading read_isa(std::string_view text, bool whole) noexcept {
    text = text.substr(0, isa_lookahead);
    auto const starts = [&](std::size_t i, char c) { return text.size() <= i || (text[i] & ~0x20) == c; };
    if (!starts(0, 'I') || !starts(1, 'S') || !starts(2, 'A')) return {};
    if (text.size() < 4) return {whole ? isa_verdict::none : isa_verdict::need_more, {}, '\0', 0};
    char const element = text[3];
    if (!may_delimit(element) || is_break(element)) return {};

    // ISA01 has two characters: this spares the long way for most texts that only look like an ISA.
    if (text.size() > 6) {
        auto const first = text.substr(4, 3);
        bool const two = first[2] == element || first[0] == element || first[1] == element;
        if (!two && std::none_of(first.begin(), first.end(), is_break)) return {isa_verdict::broken, {}, '\0', 0};
    }
    if (fits_widths(text, element)) return judge(text.substr(0, fixed_length), text[104], text[82], true);
    if (text.size() < isa_lookahead && !whole) return {isa_verdict::need_more, {}, '\0', 0};

    std::array<char, isa_lookahead> joined{};
    std::size_t size = 0;
    for (char const c : text)
        if (!is_break(c)) joined[size++] = c;
    std::string_view const flat{joined.data(), size};
    if (size != text.size() && fits_widths(flat, element)) {
        auto const reading = judge(flat.substr(0, fixed_length), flat[104], flat[82], true);
        if (reading.verdict == isa_verdict::good) return reading;
    }
    auto const counted = count_separators(text, element);
    return counted.verdict == isa_verdict::good || size == text.size() ? counted : count_separators(flat, element);
}

}  // namespace orthoscrub::envelope
