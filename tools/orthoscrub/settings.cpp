// orthoscrub.toml: keys are a closed list, so that a slip is an error with its place instead of a setting without effect.
#include "tools/orthoscrub/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "scrubber/codes/nearest_name.hpp"
#include "scrubber/payers/toml_reader.hpp"

namespace orthoscrub::tools {
namespace {

using namespace std::string_view_literals;

constexpr std::array file_keys{"packs"sv,      "code_folders"sv, "payers"sv, "rules"sv, "suppressions"sv, "ledger"sv,
                               "severities"sv, "defaults"sv,     "limits"sv, "data"sv,  "ack"sv};
constexpr std::array data_keys{"history"sv, "authorizations"sv, "products"sv};
constexpr std::array defaults_keys{"format"sv, "fail_on"sv, "payer"sv, "accept"sv, "batch"sv, "max_findings"sv};
constexpr std::array limits_keys{"segment_bytes"sv, "claim_bytes"sv};
constexpr std::array ack_keys{"policy"sv,           "tolerate"sv, "payer_rules"sv, "ta1"sv,
                              "ta1_errors"sv,       "source"sv,   "source_name"sv, "source_id"sv,
                              "source_qualifier"sv, "senders"sv,  "receivers"sv};
/// TA105 codes that receivers answer with E or with R.
constexpr std::array ta1_choices{"001"sv, "003"sv, "006"sv, "008"sv, "021"sv};
constexpr std::array source_words{"payer"sv, "clearinghouse"sv};
constexpr std::array source_qualifiers{"46"sv, "FI"sv, "PI"sv, "XV"sv};
constexpr std::array severity_names{"note"sv, "warning"sv, "error"sv};
constexpr std::array guides{"005010X222"sv, "005010X222A2"sv};

class reader : public scrub::toml_reader {
public:
    reader(std::string const& path, std::vector<scrub::toml_error>& errors, settings& s)
        : toml_reader{path, errors}, path_{path}, folder_{std::filesystem::path{path}.parent_path()}, s_{s} {}

    void top(toml::table const& from) {
        for (auto const& [key, node] : from) {
            std::string_view const name = key.str();
            if (!known(key, file_keys)) continue;
            if (name == "packs") s_.packs = {paths(name, node), place(node)};
            else if (name == "code_folders") s_.code_folders = {paths(name, node), place(node)};
            else if (name == "payers") s_.payers = {paths(name, node), place(node)};
            else if (name == "rules") s_.rules = {texts(name, node), place(node)};
            else if (name == "suppressions") s_.suppressions = {below(text(name, node)), place(node)};
            else if (name == "ledger") s_.ledger = {below(text(name, node)), place(node)};
            else if (toml::table const* const inner = table(name, node))
                (this->*(name == "severities" ? &reader::severities
                         : name == "defaults" ? &reader::defaults
                         : name == "data"     ? &reader::data
                         : name == "ack"      ? &reader::ack
                                              : &reader::limits))(*inner);
        }
    }

private:
    [[nodiscard]] std::string place(toml::node const& node) const {
        return fmt::format("{}:{}", path_, node.source().begin.line);
    }

    [[nodiscard]] std::string below(std::string const& path) const {
        return path.empty() ? path : (folder_ / path).lexically_normal().string();
    }

    std::vector<std::string> paths(std::string_view key, toml::node const& node) {
        std::vector<std::string> values = texts(key, node);
        for (std::string& value : values) value = below(value);
        return values;
    }

    /// One of a closed list of words.
    template <class Words>
    std::string word(std::string_view key, toml::node const& node, Words const& words) {
        std::vector<std::string_view> const list{words.begin(), words.end()};
        std::string value = text(key, node);
        if (value.empty() || std::find(list.begin(), list.end(), value) != list.end()) return value;
        fail(node.source(), fmt::format("{}: expected {}, found \"{}\"{}", key, fmt::join(list, ", "), value,
                                        scrub::did_you_mean(value, list)));
        return {};
    }

