#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "tools/generator/catalogue.hpp"
#include "tools/generator/diagnoses.hpp"
#include "tools/generator/dice.hpp"

namespace orthoscrub::generator {

/// An invented product sold under an unlisted code.
struct product {
    std::string_view code;         ///< L3999 and its like
    std::string_view description;  ///< SV101-7
    std::string_view maker, name, model, size;
    std::string_view purpose;  ///< what the note adds; may be empty
    std::string_view related;  ///< code of the item it belongs to; empty for an item of its own
    sidedness side{};
    std::string_view like;    ///< listed code whose region and diagnoses fit
    std::int64_t charge = 0;  ///< cents; the price list amount
};

/// A product for an unlisted code.
[[nodiscard]] product const& unlisted_product(dice& luck);

/// "RT", "LT" or nothing.
[[nodiscard]] std::string_view word_of(body_side side) noexcept;

/// Appends an amount as X12 writes it: 450, 917.32, 89.5.
void append_amount(std::string& out, std::int64_t cents);

/// The line note of an unlisted item: maker, product, model, size, side, price, related code, purpose and, where 80
/// characters have room for it, the listed code that was considered.
void write_product_note(std::string& out, product const& what, body_side side, std::int64_t charge);

/// Why a whole item is replaced (RA).
void write_replacement_note(std::string& out, std::string_view code, dice& luck);

/// Which item a part repairs (RB, replacement parts).
void write_repair_note(std::string& out, std::string_view base_code, dice& luck);

/// What repair labor (L4205) or minor parts (L4210) were for.
void write_labor_note(std::string& out, std::string_view base_code, unsigned quarter_hours);
void write_minor_parts_note(std::string& out, std::string_view base_code, std::int64_t charge);

}  // namespace orthoscrub::generator
