// Places are found by their number; taxonomies and boxes are asked for rarely and searched one by one. A box matches when
// every part it states agrees; the first such row of the file wins, so exact rows stand before general ones there.
#include "scrubber/codes/form_tables.hpp"

#include "scrubber/codes/characters.hpp"

namespace orthoscrub::scrub {
namespace {

using namespace std::string_view_literals;

constexpr std::array verdict_words{"unknown"sv, "accept"sv, "warn"sv, "error"sv};
constexpr std::array role_words{"supplier"sv, "orderer"sv, "orderer-supplier"sv, "implausible"sv};
constexpr std::array level_words{"organization"sv, "individual"sv};

std::size_t number_of(std::string_view place) noexcept {
    if (place.size() != 2 || !is_digit(place[0]) || !is_digit(place[1])) return 100;
    return static_cast<std::size_t>((place[0] - '0') * 10 + (place[1] - '0'));
}

}  // namespace

void form_tables::read(table_load& load) {
    static constexpr std::array place_columns{"place"sv, "name"sv, "orthosis"sv};
    table_reader places{load, "codes/pos.csv", place_columns};
    while (places.next()) {
        std::size_t const number = number_of(places[0]);
        if (number == 100 || place_at_[number] != 0) {
            places.fail(0, "two digits, each place once");
            continue;
        }
        places_.push_back({places[0], places[1], static_cast<place_verdict>(places.word(2, verdict_words))});
        place_at_[number] = static_cast<std::uint8_t>(places_.size());
    }

    static constexpr std::array taxonomy_columns{"code"sv, "name"sv, "level"sv, "role"sv};
    table_reader taxonomies{load, "codes/taxonomy.csv", taxonomy_columns};
    while (taxonomies.next()) {
        if (taxonomies[0].size() != 10 || taxonomies[0].back() != 'X' || taxonomy(taxonomies[0])) {
            taxonomies.fail(0, "ten characters that end in X, each code once");
            continue;
        }
        bool const individual = taxonomies.word(2, level_words) == 1;
        taxonomies_.push_back(
            {taxonomies[0], taxonomies[1], individual, static_cast<taxonomy_role>(taxonomies.word(3, role_words))});
    }

    static constexpr std::array box_columns{"box"sv,     "loop"sv,      "segment"sv, "qualifier"sv,
                                            "element"sv, "component"sv, "what"sv};
    table_reader boxes{load, "codes/cms1500.csv", box_columns};
    while (boxes.next()) {
        if (boxes[0].empty()) boxes.fail(0, "the name of a box");
        if (boxes[1].size() < 4) boxes.fail(1, "a loop, such as 2300");
        if (boxes[2].size() < 2 || boxes[2].size() > 3) boxes.fail(2, "a segment, such as CLM");
        boxes_.push_back({boxes[0], boxes[1], boxes[2], boxes[3], boxes.number(4), boxes.number(5), boxes[6]});
    }
}

place_row const* form_tables::place(std::string_view code) const noexcept {
    std::size_t const number = number_of(code);
    return number < 100 && place_at_[number] != 0 ? &places_[place_at_[number] - 1u] : nullptr;
}

taxonomy_row const* form_tables::taxonomy(std::string_view code) const noexcept {
    for (taxonomy_row const& row : taxonomies_)
        if (row.code == code) return &row;
    return nullptr;
}

std::string_view form_tables::box(std::string_view loop, std::string_view segment, std::string_view qualifier,
                                  unsigned element, unsigned component) const noexcept {
    for (form_box const& row : boxes_) {
        if (row.loop != loop || row.segment != segment) continue;
        if (!row.qualifier.empty() && row.qualifier != qualifier) continue;
        if (row.element != 0 && element != 0 && row.element != element) continue;
        if (row.component != 0 && component != 0 && row.component != component) continue;
        return row.box;
    }
    return {};
}

}  // namespace orthoscrub::scrub
