// Words about narratives. Maker, product and model never stand in a message: the grammar does not know those words, so
// they could be anything, a name too.
#include "scrubber/engine/placeholder_words.hpp"

#include <array>
#include <utility>

#include "scrubber/facts/equipment_facts.hpp"
#include "scrubber/facts/narrative_facts.hpp"

namespace orthoscrub::scrub {

namespace {

/// The words of the set bits, with commas between.
template <class Bit, std::size_t N>
std::string listed(std::uint8_t bits, std::array<std::pair<Bit, std::string_view>, N> const& words) {
    std::string text;
    for (auto const& [bit, word] : words)
        if ((bits & bit) != 0) text += (text.empty() ? "" : ", ") + std::string{word};
    return text.empty() ? "nothing" : text;
}

}  // namespace

std::string words_missing(subject const& s) {
    using namespace std::string_view_literals;
    constexpr std::array parts{std::pair{part_maker, "maker"sv},        std::pair{part_product, "product name"sv},
                               std::pair{part_model, "model number"sv}, std::pair{part_price, "list price"sv},
                               std::pair{part_side, "side"sv},          std::pair{part_related_code, "related code"sv}};
    return listed(missing_parts(s), parts);
}

std::string words_repair_gaps(subject const& s) {
    using namespace std::string_view_literals;
    constexpr std::array gaps{
        std::pair{gap_note, "a description or note"sv}, std::pair{gap_base_code, "the code of the repaired item"sv},
        std::pair{gap_price, "a list price"sv}, std::pair{gap_whole_units, "whole units of 15 minutes"sv}};
    return listed(repair_gaps(s), gaps);
}

std::string words_price(subject const& s) {
    auto const cents = s.claim->narrative(*s.line).all.price_cents;
    return cents ? model::to_string(model::money{*cents}) : "none";
}

std::string words_named_code(subject const& s) {
    std::string_view const code = named_code(s);
    return code.empty() ? "no code" : std::string{code};
}

std::string words_twin(subject const& s, code_tables const& codes) {
    std::string_view const named = named_code(s);
    code_id const of = named.empty() ? s.line->code : codes.find(named);
    code_id const twin = codes.row(of).twin;
    return twin == code_id::unknown ? "none" : std::string{codes.hcpcs.text(twin).code};
}

std::string words_side(subject const& s) {
    switch (s.claim->narrative(*s.line).own.side) {
        case grammars::side::right:
            return "right";
        case grammars::side::left:
            return "left";
        case grammars::side::both:
            return "both";
        case grammars::side::none:
            break;
    }
    return "none";
}

}  // namespace orthoscrub::scrub
