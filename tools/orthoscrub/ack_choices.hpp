#pragma once
#include <string>

#include "scrubber/ack/answer_policy.hpp"
#include "tools/orthoscrub/scrub_setup.hpp"

namespace orthoscrub::tools {

/// The options that decide what an acknowledgment accepts; they win over `[ack]` of the configuration file.
struct ack_choices {
    std::string policy, payer_rules, ta1;
    /// Declares --policy and --payer-rules, and with `answers` --ta1, which decides what is written only.
    void add_to(CLI::App& command, bool answers);
    [[nodiscard]] ack::answer_policy chosen(settings const& s) const;
};

}  // namespace orthoscrub::tools
