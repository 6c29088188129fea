// orthoscrub split as its users run it: which files appear, what they hold, and what is said.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/json_schema.hpp"
#include "tests/tools/run_program.hpp"
#include "tools/generator/generator.hpp"

namespace split_test {

using namespace orthoscrub::tests;
namespace json = boost::json;

namespace {

std::string two_claims() { return claim_file(std::string{clean_claim} + std::string{both_sides_claim}); }

/// The texts from each CLM up to the next CLM, HL or SE, sorted.
std::vector<std::string> claims_in(std::string const& file) {
    std::vector<std::string> claims;
    bool inside = false;
    for (std::size_t from = 0; from < file.size();) {
        std::size_t const end = std::min(file.find('~', from), file.size() - 1) + 1;
        std::string const segment = file.substr(from, end - from);
        if (segment.starts_with("CLM*")) claims.emplace_back();
        inside = segment.starts_with("CLM*") || (inside && !segment.starts_with("HL*") && !segment.starts_with("SE*"));
        if (inside) claims.back() += segment;
        from = end;
    }
    std::ranges::sort(claims);
    return claims;
}

json::object reasons_of(std::string const& path) { return json::parse(read_file(path)).as_object(); }

void check_schema(json::object value, bool with_claims) {
    if (!with_claims) value["claims"] = json::array{};
    json::value const schema =
        json::parse(read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/scrubber/split/reasons.schema.json"));
    for (std::string const& complaint : schema_complaints(schema, value)) FAIL_CHECK(complaint);
}

std::string generated(std::uint64_t claims, std::uint64_t seed) {
    orthoscrub::generator::options wanted;
    wanted.claims = claims;
    wanted.seed = seed;
    wanted.claims_per_set = 300;
    wanted.defects_per_mille = 200;
    std::string file;
    orthoscrub::generator::generate(wanted, [&](std::string_view text) { file += text; });
    return file;
}

}  // namespace

TEST_CASE("split: a clean and a held claim go to their files, the reasons name the rule, the exit code is 1") {
    scratch_folder const folder;
    std::string const file = folder.file("day.837", two_claims());
    outcome const o = run({"split", "--rules", "modifier-rtlt-same-line", file});
    CHECK(o.code == 1);
    CHECK(o.out.empty());
    CHECK(folder.entries() == 4);
    CHECK(read_file(file) == two_claims());
    CHECK(claims_in(read_file(folder / "day.clean.837")) == claims_in(claim_file(clean_claim)));
    CHECK(claims_in(read_file(folder / "day.held.837")) == claims_in(claim_file(both_sides_claim)));
    CHECK(o.err.find("clean        1") != std::string::npos);
    CHECK(o.err.find("held         1        $1,240.00") != std::string::npos);
    CHECK(o.err.find("why          1  modifier-rtlt-same-line") != std::string::npos);

    json::object const reasons = reasons_of(folder / "day.reasons.json");
    check_schema(reasons, true);
    json::array const& claims = reasons.at("claims").as_array();
    REQUIRE(claims.size() == 2);
    CHECK(claims[0].at("control_number").as_string() == "A-1");
    CHECK(claims[0].at("file").as_string() == "clean");
    CHECK(claims[1].at("control_number").as_string() == "B-1");
    CHECK(claims[1].at("file").as_string() == "held");
    CHECK(claims[1].at("rules").as_array().at(0).as_string() == "modifier-rtlt-same-line");
    // The fingerprint is the one that check prints.
    outcome const checked = run({"check", "--format", "json", "--rules", "modifier-rtlt-same-line", file});
    CHECK(json::parse(checked.out).at("findings").at(0).at("fingerprint") ==
          claims[1].at("fingerprints").as_array().at(0));
}

TEST_CASE("split: a half without claims gets no file, and one from an earlier run is named") {
    scratch_folder const folder;
    std::string const file = folder.file("day.837", two_claims());
    outcome const none = run({"split", "--rules", "hcpcs-invalid", file});
    CHECK(none.code == 0);
    CHECK(folder.entries() == 3);
    CHECK(read_file(folder / "day.clean.837") == two_claims());

    CHECK(run({"split", "--rules", "modifier-rtlt-same-line", file}).code == 1);
    outcome const again = run({"split", "--rules", "hcpcs-invalid", file});
    CHECK(again.code == 0);
    CHECK(again.err.find("day.held.837 is from an earlier run") != std::string::npos);
    CHECK(reasons_of(folder / "day.reasons.json").at("held").at("path").is_null());
}

TEST_CASE("split: --clean, --held, --reasons and --out-dir say where the files go; --dry-run writes none") {
    scratch_folder const folder;
    std::string const file = folder.file("day.837", two_claims());
    std::filesystem::create_directory(folder / "out");
    std::vector<std::string> const start{"split", "--rules", "modifier-rtlt-same-line"};
    auto const with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), start.begin(), start.end());
        more.push_back(file);
        return run(more);
    };
    outcome const dry = with({"--dry-run", "--format", "json"});
    CHECK(dry.code == 1);
    CHECK(folder.entries() == 2);
    CHECK(dry.err.find("nothing is written") != std::string::npos);
    json::object const summary = json::parse(dry.out).as_object();
    check_schema(summary, false);
    CHECK(summary.at("held").at("claims").as_int64() == 1);
    CHECK(summary.at("by_rule").at(0).at("claims").as_int64() == 1);

    CHECK(with({"--out-dir", folder / "out", "--clean", folder / "go.837", "--reasons", folder / "why.json"}).code ==
          1);
    CHECK(std::filesystem::exists(folder / "go.837"));
    CHECK(std::filesystem::exists(folder / "why.json"));
    CHECK(std::filesystem::exists(folder / "out/day.held.837"));
    CHECK(folder.entries() == 4);
    CHECK(reasons_of(folder / "why.json").at("clean").at("path").as_string() == folder / "go.837");
}

