// The fee schedule has a column for each state, and since 2016 two, for its non-rural (NR) and rural (R) parts. We take the
// non-rural amount: a claim does not say whether the patient's ZIP code counts as rural.
#include <algorithm>

#include "parser/model/money.hpp"
#include "scrubber/codes/hcpcs_table.hpp"
#include "scrubber/codes/official/release_lines.hpp"

namespace orthoscrub::scrub {

namespace {

struct cell {
    std::string text;
    std::size_t column = 0;
};

/// Fields of a comma-separated line, blanks at the ends cut.
std::vector<cell> cells_of(std::string_view line) {
    std::vector<cell> cells(1);
    cells.back().column = 1;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        char const c = line[i];
        if (c == '"') quoted = !quoted;
        else if (c == ',' && !quoted) cells.push_back({{}, i + 2});
        else cells.back().text += c;
    }
    for (cell& each : cells) {
        auto const first = each.text.find_first_not_of(' ');
        each.text = first == std::string::npos ? std::string{}
                                               : each.text.substr(first, each.text.find_last_not_of(' ') - first + 1);
    }
    return cells;
}

/// The state whose amounts stand under this column name; empty for rural parts and other columns.
std::string state_of(std::string_view name) {
    std::string_view const state = name.substr(0, 2);
    std::string_view const rest = name.size() > 2 ? name.substr(2) : std::string_view{};
    if (state_bit(state) == 0 || !(rest.empty() || rest == " (NR)")) return {};
    return std::string{state};
}

}  // namespace

converted_release convert_fees(std::string_view file, model::date from, release_edition const& edition) {
    converted_release made;
    converted_release::table table{"codes/fees.csv", table_head("fees", edition, "CMS", "code,state,from,to,amount"),
                                   0};
    release_lines lines{file, edition, made};
    std::vector<std::string> states;  // by column
    std::string const days = ',' + from.iso() + ',' + (edition.covers_to.empty() ? "" : edition.covers_to.iso()) + ',';
    std::vector<std::string> rows;
    while (lines.next()) {
        std::vector<cell> const cells = cells_of(lines.line());
        if (states.empty()) {
            if (cells.front().text != "HCPCS") continue;
            for (cell const& each : cells) states.push_back(state_of(each.text));
            if (std::all_of(states.begin(), states.end(), [](auto const& s) { return s.empty(); }))
                lines.fail(1, "columns of states: AL (NR), AL (R), ...", lines.line());
            continue;
        }
        std::string const& code = cells.front().text;
        if (!judged_l_code(code) || (cells.size() > 2 && !(cells[1].text + cells[2].text).empty())) continue;
        if (cells.size() < states.size()) {
            lines.fail(1, std::to_string(states.size()) + " fields as in the line of column names",
                       std::to_string(cells.size()) + " fields");
            continue;
        }
        for (std::size_t i = 0; i < states.size(); ++i) {
            if (states[i].empty() || cells[i].text.empty()) continue;
            model::parsed_money const amount = model::parse_money(cells[i].text);
            if (!amount.usable()) lines.fail(cells[i].column, "an amount", cells[i].text);
            else if (amount.value.cents > 0)
                rows.push_back(code + ',' + states[i] + days + model::to_string(amount.value) + '\n');
        }
    }
    if (states.empty()) lines.fail(1, "a line of column names that begins with HCPCS", "none");
    if (made.errors.empty() && rows.empty()) lines.fail(1, "amounts for codes from L0100 to L4999", "none");
    if (!made.errors.empty()) return made;
    std::sort(rows.begin(), rows.end());
    for (std::string const& row : rows) table.text += row;
    table.rows = rows.size();
    made.tables.push_back(std::move(table));
    return made;
}

}  // namespace orthoscrub::scrub
