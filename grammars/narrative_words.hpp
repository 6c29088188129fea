#pragma once
#include <cstdint>
#include <string_view>

namespace orthoscrub::grammars::words {

/// What a word is to the grammar of notes.
enum class kind : std::uint8_t {
    unknown,        ///< letters that no list knows: perhaps a name
    mixed,          ///< letters and digits that no list knows: perhaps a model
    number,         ///< 450, 1,250.00
    money,          ///< $450.00
    measure,        ///< 27CM, 7.5IN
    other_measure,  ///< 30MIN, 3MM, 250LBS
    date,           ///< 20261020, 10/20/2026
    code,           ///< L3702
    vertebra,       ///< L4-L5
    maker,          ///< a name of the known-maker list
    diagnosis,      ///< M24.561, and member identifiers
    comma,
    slash,
    colon,
    hash,
    dash,
    other_mark,
    // From here on words of the closed lists.
    maker_mark,  ///< MFG, MFR
    by,
    product_mark,  ///< PRODUCT, BRAND
    model_mark,    ///< MDL, PN, PART#
    number_mark,   ///< NO, NUMBER after a model mark
    name_mark,     ///< NAME
    price_mark,    ///< PL, MSRP, SRP, RETAIL
    price_word,    ///< PRICE, LIST
    cost_mark,     ///< COST, ACQ, INVOICE
    size_mark,     ///< SZ, SIZE
    size,          ///< XL, MEDIUM
    right,
    left,
    both,
    letter_r,
    letter_l,
    person_mark,    ///< PT, PATIENT, MD
    title,          ///< DR, MR, MRS
    identity_mark,  ///< SN, MRN, DOB, PHONE: the number that follows is no part number
    surgery_mark,   ///< SX, SURGERY
    date_word,      ///< DATE
    post,           ///< POST
    op,             ///< OP
    after,          ///< AFTER
    no,             ///< NOT, NON, WITHOUT
    for_word,       ///< FOR, TO, WITH, EQ: a related code follows
    repair,         ///< REPAIR, REPLACE, OWN, ON: the repaired code follows
    preposition,    ///< AT, IN, FROM, DURING
    conjunction,    ///< AND, OR
    hcpcs_word,     ///< HCPCS, CODE
    considered,     ///< CONSIDERED
    fits,           ///< FITS, MEETS, AVAILABLE
    custom,         ///< CUSTOM, CUST
    fitting,        ///< FIT, TRIM
    cast,           ///< CAST
    made,           ///< MADE
    measure_word,   ///< MEASURE
    molded,         ///< MOLDED
    three_d,        ///< 3D
    printed,        ///< PRINTED, SCAN
    new_word,
    used_word,
    loss,         ///< LOST, STOLEN, BROKEN
    useful_life,  ///< RUL
    met,
    off,
    shelf,
    the,
    weight,         ///< WT, after LT: light weight
    generic,        ///< BRACE, MISC, DEVICE
    ordered,        ///< ORDERED, PRESCRIBED: a name after BY is a person's
    series,         ///< PRO, PLUS, II: may end the name of a product
    company,        ///< INC, BRACING: ends the name of a maker
    company_tail,   ///< CO
    material_lead,  ///< LOW, TEMP, STAINLESS
    material,
    material_tail,  ///< FIBER, STEEL
    device,         ///< AFO, SPLINT, STRAP, a part of the body
    describing,     ///< ROM, DYNAMIC, SUPPORT
};

/// A word of the closed lists with all that it says.
struct entry {
    std::string_view text;  ///< upper case, no dash, dot or apostrophe
    kind what = kind::unknown;
    std::uint8_t regions = 0;
    std::uint32_t says = 0;
    std::uint32_t abbreviations = 0;
};

/// The longest word that the lists hold; longer words are unknown.
inline constexpr std::size_t longest = 24;

/// Looks a word up in any case, dashes, dots and apostrophes inside it left out. Null when no list holds it.
[[nodiscard]] entry const* find(std::string_view word) noexcept;

/// The length of the known maker's name at the start of `text` (a whole word), any case; 0 when there is
/// none.
[[nodiscard]] std::size_t maker_at(std::string_view text) noexcept;

/// True for a HCPCS modifier that may stand in the list that opens a note for modifier 99 (S16).
[[nodiscard]] bool is_modifier(char first, char second) noexcept;

}  // namespace orthoscrub::grammars::words
