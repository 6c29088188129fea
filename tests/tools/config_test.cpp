// orthoscrub.toml and the config command: what a file may say, who wins, and that it holds for every command.
#include <doctest/doctest.h>

#include <filesystem>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/json_schema.hpp"
#include "tests/tools/run_program.hpp"

namespace config_test {

using namespace orthoscrub::tests;
namespace json = boost::json;

namespace {

constexpr std::string_view own_payer =
    "[[profile]]\nid = \"acme\"\nclass = \"commercial\"\nclaim_ids = [\"77001\"]\n"
    "requires = { equipment_status = true }\nseverity = { claim-total-mismatch = \"note\" }\n";

std::string commercial(std::string text) {
    return replaced(replaced(std::move(text), "SBR*P*18*******MB", "SBR*P*18*******CI"), "PI*18003", "PI*77001");
}

/// The row of a setting: its value as JSON, and who gave it.
std::string row_of(std::string const& out, std::string_view name) {
    json::value const document = json::parse(out);
    for (json::value const& row : document.at("settings").get_array())
        if (row.at("name") == json::string{name})
            return json::serialize(row.at("value")) + " " + std::string{row.at("from").get_string()};
    return "no such setting";
}

}  // namespace

TEST_CASE("config: mistakes in the file are told with line, column and the nearest key, all of them: 3") {
    scratch_folder const folder;
    struct row {
        std::string toml;
        std::vector<std::string> says;
    };
    for (row const& r : {
             row{"ruls = [\"a\"]\n", {":1:1: unknown key \"ruls\" (did you mean rules?)"}},
             row{"rules = \"noc-*\"\n", {":1:9: rules: expected a list of texts"}},
             row{"ledgr = \"l.db\"\n", {":1:1: unknown key \"ledgr\" (did you mean ledger?)"}},
             row{"[defaults]\nformt = \"json\"\n", {":2:1: unknown key \"formt\" (did you mean format?)"}},
             row{"[defaults]\nformat = \"jsn\"\nfail_on = \"fatal\"\n",
                 {":2:10: format: expected text, ", "did you mean json?", ":3:11: fail_on: expected error, warning"}},
             row{"[defaults]\nbatch = \"no\"\n", {":2:9: batch: expected true or false"}},
             row{"[defaults]\naccept = [\"4010\"]\n", {":2:10: accept: expected 005010X222"}},
             row{"[limits]\nsegment_bytes = 10\n", {":2:17: segment_bytes: expected bytes from 1024"}},
             row{"[defaults]\nmax_findings = -1\n", {":2:16: max_findings: expected a number from 0 on, or \"all\""}},
             row{"[limits]\nclaim_bytes = \"64XB\"\n", {":2:15: claim_bytes: expected bytes"}},
             row{"[severities]\nnoc-units = \"fatal\"\n", {":2:13: noc-units: expected note, warning, error"}},
             row{"[severities]\nnoc-unit = \"error\"\n",
                 {":2:1: severities: no rule \"noc-unit\" (did you mean noc-units?)"}},
             row{"rules = [\"noc-unit\"]\n", {":1 (rules) noc-unit: no rule has this name (did you mean noc-units?)"}},
             row{"[defaults]\npayer = \"acme\"\n", {":2 (payer) expected a payer class or profile"}},
             row{"packs = [\"no-pack\"]\n", {":1 (packs) ", "no-pack: no rule pack there"}},
             row{"code_folders = [\"no-codes\"]\n", {":1 (code_folders) ", "no code tables there"}},
             row{"payers = [\"no-payers\"]\n", {":1 (payers) ", "no-payers: cannot be read"}},
             row{"suppressions = \"none.toml\"\n", {":1 (suppressions) ", "none.toml: cannot be read"}},
             row{"rules = [\n", {":"}},
         }) {
        CAPTURE(r.toml);
        std::string const file = folder.file("c.toml", r.toml);
        for (std::string const command : {"config", "check"}) {
            std::vector<std::string> arguments{command, "--config", file};
            if (command == "check") arguments.push_back("fixtures/demo/supplier-day.837");
            outcome const o = run(arguments);
            CAPTURE(o.err);
            CHECK(o.code == 3);
            CHECK(o.out.empty());
            for (std::string const& words : r.says) CHECK(o.err.find(words) != std::string::npos);
        }
    }
    CHECK(run({"config", "--config", folder / "none.toml"}).code == 3);
    CHECK(run({"config", "--config", folder.file("c.toml", ""), "--no-config"}).code == 3);
}

TEST_CASE("config: the command line beats the environment, that the file, that the default") {
    scratch_folder const folder;
    std::filesystem::create_directories(folder / "mine");
    std::string const payers = folder.file("mine/payers.toml", own_payer);
    std::string const file =
        folder.file("c.toml",
                    "payers = [\"mine/payers.toml\"]\nrules = [\"noc-*\"]\npacks = [\"mine\"]\n"
                    "[defaults]\nfail_on = \"warning\"\nmax_findings = 7\n[limits]\nclaim_bytes = \"32MB\"\n"
                    "[severities]\n\"noc-*\" = \"note\"\n");
    std::string const other = folder.file("other.toml", "rules = [\"modifier-*\"]\n");
    std::string const pack = std::string{ORTHOSCRUB_SOURCE_DIR} + "/scrubber";
    std::string const templates = folder / "mine/templates";
    std::filesystem::create_directories(templates);
    std::filesystem::copy(std::string{ORTHOSCRUB_SOURCE_DIR} + "/fixtures/templates/commercial.837",
                          templates + "/commercial.837");

    outcome const whole = run({"config", "--format", "json", "--config", file});
    REQUIRE(whole.code == 0);
    CHECK(json::parse(whole.out).at("file") == json::string{file});
    CHECK(row_of(whole.out, "payers") == "[\"" + payers + "\"] " + file + ":1");  // relative to the file
    CHECK(row_of(whole.out, "rules") == "[\"noc-*\"] " + file + ":2");
    CHECK(row_of(whole.out, "packs") == "[\"" + (folder / "mine") + "\"] " + file + ":3");
    CHECK(row_of(whole.out, "defaults.fail_on") == "\"warning\" " + file + ":5");
    CHECK(row_of(whole.out, "limits.claim_bytes") == "33554432 " + file + ":8");
    CHECK(row_of(whole.out, "severities.noc-*") == "\"note\" " + file + ":10");
    CHECK(row_of(whole.out, "defaults.max_findings") == "7 " + file + ":6");
    CHECK(row_of(whole.out, "defaults.format") == "\"text\" default");
    CHECK(row_of(whole.out, "suppressions") == "null default");

    std::vector<std::string> const environment{"ORTHOSCRUB_CONFIG=" + file, "ORTHOSCRUB_PACK=" + pack};
    outcome const by_environment = run({"config", "--format", "json"}, {}, environment);
    CHECK(row_of(by_environment.out, "rules") == "[\"noc-*\"] " + file + ":2");
    CHECK(row_of(by_environment.out, "packs") == "[\"" + pack + "\"] ORTHOSCRUB_PACK");

    outcome const by_option = run({"config", "--format", "json", "--config", other, "--rules", "icd10-*", "--payer",
                                   "medicaid", "--no-batch", "--claim-bytes", "8MB"},
                                  {}, environment);
    CHECK(json::parse(by_option.out).at("file") == json::string{other});
    CHECK(row_of(by_option.out, "rules") == "[\"icd10-*\"] --rules");
    CHECK(row_of(by_option.out, "defaults.payer") == "\"medicaid\" --payer");
    CHECK(row_of(by_option.out, "defaults.batch") == "false --no-batch");
    CHECK(row_of(by_option.out, "limits.claim_bytes") == "8388608 --claim-bytes");
    CHECK(row_of(by_option.out, "defaults.fail_on") == "\"error\" default");
    CHECK(row_of(by_option.out, "defaults.max_findings") == "\"all\" default");

    outcome const without = run({"config", "--no-config", "--format", "json"}, {}, environment);
    CHECK(json::parse(without.out).at("file").is_null());
    CHECK(row_of(without.out, "rules") == "[] default");
    CHECK(json::parse(run({"config", "--format", "json"}, {}, {"ORTHOSCRUB_CONFIG="}).out).at("file").is_null());
    outcome const text = run({"config", "--config", file});
    CHECK(text.out.find("claim_bytes") != std::string::npos);
    CHECK(text.out.find(file + ":8") != std::string::npos);
}

TEST_CASE("config: orthoscrub.toml of the current folder is used, one of a folder above is not") {
    scratch_folder const folder;
    folder.file("orthoscrub.toml", "rules = [\"modifier-rtlt-same-line\"]\n[defaults]\nformat = \"concise\"\n");
    folder.file("b.837", claim_file(both_sides_claim));
    std::filesystem::create_directories(folder / "below");
    outcome const here = run({"check", "b.837"}, {}, {}, folder / "");
    CHECK(here.code == 1);
    CHECK(lines_in(here.out) == 1);
    CHECK(here.out.starts_with("b.837:"));
    CHECK(run({"check", "--format", "text", "b.837"}, {}, {}, folder / "").out.starts_with("STOP"));
    CHECK(run({"check", "--no-config", "b.837"}, {}, {}, folder / "").out.starts_with("b.837:") == false);
    CHECK(run({"config"}, {}, {}, folder / "below").out.starts_with("configuration file: none"));
}

TEST_CASE("config: severities of the user stand above those of rule, profile and fault; the last glob wins") {
    scratch_folder const folder;
    std::string const error = folder.file("b.837", claim_file(both_sides_claim));
    std::string const total =
        folder.file("t.837", commercial(claim_file(replaced(std::string{clean_claim}, "CLM*A-1*620", "CLM*A-1*621"))));
    std::string const fault = folder.file("f.837", replaced(claim_file(clean_claim), "LX*1~", "LX*1*~"));
    folder.file("payers.toml", own_payer);
    struct row {
        std::string severities, file, rule, level;
    };
    for (row const& r : {row{"", error, "modifier-rtlt-same-line", "error"},
                         row{"\"modifier-*\" = \"note\"", error, "modifier-rtlt-same-line", "note"},
                         row{"\"modifier-*\" = \"note\"\nmodifier-rtlt-same-line = \"warning\"", error,
                             "modifier-rtlt-same-line", "warning"},
                         row{"modifier-rtlt-same-line = \"warning\"\n\"modifier-*\" = \"note\"", error,
                             "modifier-rtlt-same-line", "note"},
                         row{"", total, "claim-total-mismatch", "note"},
                         row{"claim-total-mismatch = \"warning\"", total, "claim-total-mismatch", "warning"},
                         row{"", fault, "x12-trailing-separator", "note"},
                         row{"x12-trailing-separator = \"error\"", fault, "x12-trailing-separator", "error"}}) {
        CAPTURE(r.severities);
        CAPTURE(r.file);
        std::string const config =
            folder.file("c.toml", "payers = [\"payers.toml\"]\n[severities]\n" + r.severities + "\n");
        for (std::string const way : {"--slow", "--recursive"}) {
            outcome const o = run({"check", "--config", config, "--format", "json", way, "--rules", r.rule, r.file});
            json::value const document = json::parse(o.out);
            REQUIRE(document.at("findings").get_array().size() == 1);
            CHECK(document.at("findings").at(0).at("severity") == json::string{r.level});
            CHECK(o.code == (r.level == "error" ? 1 : 0));
        }
    }
}

TEST_CASE("config: own payers and code tables hold for check and for the commands that explain") {
    scratch_folder const folder;
    std::string const payers = folder.file("payers.toml", own_payer);
    std::string const file = folder.file("a.837", commercial(claim_file(clean_claim)));
    auto const payer_of = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"check", "--format", "json", "--rules", "equipment-status-required", file});
        json::value const document = json::parse(run(more).out);
        return document.at("findings").get_array().empty()
                   ? std::string{"nothing"}
                   : std::string{document.at("findings").at(0).at("claim").at("payer").get_string()};
    };
    CHECK(payer_of({}) == "nothing");
    CHECK(payer_of({"--payers", payers}) == "acme");
    std::string const config = folder.file("c.toml", "payers = [\"payers.toml\"]\n");
    CHECK(payer_of({"--config", config}) == "acme");
    CHECK(run({"trace", file, "--claim", "A-1", "--payer", "acme"}, {}, {"ORTHOSCRUB_CONFIG=" + config}).code == 0);
    CHECK(run({"trace", file, "--claim", "A-1", "--payer", "acme"}).code == 3);

    outcome const list = run({"config", "payers", "--payers", payers});
    CHECK(list.out.find("acme  (class commercial, " + payers + ")") != std::string::npos);
    CHECK(list.out.find("equipment_status") != std::string::npos);
    json::value const known = json::parse(run({"config", "payers", "--payers", payers, "--format", "json"}).out);
    CHECK(known.at("payers").get_array().size() >= 12);

    struct row {
        std::string toml, says;
    };
    for (row const& r : {row{replaced(std::string{own_payer}, "severity = { claim-total", "severity = { claim-totl"),
                             "p.toml:6:36: severity: no rule \"claim-totl-mismatch\""},
                         row{replaced(std::string{own_payer}, "claim_ids", "claim_id"), "p.toml:4:1: unknown key"}}) {
        CAPTURE(r.toml);
        outcome const o = run({"config", "payers", "--payers", folder.file("p.toml", r.toml)});
        CAPTURE(o.err);
        CHECK(o.code == 3);
        CHECK(o.err.find(r.says) != std::string::npos);
    }

    std::filesystem::create_directories(folder / "codes");
    folder.file("codes/pos.csv", read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/scrubber/codes/pos.csv"));
    outcome const laid_over = run({"config", "--codes", folder / "codes"});
    CHECK(laid_over.code == 0);
    CHECK(laid_over.err.find("table: " + (folder / "codes/pos.csv") + " replaces codes/pos.csv") != std::string::npos);
    folder.file("codes/pos.csv", "no,table\n1,2\n");
    outcome const broken = run({"config", "--codes", folder / "codes"});
    CHECK(broken.code == 3);
    CHECK(broken.err.find((folder / "codes/pos.csv") + ":") != std::string::npos);
}

