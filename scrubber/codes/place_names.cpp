// Codes of two letters are found by their place in a square of 26 by 26.
#include "scrubber/codes/place_names.hpp"

namespace orthoscrub::scrub {

using namespace std::string_view_literals;

void place_names::read(table_load& load) {
    static constexpr std::array state_columns{"state"sv, "name"sv, "country"sv, "zip"sv};
    static constexpr std::array lands{"US"sv, "CA"sv};
    table_reader states{load, "codes/states.csv", state_columns};
    while (states.next()) {
        std::size_t const at = cell_of(states[0]);
        if (at == cells || state_at_[at] != 0 || states_.size() == 255) {
            states.fail(0, "two capital letters, each state once");
            continue;
        }
        state_row row{states[0], states[1], states.word(2, lands) == 0};
        for (char const c : states[3]) {
            if (c < '0' || c > '9') states.fail(3, "the digits that postal codes begin with");
            else row.zip_starts = static_cast<std::uint16_t>(row.zip_starts | 1u << (c - '0'));
        }
        states_.push_back(row);
        state_at_[at] = static_cast<std::uint8_t>(states_.size());
    }

    static constexpr std::array country_columns{"country"sv};
    table_reader countries{load, "codes/countries.csv", country_columns};
    while (countries.next()) {
        std::size_t const at = cell_of(countries[0]);
        if (at == cells || country_[at] != 0) countries.fail(0, "two capital letters, each country once");
        else country_[at] = 1;
    }
}

}  // namespace orthoscrub::scrub
