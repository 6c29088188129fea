// Answers about how an item is supplied: new, used, repaired or replaced, on which side, and with which other lines of
// the claim. Lines are compared by code and service date; a line whose date is missing keeps the question open when it
// would decide. Words are those that the narrative grammar recognised.
#include "scrubber/facts/equipment_facts.hpp"

#include <algorithm>
#include <array>

#include "scrubber/facts/diagnosis_side.hpp"
#include "scrubber/facts/overflow_modifiers.hpp"
#include "scrubber/facts/registry.hpp"

namespace orthoscrub::scrub {

using grammars::narrative_word;

namespace {

/// The code of a whole item that can be repaired: not an add-on, a part or the repair itself. Codes outside the tables
/// may be one.
bool whole_item(code_tables const& codes, std::string_view written) {
    std::array<char, 5> upper{};
    if (written.size() != upper.size()) return false;
    std::transform(written.begin(), written.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    switch (codes.row(codes.find({upper.data(), upper.size()})).kind) {
        case device_kind::none:
        case device_kind::base:
        case device_kind::noc:
            return true;
        default:
            return false;
    }
}

bool names_base_code(subject const& s) {
    auto const mentions = s.claim->narrative(*s.line).all.codes();
    return std::any_of(mentions.begin(), mentions.end(),
                       [&](auto const& mention) { return whole_item(s.claim->codes(), mention.code); });
}

/// Bit 0 for RT, bit 1 for LT; 3 too for one position that holds both.
unsigned sides_of(subject const& s, line_context const& line) noexcept {
    modifier_names const& names = s.claim->names();
    if (line.malformed != 0)
        for (std::string_view const modifier : line.row->modifiers)
            if (modifier == "RTLT" || modifier == "LTRT") return 3;
    return (line.modifiers.has(names.right) ? 1u : 0u) | (line.modifiers.has(names.left) ? 2u : 0u);
}

}  // namespace

std::uint8_t repair_gaps(subject const& s) {
    auto const& hcpcs = s.claim->codes().hcpcs;
    auto const stands_on = [&](std::string_view name) {
        auto const list = hcpcs.find_list(name);
        return list && hcpcs.in_list(*list, s.line->code);
    };
    bool const labor = stands_on("repair_labor"), parts = stands_on("repair_parts");
    auto const& words = s.claim->narrative(*s.line);
    unsigned gaps = 0;
    if ((labor || parts) && !words.description && !words.line_note && !words.claim_note) gaps |= gap_note;
    if (parts && !names_base_code(s)) gaps |= gap_base_code;
    if (parts && !words.all.price_cents) gaps |= gap_price;
    if (labor && !s.line->row->units.value.whole()) gaps |= gap_whole_units;
    return static_cast<std::uint8_t>(gaps);
}

line_context const* unpaired_with(subject const& s, unknown_reason& reason) noexcept {
    auto const& line = *s.line;
    if (line.code == code_id::unknown) return nullptr;
    line_choice const earlier = s.claim->lines_with(line.code, &line).among_first(s.claim->position_of(&line));
    return earlier.first([&](line_context const& other) {
        if (other.code != line.code) return false;
        unsigned const here = sides_of(s, line), there = sides_of(s, other);
        if (here == 3 || there == 3 || (here | there) == 3) return false;
        if (line.dos.empty() || other.dos.empty()) reason = unknown_reason::no_service_date;
        return !line.dos.empty() && other.dos == line.dos;
    });
}

line_context const* repair_part_line(subject const& s, unknown_reason& reason) noexcept {
    auto const part = s.claim->names().part;
    return s.claim->lines_in(line_group::repair_part, s.line).first([&](line_context const& other) {
        if (&other == s.line || !other.info->l_code || !other.modifiers.has(part)) return false;
        if (s.line->dos.empty() || other.dos.empty()) reason = unknown_reason::no_service_date;
        return !s.line->dos.empty() && other.dos == s.line->dos;
    });
}

namespace {

using namespace std::string_view_literals;
constexpr scope_set line = scope_bit(grammars::rule_scope::line);

fact_value level_two(subject const& s) {
    std::string_view const code = s.line->row->code;
    return fact_value::of(hcpcs_shape_ok(code) && code[0] >= 'A' && code[0] <= 'V');
}

fact_value says_new(subject const& s) {
    auto const& said = s.claim->narrative(*s.line).own;
    return fact_value::of(said.has(narrative_word::new_item) && !said.has(narrative_word::used_item));
}
fact_value says_used(subject const& s) {
    auto const& said = s.claim->narrative(*s.line).own;
    return fact_value::of(said.has(narrative_word::used_item) && !said.has(narrative_word::new_item));
}
fact_value replacement_reason(subject const& s) {
    auto const& said = s.claim->narrative(*s.line).all;
    return fact_value::of(said.has(narrative_word::lost_or_damaged) || said.has(narrative_word::useful_life_met));
}
fact_value base_code(subject const& s) { return fact_value::of(names_base_code(s)); }

fact_value found(line_context const* other, unknown_reason reason) {
    if (other != nullptr) return fact_value::of(true);
    return reason == unknown_reason::none ? fact_value::of(false) : fact_value::unknown(reason);
}
fact_value unpaired(subject const& s) {
    unknown_reason reason = unknown_reason::none;
    auto const* other = unpaired_with(s, reason);
    return found(other, reason);
}
fact_value part_same_day(subject const& s) {
    unknown_reason reason = unknown_reason::none;
    auto const* other = repair_part_line(s, reason);
    return found(other, reason);
}

fact_value diagnosis_side(subject const& s) {
    constexpr std::array words{"none"sv, "right"sv, "left"sv};
    return fact_value::of(words[static_cast<std::size_t>(pointed_side(s))]);
}

fact_value notice_elsewhere(subject const& s) {
    modifier_set const wanted = s.claim->names().notices;
    return fact_value::of(s.claim->lines_in(line_group::notice).first([&](line_context const& other) {
        return &other != s.line && other.modifiers.meets(wanted);
    }) != nullptr);
}

fact_value status_first(subject const& s) {
    std::string_view const first = s.line->row->modifiers[0];
    return fact_value::of(first == "NU" || first == "RR" || first == "UE");
}
fact_value overflow_last(subject const& s) {
    auto const& written = s.line->row->modifiers;
    bool const earlier = written[0] == "99" || written[1] == "99" || written[2] == "99";
    return fact_value::of(written[3] == "99" && !earlier);
}
fact_value overflow_listed(subject const& s) {
    auto const notes = model::claim_tables::rows(s.tables().notes, s.line->row->notes);
    if (notes.empty()) return fact_value::of(false);
    auto const& modifiers = s.claim->codes().modifiers;
    modifier_set on_line;
    for (std::string_view const modifier : s.line->row->modifiers) on_line.insert(modifiers.find(modifier));
    return fact_value::of(!(overflow_modifiers(notes.front().text, modifiers) - on_line).empty());
}

constexpr std::array facts{
    fact{"hcpcs.level_two", fact_type::boolean, dependence::code, line, level_two,
         "the code has the shape of HCPCS Level II: a letter from A to V and four digits", ""},
    fact{"narrative.new_item",
         fact_type::boolean,
         dependence::narrative,
         line,
         says_new,
         "the words about the line call the item new, and not used as well",
         "",
         {has_words}},
    fact{"narrative.used_item",
         fact_type::boolean,
         dependence::narrative,
         line,
         says_used,
         "the words about the line call the item used or refurbished, and not new as well",
         "",
         {has_words}},
    fact{"narrative.replacement_reason",
         fact_type::boolean,
         dependence::narrative,
         line,
         replacement_reason,
         "the words say lost, stolen, damaged or broken, or that the useful lifetime has ended",
         "",
         {has_words}},
    fact{"narrative.base_code",
         fact_type::boolean,
         dependence::narrative,
         line,
         base_code,
         "the words name the code of a whole item, not of an add-on, a part or a repair",
         "",
         {has_words}},
    fact{"side.unpaired",
         fact_type::boolean,
         dependence::claim,
         line,
         unpaired,
         "an earlier line of the claim has the same code and service date, and the two are not one right and one left",
         "",
         {odd_company}},
    fact{"repair_part.same_day",
         fact_type::boolean,
         dependence::claim,
         line,
         part_same_day,
         "another line of the claim bills a part (an L-code with RB) on the same service date",
         "",
         {several_lines}},
    fact{"dx.pointed_side", fact_type::symbol, dependence::claim, line, diagnosis_side,
         "the side that every diagnosis names to which the line points", "none right left"},
    fact{"liability.on_other_line",
         fact_type::boolean,
         dependence::claim,
         line,
         notice_elsewhere,
         "another line of the claim carries GA or GZ",
         "",
         {several_lines}},
    fact{"modifier.status_first", fact_type::boolean, dependence::modifiers, line, status_first,
         "the first modifier position holds NU, RR or UE", ""},
    fact{"modifier.overflow_last", fact_type::boolean, dependence::modifiers, line, overflow_last,
         "99 stands in the fourth modifier position and in no other", ""},
    fact{"modifier.overflow_listed",
         fact_type::boolean,
         dependence::narrative,
         line,
         overflow_listed,
         "the line note begins with modifiers, at least one of which is not on the line",
         "",
         {has_words}},
};

}  // namespace

std::span<fact const> equipment_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
