#pragma once
#include <boost/json.hpp>

#include <string>
#include <vector>

namespace orthoscrub::tests {

/// Holds a JSON value to a schema (draft 2020-12, the words that our schemas use: type, enum, required,
/// properties, additionalProperties, items, $ref into $defs). Any other word in the schema is a complaint
/// too, so that nothing is believed to be checked that is not. Gives one line a complaint.
[[nodiscard]] std::vector<std::string> schema_complaints(boost::json::value const& schema,
                                                         boost::json::value const& value);

}  // namespace orthoscrub::tests
