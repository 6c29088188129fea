#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "grammars/narrative.hpp"
#include "grammars/narrative_tokens.hpp"

namespace orthoscrub::grammars::words {

/// The tokens of a part, first to last.
using place = token const*;

struct kind_set {
    std::uint64_t low = 0, high = 0;
    constexpr void add(kind k) noexcept {
        auto const n = static_cast<unsigned>(k);
        (n < 64 ? low : high) |= std::uint64_t{1} << (n % 64);
    }
    [[nodiscard]] constexpr bool has(kind k) const noexcept {
        auto const n = static_cast<unsigned>(k);
        return ((n < 64 ? low : high) >> (n % 64) & 1U) != 0;
    }
};

template <typename... K>
constexpr kind_set set_of(K... kinds) noexcept {
    kind_set set;
    (set.add(kinds), ...);
    return set;
}
/// Punctuation.
inline constexpr kind_set marks =
    set_of(kind::comma, kind::slash, kind::colon, kind::hash, kind::dash, kind::other_mark);

constexpr std::uint32_t bit(narrative_word w) noexcept { return static_cast<std::uint32_t>(w); }

/// What the part just read was; names are judged by their neighbours.
enum class part : std::uint8_t {
    other,
    start,
    preposition,
    person,
    maker,
    run,
    model,
    price,
    size,
    code,
    side,
    item,
    loss
};

/// A run of unknown words: perhaps a maker, a product, or a person.
struct candidate {
    std::string_view text, first_word, rest;
    std::uint8_t unknown_words = 0;
    part before = part::other, after = part::other;
};

/// A note while it is read: what is settled, and what waits for the end of the note.
struct reading {
    narrative out;
    part now = part::other;
    std::array<candidate, 8> runs;
    std::size_t run_count = 0;
    std::string_view weak_model, weak_size, lone_l;
    std::optional<std::int64_t> weak_price;
    bool maker_marked = false;  ///< by MFG or BY with words that no list knows
    std::string_view maker_first, maker_rest;
    bool right = false, left = false;
    kind last_kind = kind::unknown;  ///< of the word before, for count()
    bool parts_belong = false;       ///< what follows is what the hardware is for
    bool other_item = false;         ///< the note names more than hardware

    void say(narrative_word w) noexcept { out.says |= bit(w); }
    /// Takes what a word says in itself, whatever stands around it.
    void count(token const& t) noexcept;
    /// Reads the modifier list that opens a note for modifier 99; returns its length.
    std::size_t read_modifiers(std::string_view note) noexcept;
    /// Decides at the end of the note what needs all of it: side, names, roles of codes.
    void finish() noexcept;
};

// Sinks of the grammar. Each takes the tokens of its part; where a part may come twice, the first stands.
void set_side(reading& r, place first, place last);
void set_both(reading& r, place first, place last);
void set_lone_l(reading& r, place first, place last);
void set_price(reading& r, place first, place last);
void set_weak_price(reading& r, place first, place last);
void set_size(reading& r, place first, place last);
void set_weak_size(reading& r, place first, place last);
void set_model(reading& r, place first, place last);
void set_weak_model(reading& r, place first, place last);
void set_maker(reading& r, place first, place last);
void set_marked_maker(reading& r, place first, place last);
void set_company(reading& r, place first, place last);
void set_product(reading& r, place first, place last);
void add_run(reading& r, place first, place last);
void set_material(reading& r, place first, place last);
void set_surgery(reading& r, place first, place last);
void add_codes(reading& r, place first, place last, code_role role);

template <code_role Role>
void add_codes(reading& r, place first, place last) {
    add_codes(r, first, last, Role);
}
template <narrative_word Word>
void say(reading& r, place, place) {
    r.say(Word);
}
template <part Part>
void now(reading& r, place, place) {
    r.now = Part;
}

}  // namespace orthoscrub::grammars::words
