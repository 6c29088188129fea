#pragma once
#include <bit>
#include <cstdint>
#include <string_view>

#include "grammars/guide/program.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace orthoscrub::grammars::guide {

/// Says of a segment that nothing is wrong with its elements, which is true of nearly all. It measures all elements at once
/// and looks through the text once, which is all that most texts need; codes, numbers and dates of up to eight characters
/// are then judged as one number each, and the elements that stand are one mask. What it does not let pass may still be
/// right: `element_check` looks again, slowly. No allocation.
class clean_look {
public:
    clean_look(program const& p, text::delimiters const& marks) noexcept;

    [[nodiscard]] bool passes(found_use const& found, text::segment const& s) const noexcept;

private:
    struct around {
        text::segment const& segment;
        std::string_view composite;  ///< that the values are components of; empty for elements
    };
    struct sizes {
        std::uint64_t present = 0, misfits = 0;  ///< bit n is element n
    };

    struct separator_bits {
        std::uint32_t components = 0, repetitions = 0;  ///< bit n is the n-th character
    };
    static constexpr std::uint32_t chunk = 16;

    [[nodiscard]] separator_bits separators(char const* p) const noexcept;
    [[nodiscard]] sizes measure(use_program const& use, text::segment const& s) const noexcept;
    [[nodiscard]] bool holds_odd_character(text::segment const& s) const noexcept;
    [[nodiscard]] bool holds_separator(char const* p, std::size_t size) const noexcept;
    [[nodiscard]] bool passes_code(element_op const& op, char const* p, std::uint32_t size) const noexcept;
    [[nodiscard]] bool passes_value(element_op const& op, char const* p, std::uint32_t size,
                                    around const& here) const noexcept;
    [[nodiscard]] bool passes_composite(element_op const& op, char const* p, std::uint32_t size,
                                        text::segment const& s) const noexcept;

    program const& program_;
    std::int32_t const* least_;
    std::int32_t const* most_;
    text::delimiters marks_;  ///< without a repetition separator the component separator stands for it
#if defined(__SSE2__)
    __m128i components_, repetitions_, elements_;
#endif
    std::uint64_t component_, repetition_;  ///< eight times each
};

namespace detail {

inline constexpr std::uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u, lows = ~highs;

/// Bit 7 of every byte of the word that is zero.
[[nodiscard]] constexpr std::uint64_t zero_bytes(std::uint64_t word) noexcept {
    return ~(((word & lows) + lows) | word | lows);
}
/// Bit 7 of every byte of the value that is no digit, and perhaps of more: a set bit asks for a second look.
[[nodiscard]] constexpr std::uint64_t no_digits(std::uint64_t packed, std::uint32_t size) noexcept {
    auto const left = packed ^ (ones * '0' & low_bytes[size]);
    return ((left + ones * 0x76) | left) & highs;
}
/// True for an amount, quantity or whole number of one to eight characters that is surely right.
[[nodiscard]] inline bool surely_number(element_op const& op, char const* p, std::uint32_t size, bool whole) noexcept {
    if (size > 8) return false;
    std::uint64_t const odd = no_digits(load_short(p, size), size);
    std::uint32_t digits = size, before = size;
    if (odd != 0) {
        before = static_cast<std::uint32_t>(std::countr_zero(odd)) / 8;
        if (whole || (odd & (odd - 1)) != 0 || p[before] != '.' || --digits == 0) return false;
        if (digits - before > op.decimals) return false;
    }
    if (!whole && before > 1 && *p == '0') return false;
    return digits >= op.min && digits <= op.digits;
}
/// True for a day written as CCYYMMDD.
[[nodiscard]] inline bool surely_date(char const* p, std::uint32_t size) noexcept {
    return size == 8 && no_digits(load_eight(p), 8) == 0 && is_day(p);
}
[[nodiscard]] inline bool is_d8(std::string_view format) noexcept {
    return format.size() == 2 && format[0] == 'D' && format[1] == '8';
}

}  // namespace detail

inline clean_look::clean_look(program const& p, text::delimiters const& marks) noexcept
    : program_{p}, least_{p.least()}, most_{p.most()}, marks_{marks} {
    if (marks_.repetition == '\0') marks_.repetition = marks_.component;
#if defined(__SSE2__)
    components_ = _mm_set1_epi8(marks_.component);
    repetitions_ = _mm_set1_epi8(marks_.repetition);
    elements_ = _mm_set1_epi8(marks_.element);
#endif
    component_ = detail::ones * static_cast<unsigned char>(marks_.component);
    repetition_ = detail::ones * static_cast<unsigned char>(marks_.repetition);
}