    void severities(toml::table const& from) {
        for (auto const& [key, node] : from) {
            std::string const level = word(key.str(), node, severity_names);
            auto const at = std::find(severity_names.begin(), severity_names.end(), level);
            if (at == severity_names.end()) continue;
            s_.severities.push_back({std::string{key.str()}, static_cast<text::severity>(at - severity_names.begin()),
                                     place(node), key.source().begin.line, key.source().begin.column});
        }
        std::sort(s_.severities.begin(), s_.severities.end(), [](severity_setting const& a, severity_setting const& b) {
            return a.line != b.line ? a.line < b.line : a.column < b.column;
        });
    }

    void defaults(toml::table const& from) {
        for (auto const& [key, node] : from) {
            std::string_view const name = key.str();
            if (!known(key, defaults_keys)) continue;
            if (name == "format") s_.defaults.format = {word(name, node, check_formats), place(node)};
            else if (name == "fail_on") s_.defaults.fail_on = {word(name, node, fail_on_words), place(node)};
            else if (name == "payer") s_.defaults.payer = {text(name, node), place(node)};
            else if (name == "accept") accept(node);
            else if (name == "max_findings") max_findings(node);
            else if (node.is_boolean()) s_.defaults.batch = {node.value_or(true), place(node)};
            else fail(node.source(), "batch: expected true or false");
        }
    }

    void max_findings(toml::node const& node) {
        std::string text;
        if (auto const number = node.value_exact<std::int64_t>()) text = std::to_string(*number);
        else text = node.value_or(std::string{});
        if (auto const most = read_max_findings(text)) s_.defaults.max_findings = {*most, place(node)};
        else fail(node.source(), "max_findings: expected a number from 0 on, or \"all\"");
    }

    void accept(toml::node const& node) {
        std::vector<std::string> values = texts("accept", node);
        for (std::string const& value : values)
            if (!value.empty() && std::find(guides.begin(), guides.end(), value) == guides.end())
                fail(node.source(), fmt::format("accept: expected {}, found \"{}\"", fmt::join(guides, ", "), value));
        s_.defaults.accept = {std::move(values), place(node)};
    }

    void data(toml::table const& from) {
        for (auto const& [key, node] : from) {
            std::string_view const name = key.str();
            if (!known(key, data_keys)) continue;
            setting<std::string> const file{below(text(name, node)), place(node)};
            if (name == "history") s_.data.history = file;
            else if (name == "authorizations") s_.data.authorizations = file;
            else s_.data.products = file;
        }
    }

    void ack(toml::table const& from) {
        for (auto const& [key, node] : from) {
            std::string_view const name = key.str();
            if (!known(key, ack_keys)) continue;
            auto& a = s_.ack;
            if (name == "policy") a.policy = {word(name, node, ack_policies), place(node)};
            else if (name == "payer_rules") a.payer_rules = {word(name, node, ack_payer_rules), place(node)};
            else if (name == "ta1") a.ta1 = {word(name, node, ack_ta1_words), place(node)};
            else if (name == "source") a.source = {word(name, node, source_words), place(node)};
            else if (name == "source_qualifier")
                a.source_qualifier = {word(name, node, source_qualifiers), place(node)};
            else if (name == "source_name") a.source_name = {text(name, node), place(node)};
            else if (name == "source_id") a.source_id = {text(name, node), place(node)};
            else if (name == "ta1_errors") ta1_errors(node);
            else if (name == "senders") a.senders = {texts(name, node), place(node)};
            else if (name == "receivers") a.receivers = {texts(name, node), place(node)};
            else tolerate(node);
        }
    }

    void ta1_errors(toml::node const& node) {
        std::vector<std::string> values = texts("ta1_errors", node);
        for (std::string const& value : values)
            if (!value.empty() && std::find(ta1_choices.begin(), ta1_choices.end(), value) == ta1_choices.end())
                fail(node.source(),
                     fmt::format("ta1_errors: expected {}, found \"{}\"", fmt::join(ta1_choices, ", "), value));
        s_.ack.ta1_errors = {std::move(values), place(node)};
    }

    void tolerate(toml::node const& node) {
        std::vector<std::string> values = texts("tolerate", node);
        for (std::string const& value : values)
            if (!value.empty() && !value.starts_with("IK304 ") && !value.starts_with("IK403 "))
                fail(node.source(),
                     fmt::format("tolerate: expected codes such as \"IK304 7\" or \"IK403 5\", found \"{}\"", value));
        s_.ack.tolerate = {std::move(values), place(node)};
    }

