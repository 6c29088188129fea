// What show prints: nothing is lost with --show-phi, everything has its place and name, a claim can be
// picked.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/run_program.hpp"

namespace show_test {

using namespace orthoscrub::tests;
namespace json = boost::json;

namespace {

/// Every string below a key named "value".
void values_of(json::value const& v, std::vector<std::string>& out) {
    if (v.is_array())
        for (auto const& item : v.get_array()) values_of(item, out);
    if (!v.is_object()) return;
    for (auto const& [key, member] : v.get_object()) {
        if (key == "value" && member.is_string()) out.emplace_back(member.get_string());
        values_of(member, out);
    }
}

/// The elements of a file framed by `*` and `~`.
std::vector<std::string> elements_of(std::string_view text) {
    std::vector<std::string> out;
    std::string element;
    bool id = true;
    for (char c : text) {
        if (c == '*' || c == '~') {
            if (!id && !element.empty()) out.push_back(element);
            element.clear();
            id = c == '~';
        } else if (c != '\r' && c != '\n') {
            element += c;
        }
    }
    return out;
}

}  // namespace

TEST_CASE("show --format json --show-phi holds every element of the file") {
    for (std::string const name :
         {"fixtures/demo/supplier-day.837", "fixtures/x12/cob.837", "fixtures/x12/dependents.837",
          "fixtures/x12/broken-claims.837", "fixtures/remittances/every-loop.835"}) {
        CAPTURE(name);
        std::string const text = read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/" + name);
        outcome const o = run({"show", "--format", "json", "--show-phi", name});
        CHECK(o.code == 0);
        std::vector<std::string> found, wanted = elements_of(text);
        values_of(json::parse(o.out), found);
        std::sort(found.begin(), found.end());
        for (std::string const& value : wanted) {
            CAPTURE(value);
            CHECK(std::binary_search(found.begin(), found.end(), value));
        }
        CHECK(wanted.size() > 100);
    }
}

TEST_CASE("typed columns stand beside the segments") {
    json::value const document = json::parse(run({"show", "--format", "json", "-"}, claim_file(both_sides_claim)).out);
    CHECK(document.at("schema_version").get_string() == "1.0");
    json::value const& claim = document.at("claims").at(0);
    CHECK(claim.at("control_number").get_string() == "B-1");
    CHECK(claim.at("charge_cents").as_int64() == 124000);
    CHECK(claim.at("payer").at("class").get_string() == "medicare.dme");
    CHECK(claim.at("diagnoses").at(1).at("code").get_string() == "M1712");
    json::value const& line = claim.at("lines").at(0);
    CHECK(line.at("modifiers").get_array().size() == 3);
    CHECK(line.at("service_date").at("first").get_string() == "2025-03-01");
    CHECK(claim.at("subscriber").at("parties").at(0).at("name").get_string() == "[hidden]");
    json::value const& segment = claim.at("segments").at(0);
    CHECK(segment.at("name").get_string() == "Claim Information");
    CHECK(segment.at("elements").at(0).at("ref").get_string() == "CLM01");
    CHECK(segment.at("elements").at(2).at("components").at(2).at("ref").get_string() == "CLM05-3");
}

TEST_CASE("text shows ordinal, loop and name, and every segment once") {
    std::string const text = claim_file(clean_claim);
    outcome const o = run({"show", "-"}, text);
    CHECK(o.code == 0);
    CHECK(o.out.find("2400 Service Line") != std::string::npos);
    CHECK(o.out.find("CLM*A-1*620***12:B:1*Y*A*Y*Y") != std::string::npos);
    CHECK(o.out.find("Professional Service") != std::string::npos);
    std::size_t numbered = 0, segments = 0;
    for (std::size_t from = 0; from < o.out.size(); from = o.out.find('\n', from) + 1) {
        auto const first = o.out.find_first_not_of(' ', from);
        auto const end = o.out.find(' ', first);
        numbered += std::to_string(numbered + 1) == o.out.substr(first, end - first);
    }
    for (char c : text) segments += c == '~';
    CHECK(numbered == segments);
    CHECK(run({"show", "--elements", "-"}, text).out.find("CLM02  620") != std::string::npos);
}

TEST_CASE("--claim picks a claim in both formats") {
    std::string const text = claim_file(std::string{clean_claim} + std::string{both_sides_claim});
    outcome const picked = run({"show", "--claim", "B-1", "-"}, text);
    CHECK(picked.out.find("CLM*B-1") != std::string::npos);
    CHECK(picked.out.find("CLM*A-1") == std::string::npos);
    CHECK(picked.out.find("ISA") == std::string::npos);
    json::value const document = json::parse(run({"show", "--format", "json", "--claim", "B-1", "-"}, text).out);
    REQUIRE(document.at("claims").get_array().size() == 1);
    CHECK(document.at("claims").at(0).at("ordinal").as_int64() == 2);
    CHECK(document.at("other_segments").get_array().empty());
}

TEST_CASE("show of a remittance: segments by loop, claims as JSON, persons masked") {
    std::string const name = "fixtures/remittances/every-loop.835";
    outcome const text = run({"show", name});
    CHECK(text.code == 0);
    for (std::string_view const wanted :
         {"1000A Payer\n", "2000 Header Number\n", "  2100 Claim Payment\n", "    2110 Service Payment\n",
          "CLP*B-0417*19*917.32*587.09*146.77*MB*25090000000001*12*1",
          "NM1*QC*1*[hidden]*[hidden]*[hidden]***MI*[hidden]", "SVC*HC:L1833:LT:KX*917.32*587.09**1",
          "PLB*1234567893*20251231*L6:[hidden]*-1.25*CS:[hidden]*1.25"}) {
        CAPTURE(wanted);
        CHECK(text.out.find(wanted) != std::string::npos);
    }
    for (std::string const format : {"text", "json"}) {
        outcome const masked = run({"show", "--format", format, "--elements", name});
        for (std::string_view const personal : {"ROE", "JANE", "1EG4TE5MK7", "123456789*", "DA*123456", "BRACES INC"}) {
            CAPTURE(personal);
            CHECK(masked.out.find(personal) == std::string::npos);
        }
    }

    json::value const document = json::parse(run({"show", "--format", "json", name}).out);
    CHECK(document.at("claims").get_array().size() == 4);
    json::value const& claim = document.at("claims").at(1);
    CHECK(claim.at("control_number").get_string() == "B-0418");
    CHECK(claim.at("payment").at("trace").get_string() == "EFT0001");
    CHECK(claim.at("payment").at("total_cents").as_int64() == 76790);
    json::value const& line = claim.at("lines").at(0);
    CHECK(line.at("code").get_string() == "L1843");
    CHECK(line.at("submitted").at("code").get_string() == "L1845");
    CHECK(line.at("adjustments").at(1).at("group").get_string() == "PR");
    CHECK(line.at("adjustments").at(1).at("amount_cents").as_int64() == 7020);
    CHECK(claim.at("lines").at(1).at("remarks").at(1).at("code").get_string() == "M25");

    outcome const one = run({"show", "--claim", "B-0419", name});
    CHECK(one.out.find("B-0419") != std::string::npos);
    CHECK(one.out.find("B-0418") == std::string::npos);
    CHECK(run({"show", "--claim", "NONE", name}).code == 3);
}

}  // namespace show_test
