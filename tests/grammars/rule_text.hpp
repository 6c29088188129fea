#pragma once
#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "grammars/rule_pack.hpp"

namespace orthoscrub::test {

/// What the reader made of a text of rules.
struct rule_reading {
    bool read = false;
    std::vector<grammars::rule_ast> rules;
    std::vector<grammars::rule_error> errors;
};

/// Reads from a buffer of exactly the text's size, so that a sanitizer sees one byte too many.
inline rule_reading read_rule_text(std::string_view text, std::string_view file = "rules/noc/noc-units.rule") {
    std::unique_ptr<char[]> const exact{new char[text.size()]};
    std::copy(text.begin(), text.end(), exact.get());
    rule_reading got;
    got.read = grammars::read_rules({exact.get(), text.size()}, file, got.rules, got.errors);
    return got;
}

/// A rule that reads, with one line put in the place of the line that begins with the same key, or added.
inline std::string rule_with(std::string_view line = {}) {
    std::vector<std::string> lines{"  title      \"A title.\"",
                                   "  scope      line",
                                   "  severity   error",
                                   "  when       units > 1",
                                   "  message    \"{code} is wrong.\"",
                                   "  do         \"Put it right.\"",
                                   "  predicts   none",
                                   "  source     S1 \"A source\" https://example.org/a",
                                   "  confidence high",
                                   "  flags      \"SV1*HC:L1833*600*UN*2***1\"",
                                   "  passes     \"SV1*HC:L1833*600*UN*1***1\""};
    auto const key = line.substr(0, line.find_first_of(" \n"));
    bool replaced = false;
    for (auto& old : lines) {
        if (line.empty() || old.substr(2, key.size() + 1) != std::string(key) + " ") continue;
        old = "  " + std::string(line);
        replaced = true;
    }
    if (!line.empty() && !replaced) lines.push_back("  " + std::string(line));
    std::string text = "rule noc-units {\n";
    for (auto const& each : lines) text += each + "\n";
    return text + "}\n";
}

}  // namespace orthoscrub::test
