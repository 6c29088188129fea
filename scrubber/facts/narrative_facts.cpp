// Answers from the words of the description (SV101-7), the line note and the claim note. On a claim of several lines the
// claim note may speak of any of them: it counts as a description, but its side, region and codes count for no line.
#include "scrubber/facts/narrative_facts.hpp"

#include <array>

#include "scrubber/facts/registry.hpp"

namespace orthoscrub::scrub {

using grammars::code_role;
using grammars::narrative_word;

namespace {

line_narrative const& words(subject const& s) { return s.claim->narrative(*s.line); }
bool anything(line_narrative const& w) { return w.description || w.line_note || w.claim_note; }

/// An orthosis code other than the line's own, named as if it were the item.
bool specific(subject const& s, grammars::code_mention const& mention) {
    if (mention.role != code_role::named || mention.code == s.line->row->code) return false;
    auto const& codes = s.claim->codes();
    auto const id = codes.find(mention.code);
    return id != code_id::unknown && codes.row(id).l_code && !codes.row(id).noc;
}

}  // namespace

std::uint8_t missing_parts(subject const& s) {
    auto const& said = words(s).all;
    std::uint8_t missing = 0;
    auto const need = [&](narrative_part part, bool there) {
        if (!there) missing = static_cast<std::uint8_t>(missing | part);
    };
    need(part_maker, !said.maker.empty());
    need(part_product, !said.product.empty());
    need(part_model, !said.model.empty());
    need(part_price, said.price_cents.has_value());
    if (s.line->info->side != side_rule::none) {
        bool const on_line = s.line->modifiers.has(s.claim->codes().find_modifier("RT")) ||
                             s.line->modifiers.has(s.claim->codes().find_modifier("LT"));
        need(part_side, on_line || said.side != grammars::side::none);
    }
    bool const part_of_other = s.line->info->kind == device_kind::noc_addition || said.has(narrative_word::repair) ||
                               s.line->modifiers.has(s.claim->codes().find_modifier("RB"));
    if (part_of_other) need(part_related_code, !said.codes().empty());
    return missing;
}

std::string_view named_code(subject const& s) {
    for (auto const& mention : words(s).own.codes())
        if (mention.role == code_role::ots_exception) return mention.code;
    for (auto const& mention : words(s).own.codes())
        if (specific(s, mention)) return mention.code;
    return {};
}

namespace {

using namespace std::string_view_literals;
constexpr scope_set line = scope_bit(grammars::rule_scope::line);

fact_value description(subject const& s) { return fact_value::of(words(s).description); }
fact_value line_note(subject const& s) { return fact_value::of(words(s).line_note); }
fact_value claim_note(subject const& s) { return fact_value::of(words(s).claim_note); }
fact_value present(subject const& s) { return fact_value::of(anything(words(s))); }
fact_value generic(subject const& s) { return fact_value::of(anything(words(s)) && words(s).all.empty_phrase); }
fact_value nearly_generic(subject const& s) {
    auto const& w = words(s);
    return fact_value::of(anything(w) && !w.all.empty_phrase && w.all.telling_words <= 1);
}
fact_value incomplete(subject const& s) { return fact_value::of(missing_parts(s) != 0); }
fact_value has_price(subject const& s) { return fact_value::of(words(s).all.price_cents.has_value()); }
fact_value price(subject const& s) { return fact_value::of(model::money{words(s).all.price_cents.value_or(0)}); }

fact_value side(subject const& s) {
    constexpr std::array sides{"none"sv, "right"sv, "left"sv, "both"sv};
    return fact_value::of(sides[static_cast<std::size_t>(words(s).own.side)]);
}

fact_value ots_exception(subject const& s) {
    bool found = false;
    for (auto const& mention : words(s).own.codes()) found = found || mention.role == code_role::ots_exception;
    return fact_value::of(found);
}
fact_value ots_twin(subject const& s) {
    bool found = false;
    for (auto const& mention : words(s).own.codes())
        found = found || (mention.role == code_role::ots_exception &&
                          s.claim->codes().row(s.claim->codes().find(mention.code)).twin != code_id::unknown);
    return fact_value::of(found);
}
fact_value names_specific_code(subject const& s) {
    bool found = false;
    for (auto const& mention : words(s).own.codes()) found = found || specific(s, mention);
    return fact_value::of(found);
}

fact_value region_mismatch(subject const& s) {
    body_region const region = s.line->info->region;
    std::uint8_t home = 0;
    if (is_upper_limb(region)) home = static_cast<std::uint8_t>(grammars::body_region::upper_limb);
    else if (is_spinal(region)) home = static_cast<std::uint8_t>(grammars::body_region::spine);
    else if (region == body_region::lower_limb || region == body_region::foot_shoe)
        home = static_cast<std::uint8_t>(grammars::body_region::lower_limb);
    if (home == 0) return fact_value::of(false);
    auto const& said = words(s).own;
    bool const elsewhere = said.regions != 0 && (said.regions & home) == 0;
    return fact_value::of(elsewhere || said.has(narrative_word::prosthesis));
}

fact_value codes_considered(subject const& s) {
    return fact_value::of(words(s).all.has(narrative_word::codes_considered));
}
fact_value has_room(subject const& s) { return fact_value::of(words(s).line_note_size <= 62); }
fact_value minor_parts(subject const& s) { return fact_value::of(words(s).own.has(narrative_word::hardware_only)); }
fact_value torsion(subject const& s) { return fact_value::of(words(s).own.has(narrative_word::torsion)); }

constexpr std::array facts{
    fact{"description.present",
         fact_type::boolean,
         dependence::narrative,
         line,
         description,
         "SV101-7 holds more than blanks",
         "",
         {has_words}},
    fact{"line_note.present",
         fact_type::boolean,
         dependence::narrative,
         line,
         line_note,
         "a line note holds more than blanks",
         "",
         {has_words}},
    fact{"claim_note.present",
         fact_type::boolean,
         dependence::narrative,
         line,
         claim_note,
         "a claim note holds more than blanks",
         "",
         {has_words}},
    fact{"narrative.present",
         fact_type::boolean,
         dependence::narrative,
         line,
         present,
         "a description, line note or claim note holds more than blanks",
         "",
         {has_words}},
    fact{"narrative.generic",
         fact_type::boolean,
         dependence::narrative,
         line,
         generic,
         "there are words, but only generic ones such as MISC BRACE",
         "",
         {has_words}},
    fact{"narrative.nearly_generic",
         fact_type::boolean,
         dependence::narrative,
         line,
         nearly_generic,
         "one word alone tells something",
         "",
         {has_words}},
    fact{"narrative.incomplete", fact_type::boolean, dependence::narrative, line, incomplete,
         "maker, product, model, price, or a side or related code that is due is missing", ""},
    fact{"narrative.side",
         fact_type::symbol,
         dependence::narrative,
         line,
         side,
         "the side that the words about the line give",
         "none right left both",
         {has_words, 0, 0, "none"}},
    fact{"narrative.price",
         fact_type::amount,
         dependence::narrative,
         line,
         price,
         "the list or retail price; 0 when none is given",
         "",
         {has_words}},
    fact{"narrative.has_price",
         fact_type::boolean,
         dependence::narrative,
         line,
         has_price,
         "a list or retail price is given",
         "",
         {has_words}},
    fact{"narrative.ots_exception",
         fact_type::boolean,
         dependence::narrative,
         line,
         ots_exception,
         "a custom-fitted code is named as supplied off the shelf",
         "",
         {has_words}},
    fact{"narrative.ots_twin",
         fact_type::boolean,
         dependence::narrative,
         line,
         ots_twin,
         "that code has a twin in the tables",
         "",
         {has_words}},
    fact{"narrative.names_specific_code",
         fact_type::boolean,
         dependence::narrative,
         line,
         names_specific_code,
         "another orthosis code is named, and not as a related, repaired or considered item",
         "",
         {has_words}},
    fact{"narrative.region_mismatch",
         fact_type::boolean,
         dependence::narrative,
         line,
         region_mismatch,
         "the words speak of another part of the body than the code, or of a prosthesis",
         "",
         {has_words}},
    fact{"narrative.codes_considered",
         fact_type::boolean,
         dependence::narrative,
         line,
         codes_considered,
         "codes that were considered are listed",
         "",
         {has_words}},
    fact{"narrative.has_room", fact_type::boolean, dependence::narrative, line, has_room,
         "the line note has 62 characters or fewer: there is room for NO HCPCS and a code", ""},
    fact{"narrative.minor_parts",
         fact_type::boolean,
         dependence::narrative,
         line,
         minor_parts,
         "the words name small hardware and no other item",
         "",
         {has_words}},
    fact{"narrative.torsion",
         fact_type::boolean,
         dependence::narrative,
         line,
         torsion,
         "the words speak of a torsion or concentric mechanism",
         "",
         {has_words}},
};

}  // namespace

std::span<fact const> narrative_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
