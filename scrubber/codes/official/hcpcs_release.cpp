// The official HCPCS list: one record begins a code or modifier, further records continue its long description, which we
// do not keep. A code that ended and came back has one record; the day it was added counts.
#include <algorithm>
#include <set>

#include "scrubber/codes/hcpcs_words.hpp"
#include "scrubber/codes/modifier_table.hpp"
#include "scrubber/codes/official/release_lines.hpp"

namespace orthoscrub::scrub {

namespace {

/// CCYYMMDD as CCYY-MM-DD; empty for a blank; a complaint for anything else.
std::string day(release_lines& lines, std::size_t first) {
    std::string_view const text = lines.part(first, first + 7);
    if (text.empty()) return {};
    if (auto const read = model::date::from_ccyymmdd(text)) return read->iso();
    lines.fail(first, "a day CCYYMMDD or blanks", text);
    return {};
}

}  // namespace

converted_release convert_hcpcs(std::string_view file, release_edition const& edition) {
    converted_release made;
    converted_release::table codes{
        "codes/hcpcs.csv", table_head("hcpcs", edition, "CMS", "code,short_name,from,to,replaced_by,sources"), 0};
    converted_release::table modifiers{"codes/hcpcs_modifiers.csv",
                                       table_head("hcpcs_modifiers", edition, "CMS", "modifier,meaning,from,to"), 0};
    release_lines lines{file, edition, made};
    std::set<std::string, std::less<>> seen;
    while (lines.next()) {
        std::string_view const kind = lines.part(11, 11);
        if (kind == "4" || kind == "8") continue;
        if (kind != "3" && kind != "7") {
            lines.fail(11, "3, 4, 7 or 8 as in the CMS alpha-numeric HCPCS file", kind);
            continue;
        }
        bool const code = kind == "3";
        std::string_view const name = lines.part(1, 5);
        if (code ? !hcpcs_shape_ok(name) : !modifier_shape_ok(name)) {
            lines.fail(1, code ? "a procedure code" : "a modifier in columns 4 and 5", name);
            continue;
        }
        if (!seen.emplace(name).second) {
            lines.fail(1, "each code once", name);
            continue;
        }
        std::string const from = day(lines, 269), to = day(lines, 285);
        std::string const row = std::string{name} + ',' + table_field(lines.part(92, 119)) + ',' + from + ',' + to +
                                (code ? ",,CMS\n" : "\n");
        converted_release::table& table = code ? codes : modifiers;
        table.text += row;
        ++table.rows;
    }
    if (made.errors.empty() && codes.rows == 0) lines.fail(1, "records of the CMS alpha-numeric HCPCS file", "none");
    if (made.errors.empty()) made.tables = {std::move(codes), std::move(modifiers)};
    return made;
}

}  // namespace orthoscrub::scrub