TEST_CASE("config: the settings that the README shows are those of fixtures/settings, and do what it says") {
    std::string const top = ORTHOSCRUB_SOURCE_DIR;
    std::string const readme = read_file(top + "/README.md");
    for (std::string const name : {"orthoscrub.toml", "payers.toml"})
        CHECK(readme.find("```toml\n" + read_file(top + "/fixtures/settings/" + name) + "```") != std::string::npos);
    std::string const list = read_file(top + "/fixtures/settings/suppressions.toml");
    CHECK(readme.find("```toml\n" + list.substr(0, list.find("\n\n")) + "\n```") != std::string::npos);
    CHECK(lines_in(read_file(top + "/fixtures/settings/payers.toml")) <= 10);

    outcome const o = run({"check", "--config", "fixtures/settings/orthoscrub.toml", "--today", "2026-06-30",
                           "--format", "json", "fixtures/demo/supplier-day.837"});
    CHECK(o.code == 1);
    CHECK(o.err.empty());
    json::value const summary = json::parse(o.out).at("summary");
    CHECK(summary.at("suppressed") == 1);
    CHECK(summary.at("by_rule").at("suppression-expired") == 1);
    CHECK_FALSE(summary.at("by_rule").get_object().contains("noc-price-missing"));
    CHECK_FALSE(summary.at("by_rule").get_object().contains("equipment-status-conflict"));
    outcome const payers = run({"config", "payers", "--payers", "fixtures/settings/payers.toml"});
    CHECK(payers.out.find("acme  (class commercial, fixtures/settings/payers.toml)") != std::string::npos);
    CHECK(run({"config", "--config", "fixtures/settings/orthoscrub.toml", "--today", "2026-06-30"})
              .out.find("fixtures/settings/payers.toml             fixtures/settings/orthoscrub.toml:1") !=
          std::string::npos);
}

}  // namespace config_test
