// Control numbers as payers return them: equal, with other case or punctuation, without leading zeros, or cut. The
// comparisons walk both texts and build none; the hash folds into a buffer on the stack and goes on from its hash when
// a text is longer.
#include "scrubber/remit/control_number.hpp"

#include <array>
#include <charconv>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace orthoscrub::remit {
namespace {

constexpr char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr bool counts(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
}

/// The letters and digits of a text, one after another, in upper case.
struct letters {
    std::string_view text;
    std::size_t at = 0;
    /// 0 at the end.
    char next() noexcept {
        while (at < text.size() && !counts(text[at])) ++at;
        return at < text.size() ? upper(text[at++]) : '\0';
    }
    /// The first that is no zero.
    char first_but_zeros() noexcept {
        char c = next();
        while (c == '0') c = next();
        return c;
    }
};

bool rest_equal(letters& a, letters& b, char left, char right) noexcept {
    while (left == right) {
        if (left == '\0') return true;
        left = a.next();
        right = b.next();
    }
    return false;
}

bool equal_folded(std::string_view a, std::string_view b) noexcept {
    letters left{a}, right{b};
    char const first = left.first_but_zeros();
    return first != '\0' && rest_equal(left, right, first, right.first_but_zeros());
}

/// Hash of this letter and all that follow; nothing when there is none.
std::optional<std::uint64_t> hash_from(letters& from, char first) noexcept {
    std::array<char, 64> folded;
    std::uint64_t hash = 0;
    std::size_t size = 0;
    for (char c = first; c != '\0'; c = from.next()) {
        if (size == folded.size()) {
            hash = XXH3_64bits_withSeed(folded.data(), size, hash);
            size = 0;
        }
        folded[size++] = c;
    }
    if (size == 0) return std::nullopt;
    return XXH3_64bits_withSeed(folded.data(), size, hash);
}

}  // namespace

std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::optional<std::uint64_t> whole_number(std::string_view text) noexcept {
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

number_grade compare_control_numbers(std::string_view remitted, std::string_view submitted) noexcept {
    auto const a = trimmed(remitted), b = trimmed(submitted);
    if (a.empty() || b.empty()) return number_grade::none;
    if (a == b) return number_grade::equal;
    if (equal_folded(a, b)) return number_grade::folded;
    auto const shorter = a.size() < b.size() ? a : b, longer = a.size() < b.size() ? b : a;
    return shorter.size() >= shortest_claim_prefix && longer.starts_with(shorter) ? number_grade::prefix
                                                                                  : number_grade::none;
}

std::uint64_t text_hash(std::string_view text) noexcept { return XXH3_64bits(text.data(), text.size()); }

std::uint64_t folded_hash(std::string_view text) noexcept {
    letters from{text};
    auto const hash = hash_from(from, from.first_but_zeros());
    return hash ? *hash : text_hash(trimmed(text));
}

std::uint64_t normalized_hash(std::string_view text) noexcept {
    letters from{text};
    return hash_from(from, from.next()).value_or(0);
}

bool equal_normalized(std::string_view a, std::string_view b) noexcept {
    letters left{a}, right{b};
    char const first = left.next();
    return first != '\0' && rest_equal(left, right, first, right.next());
}

bool equal_any_case(std::string_view a, std::string_view b) noexcept {
    if (a.size() != b.size()) return false;
    for (std::size_t k = 0; k < a.size(); ++k)
        if (upper(a[k]) != upper(b[k])) return false;
    return true;
}

}  // namespace orthoscrub::remit
