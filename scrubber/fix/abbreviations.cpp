// The table has the 24 abbreviations of S61 ("Abbreviation list for narrative information", CGS) with the words that
// each stands for. Upper case and lower case are the same when looking; what is put in is in capitals.
#include "scrubber/fix/abbreviations.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace orthoscrub::scrub {
namespace {

struct short_form {
    std::string_view words, abbreviation;
};

constexpr std::array short_forms{
    short_form{"ADVANCE BENEFICIARY NOTICE", "ABN"},
    short_form{"ANKLE FOOT ORTHOSIS", "AFO"},
    short_form{"ANKLE-FOOT ORTHOSIS", "AFO"},
    short_form{"BROKEN BEYOND REPAIR", "BBR"},
    short_form{"DUE TO", "D/T"},
    short_form{"DISCONTINUED", "DISC"},
    short_form{"DELIVERY DATE", "DLD"},
    short_form{"DATE OF DELIVERY", "DLD"},
    short_form{"DATE OF PURCHASE", "DOP"},
    short_form{"DATE OF SERVICE", "DOS"},
    short_form{"EQUIPMENT", "EQ"},
    short_form{"INDIVIDUAL CONSIDERATION", "IC"},
    short_form{"KNEE ANKLE FOOT ORTHOSIS", "KAFO"},
    short_form{"KNEE-ANKLE-FOOT ORTHOSIS", "KAFO"},
    short_form{"LOWER EXTREMITY", "LE"},
    short_form{"LUMBAR SACRAL ORTHOSIS", "LSO"},
    short_form{"LUMBAR-SACRAL ORTHOSIS", "LSO"},
    short_form{"MODEL", "MDL"},
    short_form{"MANUFACTURER", "MFG"},
    short_form{"MISCELLANEOUS", "MISC"},
    short_form{"NOT OTHERWISE CLASSIFIED", "NOC"},
    short_form{"ORIGINAL", "ORIG"},
    short_form{"PATIENT OWNED", "OWN"},
    short_form{"PRICE LIST", "PL"},
    short_form{"LIST PRICE", "PL"},
    short_form{"REPLACEMENT", "REPL"},
    short_form{"REPLACED", "REPL"},
    short_form{"REASONABLE USEFUL LIFETIME", "RUL"},
    short_form{"SUPPLIER RETAIL PRICE", "SRP"},
    short_form{"SIZE", "SZ"},
};

char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool in_word(char c) noexcept {
    c = upper(c);
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '/';
}

bool replace_words(std::string& note, short_form const& row) {
    bool replaced = false;
    for (std::size_t at = 0; at + row.words.size() <= note.size(); ++at) {
        std::size_t const end = at + row.words.size();
        if (at != 0 && in_word(note[at - 1])) continue;
        if (end != note.size() && in_word(note[end])) continue;
        if (!std::equal(row.words.begin(), row.words.end(), note.begin() + static_cast<std::ptrdiff_t>(at),
                        [](char a, char b) { return a == upper(b); }))
            continue;
        note.replace(at, row.words.size(), row.abbreviation);
        replaced = true;
    }
    return replaced;
}

}  // namespace

std::string shortened_note(std::string_view note, std::size_t most) {
    std::string text{note};
    if (text.size() <= most) return text;
    text.erase(text.find_last_not_of(' ') + 1);
    text.erase(0, text.find_first_not_of(' '));
    text.erase(std::unique(text.begin(), text.end(), [](char a, char b) { return a == ' ' && b == ' '; }), text.end());
    std::vector<short_form const*> order;
    for (short_form const& row : short_forms) order.push_back(&row);
    std::stable_sort(order.begin(), order.end(), [](auto const* a, auto const* b) {
        return a->words.size() - a->abbreviation.size() > b->words.size() - b->abbreviation.size();
    });
    for (short_form const* row : order) {
        if (text.size() <= most) break;
        replace_words(text, *row);
    }
    return text;
}

}  // namespace orthoscrub::scrub
