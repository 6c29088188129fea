// Configuration: errors stand in the file, every value that the file gave names its line, and settings written out again read as
// themselves.
#include <algorithm>
#include <memory>
#include <type_traits>

#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/toml_words.hpp"
#include "tools/orthoscrub/settings.hpp"

namespace orthoscrub::tools {

/// The program says this on standard error; here nobody listens.
void complain(std::string_view, std::string_view) {}

}  // namespace orthoscrub::tools

namespace orthoscrub::test {
namespace {

std::string value_text(std::string const& value) { return toml_text(value); }
std::string value_text(bool value) { return value ? "true" : "false"; }
std::string value_text(std::uint64_t value) { return std::to_string(value); }
std::string value_text(std::optional<std::uint64_t> value) { return value ? std::to_string(*value) : "\"all\""; }
std::string value_text(std::vector<std::string> const& values) {
    std::string out = "[";
    for (auto const& value : values) out += toml_text(value) + ", ";
    return out + "]";
}

/// A file that sets what `s` was set to, and no more.
std::string written(tools::settings& s) {
    std::string out;
    tools::for_each_setting(s, [&](std::string_view name, auto const& value) {
        if (value.from != "default") out.append(name).append(" = ").append(value_text(value.value)).append("\n");
    });
    static constexpr std::string_view levels[] = {"note", "warning", "error"};
    out += "[severities]\n";
    for (auto const& severity : s.severities)
        out.append(toml_text(severity.glob))
            .append(" = ")
            .append(toml_text(levels[static_cast<std::size_t>(severity.level)]))
            .append("\n");
    return out;
}

}  // namespace

std::string settings_property(std::string_view input) {
    auto const exact = std::make_unique<char[]>(input.size());
    input.copy(exact.get(), input.size());
    tools::settings s;
    auto const errors = tools::read_settings("o.toml", {exact.get(), input.size()}, s);
    auto const lines = 1 + std::count(input.begin(), input.end(), '\n');
    for (auto const& error : errors)
        if (error.message.empty() || error.line > static_cast<std::uint32_t>(lines))
            return "an error stands outside of the file: " + scrub::to_string(error);
    if (!errors.empty()) return {};
    std::string from;
    tools::for_each_setting(s, [&](std::string_view name, auto const& value) {
        if (value.from != "default" && !value.from.starts_with("o.toml:"))
            from = std::string{name} + " of " + value.from;
    });
    if (!from.empty()) return "a setting that nobody gave: " + from;
    auto const text = written(s);
    tools::settings again;
    if (auto const wrong = tools::read_settings("o.toml", text, again); !wrong.empty())
        return "settings written out are refused: " + scrub::to_string(wrong.front()) + "\n" + text;
    return written(again) == text ? "" : "settings written out read as others:\n" + text + written(again);
}

}  // namespace orthoscrub::test

ORTHOSCRUB_FUZZ_TARGET(settings_property)