/// The elements that stand, and those whose length is out of bounds. Not inlined, like the other look at vectors: beside
/// the rest of `passes`, g++ keeps them on the stack.
[[gnu::noinline]] inline clean_look::sizes clean_look::measure(use_program const& use,
                                                               text::segment const& s) const noexcept {
    sizes out;
    std::uint32_t const* const marks = s.marks;
    std::uint32_t const count = s.count;
    std::int32_t const *const least = least_ + use.first_op, *const most = most_ + use.first_op;
#if defined(__SSE2__)
    auto const load = [](auto const* p) { return _mm_loadu_si128(reinterpret_cast<__m128i const*>(p)); };
    auto const bits = [](__m128i x) { return static_cast<std::uint64_t>(_mm_movemask_ps(_mm_castsi128_ps(x))); };
    auto const minus_one = _mm_set1_epi32(-1);
    for (std::uint32_t i = 0; i < count; i += 4) {
        auto const size = _mm_add_epi32(_mm_sub_epi32(load(marks + i + 1), load(marks + i)), minus_one);
        auto const outside =
            _mm_or_si128(_mm_cmpgt_epi32(load(least + i), size), _mm_cmpgt_epi32(size, load(most + i)));
        out.present |= bits(_mm_cmpgt_epi32(size, _mm_setzero_si128())) << i;
        out.misfits |= bits(outside) << i;
    }
    auto const known = (std::uint64_t{1} << count) - 1;
    out.present = (out.present & known) << 1;
    out.misfits = out.misfits << 1 & out.present;
#else
    for (std::uint32_t i = 0; i < count; ++i) {
        auto const size = static_cast<std::int32_t>(marks[i + 1] - marks[i] - 1);
        if (size == 0) continue;
        out.present |= std::uint64_t{2} << i;
        if (size < least[i] || size > most[i]) out.misfits |= std::uint64_t{2} << i;
    }
#endif
    return out;
}

/// Where separators stand in the next `chunk` characters.
inline clean_look::separator_bits clean_look::separators(char const* p) const noexcept {
#if defined(__SSE2__)
    auto const here = _mm_loadu_si128(reinterpret_cast<__m128i const*>(p));
    auto const bits = [&](__m128i mark) {
        return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(here, mark)));
    };
    return {bits(components_), bits(repetitions_)};
#else
    separator_bits out;
    for (std::uint32_t i = 0; i < chunk; ++i) {
        out.components |= std::uint32_t{p[i] == marks_.component} << i;
        out.repetitions |= std::uint32_t{p[i] == marks_.repetition} << i;
    }
    return out;
#endif
}

/// Whether a component or repetition separator stands among the elements, or an element begins with a blank.
[[gnu::noinline]] inline bool clean_look::holds_odd_character(text::segment const& s) const noexcept {
    char const* const p = s.base + s.marks[0] + 1;
    char const* const end = s.base + s.marks[s.count];
#if defined(__SSE2__)
    auto const load = [](char const* from) { return _mm_loadu_si128(reinterpret_cast<__m128i const*>(from)); };
    for (char const* at = p; at < end; at += 16) {
        auto const here = load(at);
        auto const separator = _mm_or_si128(_mm_cmpeq_epi8(here, components_), _mm_cmpeq_epi8(here, repetitions_));
        auto const blank =
            _mm_and_si128(_mm_cmpeq_epi8(load(at - 1), elements_), _mm_cmpeq_epi8(here, _mm_set1_epi8(' ')));
        auto const hits = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(separator, blank)));
        if (hits != 0) return at + std::countr_zero(hits) < end;
    }
    return false;
#else
    for (char const* at = p; at < end; ++at)
        if (*at == marks_.component || *at == marks_.repetition || (*at == ' ' && at[-1] == marks_.element))
            return true;
    return false;
#endif
}

inline bool clean_look::holds_separator(char const* p, std::size_t size) const noexcept {
    std::uint64_t found = 0;
    for (std::size_t at = 0; at < size; at += 8) {
        auto const word = load_eight(p + at);
        auto const hits = detail::zero_bytes(word ^ component_) | detail::zero_bytes(word ^ repetition_);
        found |= size - at < 8 ? hits & low_bytes[size - at] : hits;
    }
    return found != 0;
}

