// Picks the words of a note that a message may quote. The lists are closed, but some of their words are
// surnames too; so a word that stands beside something unknown is quoted only when its kind cannot be a name.
#include <algorithm>
#include <functional>

#include "grammars/narrative_reading.hpp"

namespace orthoscrub::grammars {

using namespace words;
using enum kind;

std::string recognised_words(std::string_view note) {
    note = note.substr(0, 1024);
    narrative const n = read_narrative(note);
    auto const inside = [](std::string_view part, std::string_view whole) {
        return !whole.empty() && std::less_equal<>{}(whole.data(), part.data()) &&
               std::less<>{}(part.data(), whole.data() + whole.size());
    };
    auto const read_as_code = [&](token const& t) {  // not the L1234 of MRN L1234
        return std::any_of(n.codes().begin(), n.codes().end(),
                           [&](code_mention const& c) { return c.code.data() == t.text.data(); });
    };
    std::string out;
    auto const add = [&](std::string_view word) {
        if (!out.empty()) out += ' ';
        for (char const c : word) out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    };
    constexpr kind_set names = set_of(unknown, mixed, maker);
    constexpr kind_set before_names = set_of(person_mark, title, name_mark);
    // Next to a name these alone are sure not to be a part of it: WALKER and SMALL are surnames too.
    constexpr kind_set never_names =
        set_of(maker_mark, product_mark, model_mark, price_mark, price_word, size_mark, right, left, for_word, repair,
               conjunction, hcpcs_word, person_mark, title, name_mark);
    token_reader reader{note};
    token now, after;
    bool more = reader.next(now);
    int shade = 0;  // how many further words may belong to a name
    bool price_said = false;
    kind before = other_mark;
    for (; more; now = after) {
        do more = reader.next(after);
        while (more && marks.has(after.what));
        if (marks.has(now.what)) continue;
        bool const sized = inside(now.text, n.size) && now.text.size() <= 6 && now.what != unknown;
        bool const unsure = !(sized && before == size_mark) && (shade > 0 || (more && names.has(after.what)));
        before = now.what;
        shade = names.has(now.what) || before_names.has(now.what) ? 2 : std::max(shade - 1, 0);
        if (now.row) {
            if (!unsure || never_names.has(now.what) || now.row->abbreviations != 0) add(now.row->text);
        } else if (sized || read_as_code(now)) {
            add(now.text);
        } else if ((now.what == number || now.what == money) && n.price_cents == now.value && !price_said) {
            price_said = true;
            std::int64_t const rest = now.value % 100;
            add("$" + std::to_string(now.value / 100) + "." + (rest < 10 ? "0" : "") + std::to_string(rest));
        }
    }
    return out;
}

}  // namespace orthoscrub::grammars
