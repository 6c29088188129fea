// One batch with a claim a rule, each with a mistake that this rule is for: every rule of the book finds its own, on the
// right line. CLM01 is the rule's id; fixtures/defects tells the line and the segment, and holds the tables that some
// rules need.
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/run_program.hpp"

namespace defect_batch_test {

using namespace orthoscrub::tests;
namespace json = boost::json;

TEST_CASE("a batch with one mistake a rule: each is found by its rule on its line") {
    std::string const folder = std::string{ORTHOSCRUB_SOURCE_DIR} + "/fixtures/defects/";
    outcome const o = run({"check", "--format", "json", "--history", folder + "history.csv", "--authorizations",
                           folder + "authorizations.csv", "--products", folder + "products.csv", "--payers",
                           folder + "payers.toml", folder + "one-per-rule.837"});
    CAPTURE(o.err);
    REQUIRE(o.code == 1);
    json::value const document = json::parse(o.out);
    std::set<std::string> found;
    for (json::value const& finding : document.at("findings").as_array()) {
        json::value const& claim = finding.at("claim");
        if (claim.is_null()) continue;
        json::value const& line = finding.at("line");
        std::string place{finding.at("rule").as_string()};
        place.append(1, '\t').append(std::string{claim.at("control_number").as_string()});
        place.append(1, '\t').append(line.is_null() ? "-" : std::string{line.at("number").as_string()});
        place.append(1, '\t').append(std::string{finding.at("at").at("segment_id").as_string()});
        found.insert(place);
    }
    std::ifstream in{folder + "expectations.tsv"};
    std::string row;
    std::getline(in, row);
    std::set<std::string> rules;
    while (std::getline(in, row)) {
        rules.insert(row.substr(0, row.find('\t')));
        CHECK_MESSAGE(found.contains(row), row);
    }
    json::value const book = json::parse(run({"rules", "list", "--format", "json"}).out);
    for (json::value const& rule : book.at("rules").as_array())
        CHECK_MESSAGE(rules.contains(std::string{rule.at("id").as_string()}), rule.at("id").as_string().c_str());
    CHECK(rules.size() >= 110);
}

}  // namespace defect_batch_test
