#pragma once
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "scrubber/codes/code_tables.hpp"

namespace orthoscrub::test {

using namespace orthoscrub::scrub;

inline file_source shipped() {
    return folder_source(std::filesystem::path{__FILE__}.parent_path() / ".." / ".." / "scrubber");
}

inline code_tables const& tables() {
    static code_tables_result const loaded = load_code_tables(shipped());
    for (table_error const& error : loaded.errors) MESSAGE(to_string(error));
    REQUIRE(loaded.tables != nullptr);
    return *loaded.tables;
}

inline model::date day(std::string_view iso) { return model::date::from_iso(iso).value_or(model::date{}); }

inline code_row const& row(std::string_view code) {
    code_id const id = tables().find(code);
    REQUIRE(id != code_id::unknown);
    return tables().row(id);
}

inline bool listed(std::string_view list, std::string_view code) {
    auto const id = tables().hcpcs.find_list(list);
    REQUIRE(id.has_value());
    return tables().hcpcs.in_list(*id, tables().find(code));
}

inline int members(std::string_view list) {
    auto const id = tables().hcpcs.find_list(list);
    REQUIRE(id.has_value());
    int count = 0;
    for (code_row const& r : tables().hcpcs.rows()) count += r.lists.has(*id) ? 1 : 0;
    return count;
}

inline std::string describe(tri answer) { return answer == tri::yes ? "yes" : answer == tri::no ? "no" : "unknown"; }

}  // namespace orthoscrub::test
