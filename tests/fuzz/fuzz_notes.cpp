// Free notes, one a line: all views lie in the note, the words that may be repeated are capitals of printable ASCII, and notes can
// be joined in any number.
#include <functional>
#include <memory>

#include "grammars/narrative.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/printable.hpp"

namespace orthoscrub::test {
namespace {

bool inside(std::string_view part, std::string_view whole) {
    return part.empty() || (std::less_equal<>{}(whole.data(), part.data()) &&
                            std::less_equal<>{}(part.data() + part.size(), whole.data() + whole.size()));
}

std::string note_fault(grammars::narrative const& n, std::string_view note) {
    for (auto const part : {n.maker, n.product, n.model, n.size, n.material, n.modifiers})
        if (!inside(part, note)) return "a part lies outside of the note";
    for (auto const& mention : n.codes())
        if (mention.code.empty() || !inside(mention.code, note)) return "a code lies outside of the note";
    if (n.telling_words > n.words) return "more telling words than words";
    if (n.empty_phrase != (n.telling_words == 0)) return "an empty phrase with telling words, or a full one without";
    if (n.price_cents && *n.price_cents < 0) return "a price below zero";
    for (char const c : grammars::recognised_words(note))
        if (c < ' ' || c > '~' || (c >= 'a' && c <= 'z')) return "a quoted word is not in capitals of ASCII";
    return {};
}

}  // namespace

std::string notes_property(std::string_view input) {
    auto const exact = std::make_unique<char[]>(input.size());
    input.copy(exact.get(), input.size());
    std::string_view const all{exact.get(), input.size()};
    grammars::narrative joined = grammars::read_narrative(all);
    if (auto fault = note_fault(joined, all); !fault.empty()) return fault + ": " + printable(all);
    for (std::size_t from = 0; from < all.size();) {
        auto const end = std::min(all.find('\n', from), all.size());
        auto const note = all.substr(from, end - from);
        auto const one = grammars::read_narrative(note);
        if (auto fault = note_fault(one, note); !fault.empty()) return fault + ": " + printable(note);
        // What is nothing but hardware in one note may be the hardware of an item in another.
        auto const said =
            (joined.says | one.says) & ~static_cast<std::uint32_t>(grammars::narrative_word::hardware_only);
        grammars::join(joined, one);
        if ((joined.says & said) != said) return "joining lost a word";
        if (joined.code_count > joined.code_rows.size()) return "joining made too many codes";
        from = end + 1;
    }
    return {};
}

}  // namespace orthoscrub::test

ORTHOSCRUB_FUZZ_TARGET(notes_property)