    void limits(toml::table const& from) {
        for (auto const& [key, node] : from) {
            std::string_view const name = key.str();
            if (!known(key, limits_keys)) continue;
            if (name == "segment_bytes") s_.limits.segment_bytes = {bytes(name, node, 1024, 1u << 30), place(node)};
            else s_.limits.claim_bytes = {bytes(name, node, 4096, std::uint64_t{1} << 32), place(node)};
        }
    }

    /// A number, or a text with the unit KB, MB or GB; K is 1024.
    std::uint64_t bytes(std::string_view key, toml::node const& node, std::uint64_t least, std::uint64_t most) {
        std::uint64_t value = 0;
        if (auto const number = node.value_exact<std::int64_t>(); number && *number > 0) {
            value = static_cast<std::uint64_t>(*number);
        } else if (auto const written = node.value_exact<std::string_view>()) {
            std::size_t at = 0;
            for (; at < written->size() && at < 10 && (*written)[at] >= '0' && (*written)[at] <= '9'; ++at)
                value = value * 10 + static_cast<std::uint64_t>((*written)[at] - '0');
            std::string_view const unit = written->substr(at);
            value *= unit == "KB" ? 1024u : unit == "MB" ? 1024u * 1024u : unit == "GB" ? 1024u * 1024u * 1024u : 0u;
        }
        if (value >= least && value <= most) return value;
        fail(node.source(),
             fmt::format("{}: expected bytes from {} to {}, a number or a text such as \"64MB\"", key, least, most));
        return least;
    }

    std::string const& path_;
    std::filesystem::path folder_;
    settings& s_;
};

}  // namespace

std::optional<most_findings> read_max_findings(std::string_view text) {
    if (text == "all") return most_findings{};
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return most_findings{number};
}

std::vector<scrub::toml_error> read_settings(std::string const& path, std::string_view toml, settings& s) {
    std::vector<scrub::toml_error> errors;
    reader in{path, errors, s};
    s.file = path;
    if (auto const document = in.document(toml)) in.top(*document);
    std::sort(errors.begin(), errors.end(),
              [](auto const& a, auto const& b) { return a.line != b.line ? a.line < b.line : a.column < b.column; });
    return errors;
}

std::optional<std::string> text_of(std::string const& path) {
    std::error_code failed;
    if (std::filesystem::is_directory(path, failed)) return std::nullopt;
    std::ifstream in{path, std::ios::binary};
    if (!in) return std::nullopt;
    std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    if (in.bad()) return std::nullopt;
    return bytes;
}

exit_code tell(std::string_view command, std::vector<scrub::toml_error> const& errors) {
    for (scrub::toml_error const& error : errors) complain(command, scrub::to_string(error));
    return errors.empty() ? exit_code::clean : exit_code::usage;
}

std::string said_by(std::string const& from, std::string_view key) {
    return from.starts_with("--") ? from : fmt::format("{} ({})", from, key);
}

void take_environment(settings& s) {
    if (char const* const folder = std::getenv("ORTHOSCRUB_PACK"); folder && *folder)
        s.packs = {{folder}, "ORTHOSCRUB_PACK"};
}

exit_code find_settings(std::string_view command, std::optional<std::string> const& named, settings& s) {
    constexpr char const* usual = "orthoscrub.toml";
    char const* const environment = std::getenv("ORTHOSCRUB_CONFIG");
    std::error_code failed;
    std::string path, from;
    if (named) {
        path = *named;
        from = "--config";
    } else if (environment) {
        path = environment;
        from = path.empty() ? "" : "ORTHOSCRUB_CONFIG";
    } else if (std::filesystem::is_regular_file(usual, failed)) {
        path = from = usual;
    }
    if (!from.empty()) {
        auto const text = text_of(path);
        if (!text) {
            complain(command, fmt::format("{} {}: cannot be read; name a configuration file", from, path));
            return exit_code::usage;
        }
        if (exit_code const code = tell(command, read_settings(path, *text, s)); code != exit_code::clean) return code;
    }
    take_environment(s);
    return exit_code::clean;
}

}  // namespace orthoscrub::tools
