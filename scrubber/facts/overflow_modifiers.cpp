// A word of several pairs ends the list, because the words after it are prose in which AS or AD would look like
// modifiers; only a list of single pairs goes on from word to word.
#include "scrubber/facts/overflow_modifiers.hpp"

#include <algorithm>

namespace orthoscrub::scrub {

modifier_set overflow_modifiers(std::string_view note, modifier_table const& modifiers) noexcept {
    modifier_set found;
    while (!note.empty()) {
        std::size_t const from = note.find_first_not_of(" ,/");
        if (from == std::string_view::npos) break;
        note.remove_prefix(from);
        std::string_view const word = note.substr(0, note.find_first_of(" ,/"));
        note.remove_prefix(word.size());
        if (word.size() % 2 != 0) break;
        modifier_set pairs;
        bool all = true;
        for (std::size_t at = 0; at < word.size(); at += 2) {
            modifier_id const id = modifiers.find(word.substr(at, 2));
            all = all && id != modifier_id::unknown;
            pairs.insert(id);
        }
        if (!all) break;
        found = found | pairs;
        if (word.size() > 2) break;
    }
    return found;
}

}  // namespace orthoscrub::scrub
