// Modifiers get small numbers so that the four of a line, and any list in a rule, are sets in two machine words.
// Exclusion is stored on both sides; a table that states it on one side only does not load.
#include "scrubber/codes/modifier_table.hpp"

#include <algorithm>

namespace orthoscrub::scrub {
namespace {

using namespace std::string_view_literals;

constexpr std::array class_words{"equipment-status"sv, "repair-replacement"sv,
                                 "laterality"sv,       "coverage"sv,
                                 "liability"sv,        "prior-auth-bypass"sv,
                                 "competitive-bid"sv,  "rental-month"sv,
                                 "rental-choice"sv,    "overflow"sv,
                                 "informational"sv,    "prosthesis-level"sv,
                                 "professional"sv,     "therapy"sv,
                                 "anesthesia"sv,       "surgery"sv,
                                 "facility"sv};
static_assert(class_words.size() == modifier_class_count);
constexpr std::array use_words{"no"sv, "rare"sv, "yes"sv};

}  // namespace

std::span<std::string_view const> modifier_class_words() noexcept { return class_words; }
std::string_view to_string(modifier_class kind) noexcept { return class_words[static_cast<std::size_t>(kind)]; }

bool modifier_shape_ok(std::string_view modifier) noexcept {
    return modifier.size() == 2 && std::all_of(modifier.begin(), modifier.end(),
                                               [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

void modifier_table::read(table_load& load) {
    enum column { code, meaning, kind, use, exclusive, from, to };
    static constexpr std::array columns{"modifier"sv,  "meaning"sv, "class"sv, "on_l_code"sv,
                                        "exclusive"sv, "from"sv,    "to"sv};
    places_.assign(36 * 36, modifier_id::unknown);
    table_reader rows{load, "codes/modifiers.csv", columns};
    info_ = rows.info();
    std::vector<table_reader::place> exclusions(1);
    while (rows.next()) {
        if (!modifier_shape_ok(rows[code])) {
            rows.fail(code, "two characters, upper-case letters or digits");
            continue;
        }
        modifier_id& at = places_[place(rows[code][0]) * 36 + place(rows[code][1])];
        if (at != modifier_id::unknown) {
            rows.fail(code, "each modifier once");
            continue;
        }
        if (rows_.size() == modifier_set::capacity) {
            rows.fail(code, "at most 127 modifiers");
            break;
        }
        at = static_cast<modifier_id>(rows_.size());
        modifier_row r;
        r.code = rows[code];
        r.meaning = rows[meaning];
        r.kind = static_cast<modifier_class>(rows.word(kind, class_words));
        r.on_l_code = static_cast<modifier_use>(rows.word(use, use_words));
        r.effective = rows.days(from, to);
        rows_.push_back(r);
        classes_[static_cast<std::size_t>(r.kind)].insert(at);
        uses_[static_cast<std::size_t>(r.on_l_code)].insert(at);
        exclusions.push_back(rows.where(exclusive));
    }
    static constexpr std::array official_columns{"modifier"sv};
    table_reader official{load, "codes/hcpcs_modifiers.csv", official_columns, true};
    if (official.opened()) official_.assign(36 * 36, false);
    while (official.next()) {
        if (modifier_shape_ok(official[0])) official_[place(official[0][0]) * 36 + place(official[0][1])] = true;
        else official.fail(0, "two characters, upper-case letters or digits");
    }
    for (std::size_t i = 1; i < rows_.size(); ++i)
        for (std::string_view rest = exclusions[i].text; !rest.empty();) {
            std::size_t const end = std::min(rest.find('|'), rest.size());
            modifier_id const other = find(rest.substr(0, end));
            if (other == modifier_id::unknown) rows.fail(exclusions[i], "modifiers of this table, separated by |");
            rows_[i].exclusive.insert(other);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    for (std::size_t i = 1; i < rows_.size(); ++i)
        for (std::size_t j = 1; j < rows_.size(); ++j)
            if (rows_[i].exclusive.has(static_cast<modifier_id>(j)) &&
                !rows_[j].exclusive.has(static_cast<modifier_id>(i)))
                rows.fail(exclusions[j],
                          std::string{rows_[i].code} + " too, because its row excludes " + std::string{rows_[j].code});
}

}  // namespace orthoscrub::scrub
