// Answers about one note (SV101-7, NTE of 2400 and 2300), one attachment (PWK) or one authorization number (REF*G1).
// A delimiter inside a note is seen by its traces: too many elements, an eighth component of SV101, or the character
// itself where the element is not composite.
#include "scrubber/facts/segment_facts.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject.hpp"
#include "scrubber/facts/subject_signs.hpp"

namespace orthoscrub::scrub {

using grammars::rule_scope;

std::string_view note_text(subject const& s) noexcept {
    return s.row == model::absent ? s.line->row->description : s.tables().notes[s.row].text;
}

namespace {

using namespace std::string_view_literals;
constexpr scope_set note = scope_bit(rule_scope::note);
constexpr scope_set attachment = scope_bit(rule_scope::attachment);
constexpr scope_set authorization = scope_bit(rule_scope::authorization);

bool is_description(subject const& s) { return s.row == model::absent; }

fact_value length(subject const& s) { return fact_value::count(note_text(s).size()); }

fact_value level(subject const& s) {
    if (is_description(s)) return fact_value::of("description"sv);
    return fact_value::of(s.line != nullptr ? "line"sv : "claim"sv);
}

fact_value qualifier(subject const& s) {
    return fact_value::of(is_description(s) ? ""sv : s.tables().notes[s.row].qualifier);
}

fact_value qualifier_allowed(subject const& s) {
    if (is_description(s)) return fact_value::of(true);
    constexpr std::array of_line{"ADD"sv, "DCP"sv, "TPO"sv};
    constexpr std::array of_claim{"ADD"sv, "CER"sv, "DCP"sv, "DGN"sv, "TPO"sv};
    auto const among = [&](auto const& words) {
        return std::find(words.begin(), words.end(), s.tables().notes[s.row].qualifier) != words.end();
    };
    return fact_value::of(s.line != nullptr ? among(of_line) : among(of_claim));
}

/// True when the text holds a byte outside 0x20 to 0x7E or one of the two; eight bytes at a time.
bool holds_bad_byte(std::string_view text, char first, char second) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    auto const has_zero = [](std::uint64_t bytes) { return (bytes - ones) & ~bytes & tops; };
    std::uint64_t const a = ones * static_cast<unsigned char>(first), b = ones * static_cast<unsigned char>(second);
    for (std::size_t at = 0; at < text.size(); at += 8) {
        std::uint64_t bytes = ones * static_cast<unsigned char>(text[0]);  // fills what the last word lacks
        std::size_t const left = text.size() - at;
        if (left >= 8) std::memcpy(&bytes, text.data() + at, 8);
        else std::memcpy(&bytes, text.data() + at, left);
        // Below 0x20: the subtraction borrows. 0x7F: adding 1 sets the top bit. From 0x80 on: the top bit itself.
        std::uint64_t const odd =
            ((bytes - 0x20 * ones) & ~bytes & tops) | (((bytes & ~tops) + ones) & tops) | (bytes & tops);
        if ((odd | has_zero(bytes ^ a) | has_zero(bytes ^ b)) != 0) return true;
    }
    return false;
}

fact_value bad_characters(subject const& s) {
    auto const& marks = s.claim->window().marks;
    char const repetition = marks.repetition != '\0' ? marks.repetition : marks.component;
    return fact_value::of(holds_bad_byte(note_text(s), marks.component, repetition));
}

fact_value extra_elements(subject const& s) {
    if (is_description(s)) return fact_value::of(!s.line->row->eighth.empty());
    auto const segment = s.tables().notes[s.row].seg;
    if (segment >= s.claim->window().segments.size()) return fact_value::of(false);
    auto const& nte = s.claim->window().segments[segment];
    bool more = false;
    for (unsigned n = 3; n <= nte.count; ++n) more = more || !nte.element(n).empty();
    return fact_value::of(more);
}

constexpr std::size_t longest_note = 80;  // NTE02, SV101-7

}  // namespace

bool plain_note(subject const& s) {
    return note_text(s).size() <= longest_note && qualifier_allowed(s).number != 0 && bad_characters(s).number == 0 &&
           extra_elements(s).number == 0;
}

namespace {

model::attachment_row const& pwk(subject const& s) { return s.tables().attachments[s.row]; }

fact_value transmission_known(subject const& s) {
    constexpr std::array ways{"AA"sv, "BM"sv, "EL"sv, "EM"sv, "FT"sv, "FX"sv};
    return fact_value::of(std::find(ways.begin(), ways.end(), pwk(s).transmission) != ways.end());
}
fact_value by_reference(subject const& s) { return fact_value::of(pwk(s).transmission != "AA"); }
fact_value control_complete(subject const& s) {
    return fact_value::of(pwk(s).id_qualifier == "AC" && !pwk(s).control_number.empty());
}
fact_value cmn(subject const& s) { return fact_value::of(pwk(s).report_type == "CT"); }

fact_value utn_well_formed(subject const& s) {
    std::string_view const utn = s.tables().references[s.row].value;
    return fact_value::of(utn.size() == 14 && std::all_of(utn.begin(), utn.end(), [](char c) {
                              return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
                          }));
}

constexpr std::array facts{
    fact{"note.length",
         fact_type::number,
         dependence::line,
         note,
         length,
         "characters of the note",
         "",
         {odd_note, 0, 1000 * longest_note}},
    fact{"note.level", fact_type::symbol, dependence::line, note, level,
         "where the note stands: NTE of the line, NTE of the claim, SV101-7", "line claim description"},
    fact{"note.qualifier", fact_type::text, dependence::line, note, qualifier, "NTE01; empty for SV101-7", ""},
    fact{"note.qualifier_allowed",
         fact_type::boolean,
         dependence::line,
         note,
         qualifier_allowed,
         "NTE01 is one that the guide takes at this place",
         "",
         {odd_note, 1, 1}},
    fact{"note.bad_characters",
         fact_type::boolean,
         dependence::line,
         note,
         bad_characters,
         "the note holds a delimiter, a control character or a character outside ASCII",
         "",
         {odd_note, 0, 0}},
    fact{"note.extra_elements",
         fact_type::boolean,
         dependence::line,
         note,
         extra_elements,
         "a separator inside the note split it: NTE03 and on, or an eighth component of SV101",
         "",
         {odd_note, 0, 0}},
    fact{"pwk.transmission_known", fact_type::boolean, dependence::line, attachment, transmission_known,
         "PWK02 is AA, BM, EL, EM, FT or FX", ""},
    fact{"pwk.by_reference", fact_type::boolean, dependence::line, attachment, by_reference,
         "the paper travels apart from the claim: PWK02 is not AA", ""},
    fact{"pwk.control_complete", fact_type::boolean, dependence::line, attachment, control_complete,
         "PWK05 is AC and PWK06 holds a number", ""},
    fact{"pwk.cmn", fact_type::boolean, dependence::line, attachment, cmn,
         "the attachment is a certificate: PWK01 is CT", ""},
    fact{"utn.well_formed", fact_type::boolean, dependence::line, authorization, utn_well_formed,
         "the authorization number has 14 letters and digits", ""},
};

}  // namespace

std::span<fact const> segment_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
