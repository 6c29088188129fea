// The ledger as its users fill it: what check, fix, split and remit keep, what comes of it, and silence about people.
#include <doctest/doctest.h>

#include <filesystem>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/json_schema.hpp"
#include "tests/tools/run_program.hpp"

namespace ledger_test {

using namespace orthoscrub::tests;
namespace json = boost::json;

namespace {

std::string const demo = "fixtures/demo/supplier-day.837";

outcome status(std::string const& db) { return run({"ledger", "status", db}); }

bool says(std::string const& text, std::string_view words) { return text.find(words) != std::string::npos; }

/// A claim with a safe repair: KX stands twice.
std::string twice_kx() {
    return claim_file(replaced(std::string{clean_claim}, "HC:L1833:RT:KX*", "HC:L1833:rt:KX:KX*"));
}

}  // namespace

TEST_CASE("check --ledger keeps a draft, --sent a submission, and the same file a second time nothing") {
    scratch_folder const folder;
    std::string const db = folder / "l.db";
    outcome const draft = run({"check", demo, "--no-config", "--ledger", db});
    CHECK(draft.code == 1);
    CHECK(draft.err == demo + ": draft in " + db + ": 18 claims, 20 lines recorded\n");
    CHECK(draft.out == run({"check", demo, "--no-config"}).out);
    CHECK(says(status(db).out, "18 claims checked and not sent"));

    outcome const sent = run({"check", demo, "--no-config", "--ledger", db, "--sent"});
    CHECK(says(sent.err, ": sent in " + db + ": 18 claims, 20 lines recorded; 18 drafts folded in"));
    std::string const before = status(db).out;
    CHECK(says(before, "0 claims checked and not sent"));

    outcome const again = run({"check", demo, "--no-config", "--ledger", db, "--sent"});
    CHECK(again.code == 1);
    CHECK(says(again.err, "known already, nothing changed"));
    CHECK(status(db).out == before);
    CHECK(run({"ledger", "verify", db}).out == "sound\n");
}

TEST_CASE("what was found in a draft, repaired by fix and sent counts as fixed") {
    scratch_folder const folder;
    std::string const db = folder / "l.db", slip = folder.file("day.837", twice_kx()), fixed = folder / "fixed.837";
    outcome const check = run({"check", slip, "--ledger", db});
    CHECK(says(check.err, "1 claims, 1 lines recorded"));
    outcome const fix = run({"fix", slip, "-o", fixed, "--ledger", db});
    CHECK(fix.code == 0);
    CHECK(says(fix.err, "draft in"));
    outcome const sent = run({"check", fixed, "--ledger", db, "--sent"});
    CHECK(sent.code == 0);
    CHECK(says(sent.err, "findings were fixed since"));
    outcome const score = run({"score", "--ledger", db, "--format", "json"});
    CHECK(score.code == 0);
    CHECK(says(score.out, "{\"rule\":\"modifier-duplicate\""));
    CHECK(says(score.out, "\"interventions\":1"));
    CHECK(run({"ledger", "verify", db}).out == "sound\n");
}

TEST_CASE("fix alone keeps which findings it repaired; --dry-run keeps nothing") {
    scratch_folder const folder;
    std::string const db = folder / "l.db", slip = folder.file("day.837", twice_kx()), fixed = folder / "fixed.837";
    outcome const dry = run({"fix", slip, "--dry-run", "--ledger", db});
    CHECK(dry.err.empty());
    CHECK(!std::filesystem::exists(db));
    CHECK(run({"fix", slip, "-o", fixed, "--ledger", db}).code == 0);
    CHECK(says(run({"check", fixed, "--ledger", db, "--sent"}).err, "findings were fixed since"));
}

TEST_CASE("split keeps a draft, and what it lets go is folded into what was sent") {
    scratch_folder const folder;
    std::string const db = folder / "l.db", dir = folder / "";
    outcome const split = run({"split", demo, "--no-config", "--out-dir", dir, "--ledger", db});
    CHECK(split.code == 1);
    CHECK(says(split.err, "draft in " + db + ": 18 claims, 20 lines recorded"));
    outcome const sent = run({"check", folder / "supplier-day.clean.837", "--no-config", "--ledger", db, "--sent"});
    CHECK(says(sent.err, "drafts folded in"));
    CHECK(run({"ledger", "verify", db}).out == "sound\n");
}

TEST_CASE("the configuration may name the ledger") {
    scratch_folder const folder;
    std::string const file = folder.file("day.837", claim_file(clean_claim));
    folder.file("orthoscrub.toml", "ledger = \"l.db\"\n");
    outcome const o = run({"check", file}, {}, {}, folder / "");
    CAPTURE(o.err);
    CHECK(o.code == 0);
    CHECK(says(o.err, "draft in "));
    CHECK(std::filesystem::exists(folder / "l.db"));
}

TEST_CASE("a file that cannot be read is not recorded, the ones beside it are") {
    scratch_folder const folder;
    std::string const db = folder / "l.db", notes = folder.file("notes.txt", "not X12 at all");
    outcome const o = run({"check", notes, folder.file("day.837", claim_file(clean_claim)), "--ledger", db});
    CHECK(o.code == 2);
    CHECK(!says(o.err, "notes.txt: draft"));
    CHECK(says(o.err, "day.837: draft"));
    CHECK(says(status(db).out, "1 claims checked and not sent, in 1 files"));
}

TEST_CASE("a file of more claims than go to the ledger at once is kept whole, and once") {
    scratch_folder const folder;
    std::string const db = folder / "l.db", big = folder / "big.837";
    REQUIRE(run({"generate", "--claims", "20000", "--seed", "7", "-o", big}).code == 0);
    std::vector<std::string> const sent{"check", big, "--no-config", "--ledger", db, "--sent", "--format", "concise"};
    CHECK(says(run(sent).err, ": 20000 claims, "));
    std::string const before = status(db).out;
    CHECK(says(before, "20000 claims"));
    CHECK(says(run(sent).err, "known already, nothing changed"));
    CHECK(status(db).out == before);
    std::string const cut = folder.file("cut.837", read_file(big).substr(0, 100) + "not X12");
    CHECK(run({"check", cut, "--no-config", "--ledger", db}).code != 0);
    CHECK(run({"ledger", "verify", db}).out == "sound\n");
}

TEST_CASE("findings say how their rule fared, once an 835 answered") {
    scratch_folder const folder;
    std::string const db = folder / "l.db";
    std::vector<std::string> const check{"check", demo, "--no-config", "--ledger", db, "--format"};
    auto const with = [&](char const* format) {
        std::vector<std::string> arguments = check;
        arguments.emplace_back(format);
        return run(arguments).out;
    };
    CHECK(says(with("json"), "\"track_record\":null"));
    CHECK(!says(with("text"), " record  "));
    CHECK(run({"check", demo, "--no-config", "--ledger", db, "--sent"}).code == 1);
    outcome const remit = run({"remit", "fixtures/demo/supplier-day.835", "--no-config", "--ledger", db});
    CAPTURE(remit.err);
    CHECK(remit.code <= 1);

    std::string const text = with("text");
    CHECK(says(text, "record  1 of 1 answered line was denied as foreseen"));
    CHECK(says(with("html"), "answered line was denied as foreseen"));
    std::string const report = with("json");
    json::value const document = json::parse(report);
    json::value const schema =
        json::parse(read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/scrubber/report/check.schema.json"));
    CHECK(schema_complaints(schema, document).empty());
    CHECK(says(report, "\"track_record\":{\"right\":1,\"right_other_reason\":0,\"paid_anyway\":0,\"open\":0}"));
}

TEST_CASE("a rejection of a front end that a rule foresaw stands in its record, with an 835 or without") {
    scratch_folder const folder;
    std::string const db = folder / "l.db";
    CHECK(run({"check", demo, "--no-config", "--ledger", db, "--sent"}).code == 1);
    outcome const o = run({"remit", "--acks", "fixtures/demo/supplier-day.277", "--no-config", "--ledger", db});
    CAPTURE(o.err);
    CHECK(o.code == 0);
    CHECK(says(o.out, "DEMO-09-NPI-DIGIT"));
    CHECK(!says(o.out, "DEMO-01"));
    CHECK(run({"remit", "fixtures/demo/supplier-day.835", "--no-config", "--ledger", db}).code == 0);
    json::value const document =
        json::parse(run({"check", demo, "--no-config", "--ledger", db, "--format", "json"}).out);
    bool seen = false;
    for (json::value const& finding : document.at("findings").as_array())
        if (finding.at("rule").as_string() == "npi-check-digit") {
            seen = true;
            CHECK(finding.at("track_record").at("right").as_int64() == 1);
        }
    CHECK(seen);
    CHECK(run({"ledger", "verify", db}).out == "sound\n");
}

TEST_CASE("what was never answered is listed without anything being written") {
    scratch_folder const folder;
    std::string const db = folder / "l.db";
    CHECK(run({"check", demo, "--no-config", "--ledger", db, "--sent"}).code == 1);
    CHECK(run({"remit", "fixtures/demo/supplier-day.835", "--no-config", "--ledger", db}).code == 0);
    std::string const before = status(db).out;
    outcome const open = run({"remit", "--no-config", "--ledger", db, "--open", "--today", "2026-09-01"});
    CAPTURE(open.err);
    CHECK(open.code == 0);
    CHECK(!says(open.out, "DEMO-01"));
    for (char const* const silent : {"DEMO-08", "DEMO-09", "DEMO-10"}) CHECK(says(open.out, silent));
    CHECK(status(db).out == before);
    outcome const all = run({"remit", "--no-config", "--ledger", db, "--all"});
    CHECK(all.code == 0);
    CHECK(says(all.out, "DEMO-01-CLEAN-L0650"));
    CHECK(run({"remit", "--ledger", folder / "none.db", "--open"}).code == 3);
}

TEST_CASE("a wrong key, a missing ledger and a foreign file are refused with 3 and say what to do") {
    scratch_folder const folder;
    std::string const db = folder / "l.db", other = folder / "other.db",
                      file = folder.file("f.db", "not a database at all");
    std::string const day = folder.file("day.837", claim_file(clean_claim));
    REQUIRE(run({"check", day, "--ledger", db}).code == 0);
    REQUIRE(run({"check", day, "--ledger", other}).code == 0);
    struct row {
        std::vector<std::string> arguments;
        std::string_view says;
    };
    for (row const& r :
         {row{{"check", day, "--ledger", db, "--ledger-key", other + ".key"}, "key"},
          row{{"fix", day, "-o", folder / "o.837", "--ledger", db, "--ledger-key", other + ".key"}, "key"},
          row{{"split", day, "--ledger", db, "--ledger-key", other + ".key"}, "key"},
          row{{"check", day, "--ledger", file}, "f.db"}, row{{"score", "--ledger", folder / "none.db"}, "none.db"},
          row{{"ledger", "status", folder / "none.db"}, "none.db"}, row{{"check", day, "--sent"}, "--ledger"},
          row{{"check", day, "--ledger", db, "-o", db}, "l.db"},
          row{{"fix", day, "--ledger", db, "-o", db + ".key"}, "l.db.key"}}) {
        outcome const o = run(r.arguments);
        CAPTURE(r.arguments.front());
        CAPTURE(o.err);
        CHECK(o.code == 3);
        CHECK(says(o.err, r.says));
        CHECK(lines_in(o.err) == 1);
        CHECK(o.out.empty());
    }
    CHECK(read_file(file) == "not a database at all");
    CHECK(!std::filesystem::exists(folder / "o.837"));
}

TEST_CASE("neither ledger nor talk holds a name, a member id or a birth date of the claims") {
    scratch_folder const folder;
    std::string const db = folder / "l.db", file = read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/" + demo);
    std::vector<std::string> canaries;
    for (std::size_t at = 0; (at = file.find("NM1*", at)) != std::string::npos; at += 4) {
        std::string const segment = file.substr(at, file.find('~', at) - at);
        std::vector<std::string> parts{""};
        for (char c : segment)
            if (c == '*') parts.emplace_back();
            else parts.back() += c;
        if (parts[1] != "IL" && parts[1] != "QC") continue;
        if (parts.size() > 4) canaries.push_back(parts[3] + "*" + parts[4]);
        if (parts.size() > 9) canaries.push_back(parts[9]);
    }
    for (std::size_t at = 0; (at = file.find("DMG*D8*", at)) != std::string::npos; at += 7)
        canaries.push_back(file.substr(at + 7, 8));
    REQUIRE(canaries.size() > 30);
    std::string said;
    auto const add = [&](std::vector<std::string> const& arguments) {
        outcome const o = run(arguments);
        said += o.out + o.err;
    };
    add({"check", demo, "--no-config", "--ledger", db});
    add({"fix", demo, "--no-config", "-o", folder / "fixed.837", "--ledger", db});
    add({"split", demo, "--no-config", "--out-dir", folder / "", "--ledger", db});
    add({"check", demo, "--no-config", "--ledger", db, "--sent", "--format", "json"});
    add({"remit", "fixtures/demo/supplier-day.835", "--no-config", "--ledger", db});
    add({"check", demo, "--no-config", "--ledger", db, "--sent"});
    for (char const* end : {"", "-wal", "-shm"})
        if (std::filesystem::exists(db + end)) said += read_file(db + end);
    REQUIRE(said.size() > 10000);
    for (std::string const& canary : canaries) {
        CAPTURE(canary);
        CHECK(!says(said, canary));
    }
}

}  // namespace ledger_test
