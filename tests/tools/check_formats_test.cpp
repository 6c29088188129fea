// What check writes in each format: golden files for the eye, the schema for programs, and the promises that
// hold for all of them (same bytes, sorted, standard input, the slow evaluator).
#include <doctest/doctest.h>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/golden_file.hpp"
#include "tests/tools/json_schema.hpp"
#include "tests/tools/run_program.hpp"

namespace check_formats_test {

using namespace orthoscrub::tests;
namespace json = boost::json;

namespace {

std::string const sample = "tests/golden/three-claims.837";

std::vector<std::string> check(std::string const& format, std::vector<std::string> more) {
    std::vector<std::string> arguments{"check", "--today", "2025-03-03", "--format", format};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

json::value schema() {
    return json::parse(read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/scrubber/report/check.schema.json"));
}

/// The schema of one of its definitions.
json::value schema_of(std::string_view definition) {
    json::value whole = schema();
    json::object part = whole.get_object().at("$defs").get_object().at(definition).get_object();
    part["$defs"] = whole.get_object().at("$defs");
    return part;
}

void check_schema(json::value const& rules, json::value const& value) {
    for (std::string const& complaint : schema_complaints(rules, value)) FAIL_CHECK(complaint);
}

}  // namespace

TEST_CASE("golden: a clean claim, both sides on one line, a wrong total, and SE01 that does not count") {
    for (std::string const format : {"text", "concise", "json", "ndjson", "csv", "sarif", "html"}) {
        CAPTURE(format);
        outcome const o = run(check(format, {"--rules", "modifier-rtlt-same-line,claim-total-mismatch", sample}));
        CHECK(o.code == 1);
        CHECK(o.err.empty());
        check_golden("three-claims." + format, without_pack(o.out));
    }
}

TEST_CASE("text fits 80 columns, links aside, and has no color away from a terminal") {
    outcome const o = run(check("text", {"fixtures/demo/supplier-day.837"}));
    CHECK(o.out.find('\x1b') == std::string::npos);
    for (std::size_t from = 0; from < o.out.size();) {
        std::size_t const to = o.out.find('\n', from);
        std::string const line = o.out.substr(from, to - from);
        CAPTURE(line);
        if (line.find("://") == std::string::npos) CHECK(line.size() <= 80);
        CHECK((line.empty() || line.back() != ' '));
        from = to + 1;
    }
}

TEST_CASE("json and every ndjson object keep to the schema, for findings, faults, several files and bad ones") {
    scratch_folder const folder;
    std::string const empty = folder.file("empty.837", "");
    std::string const latin = folder.file("latin.837", replaced(claim_file(clean_claim), "A-1*", "A\xE9-1*"));
    std::string const wrong =
        folder.file("institutional.837", replaced(claim_file(clean_claim), "005010X222A1", "005010X223A2"));
    std::vector<std::string> const files{"fixtures/demo/supplier-day.837", sample, empty, latin, wrong};

    outcome const whole = run(check("json", files));
    CHECK(whole.code == 2);
    json::value const document = json::parse(whole.out);
    check_schema(schema(), document);
    CHECK(document.at("files").get_array().size() == files.size());
    CHECK(document.at("findings").get_array().size() > 10);

    outcome const lines = run(check("ndjson", files));
    std::size_t findings = 0;
    std::vector<std::string> types;
    for (std::size_t from = 0; from < lines.out.size();) {
        std::size_t const to = lines.out.find('\n', from);
        json::object object = json::parse(lines.out.substr(from, to - from)).get_object();
        from = to + 1;
        std::string const type{object.at("type").get_string()};
        object.erase("type");
        if (types.empty() || types.back() != type) types.push_back(type);
        if (type == "run") continue;
        check_schema(schema_of(type), object);
        findings += type == "finding";
    }
    CHECK(types.front() == "run");
    CHECK(types.back() == "summary");
    CHECK(findings == document.at("findings").get_array().size());
}

TEST_CASE("the schema test can fail: a missing member, a wrong type and an unknown member are complaints") {
    json::value const document = json::parse(run(check("json", {sample})).out);
    CHECK(schema_complaints(schema(), document).empty());
    json::value broken = document;
    broken.at("summary").get_object().erase("claims");
    CHECK(schema_complaints(schema(), broken).size() == 1);
    broken = document;
    broken.at("findings").get_array().at(0).at("rule") = 7;
    CHECK(schema_complaints(schema(), broken).size() == 1);
    broken = document;
    broken.at("tool").get_object()["extra"] = nullptr;
    CHECK(schema_complaints(schema(), broken).size() == 1);
}

TEST_CASE("same file, pack and options: same bytes; standard input and --slow say the same as the file") {
    std::string const text = read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/fixtures/demo/supplier-day.837");
    for (std::string const format : {"text", "concise", "json", "ndjson", "csv", "sarif", "html"}) {
        CAPTURE(format);
        outcome const first = run(check(format, {"fixtures/demo/supplier-day.837"}));
        CHECK(run(check(format, {"fixtures/demo/supplier-day.837"})).out == first.out);
        CHECK(run(check(format, {"--slow", "fixtures/demo/supplier-day.837"})).out == first.out);
        outcome const piped = run(check(format, {"-"}), text);
        CHECK(piped.code == first.code);
        std::string renamed = "\n" + piped.out;
        for (auto const& [from, to] : std::vector<std::pair<std::string, std::string>>{
                 {"\"file\":\"-\"", "\"file\":\"fixtures/demo/supplier-day.837\""},
                 {"\"path\":\"-\"", "\"path\":\"fixtures/demo/supplier-day.837\""},
                 {"\"uri\":\"-\"", "\"uri\":\"fixtures/demo/supplier-day.837\""},
                 {"\n\"'-\",", "\nfixtures/demo/supplier-day.837,"},
                 {"standard input", "fixtures/demo/supplier-day.837"},
                 {"<td data-label=\"File\">-<", "<td data-label=\"File\">fixtures/demo/supplier-day.837<"},
                 {"\n-:", "\nfixtures/demo/supplier-day.837:"}})
            renamed = replaced(renamed, from, to);
        // Cards name the input in a sentence that is wrapped, so only the formats of one line a thing are compared.
        if (format != "text") CHECK(renamed == "\n" + first.out);
    }
}

TEST_CASE("findings stand in the order of file, place and rule, late faults included") {
    // HL04 of the billing provider promises children that never come, told at the end of the set; a trailing
    // separator early in the file, counted at its end.
    std::string text = replaced(claim_file(both_sides_claim), "PRV*BI*PXC*335E00000X~", "PRV*BI*PXC*335E00000X*~");
    text = replaced(text, "HL*2*1*22*0~", "HL*2*1*22*1~");
    json::value const document = json::parse(run(check("json", {"-"}), text).out);
    std::pair<std::int64_t, std::string> before{-1, ""};
    std::string rules;
    for (auto const& finding : document.at("findings").get_array()) {
        std::pair<std::int64_t, std::string> const now{finding.at("at").at("byte").as_int64(),
                                                       std::string{finding.at("rule").get_string()}};
        CHECK(before < now);
        before = now;
        rules += now.second + ' ';
    }
    CAPTURE(rules);
    CHECK(rules.find("x12-trailing-separator x12-hl-child-code ") == 0);
    CHECK(rules.find("modifier-rtlt-same-line") != std::string::npos);
}

TEST_CASE("dollars at stake count a line once, and a claim finding takes all its lines") {
    auto const summary = [](std::string const& text) {
        return json::parse(run(check("json", {"-"}), text).out).at("summary");
    };
    json::value const clean = summary(claim_file(clean_claim));
    CHECK(clean.at("claims").as_int64() == 1);
    CHECK(clean.at("charge_cents_at_stake").as_int64() == 0);
    CHECK(clean.at("flagged_lines").as_int64() == 0);
    json::value const both = summary(claim_file(both_sides_claim));
    CHECK(both.at("charge_cents_at_stake").as_int64() == 124000);
    CHECK(both.at("flagged_claims").as_int64() == 1);
    // Two errors on the one line, and a claim total that is wrong: still once.
    json::value const more =
        summary(claim_file(replaced(std::string{both_sides_claim}, "CLM*B-1*1240", "CLM*B-1*1241")));
    CHECK(more.at("by_severity").at("error").as_int64() >= 2);
    CHECK(more.at("charge_cents_at_stake").as_int64() == 124000);
    json::value const total = summary(claim_file(replaced(std::string{clean_claim}, "CLM*A-1*620", "CLM*A-1*621")));
    CHECK(total.at("charge_cents_at_stake").as_int64() == 62000);
    CHECK(total.at("flagged_lines").as_int64() == 1);
}

TEST_CASE("--rules: globs, taking away, last match wins; structural faults stay unless taken away") {
    std::string const text = replaced(
        claim_file(replaced(std::string{both_sides_claim}, "CLM*B-1*1240", "CLM*B-1*1241")), "GE*1*1~", "GE*2*1~");
    struct row {
        std::vector<std::string> values;
        bool rtlt, total, count;
    };
    for (row const& r :
         {row{{}, true, true, true}, row{{"modifier-*"}, true, false, true}, row{{"-modifier-*"}, false, true, true},
          row{{"*,-claim-*"}, true, false, true}, row{{"-*", "claim-total-mismatch"}, false, true, false},
          row{{"modifier-*,-modifier-rtlt*,modifier-rtlt-same-line"}, true, false, true},
          row{{"-x12-*"}, true, true, false}, row{{"claim-*", "x12-ge-count"}, false, true, true}}) {
        std::vector<std::string> arguments = check("concise", {});
        for (std::string const& value : r.values) {
            arguments.insert(arguments.end(), {"--rules", value});
            CAPTURE(value);
        }
        arguments.push_back("-");
        std::string const out = run(arguments, text).out;
        CAPTURE(out);
        CHECK((out.find("modifier-rtlt-same-line") != std::string::npos) == r.rtlt);
        CHECK((out.find("claim-total-mismatch") != std::string::npos) == r.total);
        CHECK((out.find("x12-ge-count") != std::string::npos) == r.count);
    }
}

TEST_CASE("--payer overrides what the claim says about its payer") {
    auto const payer = [](std::vector<std::string> more) {
        more.push_back("-");
        json::value const document = json::parse(run(check("json", more), claim_file(both_sides_claim)).out);
        for (auto const& finding : document.at("findings").get_array())
            if (!finding.at("claim").is_null()) return std::string{finding.at("claim").at("payer").get_string()};
        return std::string{};
    };
    CHECK(payer({}) == "medicare.dme");
    CHECK(payer({"--payer", "medicare.advantage"}) == "medicare.advantage");
}

TEST_CASE("--recursive reads the files of a folder in the order of their paths") {
    scratch_folder const folder;
    for (std::string const name : {"b.837", "a.837", ".hidden.837"}) folder.file(name, claim_file(clean_claim));
    json::value const document = json::parse(run(check("json", {"--recursive", folder / ""})).out);
    REQUIRE(document.at("files").get_array().size() == 2);
    CHECK(std::string{document.at("files").at(0).at("path").get_string()}.ends_with("a.837"));
    CHECK(document.at("summary").at("claims").as_int64() == 2);
}

TEST_CASE("the pack is found at --pack, then ORTHOSCRUB_PACK; its name and hash stand in the output") {
    scratch_folder const folder;
    std::filesystem::create_directories(folder / "own/rules");
    std::string const shipped = std::string{ORTHOSCRUB_SOURCE_DIR} + "/scrubber";
    auto const tool = [&](std::vector<std::string> more, std::vector<std::string> environment) {
        more.push_back("-");
        outcome const o = run(check("json", more), claim_file(clean_claim), std::move(environment));
        CAPTURE(o.err);
        REQUIRE(o.code == 0);
        return json::parse(o.out).at("tool").at("pack");
    };
    json::value const embedded = tool({}, {});
    CHECK(embedded.at("sha256").get_string().size() == 64);
    CHECK(tool({"--pack", shipped}, {}).at("name") == embedded.at("name"));
    CHECK(tool({}, {"ORTHOSCRUB_PACK=" + shipped}).at("sha256") == tool({"--pack", shipped}, {}).at("sha256"));
    outcome const missing =
        run(check("json", {"-"}), claim_file(clean_claim), {"ORTHOSCRUB_PACK=" + (folder / "gone")});
    CHECK(missing.code == 3);
    CHECK(missing.err.find("ORTHOSCRUB_PACK") != std::string::npos);
}

}  // namespace check_formats_test
