#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace orthoscrub::test {

/// A fenced block of a fixture: its kind ("837", "835", "expect"), the words after the kind ("paid=2026-04-01") and its text.
struct fenced_block {
    std::string kind;
    std::string words;
    std::string text;
    /// What follows `name=` among the words; empty when it is not there.
    [[nodiscard]] std::string word(std::string const& name) const;
};

/// One file of fixtures/remittances: claims sent, what came back, and what is to be made of it.
struct remit_example {
    std::string name;  ///< "E01-paid-as-billed"
    std::vector<fenced_block> sent, answers;
    std::string expect;  ///< JSON
};

/// All examples below fixtures/remittances/`folder`, by name.
[[nodiscard]] std::vector<remit_example> load_remit_examples(std::string const& folder);

}  // namespace orthoscrub::test
