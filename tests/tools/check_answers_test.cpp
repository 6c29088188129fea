// check, ack, show and remit of what answers claims: 835, 999, 277CA and TA1.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include <fstream>
#include <set>
#include <sstream>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/run_program.hpp"
#include "tools/generator/generator.hpp"

namespace check_answers_test {

using namespace orthoscrub;
using namespace orthoscrub::tests;
namespace json = boost::json;

namespace {

std::string const unbalanced = "fixtures/remittances/unbalanced.835", broken = "fixtures/remittances/broken.835";

std::string text_of(std::string const& path) {
    std::ifstream in{std::string{ORTHOSCRUB_SOURCE_DIR} + '/' + path, std::ios::binary};
    REQUIRE(in);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::set<std::string> ids_of(json::value const& report) {
    std::set<std::string> ids;
    for (auto const& finding : report.at("findings").as_array())
        ids.insert(std::string{finding.at("rule").as_string()});
    return ids;
}

std::string check_json(std::string const& file, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"check", file, "--no-config", "--format", "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments).out;
}

}  // namespace

TEST_CASE("check holds answers to their guides: exit codes") {
    scratch_folder const folder;
    std::string const ta1 = folder.file("ta1.txt", text_of("fixtures/acknowledgments/ta1-duplicate.txt"));
    std::string const bad_ta1 =
        folder.file("bad-ta1.txt", replaced(text_of("fixtures/acknowledgments/ta1-duplicate.txt"), "*R*025", "*Q*025"));
    std::string const institutional = folder.file(
        "837i.837", replaced(claim_file(clean_claim), "ST*837*0001*005010X222A1", "ST*837*0001*005010X223A2"));
    struct row {
        std::string file;
        int code;
    };
    for (row const& r : {row{"fixtures/remittances/every-loop.835", 0}, row{"fixtures/demo/supplier-day.835", 0},
                         row{"fixtures/demo/supplier-day.277", 0}, row{"fixtures/acknowledgments/three-sets.999", 0},
                         row{ta1, 0}, row{bad_ta1, 1}, row{unbalanced, 1}, row{broken, 1},
                         row{"fixtures/acknowledgments/broken.277", 1}, row{institutional, 2}}) {
        CAPTURE(r.file);
        outcome const o = run({"check", r.file, "--no-config", "--format", "concise"});
        CAPTURE(o.out);
        CAPTURE(o.err);
        CHECK(o.code == r.code);
    }
}

TEST_CASE("check of an 835 says the same in every format, with SNIP types") {
    auto const report = json::parse(check_json(unbalanced));
    std::set<std::string> const sums{"guide-claim-balance", "guide-claim-charge-balance", "guide-line-balance",
                                     "guide-payment-balance"};
    CHECK(ids_of(report) == sums);
    for (auto const& finding : report.at("findings").as_array()) {
        CHECK(finding.at("snip").as_int64() == 3);
        CHECK(finding.at("severity").as_string() == "error");
        CHECK(!finding.at("fingerprint").as_string().empty());
        CHECK(finding.at("at").at("segment").as_int64() > 0);
    }
    CHECK(report.at("files").at(0).at("status").as_string() == "findings");
    for (std::string const format : {"text", "concise", "ndjson", "csv", "sarif", "html"}) {
        CAPTURE(format);
        outcome const o = run({"check", unbalanced, "--no-config", "--format", format});
        CHECK(o.code == 1);
        for (auto const& id : sums) CHECK(o.out.find(id) != std::string::npos);
    }
}

TEST_CASE("check --snip of answers: 1 and 2 the guide, 3 the sums") {
    CHECK(ids_of(json::parse(check_json(broken, {"--snip", "1"}))) == ids_of(json::parse(check_json(broken))));
    CHECK(ids_of(json::parse(check_json(unbalanced, {"--snip", "1,2"}))).empty());
    CHECK(ids_of(json::parse(check_json(unbalanced, {"--snip", "3"}))).size() == 4);
    for (auto const& id : ids_of(json::parse(check_json(broken, {"--snip", "3..7"})))) CHECK(id.ends_with("-balance"));
}

TEST_CASE("ack answers an 835 with a 999, and with no 277CA") {
    std::string const good = text_of("fixtures/remittances/every-loop.835");
    scratch_folder const folder;
    auto const answer = [&](std::string const& text) {
        return run(
            {"ack", folder.file("day.835", text), "--no-config", "--now", "2026-03-02T10:15", "--control-number", "1"});
    };
    outcome const clean = answer(good);
    CHECK(clean.code == 0);
    CHECK(clean.out.find("AK1*HP*") != std::string::npos);
    CHECK(clean.out.find("AK2*835*0001") != std::string::npos);
    CHECK(clean.out.find("IK5*A~") != std::string::npos);
    CHECK(clean.out.find("ST*277") == std::string::npos);

    outcome const rejected = answer(replaced(good, "BPR*I*", "BPR*Q*"));
    CHECK(rejected.code == 1);
    CHECK(rejected.out.find("IK3*BPR*2**8~") != std::string::npos);
    CHECK(rejected.out.find("IK4*1*305*") != std::string::npos);
    CHECK(rejected.out.find("IK5*R*") != std::string::npos);
    CHECK(rejected.out.find("ST*277") == std::string::npos);

    outcome const sums = answer(text_of(unbalanced));
    CHECK(sums.code == 0);
    CHECK(sums.out.find("IK5*A~") != std::string::npos);

    outcome const requested = answer(replaced(good, "*0*T*:", "*1*T*:"));
    CHECK(requested.out.find("TA1*000000001*") != std::string::npos);
}

TEST_CASE("ack refuses an 835 in a group of claims") {
    scratch_folder const folder;
    std::string const lost = replaced(replaced(text_of("fixtures/remittances/every-loop.835"), "GS*HP*", "GS*HC*"),
                                      "005010X221A1", "005010X222A1");
    outcome const o = run({"ack", folder.file("lost.835", lost), "--no-config", "--now", "2026-03-02T10:15"});
    CHECK(o.code == 1);
    CHECK(o.out.find("IK5*R*18") != std::string::npos);
}

TEST_CASE("fix and split take claims alone") {
    scratch_folder const folder;
    for (std::string const command : {"fix", "split"}) {
        CAPTURE(command);
        std::vector<std::string> arguments{command, folder.file("day.835", text_of(unbalanced)), "--no-config"};
        if (command == "fix") arguments.push_back("--dry-run");
        outcome const o = run(arguments);
        CHECK(o.code == 2);
        CHECK(o.err.find("835") != std::string::npos);
    }
}

TEST_CASE("show tells in one line that a file breaks its guide") {
    for (std::string const& file : {broken, std::string{"fixtures/acknowledgments/broken.277"}}) {
        outcome const o = run({"show", file});
        CHECK(o.code == 0);
        CHECK(o.err.find("breaks the standard or its guide in") != std::string::npos);
        CHECK(lines_in(o.err) == 1);
    }
    CHECK(run({"show", "fixtures/remittances/every-loop.835"}).err.empty());
    CHECK(run({"show", "fixtures/acknowledgments/three-sets.999"}).err.empty());
}

TEST_CASE("remit tells faults of the guide once a place, and --snip leaves them out") {
    scratch_folder const folder;
    std::string text = text_of("fixtures/demo/supplier-day.835");
    std::string const whole = replaced(text, "BPR*I*", "BPR*Q*");
    std::string const era = folder.file("day.835", whole);
    std::vector<std::string> arguments{"remit",       era,        "--claims", "fixtures/demo/supplier-day.837",
                                       "--no-config", "--format", "json"};
    CHECK(run(arguments).out.find("\"guide-element-code\"") != std::string::npos);
    arguments.insert(arguments.end(), {"--snip", "3..7"});
    CHECK(run(arguments).out.find("\"guide-element-code\"") == std::string::npos);
}

TEST_CASE("check finds nothing in generated remittances and claim acknowledgments") {
    scratch_folder const folder;
    for (std::uint64_t const seed : {1, 7, 42}) {
        CAPTURE(seed);
        generator::options wanted;
        wanted.claims = 300;
        wanted.seed = seed;
        std::string era, ack, truth;
        wanted.era = [&](std::string_view text) { era += text; };
        wanted.ack = [&](std::string_view text) { ack += text; };
        wanted.outcomes = [&](std::string_view text) { truth += text; };
        generator::generate(wanted, [](std::string_view) {});
        CHECK(ids_of(json::parse(check_json(folder.file("g.277", ack)))).empty());
        // Ways of payers that the generator has on purpose.
        for (auto const& id : ids_of(json::parse(check_json(folder.file("g.835", era))))) {
            CAPTURE(id);
            CHECK((id == "guide-claim-charge-balance" || id == "x12-reversal-positive"));
        }
    }
}

}  // namespace check_answers_test
