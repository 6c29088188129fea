#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/payers/toml_error.hpp"
#include "scrubber/payers/toml_library.hpp"

namespace orthoscrub::scrub {

/// Takes values out of a TOML file whose keys are a closed list: what does not fit becomes an error with line, column and
/// the nearest known word. Each function that takes a value gives a plain stand-in after it has told an error.
class toml_reader {
public:
    /// `path` names the file in errors; both must outlive the reader.
    toml_reader(std::string_view path, std::vector<toml_error>& errors) : path_{path}, errors_{errors} {}

    /// The document, or nothing when the text is no TOML.
    [[nodiscard]] std::optional<toml::table> document(std::string_view toml);

    void fail(toml::source_region const& at, std::string message);
    [[nodiscard]] bool known(toml::key const& key, std::span<std::string_view const> keys);
    [[nodiscard]] toml::table const* table(std::string_view key, toml::node const& node);
    /// A text that is not empty.
    [[nodiscard]] std::string text(std::string_view key, toml::node const& node);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key, toml::node const& node);
    [[nodiscard]] int number(std::string_view key, toml::node const& node, int least, int most);

private:
    std::string_view path_;
    std::vector<toml_error>& errors_;
};

}  // namespace orthoscrub::scrub
