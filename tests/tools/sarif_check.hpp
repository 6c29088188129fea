#pragma once
#include <boost/json.hpp>

#include <string>
#include <vector>

namespace orthoscrub::tests {

/// Holds a SARIF log to the standard as far as we write it: sarif_check.schema.json, and what a schema cannot say (rule
/// indexes name the rule of the result, ids once each, numbers in range, URIs without blanks). One line a complaint.
[[nodiscard]] std::vector<std::string> sarif_complaints(boost::json::value const& log);

}  // namespace orthoscrub::tests
