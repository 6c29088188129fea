// The official diagnosis list laid around the shipped rows: those stay word for word, because they know successors and
// dates; every other code of the list becomes a row, a heading as `incomplete`. The columns are those of the shipped table.
#include <map>
#include <set>

#include "scrubber/codes/icd10_table.hpp"
#include "scrubber/codes/official/release_lines.hpp"

namespace orthoscrub::scrub {

namespace {

/// The shipped table: its line of column names, and its rows by code, as written.
struct shipped_rows {
    std::vector<std::string> columns;
    std::map<std::string, std::string, std::less<>> rows;
};

shipped_rows read_shipped(std::string_view text) {
    shipped_rows shipped;
    while (!text.empty()) {
        std::size_t const end = std::min(text.find('\n'), text.size());
        std::string_view const line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') continue;
        if (!shipped.columns.empty()) {
            shipped.rows.emplace(line.substr(0, line.find(',')), line);
            continue;
        }
        for (std::size_t at = 0; at <= line.size();) {
            std::size_t const comma = std::min(line.find(',', at), line.size());
            shipped.columns.emplace_back(line.substr(at, comma - at));
            at = comma + 1;
        }
    }
    return shipped;
}

}  // namespace

converted_release convert_icd10(std::string_view file, std::string_view shipped_text, release_edition const& edition) {
    converted_release made;
    shipped_rows shipped = read_shipped(shipped_text);
    release_lines lines{file, edition, made};
    std::set<std::string, std::less<>> billable;
    while (lines.next()) {
        std::string_view const code = lines.part(7, 13), flag = lines.part(15, 15);
        if (flag != "0" && flag != "1") {
            lines.fail(15, "0 or 1 as in the ICD-10-CM order file", flag);
            continue;
        }
        if (!icd10_shape_ok(code)) {
            lines.fail(7, "an ICD-10-CM code without its dot", code);
            continue;
        }
        if (flag == "1") billable.emplace(code);
        if (shipped.rows.contains(code)) continue;
        std::string row;
        for (std::string const& column : shipped.columns) {
            if (!row.empty()) row += ',';
            if (column == "code") row += code;
            else if (column == "name") row += table_field(lines.part(17, 76));
            else if (column == "billable") row += flag == "1" ? "yes" : "no";
            else if (column == "replaced_by" && flag == "0") row.append(code).append("-");
            else if (column == "issue" && flag == "0") row += "incomplete";
            else if (column == "sources") row += "CMS";
        }
        shipped.rows.emplace(code, std::move(row));
    }
    if (made.errors.empty() && billable.empty()) lines.fail(1, "records of the ICD-10-CM order file", "none");
    if (!made.errors.empty()) return made;
    std::string columns;
    for (std::string const& column : shipped.columns) columns.append(columns.empty() ? "" : ",").append(column);
    converted_release::table table{"codes/icd10.csv", table_head("icd10", edition, "CMS S26", columns), 0};
    for (auto const& [code, row] : shipped.rows) {
        table.text.append(row).append("\n");
        ++table.rows;
    }
    made.tables.push_back(std::move(table));
    return made;
}

}  // namespace orthoscrub::scrub