TEST_CASE("split: wrong use writes nothing and says what to change") {
    scratch_folder const folder;
    std::string const file = folder.file("day.837", two_claims());
    std::string const other = folder.file("other.txt", "not a claim");
    std::filesystem::create_symlink(file, folder / "link.837");
    std::string const institutional =
        folder.file("i.837", replaced(claim_file(clean_claim), "005010X222A1", "005010X223A2"));
    std::string const pipe = folder / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    struct row {
        std::vector<std::string> arguments;
        int code;
        std::string_view says;
    };
    for (row const& r :
         {row{{"-"}, 3, "standard input can be read only once"}, row{{pipe}, 3, "can be read only once"},
          row{{folder / "none.837"}, 4, "no such file"}, row{{file, "--clean", file}, 3, "is the input"},
          row{{file, "--held", folder / "link.837"}, 3, "is the input"},
          row{{file, "--clean", folder / "x", "--held", folder / "./x"}, 3, "name the same file"},
          row{{file, "--clean", folder / ""}, 3, "is a folder"},
          row{{file, "--held", "-"}, 3, "a split has several files"},
          row{{file, "--out-dir", folder / "nowhere"}, 4, "cannot write there"},
          row{{file, "--rules", "modifier-rtlt-same-line", "--held", folder / "no/x"}, 4, "--held"},
          row{{file, "--hold-on", "note"}, 3, "--hold-on"}, row{{other}, 2, "split takes an 837P"},
          row{{folder.file("nogs.837", replaced(two_claims(), "GS*HC", "N9*HC"))},
              2,
              "2 claims in transaction sets outside of any functional group"},
          row{{institutional}, 2, "005010X223A2; split takes professional claims"},
          row{{"--claim-bytes", "4096",
               folder.file("day.837", replaced(two_claims(), "REF*6R*A-1-L1~",
                                               "REF*6R*A-1-L1~NTE*ADD*" + std::string(5000, 'X') + "~"))},
              2,
              "--claim-bytes raise the limits; no file was written"}}) {
        std::vector<std::string> arguments{"split"};
        arguments.insert(arguments.end(), r.arguments.begin(), r.arguments.end());
        CAPTURE(arguments.back());
        CAPTURE(r.says);
        std::size_t const before = folder.entries();
        outcome const o = run(arguments);
        CAPTURE(o.err);
        CHECK(o.code == r.code);
        CHECK(o.out.empty());
        CHECK(o.err.find(r.says) != std::string::npos);
        CHECK(folder.entries() == before);
    }
}

TEST_CASE("split: an error of the envelope that stands ends with 1 though nothing is held; one put right does not") {
    scratch_folder const folder;
    struct row {
        std::string_view from, to;
        int code;
        std::string_view says;
    };
    for (row const& r : {row{"GE*1*1~", "GE*9*1~", 0, "x12-ge-count (error): belongs to no claim; put right"},
                         row{"GE*1*1~", "GE*1*2~", 1, "x12-ge-control-number (error): belongs to no claim; stands"}}) {
        std::string const text = claim_file(clean_claim);
        REQUIRE(text.find(r.from) != std::string::npos);
        std::string const file = folder.file("day.837", replaced(text, r.from, r.to));
        outcome const o = run({"split", "--rules", "hcpcs-invalid", file});
        CHECK(o.code == r.code);
        CHECK(o.err.find(r.says) != std::string::npos);
        CHECK(claims_in(read_file(folder / "day.clean.837")).size() == 1);
    }
}

TEST_CASE(
    "split: generated files with defects: every claim once, the clean half has nothing to hold, --hold-on warning "
    "too") {
    for (std::uint64_t const seed : {1u, 2u, 3u}) {
        for (std::string const hold_on : {"error", "warning"}) {
            CAPTURE(seed);
            CAPTURE(hold_on);
            scratch_folder const folder;
            std::string const text = generated(1200, seed);
            std::string const file = folder.file("day.837", text);
            outcome const o = run({"split", "--hold-on", hold_on, file});
            CHECK(o.code == 1);
            auto claims = claims_in(read_file(folder / "day.clean.837"));
            auto const held = claims_in(read_file(folder / "day.held.837"));
            CHECK(claims.size() > 500);
            CHECK(held.size() > 50);
            claims.insert(claims.end(), held.begin(), held.end());
            std::ranges::sort(claims);
            CHECK(claims == claims_in(text));

            outcome const clean = run({"check", "--fail-on", hold_on, "--format", "json", folder / "day.clean.837"});
            CHECK(clean.code == 0);
            // Whatever was found in the input is found again in one of the halves, under the same fingerprint.
            std::multiset<std::string> whole, halves;
            auto const collect = [](std::string const& path, std::multiset<std::string>& into) {
                json::value const report = json::parse(run({"check", "--format", "json", path}).out);
                for (json::value const& f : report.at("findings").as_array())
                    into.insert(std::string{f.at("fingerprint").as_string()});
            };
            collect(file, whole);
            collect(folder / "day.clean.837", halves);
            collect(folder / "day.held.837", halves);
            CHECK(whole == halves);
            json::object const reasons = reasons_of(folder / "day.reasons.json");
            CHECK(reasons.at("claims").as_array().size() == 1200);
            CHECK(reasons.at("held").at("claims").as_int64() == static_cast<std::int64_t>(held.size()));
        }
    }
}

}  // namespace split_test
