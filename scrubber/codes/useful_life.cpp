// Few rows: the default first fills all regions that no row names.
#include "scrubber/codes/useful_life.hpp"

#include <array>

namespace orthoscrub::scrub {

using namespace std::string_view_literals;

void useful_life_table::read(table_load& load) {
    enum column { region, sure, most };
    static constexpr std::array columns{"region"sv, "sure_months"sv, "most_months"sv};
    table_reader rows{load, "codes/useful_life.csv", columns};
    while (rows.next()) {
        std::size_t const at = rows.word(region, region_words());
        useful_life const life{rows.number(sure), rows.number(most)};
        if (life.most_months < life.sure_months) rows.fail(most, "as many months as sure_months, or more");
        lives_[at] = life;
    }
    useful_life const usual = of(body_region::any);
    if (rows.opened() && usual.most_months == 0) rows.fail(region, "a row of the region any");
    for (useful_life& life : lives_)
        if (life.most_months == 0) life = usual;
}

}  // namespace orthoscrub::scrub