inline bool clean_look::passes_code(element_op const& op, char const* p, std::uint32_t size) const noexcept {
    return size <= 8 && program_.knows(op, load_short(p, size));
}

[[gnu::always_inline]] inline bool clean_look::passes_value(element_op const& op, char const* p, std::uint32_t size,
                                                            around const& here) const noexcept {
    switch (op.kind) {
        case value_kind::code:
            if (passes_code(op, p, size)) return true;
            break;
        case value_kind::open_code:
            if (size >= op.min && size <= op.max && *p != ' ' && p[size - 1] != ' ') return true;
            break;
        case value_kind::text:
            return size >= op.min && size <= op.max && *p != ' ' && !holds_separator(p, size);
        case value_kind::number:
            if (detail::surely_number(op, p, size, false)) return true;
            break;
        case value_kind::integer:
            if (detail::surely_number(op, p, size, true)) return true;
            break;
        case value_kind::composite:
            return here.composite.empty() && passes_composite(op, p, size, here.segment);
        case value_kind::period: {
            auto const format = format_of(op, here.segment, here.composite, marks_.component);
            if (detail::is_d8(format) && detail::surely_date(p, size)) return true;
            return judge_value(op, {p, size}, {}, format) == verdict::fine;
        }
        case value_kind::date:
            if (detail::surely_date(p, size) && op.min <= 8 && op.max >= 8) return true;
            break;
        case value_kind::unchecked:
            return true;
        default:
            break;
    }
    return judge_value(op, {p, size}, program_.codes(op), {}) == verdict::fine;
}

/// The marks of a composite, a chunk at a time: its separators, and its end as one more.
[[gnu::noinline]] inline bool clean_look::passes_composite(element_op const& op, char const* p, std::uint32_t size,
                                                           text::segment const& s) const noexcept {
    if (op.row->repeat != 1) return false;
    around const here{s, {p, size}};
    element_op const* const parts = program_.ops() + op.first;
    std::uint64_t present = 0;
    std::uint32_t from = 0, n = 0;
    for (std::uint32_t at = 0; at <= size; at += chunk) {
        auto const [components, repetitions] = separators(p + at);
        auto const left = size - at;
        auto const inside = left < chunk ? (std::uint32_t{1} << left) - 1 : ~std::uint32_t{0};
        if ((repetitions & ~components & inside) != 0) return false;
        for (auto marks = (components & inside) | (inside + 1); marks != 0; marks &= marks - 1, ++n) {
            auto const to = at + static_cast<std::uint32_t>(std::countr_zero(marks));
            auto const value = p + from;
            auto const length = to - from;
            from = to + 1;
            if (length == 0) continue;
            if (n >= op.count) return false;
            present |= std::uint64_t{2} << n;
            auto const& part = parts[n];
            if (part.kind == value_kind::code   ? !passes_code(part, value, length)
                : part.kind == value_kind::text ? length < part.min || length > part.max || *value == ' '
                                                : !passes_value(part, value, length, here))
                return false;
        }
    }
    return program_.holds(program_.part(op), present);
}

[[gnu::always_inline]] inline bool clean_look::passes(found_use const& found, text::segment const& s) const noexcept {
    auto const& use = *found.use;
    if (s.count > use.ops) return false;
    auto const [present, misfits] = measure(use, s);
    if (misfits != 0 || !program_.holds(use.wanted, present)) return false;
    if ((present & use.texts) != 0 && holds_odd_character(s)) return false;
    around const here{s, {}};
    element_op const* const ops = program_.ops() + use.first_op;
    std::uint32_t const* const marks = s.marks;
    char const* const base = s.base;
    for (auto left = present & use.coded & ~found.known; left != 0; left &= left - 1) {
        auto const n = static_cast<unsigned>(std::countr_zero(left));
        std::uint32_t const from = marks[n - 1] + 1;
        if (!passes_code(ops[n - 1], base + from, marks[n] - from)) return false;
    }
    for (auto left = present & use.look; left != 0; left &= left - 1) {
        auto const n = static_cast<unsigned>(std::countr_zero(left));
        std::uint32_t const from = marks[n - 1] + 1;
        if (!passes_value(ops[n - 1], base + from, marks[n] - from, here)) return false;
    }
    return !use.person || (present & 16) != 0 || s.element(2) != "1";
}

}  // namespace orthoscrub::grammars::guide
