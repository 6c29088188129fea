#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/envelope/interchange_reader.hpp"
#include "parser/text/fault.hpp"
#include "scrubber/ack/answer_policy.hpp"
#include "scrubber/payers/toml_error.hpp"
#include "tools/orthoscrub/command.hpp"

namespace orthoscrub::tools {

/// Formats of `check`, and the severities that `--fail-on` takes.
inline constexpr std::array check_formats{"text", "concise", "json", "ndjson", "csv", "sarif", "html"};
inline constexpr std::array fail_on_words{"error", "warning", "note", "never"};
/// What `ack` takes for its policy, for errors that a payer's own rules find, and for when a TA1 is written.
inline constexpr std::array ack_policies{"strict", "lenient"};
inline constexpr std::array ack_payer_rules{"hold", "report"};
inline constexpr std::array ack_ta1_words{"asked", "always"};

/// `--max-findings`: how many findings `check` shows at most; nothing: all.
using most_findings = std::optional<std::uint64_t>;
/// A number, or "all"; nothing when the text is neither.
[[nodiscard]] std::optional<most_findings> read_max_findings(std::string_view text);

/// A value and who said it: "default", "orthoscrub.toml:3", "ORTHOSCRUB_PACK", "--rules".
template <class Value>
struct setting {
    Value value{};
    std::string from = "default";
};

/// `[severities]` of the configuration file: the findings whose ids fit, and their severity.
struct severity_setting {
    std::string glob;
    text::severity level = text::severity::error;
    std::string from;
    std::uint32_t line = 0, column = 0;  ///< of the glob in the file
};

/// What a run is set to. The members bear the names of the keys in `orthoscrub.toml`; paths stand as they are opened.
struct settings {
    std::string file;  ///< the configuration file; empty: there is none
    setting<std::vector<std::string>> packs, code_folders, payers, rules;
    setting<std::string> suppressions, ledger;
    std::vector<severity_setting> severities;  ///< in the order of the file: the last that fits wins
    struct {
        setting<std::string> format{"text"}, fail_on{"error"}, payer;
        setting<std::vector<std::string>> accept{{"005010X222", "005010X222A2"}};
        setting<bool> batch{true};
        setting<most_findings> max_findings;
    } defaults;
    struct {
        setting<std::uint64_t> segment_bytes{envelope::reader_limits{}.segment_bytes},
            claim_bytes{envelope::reader_limits{}.claim_bytes};
    } limits;
    struct {
        setting<std::string> history, authorizations, products;
    } data;
    struct {
        setting<std::string> policy{"strict"}, payer_rules{"hold"}, ta1{"asked"};
        setting<std::vector<std::string>> tolerate{ack::answer_policy{}.tolerate}, ta1_errors, senders, receivers;
        setting<std::string> source{"payer"}, source_name, source_id, source_qualifier;
    } ack;
};

/// Who gave a value, for messages: "--payer", "orthoscrub.toml:7 (payer)".
[[nodiscard]] std::string said_by(std::string const& from, std::string_view key);

/// Calls `visit(name, setting)` for every setting with one value or one list, in the order in which they are shown.
template <class Settings, class Visit>
void for_each_setting(Settings& s, Visit&& visit) {
    visit("packs", s.packs);
    visit("code_folders", s.code_folders);
    visit("payers", s.payers);
    visit("rules", s.rules);
    visit("suppressions", s.suppressions);
    visit("ledger", s.ledger);
    visit("defaults.format", s.defaults.format);
    visit("defaults.fail_on", s.defaults.fail_on);
    visit("defaults.payer", s.defaults.payer);
    visit("defaults.accept", s.defaults.accept);
    visit("defaults.batch", s.defaults.batch);
    visit("defaults.max_findings", s.defaults.max_findings);
    visit("limits.segment_bytes", s.limits.segment_bytes);
    visit("limits.claim_bytes", s.limits.claim_bytes);
    visit("data.history", s.data.history);
    visit("data.authorizations", s.data.authorizations);
    visit("data.products", s.data.products);
    visit("ack.policy", s.ack.policy);
    visit("ack.tolerate", s.ack.tolerate);
    visit("ack.payer_rules", s.ack.payer_rules);
    visit("ack.ta1", s.ack.ta1);
    visit("ack.ta1_errors", s.ack.ta1_errors);
    visit("ack.senders", s.ack.senders);
    visit("ack.receivers", s.ack.receivers);
    visit("ack.source", s.ack.source);
    visit("ack.source_name", s.ack.source_name);
    visit("ack.source_id", s.ack.source_id);
    visit("ack.source_qualifier", s.ack.source_qualifier);
}

/// Puts the values of a configuration file, whose text is given, over those of `s`. Paths in it are taken relative to the
/// folder of `path`. Errors: no TOML, an unknown key (with the nearest known one), a value of the wrong kind.
[[nodiscard]] std::vector<scrub::toml_error> read_settings(std::string const& path, std::string_view toml, settings& s);

/// Reads the configuration file of a run: `named` (--config), else ORTHOSCRUB_CONFIG (set but empty: none), else
/// orthoscrub.toml of the current folder. Then ORTHOSCRUB_PACK has its say. What is wrong is told on standard error: 3.
[[nodiscard]] exit_code find_settings(std::string_view command, std::optional<std::string> const& named, settings& s);
/// Only the environment without a configuration file (--no-config).
void take_environment(settings& s);

/// All bytes of a small file that a user wrote; nothing when it cannot be read.
[[nodiscard]] std::optional<std::string> text_of(std::string const& path);
/// One line on standard error for each error; 3 when there is one.
[[nodiscard]] exit_code tell(std::string_view command, std::vector<scrub::toml_error> const& errors);

}  // namespace orthoscrub::tools
