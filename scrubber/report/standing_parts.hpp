#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/engine/finding_view.hpp"

namespace orthoscrub::scrub {

/// Keeps once what a format says alike for all findings of a rule (its title, sources, answers and repair). A rendered
/// finding only names its part and where that goes in: less to make for each, and less that waits for its place.
class standing_parts {
public:
    using writer = void (*)(finding_view const&, std::string& out);

    /// `write` appends the part of a finding: the same text whenever the views of title, sources, answers and repair are.
    explicit standing_parts(writer write) : write_{write} {}

    /// Begins a rendered finding at the end of `out`.
    void begin(finding_view const& finding, std::string& out);
    /// What was appended since `begin` stands before the part, what follows behind it.
    void split(std::string& out) const;
    /// Appends a rendered finding with its part.
    void place(std::string_view rendered, std::string& out) const;

private:
    struct part {
        std::string text;
        char const *title, *fix_text;
        grammars::prediction const* predicts;
        grammars::rule_source const* sources;
    };

    writer write_;
    std::vector<part> parts_;
    std::map<std::string, std::uint32_t, std::less<>> by_rule_;
    std::size_t begun_ = 0;  ///< where the finding being rendered begins
};

}  // namespace orthoscrub::scrub
