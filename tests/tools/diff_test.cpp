// The diff command as scripts use it: the exit code is the answer, ids and order are stable, and what cannot be compared is
// said. The changed copies are made here from the demonstration's remittance.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include <filesystem>
#include <fstream>

#include "tests/tools/json_schema.hpp"
#include "tests/tools/run_program.hpp"

namespace diff_test {

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using namespace orthoscrub::tests;

std::string const claims = "fixtures/demo/supplier-day.837", era = "fixtures/demo/supplier-day.835";

std::string era_text() { return read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/" + era); }

/// `text` with one place changed; the place must be there.
std::string changed(std::string const& text, std::string_view from, std::string_view to) {
    REQUIRE(text.find(from) != std::string::npos);
    return replaced(text, from, to);
}

/// The demonstration's remittance with the denied L1833 of DEMO-04 paid in part.
std::string paid_after_all() {
    std::string text = changed(era_text(), "BPR*I*1599.36*", "BPR*I*2095.36*");
    text = changed(text, "CLP*DEMO-04-NO-SIDE*1*620*0*", "CLP*DEMO-04-NO-SIDE*1*620*496*");
    text = changed(text, "SVC*HC:L1833:KX*620*0**0**1~", "SVC*HC:L1833:KX*620*496**1~");
    return changed(text, "CAS*CO*16*620~", "CAS*CO*45*124~");
}

outcome diff(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "diff");
    arguments.emplace_back("--no-config");
    return run(std::move(arguments));
}

void remit(std::string const& answer, std::string const& format, std::string const& into) {
    REQUIRE(run({"remit", answer, "--claims", claims, "--no-config", "--format", format, "-o", into}).code == 0);
}

json::object parsed(outcome const& o) {
    json::value const value = json::parse(o.out);
    json::value const schema =
        json::parse(read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/scrubber/report/remit/diff.schema.json"));
    for (std::string const& complaint : schema_complaints(schema, value)) FAIL_CHECK(complaint);
    return value.as_object();
}

/// A folder of its own with the shipped rules, tables and profiles.
std::string pack_copy(scratch_folder const& folder) {
    fs::path const to = folder / "pack";
    fs::create_directory(to);
    for (char const* part : {"codes", "payers", "rules"})
        fs::copy(fs::path{ORTHOSCRUB_SOURCE_DIR} / "scrubber" / part, to / part, fs::copy_options::recursive);
    return to.string();
}

std::vector<std::string> packs(std::string const& from, std::string const& to, std::vector<std::string> more) {
    std::vector<std::string> all{"--packs", from, to, "--claims", claims};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

TEST_CASE("diff of remittances: the same is 0, another decision is 1 with matrix, money and reasons") {
    scratch_folder const folder;
    std::string const paid = folder.file("paid.835", paid_after_all());
    for (bool const with_claims : {false, true}) {
        CAPTURE(with_claims);
        auto const told = [&](std::string const& to, std::vector<std::string> more = {}) {
            std::vector<std::string> all{era, to};
            all.insert(all.end(), more.begin(), more.end());
            if (with_claims) all.insert(all.end(), {"--claims", claims});
            return diff(all);
        };
        outcome const same = told(era);
        CHECK(same.code == 0);
        CHECK(same.out.find("No difference in " + std::string{with_claims ? "20" : "16"} + " lines.") !=
              std::string::npos);
        outcome const text = told(paid);
        CHECK(text.code == 1);
        CHECK(text.err.empty());
        for (std::string_view const part : {"denied -> paid_reduced: 1, +$496.00", "denied -> denied: 9, $0.00",
                                            "claim DEMO-04-NO-SIDE", "gone  CO-16, MA130"}) {
            CAPTURE(text.out);
            CAPTURE(part);
            CHECK(text.out.find(part) != std::string::npos);
        }
        outcome const as_json = told(paid, {"--format", "json"});
        CHECK(as_json.code == 1);
        json::object const root = parsed(as_json);
        CHECK(root.at("kind").as_string() == "remittances");
        json::object const& told_of = root.at("remittances").as_object();
        REQUIRE(told_of.at("changes").as_array().size() == 1);
        json::object const& change = told_of.at("changes").as_array()[0].as_object();
        CHECK(change.at("class").as_string() == "disposition_changed");
        CHECK(change.at("deltas").as_object().at("P").as_int64() == 49600);
        CHECK(change.at("deltas").as_object().at("DN").as_int64() == -62000);
        CHECK(change.at("line").as_object().at("number").is_string() == with_claims);
        outcome const rows = told(paid, {"--format", "csv"});
        CHECK(rows.code == 1);
        CHECK(lines_in(rows.out) == 2);
        CHECK(rows.out.find("disposition_changed,DEMO-04-NO-SIDE,") != std::string::npos);
    }
}

TEST_CASE("diff of remittances: other identifiers alone are a difference only where they are asked for") {
    scratch_folder const folder;
    std::string const other = folder.file("other.835", changed(era_text(), "*SMI0014*", "*SMI0099*"));
    outcome const quiet = diff({era, other});
    CHECK(quiet.code == 0);
    outcome const asked = diff({era, other, "--identifiers"});
    CHECK(asked.code == 1);
    CHECK(asked.out.find("SMI0014") != std::string::npos);
    CHECK(asked.out.find("SMI0099") != std::string::npos);
}

TEST_CASE("diff of remittances: what remit wrote is a side like any other, and needs claims beside an 835") {
    scratch_folder const folder;
    std::string const paid = folder.file("paid.835", paid_after_all());
    std::string const before = folder / "before.json", after = folder / "after.ndjson";
    remit(era, "json", before);
    remit(paid, "ndjson", after);
    struct row {
        std::vector<std::string> arguments;
        int code;
    };
    for (row const& r : {row{{before, before}, 0}, row{{before, after}, 1}, row{{before, era, "--claims", claims}, 0},
                         row{{era, after, "--claims", claims}, 1}, row{{paid, after, "--claims", claims}, 0},
                         row{{before, era}, 3}, row{{paid, after}, 3}}) {
        std::string line;
        for (std::string const& argument : r.arguments) line += argument + ' ';
        CAPTURE(line);
        outcome const o = diff(r.arguments);
        CAPTURE(o.err);
        CHECK(o.code == r.code);
        CHECK((o.code == 3) == o.out.empty());
        CHECK((o.code == 3) == (o.err.find("--claims FILE...") != std::string::npos));
    }
    outcome const from_json = diff({before, after, "-f", "csv"}),
                  from_files = diff({era, paid, "-f", "csv", "--claims", claims});
    CHECK(from_json.out == from_files.out);
}

TEST_CASE("diff: bad sides, gates and combinations end with one line, the documented code and no output") {
    scratch_folder const folder;
    std::string const noise = folder.file("noise.835", "not X12 ~*:");
    std::string const other_json = folder.file("other.json", "{\"schema_version\":\"9.0\",\"lines\":[]}");
    struct row {
        std::vector<std::string> arguments;
        int code;
        std::string_view says;
    };
    for (row const& r : {
             row{{era, noise}, 2, "no X12 interchange"},
             row{{era, claims}, 2, "835"},
             row{{other_json, era}, 2, "schema_version"},
             row{{era, era, "--claims", noise}, 2, "no X12 interchange"},
             row{{era, folder / "nothing.835"}, 4, "no such file"},
             row{{era, era, "-o", folder / "no/where"}, 4, "cannot write"},
             row{{era}, 3, "NEW"},
             row{{"-", "-"}, 3, "can be read once"},
             row{{era, era, "--fail-if", "lost-tp-cents>1"}, 3, "--packs"},
             row{{era, era, "--ledger", "x.db"}, 3, "--packs"},
             row{{era, era, "--format", "html"}, 3, "--format"},
             row{packs("shipped", "shipped", {"--era", era, "--fail-if", "lost-tp>1"}), 3, "is no figure"},
             row{packs("shipped", "shipped", {"--era", era, "--fail-if", "precision<2"}), 3, "is no share"},
             row{packs("shipped", "shipped", {}), 3, "--era ERA..."},
             row{packs("shipped", "shipped", {"--era", era, "--identifiers"}), 3, "--identifiers"},
             row{packs("shipped", "shipped", {"--era", era, "--pack", "x"}), 3, "--pack"},
             row{packs("shipped", "shipped", {"--era", noise}), 2, "no X12 interchange"},
             row{packs("shipped", folder / "no-pack", {"--era", era}), 3, "no rule pack there"},
             row{packs("shipped", "shipped", {"--ledger", folder / "no.db"}), 3, "no.db"},
             row{{"--packs", "shipped", "shipped", "--era", era}, 3, "--claims FILE..."},
         }) {
        std::string line;
        for (std::string const& argument : r.arguments) line += argument + ' ';
        CAPTURE(line);
        outcome const o = diff(r.arguments);
        CAPTURE(o.err);
        CHECK(o.code == r.code);
        CHECK(o.out.empty());
        CHECK(lines_in(o.err) == 1);
        CHECK(o.err.find(r.says) != std::string::npos);
    }
}

TEST_CASE("diff of packs: a rule taken out is a denial no longer foreseen, and a gate decides whether that fails") {
    scratch_folder const folder;
    std::string const pack = pack_copy(folder);
    CHECK(diff(packs("shipped", pack, {"--era", era})).code == 0);
    fs::path const rule = fs::path{pack} / "rules" / "laterality" / "modifier-laterality-required.rule";
    std::string const text = read_file(rule.string());

    std::ofstream{rule} << "# layout is no difference\n" << text << "\n";
    CHECK(diff(packs("shipped", pack, {"--era", era})).code == 0);
    REQUIRE(fs::remove(rule));

    outcome const lost = diff(packs("shipped", pack, {"--era", era, "--format", "json"}));
    CHECK(lost.code == 1);
    json::object const told = parsed(lost).at("packs").as_object();
    CHECK(told.at("crossings").as_object().at("lost_tp").as_object().at("cents").as_int64() == 62000);
    CHECK(told.at("no_longer_flagged").as_int64() == 1);
    CHECK(told.at("from").as_object().at("sha256") != told.at("to").as_object().at("sha256"));
    REQUIRE(told.at("rules").as_array().size() == 1);
    json::object const& change = told.at("rules").as_array()[0].as_object();
    CHECK(change.at("rule").as_string() == "modifier-laterality-required");
    CHECK(json::serialize(change.at("changes")) == "[\"removed\"]");
    REQUIRE(told.at("changes").as_array().size() == 1);
    CHECK(told.at("changes").as_array()[0].as_object().at("claim").as_string() == "DEMO-04-NO-SIDE");

    outcome const gained = diff(packs(pack, "shipped", {"--era", era, "--format", "json"}));
    CHECK(gained.code == 1);
    CHECK(parsed(gained).at("packs").as_object().at("crossings").as_object().at("gained_tp").as_object().at("lines") ==
          1);

    struct gate {
        std::string_view text;
        int code;
    };
    for (gate const& g : {gate{"lost-tp-cents>61999", 1}, gate{"lost-tp-cents>62000", 0}, gate{"precision<0.99", 1},
                          gate{"precision<0.1", 0}, gate{"precision<0.1,lost-tp-cents>0", 1}}) {
        CAPTURE(g.text);
        outcome const o = diff(packs("shipped", pack, {"--era", era, "--fail-if", std::string{g.text}}));
        CHECK(o.code == g.code);
        CHECK(o.err.empty() == (g.code == 0));
        CHECK(o.out.find("DEMO-04-NO-SIDE") != std::string::npos);
    }
}

TEST_CASE("diff of packs: each part of a rule that changed is named") {
    scratch_folder const folder;
    std::string const pack = pack_copy(folder);
    fs::path const rule = fs::path{pack} / "rules" / "modifiers" / "modifier-duplicate.rule";
    std::string const text = read_file(rule.string());
    struct row {
        std::string_view from, to, change;
    };
    for (row const& r :
         {row{"severity   error", "severity   warning", "severity_changed"},
          row{"  when  ", "  payer      medicare.dme\n  when  ", "scope_changed"},
          row{"when       modifier.repeated", "when       modifier.repeated and not modifier.gap", "condition_changed"},
          row{"predicts   CARC 4", "predicts   CARC 16", "predictions_changed"},
          row{"carries {repeated_modifiers} twice", "has {repeated_modifiers} twice", "text_only"}}) {
        CAPTURE(r.change);
        std::ofstream{rule} << changed(text, r.from, r.to);
        outcome const o = diff(packs("shipped", pack, {"--era", era, "--format", "json"}));
        CAPTURE(o.err);
        REQUIRE(o.code == 1);
        json::object const root = parsed(o);
        auto const& rules = root.at("packs").as_object().at("rules").as_array();
        REQUIRE(rules.size() == 1);
        CHECK(json::serialize(rules[0].as_object().at("changes")) == "[\"" + std::string{r.change} + "\"]");
    }
}

TEST_CASE("diff of packs: a ledger gives the answers instead of 835 files") {
    scratch_folder const folder;
    std::string const pack = pack_copy(folder), db = folder / "practice.db";
    REQUIRE(fs::remove(fs::path{pack} / "rules" / "laterality" / "modifier-laterality-required.rule"));
    REQUIRE(run({"ledger", "add", db, claims, "--no-config"}).code == 0);
    REQUIRE(run({"remit", era, "--ledger", db, "--no-config"}).code == 0);
    outcome const files = diff(packs("shipped", pack, {"--era", era, "--format", "csv"}));
    outcome const kept = diff(packs("shipped", pack, {"--ledger", db, "--format", "csv"}));
    CHECK(files.code == 1);
    CHECK(kept.code == 1);
    CHECK(kept.out == files.out);
}

}  // namespace

}  // namespace diff_test
