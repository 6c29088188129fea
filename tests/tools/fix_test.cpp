// fix as its users run it: what is written, what is said, exit codes, and silence about personal data.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/json_schema.hpp"
#include "tests/tools/run_program.hpp"

namespace fix_test {

using namespace orthoscrub::tests;
namespace json = boost::json;

namespace {

std::string const slips = "tests/golden/slips.837";

std::string file_with(std::string_view from, std::string_view to) {
    return claim_file(replaced(std::string{clean_claim}, from, to));
}

json::value fix_schema() {
    return json::parse(read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/scrubber/fix/fix.schema.json"));
}

}  // namespace

TEST_CASE("golden: fix --diff shows each segment before and after with the rules that asked") {
    outcome const o =
        run({"fix", slips, "--diff", "--unsafe", "modifier-rtlt-same-line,narrative-*", "--today", "2025-03-03"});
    CHECK(o.err.empty());
    CHECK(o.code == 1);
    std::string const path = std::string{ORTHOSCRUB_SOURCE_DIR} + "/tests/golden/slips.fix.text";
    char const* const update = std::getenv("UPDATE_GOLDEN");
    if (update && std::string_view{update} == "1") std::ofstream{path, std::ios::binary} << o.out;
    CHECK(o.out == read_file(path));
}

TEST_CASE("the repaired file differs from the input in the edits alone") {
    scratch_folder const folder;
    std::string const file = file_with("HC:L1833:RT:KX*", "HC:L1833:rt:KX:KX*");
    outcome const o = run({"fix", folder.file("in.837", file), "-o", folder / "out.837"});
    CHECK(o.code == 0);
    CHECK(o.err.empty());
    CHECK(o.out.find("Written to") != std::string::npos);
    CHECK(read_file(folder / "out.837") == claim_file(clean_claim));
    CHECK(read_file(folder / "in.837") == file);
    CHECK(folder.entries() == 2);
}

TEST_CASE("exit codes: 0 no error stays, 1 errors stay, 2 not readable, 3 wrong usage, 4 no such file") {
    scratch_folder const folder;
    std::string const clean = folder.file("clean.837", claim_file(clean_claim));
    std::string const both = folder.file("both.837", claim_file(both_sides_claim));
    std::string const text = folder.file("notes.txt", "not X12 at all");
    std::string const out = folder / "out.837";
    struct row {
        std::vector<std::string> arguments;
        int code;
        std::string_view says;
    };
    for (row const& r : {
             row{{"fix", clean, "-o", out}, 0, "nothing to repair"},
             row{{"fix", both, "-o", out}, 1, "--unsafe modifier-rtlt-same-line"},
             row{{"fix", both, "-o", out, "--unsafe", "modifier-rtlt-same-line"}, 0, "split in two lines"},
             row{{"fix", both, "-o", out, "--unsafe", "modifier-*", "--unsafe", "narrative-*"},
                 0,
                 "split in two lines"},
             row{{"fix", both, "-o", out, "--rules", "narrative-*"}, 0, "nothing to repair"},
             row{{"fix", both, "--dry-run", "--unsafe", "*"}, 0, "Nothing was written"},
             row{{"fix", text, "-o", out}, 2, "holds no X12 interchange"},
             row{{"fix", clean}, 3, "-o FILE"},
             row{{"fix", clean, "-o", clean}, 3, "is an input"},
             row{{"fix", clean, "-o", out, "--unsafe", "modifier-syntax"}, 3, "names no rule with an unsafe repair"},
             row{{"fix", clean, "-o", out, "--unsafe", "modifier-rtlt"}, 3, "names no rule with an unsafe repair"},
             row{{"fix", clean, "-o", out, "--rules", "nonsense"}, 3, "nonsense"},
             row{{"fix", folder / "absent.837", "-o", out}, 4, "absent.837"},
         }) {
        CAPTURE(r.says);
        outcome const o = run(r.arguments);
        CHECK(o.code == r.code);
        CHECK((o.out + o.err).find(r.says) != std::string::npos);
        if (r.code > 1) CHECK(o.out.empty());
    }
    std::filesystem::remove(out);
    CHECK(run({"fix", text, "-o", out}).code == 2);
    CHECK(!std::filesystem::exists(out));
    CHECK(run({"fix", both, "-o", out, "--dry-run"}).code == 1);
    CHECK(!std::filesystem::exists(out));
}

TEST_CASE("standard input and standard output: the file on one, the report on standard error") {
    std::string const file = file_with("HC:L1833:RT:KX*", "HC:L1833:rt:KX*");
    outcome const o = run({"fix", "-", "-o", "-"}, file);
    CHECK(o.code == 0);
    CHECK(o.out == claim_file(clean_claim));
    CHECK(o.err.find("standard input: 1 change in 1 claim") != std::string::npos);
}

TEST_CASE("the JSON report keeps to its schema; before and after stand there with --diff only") {
    for (bool diff : {false, true}) {
        std::vector<std::string> arguments{"fix", slips, "--dry-run", "--format", "json", "--unsafe", "*"};
        if (diff) arguments.emplace_back("--diff");
        outcome const o = run(arguments);
        CHECK(o.code == 1);
        json::value const report = json::parse(o.out);
        for (std::string const& complaint : schema_complaints(fix_schema(), report)) FAIL_CHECK(complaint);
        auto const& changes = report.at("changes").as_array();
        REQUIRE(changes.size() > 3);
        CHECK(changes[0].at("before").is_null() != diff);
        CHECK(report.at("output").is_null());
        CHECK(report.at("refused").as_array().size() > 0);
        CHECK(run(arguments).out == o.out);
    }
}

TEST_CASE("no report of fix says a personal value; --show-phi does") {
    // Canaries in the note that is shortened, the description that is copied, names and the member id beside them.
    std::string const canary = "QZVKXW";
    std::string const claim =
        "CLM*C-1*1690***12:B:1*Y*A*Y*Y~HI*ABK:M1711~LX*1~SV1*HC:L3999:RT*450*UN*1***1~DTP*472*D8*20250301~NTE*ADD*" +
        canary + "1 MANUFACTURER " + canary +
        "2 MODEL X PRICE LIST 450 BROKEN BEYOND REPAIR DUE TO A LOT OF WEAR AND TEAR~"
        "NM1*DK*1*" +
        canary + "3*" + canary +
        "4****XX*1999000015~LX*2~SV1*HC:L1833:RT:LT:KX*1240*UN*2***1~DTP*472*D8*20250301~"
        "NTE*ADD*" +
        canary + "5*" + canary + "6~NM1*DK*1*" + canary + "3*" + canary + "4****XX*1999000015~";
    std::string const file = replaced(claim_file(claim), "1EG4TE5MK73", canary + "-7");
    for (std::string const format : {"text", "json"})
        for (bool show : {false, true}) {
            CAPTURE(format);
            std::vector<std::string> arguments{"fix", "-", "--diff", "--unsafe", "*", "--format", format};
            if (show) arguments.emplace_back("--show-phi");
            outcome const o = run(arguments, file);
            CHECK(o.code <= 1);
            CHECK(o.out.find("narrative-too-long") != std::string::npos);
            CHECK(o.out.find("modifier-rtlt-same-line") != std::string::npos);
            CHECK(((o.out + o.err).find(canary) != std::string::npos) == show);
        }
}

}  // namespace fix_test
