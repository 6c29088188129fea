#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "parser/model/date.hpp"

namespace orthoscrub::grammars {

enum class side : std::uint8_t { none, right, left, both };

/// What the words of a note say; the bits of narrative::says.
enum class narrative_word : std::uint32_t {
    off_the_shelf = 1U << 0,      ///< OTS, OFF THE SHELF, PREFAB
    shipped = 1U << 1,            ///< SHIPPED, MAILED, DROP SHIP
    new_item = 1U << 2,           ///< NEW, BRAND NEW
    used_item = 1U << 3,          ///< USED, REFURBISHED, PRE-OWNED; not USED WITH
    lost_or_damaged = 1U << 4,    ///< LOST, STOLEN, DAMAGED, BROKEN, BBR: a reason to replace (S12)
    useful_life_met = 1U << 5,    ///< RUL MET
    repair = 1U << 6,             ///< REPAIR, FIX
    replacement = 1U << 7,        ///< REPL, REPLACE
    labor = 1U << 8,              ///< LABOR
    hardware = 1U << 9,           ///< SCREW, BOLT, NUT, RIVET, WASHER, HARDWARE
    hardware_only = 1U << 10,     ///< hardware, and no other item but one that it is for
    custom_made = 1U << 11,       ///< CUST FAB, CUSTOM MOLDED, CAST OF PT, CAD/CAM, MADE TO MEASURE
    custom_fitted = 1U << 12,     ///< CUST TRIM, CUSTOM FITTED
    prosthesis = 1U << 13,        ///< PROSTHESIS, SOCKET, STUMP
    torsion = 1U << 14,           ///< TORSION, CONCENTRIC
    postoperative = 1U << 15,     ///< POSTOP, POST OP, AFTER SURGERY
    codes_considered = 1U << 16,  ///< NO HCPCS: L3702 L3760
    patient_owned = 1U << 17,     ///< OWN, PT OWNED
    prefabricated = 1U << 18,     ///< PREFAB: off the shelf or custom fitted, the word alone does not say
};

/// The parts of the body that a note speaks of; the bits of narrative::regions.
enum class body_region : std::uint8_t {
    upper_limb = 1U << 0,  ///< shoulder to finger
    lower_limb = 1U << 1,  ///< hip to toe
    spine = 1U << 2,       ///< neck to sacrum
};

/// The abbreviations that the DME MACs publish for narratives (S61), in their order; bit n of
/// narrative::abbreviations stands for row n.
inline constexpr std::array<std::string_view, 24> narrative_abbreviations{
    "ABN", "AFO", "BBR", "D/T",  "DISC", "DLD",  "DOP", "DOS", "EQ",   "IC",  "KAFO", "LE",
    "LSO", "MDL", "MFG", "MISC", "NOC",  "ORIG", "OWN", "PL",  "REPL", "RUL", "SRP",  "SZ"};

/// Why a note names a code.
enum class code_role : std::uint8_t {
    named,          ///< no word says why
    related,        ///< FOR L3702, ADD ON TO L0464: the item that this one belongs to
    repaired,       ///< REPAIR OF L1960, ON PT OWNED L1970, REPL L1833: the item that is repaired or replaced
    considered,     ///< NO HCPCS: L3702 L3760
    ots_exception,  ///< L3960 OTS: a custom-fitted code supplied off the shelf (S20)
    unlisted,       ///< the NOC code itself: L0999 L1499 L2999 L3649 L3999 L9900 and their like
};

/// A HCPCS code in a note.
struct code_mention {
    std::string_view code;  ///< as written; may be lower case
    code_role role = code_role::named;
};

/// What one free note (NTE02) or description (SV101-7) of an orthosis line says. Views point into the note.
/// Maker, product and model are words that the grammar does not know: they never go into a message.
struct narrative {
    std::string_view maker, product, model;
    std::string_view size, material;
    std::optional<std::int64_t> price_cents;  ///< the list or retail price; else an amount with a dollar sign
    grammars::side side = grammars::side::none;
    std::array<code_mention, 8> code_rows{};  ///< the first eight, each once, in the order of the note
    std::uint8_t code_count = 0;
    std::uint8_t regions = 0;
    std::uint32_t says = 0;
    std::uint32_t abbreviations = 0;
    model::date surgery_date;         ///< POSTOP SX 20261020; empty when none is named
    std::string_view modifiers;       ///< the list that opens the note of a line with modifier 99
    std::uint32_t words = 0;          ///< all words of the note
    std::uint32_t telling_words = 0;  ///< those that are neither generic (BRACE, MISC, AS ORDERED) nor a side
    bool empty_phrase = true;         ///< no telling word: a payer learns nothing

    [[nodiscard]] std::span<code_mention const> codes() const noexcept { return {code_rows.data(), code_count}; }
    [[nodiscard]] bool has(narrative_word word) const noexcept {
        return (says & static_cast<std::uint32_t>(word)) != 0;
    }
    [[nodiscard]] bool speaks_of(body_region region) const noexcept {
        return (regions & static_cast<std::uint8_t>(region)) != 0;
    }
};

/// Reads a note of any length. The views of the answer are valid as long as `note`. Never throws, allocates
/// nothing.
[[nodiscard]] narrative read_narrative(std::string_view note) noexcept;

/// Adds what a further note of the same line says: parts that `first` lacks, and all words, regions and
/// codes. Two notes that name different sides make both.
void join(narrative& first, narrative const& further) noexcept;

/// The words of a note that may stand in a message: words of the closed lists, HCPCS codes, the
/// price, the size; in upper case, one blank between. Left out are names, numbers and all else that the
/// grammar does not know, and known words beside them or after PT, DR and NAME, because WALKER and SMALL are
/// surnames too. Reads the first 1024 characters.
[[nodiscard]] std::string recognised_words(std::string_view note);

}  // namespace orthoscrub::grammars
