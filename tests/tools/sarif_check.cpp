// The schema's words first; then the sentences of the standard that bind members to each other (3.27.5, 3.27.6, 3.30).
#include "tests/tools/sarif_check.hpp"

#include <set>
#include <string_view>

#include "tests/tools/json_schema.hpp"
#include "tests/tools/run_program.hpp"

namespace orthoscrub::tests {
namespace json = boost::json;
namespace {

std::string_view text_of(json::value const& v) { return {v.get_string().data(), v.get_string().size()}; }

void check_uri(json::value const& uri, std::vector<std::string>& complaints) {
    for (char const c : text_of(uri))
        if (c <= ' ' || c > '~' || std::string_view{"<>\"{}|\\^`"}.find(c) != std::string_view::npos) {
            complaints.push_back("not a URI reference: " + std::string{text_of(uri)});
            return;
        }
}

}  // namespace

std::vector<std::string> sarif_complaints(json::value const& log) {
    json::value const schema =
        json::parse(read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/tests/tools/sarif_check.schema.json"));
    std::vector<std::string> complaints = schema_complaints(schema, log);
    if (!complaints.empty()) return complaints;
    for (json::value const& run : log.at("runs").get_array()) {
        auto const& rules = run.at("tool").at("driver").at("rules").get_array();
        std::set<std::string_view> ids;
        for (json::value const& rule : rules) {
            if (!ids.insert(text_of(rule.at("id"))).second)
                complaints.push_back("rule twice: " + std::string{text_of(rule.at("id"))});
            if (auto const* uri = rule.get_object().if_contains("helpUri")) check_uri(*uri, complaints);
        }
        for (json::value const& result : run.at("results").get_array()) {
            auto const index = result.at("ruleIndex").as_int64();
            if (index < 0 || static_cast<std::size_t>(index) >= rules.size() ||
                rules[static_cast<std::size_t>(index)].at("id") != result.at("ruleId"))
                complaints.push_back("ruleIndex and ruleId disagree: " + json::serialize(result.at("ruleId")));
            for (json::value const& location : result.at("locations").get_array()) {
                auto const& place = location.at("physicalLocation");
                check_uri(place.at("artifactLocation").at("uri"), complaints);
                if (place.at("region").at("byteOffset").as_int64() < 0) complaints.emplace_back("byteOffset below 0");
            }
            if (auto const* count = result.get_object().if_contains("occurrenceCount"))
                if (count->as_int64() < 1) complaints.emplace_back("occurrenceCount below 1");
        }
        for (json::value const& artifact : run.at("artifacts").get_array())
            check_uri(artifact.at("location").at("uri"), complaints);
    }
    return complaints;
}

}  // namespace orthoscrub::tests
