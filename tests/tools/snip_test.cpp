// check --snip: each finding belongs to one WEDI SNIP type, and only the types asked for are told.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include <set>

#include "tests/tools/run_program.hpp"

namespace snip_test {

using namespace orthoscrub::tests;
namespace json = boost::json;

namespace {

struct told {
    std::size_t findings = 0;
    std::set<std::int64_t> types;
};

told findings_of(std::string const& snip) {
    outcome const o =
        run({"check", "fixtures/demo/supplier-day.837", "--no-config", "--format", "json", "--snip", snip});
    told all;
    json::value const report = json::parse(o.out);
    for (json::value const& finding : report.at("findings").as_array()) {
        ++all.findings;
        all.types.insert(finding.at("snip").as_int64());
    }
    return all;
}

}  // namespace

TEST_CASE("--snip tells findings of the types asked for, and the types together are everything") {
    std::size_t sum = 0;
    for (std::int64_t type = 1; type <= 7; ++type) {
        told const one = findings_of(std::to_string(type));
        sum += one.findings;
        CAPTURE(type);
        CHECK((one.findings == 0 || one.types == std::set{type}));
    }
    told const everything = findings_of("1..7");
    CHECK(sum == everything.findings);
    CHECK(everything.types.size() > 2);
    CHECK(findings_of("3,5").types == std::set<std::int64_t>{3, 5});
    CHECK(findings_of("3-5").findings == findings_of("3..5").findings);
}

TEST_CASE("--snip refuses what is no type: 3") {
    for (std::string const wrong : {"0", "8", "x", "", "3..", "5..3", "1,,2", "1...2"}) {
        CAPTURE(wrong);
        outcome const o =
            run({"check", "fixtures/demo/supplier-day.837", "--no-config", "--format", "concise", "--snip=" + wrong});
        CHECK(o.code == 3);
        CHECK(o.out.empty());
        CHECK(o.err.find("--snip") != std::string::npos);
    }
}

}  // namespace snip_test
