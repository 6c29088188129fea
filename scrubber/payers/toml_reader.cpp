// The values that users write in TOML files, checked one by one. The library says where a value stands; the words say what
// was expected there.
#include "scrubber/payers/toml_reader.hpp"

#include <algorithm>

#include "scrubber/codes/nearest_name.hpp"

namespace orthoscrub::scrub {

std::string to_string(toml_error const& error) {
    std::string text = error.path;
    if (error.line != 0) text += ':' + std::to_string(error.line) + ':' + std::to_string(error.column);
    return text + ": " + error.message;
}

std::optional<toml::table> toml_reader::document(std::string_view toml) {
    toml::parse_result parsed = toml::parse(toml, path_);
    if (parsed) return std::move(parsed).table();
    fail(parsed.error().source(), std::string{parsed.error().description()});
    return std::nullopt;
}

void toml_reader::fail(toml::source_region const& at, std::string message) {
    errors_.push_back({std::string{path_}, at.begin.line, at.begin.column, std::move(message)});
}

bool toml_reader::known(toml::key const& key, std::span<std::string_view const> keys) {
    if (std::find(keys.begin(), keys.end(), key.str()) != keys.end()) return true;
    fail(key.source(), "unknown key \"" + std::string{key.str()} + '"' + did_you_mean(key.str(), keys));
    return false;
}

toml::table const* toml_reader::table(std::string_view key, toml::node const& node) {
    if (!node.is_table()) fail(node.source(), std::string{key} + ": expected a table");
    return node.as_table();
}

std::string toml_reader::text(std::string_view key, toml::node const& node) {
    auto const value = node.value_exact<std::string_view>();
    if (!value || value->empty()) fail(node.source(), std::string{key} + ": expected a text in quotes");
    return std::string{value.value_or(std::string_view{})};
}

std::vector<std::string> toml_reader::texts(std::string_view key, toml::node const& node) {
    std::vector<std::string> values;
    toml::array const* const list = node.as_array();
    if (!list) {
        fail(node.source(), std::string{key} + ": expected a list of texts, [\"...\"]");
        return values;
    }
    for (toml::node const& entry : *list) values.push_back(text(key, entry));
    return values;
}

int toml_reader::number(std::string_view key, toml::node const& node, int least, int most) {
    auto const value = node.value_exact<std::int64_t>();
    if (value && *value >= least && *value <= most) return static_cast<int>(*value);
    fail(node.source(),
         std::string{key} + ": expected a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return least;
}

}  // namespace orthoscrub::scrub
