// The lists are short and asked for messages and remittances only: they are kept sorted by code and searched by halves.
#include "scrubber/codes/answer_tables.hpp"

#include <algorithm>
#include <array>

namespace orthoscrub::scrub {
namespace {

using namespace std::string_view_literals;

constexpr std::array status_words{"category"sv, "status"sv};

}  // namespace

answer_row const* answer_tables::find(std::vector<answer_row> const& rows, std::string_view code) noexcept {
    auto const at = std::lower_bound(rows.begin(), rows.end(), code,
                                     [](answer_row const& row, std::string_view wanted) { return row.code < wanted; });
    return at != rows.end() && at->code == code ? &*at : nullptr;
}

void answer_tables::add(table_reader& from, std::vector<answer_row>& rows, answer_row row) {
    auto const at = std::lower_bound(rows.begin(), rows.end(), row.code,
                                     [](answer_row const& r, std::string_view wanted) { return r.code < wanted; });
    if (row.code.empty() || (at != rows.end() && at->code == row.code)) from.fail(0, "each code once");
    else rows.insert(at, row);
}

void answer_tables::read(table_load& load) {
    static constexpr std::array carc_columns{"code"sv, "meaning"sv, "usual_group"sv};
    table_reader carcs{load, "codes/carc.csv", carc_columns};
    while (carcs.next()) add(carcs, carc_, {carcs[0], carcs[1], carcs[2]});

    static constexpr std::array rarc_columns{"code"sv, "meaning"sv, "alert"sv};
    table_reader rarcs{load, "codes/rarc.csv", rarc_columns};
    while (rarcs.next()) {
        bool const alert = rarcs.yes(2);
        add(rarcs, rarc_, {rarcs[0], rarcs[1], {}, alert});
    }

    static constexpr std::array group_columns{"code"sv, "name"sv, "who_bears_it"sv};
    table_reader groups{load, "codes/group_codes.csv", group_columns};
    while (groups.next()) add(groups, groups_, {groups[0], groups[1], groups[2]});

    static constexpr std::array status_columns{"code"sv, "meaning"sv, "kind"sv, "rejects"sv};
    table_reader statuses{load, "codes/claim_status.csv", status_columns};
    while (statuses.next()) {
        bool const is_category = statuses.word(2, status_words) == 0;
        bool const rejects = is_category && statuses.yes(3);
        add(statuses, is_category ? categories_ : statuses_, {statuses[0], statuses[1], {}, false, rejects});
    }

    static constexpr std::array reject_columns{"category"sv, "status"sv, "entity"sv, "meaning"sv, "edit"sv};
    table_reader rejects{load, "codes/frontend_rejects.csv", reject_columns};
    while (rejects.next()) {
        if (!status_category(rejects[0])) rejects.fail(0, "a category of claim_status.csv");
        if (!status(rejects[1])) rejects.fail(1, "a status of claim_status.csv");
        rejects_.push_back({rejects[0], rejects[1], rejects[2], rejects[3], rejects[4]});
    }

    static constexpr std::array acknowledgment_columns{"element"sv, "code"sv, "meaning"sv};
    table_reader codes{load, "codes/acknowledgment_codes.csv", acknowledgment_columns};
    while (codes.next()) {
        if (!acknowledgment(codes[0], codes[1]).empty()) codes.fail(1, "each code once");
        acknowledgments_.push_back({codes[0], codes[1], codes[2]});
    }
}

std::string_view answer_tables::acknowledgment(std::string_view element, std::string_view code) const noexcept {
    for (acknowledgment_code const& row : acknowledgments_)
        if (row.element == element && row.code == code) return row.meaning;
    return {};
}

frontend_reject const* answer_tables::reject(std::string_view category, std::string_view status,
                                             std::string_view entity) const noexcept {
    frontend_reject const* of_anyone = nullptr;
    for (frontend_reject const& row : rejects_) {
        if (row.category != category || row.status != status) continue;
        if (!row.entity.empty() && row.entity == entity) return &row;
        if (row.entity.empty() && of_anyone == nullptr) of_anyone = &row;
    }
    return of_anyone;
}

}  // namespace orthoscrub::scrub
