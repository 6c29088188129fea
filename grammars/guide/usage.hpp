#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "parser/text/loop_id.hpp"
#include "parser/text/segment.hpp"

/// What the guides of 837P, 835, 999 and 277CA and the envelope say of every loop, segment and element: constant tables
/// made at build time from usage_*.tsv. All views are static.
namespace orthoscrub::grammars::guide {

/// Whether a loop, segment or element must stand, may stand or must not.
enum class usage : char { required = 'R', situational = 'S', not_used = 'N' };

/// X12 base type of an element.
enum class element_type : std::uint8_t { an, id, dt, tm, n0, r, b, composite };

/// Narrower limits that the guide sets below the maximum of the standard.
enum class limit_kind : std::uint8_t {
    none,
    chars,   ///< at most `first` characters
    cents,   ///< at most `first` digits, cents included
    units,   ///< at most `first` digits, of these `second` decimals
    pattern  ///< `pattern` as an expression
};
struct element_limit {
    limit_kind kind = limit_kind::none;
    std::uint8_t first = 0;
    std::uint8_t second = 0;
    std::string_view pattern;
};

/// An element, or a component of the composite that stands before it in the table.
struct element_usage {
    std::uint8_t element = 0;    ///< SV101 is 1
    std::uint8_t component = 0;  ///< SV101-2 is 2; 0: the element itself
    element_type type = element_type::an;
    guide::usage usage = guide::usage::situational;
    std::uint16_t min = 0;  ///< of the standard; sign and decimal point do not count; 0 for composites
    std::uint16_t max = 0;
    std::uint8_t repeat = 1;
    std::uint16_t external = 0;               ///< external code source (130 HCPCS, 237 place of service); 0 none
    std::string_view data_element;            ///< number of the data element or composite: "1271", "C003"
    std::span<std::string_view const> codes;  ///< values the guide allows; empty: any
    std::string_view syntax;                  ///< conditions between components of a composite: "P0304"
    element_limit limit;
    std::string_view name;  ///< "Line Item Charge Amount"
};

/// A code that tells one use of a segment from another in the same loop.
struct use_condition {
    std::uint8_t element = 0;
    std::uint8_t component = 0;               ///< 0: the whole element
    std::span<text::segment_id const> codes;  ///< packed
};

/// One use of a segment in a loop.
struct segment_use {
    text::loop_id loop = text::loop_id::none;  ///< `heading` for ST, BHT, SE
    text::segment_id id = 0;
    std::string_view segment;    ///< "REF"
    std::string_view key;        ///< name of its accessor class: "ref_g1"
    std::uint8_t table = 0;      ///< 1 heading, 2 detail
    std::uint16_t position = 0;  ///< order within the table; equal positions come in any order
    guide::usage usage = guide::usage::situational;
    std::uint16_t repeat = 1;                   ///< 0: any number
    std::span<use_condition const> conditions;  ///< all must hold; empty: the id is enough
    std::string_view syntax;                    ///< relational conditions: "P0304,C1110"
    std::span<element_usage const> elements;    ///< in order; a composite is followed by its components
    std::string_view name;                      ///< "Prior Authorization"
};

/// A loop and its place under its parent.
struct loop_use {
    text::loop_id loop = text::loop_id::none;
    text::loop_id parent = text::loop_id::heading;  ///< 2300 stands here with 2000C, and once more with 2000B
    std::uint16_t position = 0;
    guide::usage usage = guide::usage::situational;
    std::uint16_t repeat = 1;  ///< 0: any number
    std::string_view name;     ///< "Billing Provider Name"
    std::uint8_t table = 0;    ///< 1 heading, 2 detail
};

/// The guides there are tables of.
enum class guide_id : std::uint8_t {
    claim_837p,    ///< 005010X222A1
    remit_835,     ///< 005010X221A1
    ack_999,       ///< 005010X231A1
    status_277ca,  ///< 005010X214
    envelope,      ///< ISA, TA1, GS, GE, IEA of 00501; its uses have loop `envelope`
    count_
};

/// All that one guide says.
struct guide_tables {
    std::span<loop_use const> loops;    ///< in the order of the guide; a loop with two parents stands twice
    std::span<segment_use const> uses;  ///< the uses of a loop stand together, the one that opens it first
};

[[nodiscard]] guide_tables const& tables_of(guide_id guide) noexcept;

/// All loops in the order of the guide; 2300 twice, once for each parent.
[[nodiscard]] std::span<loop_use const> loops_837p() noexcept;
/// All segment uses in the order of the guide.
[[nodiscard]] std::span<segment_use const> uses_837p() noexcept;
/// The uses of one loop; those directly in the set for `heading`, SE among them. Empty for none and envelope.
[[nodiscard]] std::span<segment_use const> uses_of(text::loop_id loop) noexcept;
/// The name of a loop; empty for none and envelope.
[[nodiscard]] std::string_view loop_name(text::loop_id loop) noexcept;

/// The use that a segment is in its loop, told by id and qualifiers; null when the loop has no such use.
[[nodiscard]] segment_use const* find_use(text::loop_id loop, text::segment const& s,
                                          char component_separator = ':') noexcept;
/// The same in the tables of one guide.
[[nodiscard]] segment_use const* find_use(guide_id guide, text::loop_id loop, text::segment const& s,
                                          char component_separator) noexcept;
/// The row of an element or component; null when the use has none.
[[nodiscard]] element_usage const* find_element(segment_use const& use, unsigned element,
                                                unsigned component = 0) noexcept;
/// What an element is called: "Procedure Code"; empty when the guide has none there.
[[nodiscard]] std::string_view element_name(segment_use const& use, unsigned element, unsigned component = 0) noexcept;

}  // namespace orthoscrub::grammars::guide
