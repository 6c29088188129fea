// The loader's complaints about faulty tables, and what it lets pass.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/shipped_codes.hpp"

namespace code_loading_test {

using namespace orthoscrub;
using namespace orthoscrub::scrub;
using namespace orthoscrub::test;

namespace {

/// The errors of a load in which one file is replaced by `text`.
std::vector<std::string> errors_with(std::string const& path, std::string text) {
    auto const whole = shipped();
    file_source const source = [&](std::string_view wanted) -> std::optional<std::string_view> {
        if (wanted != path) return whole(wanted);
        return text == "absent" ? std::nullopt : std::optional<std::string_view>{text};
    };
    code_tables_result const result = load_code_tables(source);
    CHECK((result.tables == nullptr) == !result.errors.empty());
    std::vector<std::string> said;
    for (table_error const& error : result.errors) said.push_back(to_string(error));
    return said;
}

}  // namespace

TEST_CASE("loading: a fault names file, line, column, what was expected and what stood there") {
    std::string const head =
        "# table: noc; release: 2026-07; sources: S1\ncode,orthotic,active,narrative_required,specific_codes\n";
    std::string const sides =
        "# table: icd10_sides; release: 2026-04; sources: S26\nprefix,position,right,left,sources\n";
    struct expectation {
        std::string path, text, said;
    };
    for (auto const& e :
         {expectation{"codes/noc.csv", "absent", "codes/noc.csv: expected the file; it is not in the pack"},
          {"codes/noc.csv", "", "codes/noc.csv:1:1: expected a line of column names, found \"\""},
          {"codes/noc.csv", "code,orthotic\n",
           "codes/noc.csv:1:1: expected a comment line \"# table: ...; release: ...\" before the column names, found "
           "\"code,orthotic\""},
          {"codes/noc.csv", "# table: noc\ncode,orthotic,active,specific_codes\n",
           "codes/noc.csv:2:1: expected a column named narrative_required, found "
           "\"code,orthotic,active,specific_codes\""},
          {"codes/noc.csv", head + "L0999,yes,maybe,yes,\n", "codes/noc.csv:3:11: expected yes or no, found \"maybe\""},
          {"codes/noc.csv", head + "L0999,yes,yes\n",
           "codes/noc.csv:3:11: expected 5 fields as in the line of column names, found \"3 fields\""},
          {"codes/noc.csv", head + "\r\n# note\nL0100,yes,yes,yes,\r\n",
           "codes/noc.csv:5:1: expected a code that stands in lcodes.csv, other_codes.csv, cpt_retired.csv or "
           "hcpcs.csv, found \"L0100\""},
          {"codes/noc.csv", head + "L0999,yes,yes,yes,\"L0970\n",
           "codes/noc.csv:3:19: expected a closing quote, found \"\"L0970\""},
          {"codes/prior_auth.csv",
           "# table: prior_auth; release: 1\ncode,from,to,states,bypass\nL0650,2022-10-10,2022-10-09,all,ST\n",
           "codes/prior_auth.csv:3:18: expected a day not before 2022-10-10, found \"2022-10-09\""},
          {"codes/prior_auth.csv",
           "# table: prior_auth; release: 1\ncode,from,to,states,bypass\nL0650,2022-02-30,,CA ZZ,ST\n",
           "codes/prior_auth.csv:3:7: expected a day CCYY-MM-DD, found \"2022-02-30\""},
          {"codes/prior_auth.csv",
           "# table: prior_auth; release: 1\ncode,from,to,states,bypass\nL0650,2022-02-28,,CA ZZ,ST\n",
           "codes/prior_auth.csv:3:19: expected \"all\" or postal codes of states, separated by blanks, found \"CA "
           "ZZ\""},
          {"codes/modifiers.csv",
           "# table: modifiers; release: "
           "1\nmodifier,meaning,class,on_l_code,exclusive,from,to\nRT,right,lateralty,yes,,,\n",
           "codes/modifiers.csv:3:10: expected a known word (did you mean laterality?), found \"lateralty\""},
          {"codes/modifiers.csv",
           "# table: modifiers; release: "
           "1\nmodifier,meaning,class,on_l_code,exclusive,from,to\nRA,a,coverage,yes,RB,,\nRB,b,coverage,yes,,,\n",
           "codes/modifiers.csv:4:19: expected RA too, because its row excludes RB, found \"\""},
          {"codes/icd10_sides.csv", sides + "M17,5,1,2,S26\nM17,5,1,2,S26\n",
           "codes/icd10_sides.csv:4:1: expected each prefix once, found \"M17\""},
          {"codes/icd10_sides.csv", sides + "M171,4,1,2,S26\n",
           "codes/icd10_sides.csv:3:6: expected a character behind the prefix, 7 at most, found \"4\""},
          {"codes/icd10_sides.csv", sides + "M171,5,1,,S26\n",
           "codes/icd10_sides.csv:3:10: expected characters for both sides, or for neither, found \"\""},
          {"codes/icd10_sides.csv", sides + "M171,5,13,23,S26\n",
           "codes/icd10_sides.csv:3:11: expected other characters than those for the right side, found \"23\""},
          {"codes/icd10_sides.csv", sides + "MX,5,1,2,S26\n",
           "codes/icd10_sides.csv:3:1: expected a letter, two digits and perhaps more: the beginning of ICD-10-CM "
           "codes, found \"MX\""},
          {"codes/icd10.csv",
           "# table: icd10; release: "
           "1\ncode,name,billable,from,to,replaced_by,issue\nM5450,x,yes,,,,\nM545,x,no,,,,retired\n",
           "codes/icd10.csv:4:1: expected the codes in order, each once, found \"M545\""}}) {
        CAPTURE(e.text);
        std::vector<std::string> const said = errors_with(e.path, e.text);
        REQUIRE_FALSE(said.empty());
        CHECK(said.front() == e.said);
    }
}

TEST_CASE("loading: columns may change places, a byte order mark is skipped, the pack may be compiled in") {
    std::string const text =
        "\xEF\xBB\xBF# table: noc; release: 2026-07; sources: "
        "S1\nspecific_codes,narrative_required,active,orthotic,code\n,yes,yes,yes,L0999\n";
    CHECK(errors_with("codes/noc.csv", text).empty());
    packed_file const files[] = {{"codes/noc.csv", text}};
    CHECK(packed_source(files)("codes/noc.csv") == std::string_view{text});
    CHECK_FALSE(packed_source(files)("codes/carc.csv").has_value());
}

TEST_CASE("loading: an official list in the pack makes absence mean invalid") {
    auto const whole = shipped();
    std::string const text =
        "# table: hcpcs; release: 2026-10\ncode,short_name,from,to,replaced_by,sources\n"
        "L0650,again,,,,S2\nL5000,sho insert,1980-01-01,,,S2\nE0100,cane,,,,S2\n";
    code_tables_result const loaded = load_code_tables([&](std::string_view path) -> std::optional<std::string_view> {
        return path == "codes/hcpcs.csv" ? std::optional<std::string_view>{text} : whole(path);
    });
    REQUIRE(loaded.tables);
    CHECK(loaded.tables->hcpcs.complete());
    CHECK(loaded.tables->find("E0100") != code_id::unknown);
    CHECK(loaded.tables->find("L5000") != code_id::unknown);
    CHECK_FALSE(loaded.tables->row(loaded.tables->find("L5000")).l_code);
    CHECK(loaded.tables->row(loaded.tables->find("L0650")).l_code);
}

}  // namespace code_loading_test
