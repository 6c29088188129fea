#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/oracle/guide_facts.hpp"

namespace orthoscrub::oracle {

/// The parts of a text between separators; one empty part for an empty text.
[[nodiscard]] std::vector<std::string> cut(std::string_view text, char at);
/// The n-th part; empty behind the last.
[[nodiscard]] inline std::string field(std::vector<std::string> const& parts, std::size_t n) {
    return n < parts.size() ? parts[n] : std::string{};
}

/// What is wrong with the elements of a segment: its place ("4", "1:2", "2::2") and a code of IK403.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> judge_elements(std::vector<std::string> const& segment,
                                                                              use_fact const& use);
/// TA105 for the first element of an ISA that is wrong; empty when none is.
[[nodiscard]] std::string judge_isa(std::vector<std::string> const& isa);

}  // namespace orthoscrub::oracle
