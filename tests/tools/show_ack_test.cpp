// What show says of acknowledgments: sentences for a biller, typed JSON, and no personal data without --show-phi.
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <string>

#include "tests/tools/run_program.hpp"

namespace show_ack_test {

using namespace orthoscrub::tests;
namespace json = boost::json;

namespace {

std::string fixture(std::string const& name) { return "fixtures/acknowledgments/" + name; }

json::value shown(std::string const& name, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"show", "--format", "json", fixture(name)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    outcome const o = run(arguments);
    CHECK(o.code == 0);
    return json::parse(o.out);
}

}  // namespace

TEST_CASE("show says in words what acknowledgments say") {
    struct row {
        char const* file;
        std::vector<std::string> sentences;
    };
    for (row const& r : {
             row{"ta1-duplicate.txt",
                 {"\nInterchange 000000117 rejected: control number ISA13 was used before (025). "}},
             row{"three-sets.999",
                 {"\nInterchange 000000118 taken in\n",
                  "\nGroup 17 (HC 005010X222A1) accepted in part; 2 of 3 transaction sets accepted\n",
                  "\n  Transaction set 0001 accepted\n",
                  "\n  Transaction set 0002 accepted with errors: segments in error by the guide (I5)\n",
                  "\n    Segment 14, NM1 in loop 2010BA, claim ORT-2002, SUBSCRIBER NAME NM109 [hidden]: an element of "
                  "the "
                  "segment is wrong (8)\n",
                  "\n      NM104: element missing that the guide asks for in this situation (I9), because of NM102 in "
                  "segment 14\n",
                  "\n  Transaction set 0003 rejected: segments in error (5). None of its claims was read: ",
                  "\n      SV101-3: code not in the list (7), sent: [hidden]\n", "\n3 transaction sets, 1 rejected\n"}},
             row{"claims.277",
                 {"\nBatch BATCH117: received (A1:19:PR), 2 claims taken in, 1 claim rejected, $1015.00 taken in, ",
                  "\n    Claim ORT-2001 was taken in for decision (A2:20), $950.00, service of 2026-02-27, payer's "
                  "number "
                  "26061000200100, clearinghouse number CH-77\n",
                  "\n    Claim ORT-2002 was rejected by the front end: modifier missing or wrong (A7:453), $65.00",
                  "\n      Message: [hidden]\n",
                  "\n    Claim ORT-2003 was rejected by the front end: see the line (A3:247)",
                  "\n      Line ORT2003L1 L2999 RT, $300.00: description of the service missing (A8:306)\n",
                  "\n  Billing provider 1245319599 was rejected, with all its claims: sender not approved for the "
                  "billing "
                  "provider (A8:496:85)",
                  "\n3 claims, 2 rejected\n"}},
             row{"broken.277",
                 {"\n    Claim ORT-2004 has no status: the answer breaks off (STC is missing)",
                  "\n    Claim ORT-2005 was rejected by the front end: member number not valid (A7:164:IL)"}},
         }) {
        CAPTURE(r.file);
        outcome const o = run({"show", fixture(r.file)});
        CHECK(o.code == 0);
        for (auto const& sentence : r.sentences) {
            CAPTURE(sentence);
            CAPTURE(o.out);
            CHECK(o.out.find(sentence) != std::string::npos);
        }
    }
}

TEST_CASE("show --format json has the typed columns of acknowledgments") {
    auto const ta1 = shown("ta1-duplicate.txt");
    CHECK(ta1.at("schema_version").get_string() == "1.0");
    auto const& interchange = ta1.at("acknowledgments").at(0);
    CHECK(interchange.at("kind").get_string() == "interchange");
    CHECK(interchange.at("state").get_string() == "rejected");
    CHECK(interchange.at("created").get_string() == "2026-03-02");

    auto const sets = shown("three-sets.999");
    auto const& group = sets.at("acknowledgments").at(1);
    CHECK(group.at("kind").get_string() == "group");
    CHECK(group.at("sets").get_array().size() == 3);
    auto const& error = group.at("sets").at(2).at("segments").at(0);
    CHECK(error.at("segment_id").get_string() == "SV1");
    CHECK(error.at("contexts").at(0).at("value").get_string() == "ORT-2003");
    CHECK(error.at("elements").at(0).at("component").get_string() == "3");
    CHECK(error.at("elements").at(0).at("value").get_string() == "[hidden]");

    auto const claims = shown("claims.277");
    auto const& all = claims.at("acknowledgments").get_array();
    REQUIRE(all.size() == 7);
    char const* const kinds[]{"source", "batch", "provider", "claim", "claim", "claim", "provider"};
    for (std::size_t i = 0; i < all.size(); ++i) CHECK(all[i].at("kind").get_string() == kinds[i]);
    CHECK(all[3].at("payer_number").get_string() == "26061000200100");
    CHECK(all[3].at("npi").get_string() == "1234567893");
    CHECK(all[3].at("parties").at(0).at("name").get_string() == "[hidden]");
    CHECK(all[4].at("statuses").at(0).at("rejects").get_bool());
    CHECK(all[4].at("statuses").at(0).at("message").get_string() == "[hidden]");
    CHECK(all[5].at("lines").at(0).at("control_number").get_string() == "ORT2003L1");
    CHECK(all[5].at("lines").at(0).at("charge_cents").as_int64() == 30000);
}

TEST_CASE("show picks a claim of a 277CA") {
    auto const one = shown("claims.277", {"--claim", "ORT-2002"});
    REQUIRE(one.at("acknowledgments").get_array().size() == 1);
    CHECK(one.at("acknowledgments").at(0).at("number").get_string() == "ORT-2002");
    outcome const none = run({"show", "--claim", "ORT-9", fixture("claims.277")});
    CHECK(none.code == 3);
    CHECK(none.err.find("holds no claim ORT-9") != std::string::npos);
}

TEST_CASE("show says nothing personal of an acknowledgment without --show-phi") {
    for (std::string const name : {"three-sets.999", "claims.277", "broken.277"})
        for (std::string const format : {"text", "json"}) {
            CAPTURE(name);
            CAPTURE(format);
            outcome const o = run({"show", "--format", format, fixture(name)});
            CHECK(o.out.find("CANARY") == std::string::npos);
            CHECK(o.err.find("CANARY") == std::string::npos);
            outcome const open = run({"show", "--show-phi", "--format", format, fixture(name)});
            CHECK(open.out.find("CANARY") != std::string::npos);
        }
}

TEST_CASE("show takes one kind of file at a time") {
    std::string const claims = read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/fixtures/demo/supplier-day.837");
    std::string const answer = read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/" + fixture("three-sets.999"));
    outcome const mixed = run({"show", "-"}, answer + claims);
    CHECK(mixed.code == 2);
    CHECK(mixed.err.find("holds transaction set 837 005010X222A1") != std::string::npos);
    CHECK(mixed.out.find("Transaction set 0003 rejected") != std::string::npos);
    CHECK(run({"show", "-"}, claims + answer).code == 2);
    // A TA1 before a group of claims does not make the file an acknowledgment.
    auto with_ta1 = claims;
    with_ta1.insert(with_ta1.find("GS*"), "TA1*000000117*260302*1009*A*000~");
    outcome const both = run({"show", "-"}, with_ta1);
    CHECK(both.code == 0);
    CHECK(both.out.find("TA1") != std::string::npos);
    CHECK(both.out.find("CLM") != std::string::npos);
}

}  // namespace show_ack_test
