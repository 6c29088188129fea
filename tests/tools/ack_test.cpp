// orthoscrub ack as its users run it: what is written where, exit codes, the ledger, and that split holds what ack rejects.
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <set>

#include "tests/support/ack_claims.hpp"
#include "tests/tools/json_schema.hpp"
#include "tests/tools/run_program.hpp"
#include "tools/generator/generator.hpp"

namespace ack_test {

using namespace orthoscrub::tests;
using orthoscrub::test::edited;
using orthoscrub::test::two_claims_file;
namespace json = boost::json;

namespace {

outcome answer(std::vector<std::string> more, std::string_view input = {}) {
    more.insert(more.begin(), {"ack", "--no-config", "--now", "2026-03-02T10:15"});
    return run(std::move(more), input);
}

std::string one_rejected() { return edited(two_claims_file(), {{"HC:L1833:", "HC:L183X:"}}); }

std::string generated(std::uint64_t claims) {
    orthoscrub::generator::options wanted;
    wanted.claims = claims;
    wanted.seed = 21;
    wanted.claims_per_set = 50;
    wanted.defects_per_mille = 300;
    std::string file;
    orthoscrub::generator::generate(wanted, [&](std::string_view text) { file += text; });
    return file;
}

std::set<std::string> claims_in(std::string const& file) {
    std::set<std::string> numbers;
    for (auto at = file.find("CLM*"); at != std::string::npos; at = file.find("CLM*", at + 1))
        numbers.insert(file.substr(at + 4, file.find('*', at + 4) - at - 4));
    return numbers;
}

}  // namespace

TEST_CASE(
    "ack: TA1, 999 and 277CA follow each other on standard output, and the exit code says whether all is accepted") {
    scratch_folder const folder;
    std::string const good = folder.file("good.837", two_claims_file());
    outcome const clean = answer({"--control-number", "905", good});
    CHECK(clean.code == 0);
    auto const ta1 = clean.out.find("\nTA1*000000117*260302*1009*A*000~"), ak = clean.out.find("\nAK9*A*1*1*1~"),
               bht = clean.out.find("\nBHT*0085*08*");
    REQUIRE(bht != std::string::npos);
    CHECK(ta1 < ak);
    CHECK(ak < bht);
    CHECK(clean.err.empty());
    CHECK(answer({folder.file("bad.837", one_rejected())}).code == 1);
    CHECK(answer({"--control-number", "905", "-"}, two_claims_file()).out == clean.out);
}

TEST_CASE("ack: what has no ISA is quarantined, a file that is not there is an error of input") {
    scratch_folder const folder;
    outcome const noise = answer({folder.file("noise.837", "this is a letter\n")});
    CHECK(noise.code == 2);
    CHECK(noise.err.find("quarantine") != std::string::npos);
    CHECK(noise.out.empty());
    CHECK(answer({folder / "missing.837"}).code == 4);
    CHECK(answer({"--now", "yesterday", folder.file("good.837", two_claims_file())}).code == 3);
    CHECK(answer({"--out-dir", folder / "nowhere", folder / "good.837"}).code == 3);
}

TEST_CASE("ack: with --out-dir every answer is a file of its own, and what does not exist gets none") {
    scratch_folder const folder, out;
    std::string const file = folder.file("day.837", one_rejected());
    outcome const done = answer({"--control-number", "905", "--out-dir", out / "", file});
    CHECK(done.code == 1);
    CHECK(done.out.empty());
    CHECK(out.entries() == 3);
    std::string const all = read_file(out / "day.ta1") + read_file(out / "day.999") + read_file(out / "day.277");
    CHECK(all == answer({"--control-number", "905", file}).out);
    scratch_folder const other;
    std::string const lost = folder.file("lost.837", edited(two_claims_file(), {{"IEA*1*", "IEA*3*"}}));
    CHECK(answer({"--out-dir", other / "", lost}).code == 1);
    CHECK(other.entries() == 1);
}

TEST_CASE("ack: the JSON fits its schema, names every claim once, and holds no name") {
    scratch_folder const folder;
    std::string const file = folder.file("day.837", generated(120));
    outcome const done = answer({"--format", "json", "--control-number", "1", file});
    CHECK(done.code == 1);
    json::value const report = json::parse(done.out);
    json::value const schema =
        json::parse(read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/scrubber/ack/ack.schema.json"));
    for (std::string const& complaint : schema_complaints(schema, report)) FAIL_CHECK(complaint);
    std::set<std::string> claims;
    std::size_t told = 0;
    for (json::value const& one : report.as_object().at("answers").as_array()) {
        if (one.as_object().at("level").as_string() != "claim") continue;
        ++told;
        claims.insert(std::string{one.as_object().at("claim").as_string()});
    }
    CHECK(told == 120);
    CHECK(claims == claims_in(read_file(file)));
}

TEST_CASE("ack: the text says what was rejected and why, and nothing of what was accepted") {
    scratch_folder const folder;
    outcome const done = answer({"--format", "text", folder.file("day.837", one_rejected())});
    CHECK(done.out.find("Claim A-1: REJECTED, 277CA A7:507") != std::string::npos);
    CHECK(done.out.find("A-2") == std::string::npos);
    CHECK(done.out.find("AGNES") == std::string::npos);
    CHECK(done.out.find("1 of 2 claims rejected; 620.00 of 920.00 charged.") != std::string::npos);
}

TEST_CASE(
    "ack: a ledger gives the same answers to the same bytes and refuses the number to other bytes; no name in it") {
    scratch_folder const folder;
    std::string const db = folder / "door.db", file = folder.file("day.837", two_claims_file());
    outcome const first = answer({"--ledger", db, file});
    outcome const again = run({"ack", "--no-config", "--now", "2026-04-05T23:59", "--ledger", db, file});
    CHECK(first.code == 0);
    CHECK(again.out == first.out);
    outcome const other =
        answer({"--ledger", db, folder.file("other.837", edited(two_claims_file(), {{"AGNES", "AGNETA"}}))});
    CHECK(other.code == 1);
    CHECK(other.out.find("*R*025~") != std::string::npos);
    CHECK(other.out.find("AK1") == std::string::npos);
    CHECK(read_file(db).find("AGNES") == std::string::npos);
    CHECK(read_file(db + "-wal").find("AGNES") == std::string::npos);
    CHECK(run({"ledger", "verify", db}).code == 0);
}

TEST_CASE("ack: the policy of the configuration file holds, and the command line beats it") {
    scratch_folder const folder;
    std::string const file = folder.file("day.837", edited(two_claims_file(), {{"IEA*1*", "IEA*3*"}})),
                      toml = folder.file("orthoscrub.toml",
                                         "[ack]\nta1_errors = [\"021\"]\nsource_name = \"THE DOOR\"\n"
                                         "source = \"clearinghouse\"\nta1 = \"always\"\n");
    outcome const done = run({"ack", "--config", toml, "--now", "2026-03-02T10:15", file});
    CHECK(done.out.find("TA1*000000117*260302*1009*E*021~") != std::string::npos);
    CHECK(done.out.find("NM1*AY*2*THE DOOR*****46*RECEIVER01~") != std::string::npos);
    CHECK(done.out.find("STC*A1:19:AY*") != std::string::npos);
    CHECK(done.code == 0);
    outcome const wrong = run({"ack", "--config", folder.file("bad.toml", "[ack]\nta1_errors = [\"023\"]\n"), file});
    CHECK(wrong.code == 3);
    CHECK(wrong.err.find("ta1_errors: expected 001") != std::string::npos);
}

TEST_CASE("ack: files of senders that the settings do not name, or for another receiver, are sent back") {
    scratch_folder const folder;
    std::string const file = folder.file("day.837", two_claims_file());
    struct row {
        std::string_view settings, ta1;
        int code;
    };
    for (row const& r : {row{"senders = [\"SENDER01\", \"SENDER02\"]\nreceivers = [\"RECEIVER01\"]", "A*000", 0},
                         row{"senders = [\"SENDER02\"]", "R*006", 1}, row{"receivers = [\"RECEIVER02\"]", "R*009", 1},
                         row{"senders = [\"SENDER02\"]\nta1_errors = [\"006\"]", "E*006", 0}}) {
        CAPTURE(r.settings);
        std::string const toml = folder.file("orthoscrub.toml", "[ack]\n" + std::string{r.settings} + "\n");
        outcome const done = run({"ack", "--config", toml, "--now", "2026-03-02T10:15", file});
        CHECK(done.out.find("TA1*000000117*260302*1009*" + std::string{r.ta1} + "~") != std::string::npos);
        CHECK(done.code == r.code);
    }
}

TEST_CASE("split --by-ack: held are exactly the claims that ack rejects") {
    scratch_folder const folder;
    std::string text = generated(150);
    auto const at = text.find("SE*");  // the count of the first set is wrong: all its claims go with it
    text.replace(at + 3, text.find('*', at + 3) - at - 3, "2");
    std::string const file = folder.file("day.837", text);
    json::value const report = json::parse(answer({"--format", "json", file}).out);
    std::set<std::string> rejected;
    for (json::value const& one : report.as_object().at("answers").as_array()) {
        json::object const& o = one.as_object();
        if (o.at("level").as_string() == "claim" && o.at("decision").as_string().starts_with("rejected"))
            rejected.insert(std::string{o.at("claim").as_string()});
    }
    CHECK(rejected.size() > 50);
    outcome const done = run({"split", "--no-config", "--by-ack", file});
    CHECK(done.code == 1);
    CHECK(claims_in(read_file(folder / "day.held.837")) == rejected);
    std::set<std::string> clean = claims_in(text);
    for (std::string const& claim : rejected) clean.erase(claim);
    CHECK(claims_in(read_file(folder / "day.clean.837")) == clean);
    CHECK(answer({folder / "day.clean.837"}).code == 0);
    CHECK(read_file(folder / "day.reasons.json").find("ack-rejected-above") != std::string::npos);
}

}  // namespace ack_test
