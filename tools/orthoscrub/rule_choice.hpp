#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/engine/rule_book.hpp"
#include "tools/orthoscrub/command.hpp"

namespace orthoscrub::tools {

/// The findings that a list of `--rules` values lets speak: a comma list of globs, `-` before a glob takes
/// away, the last match wins. A list that begins with a glob to add starts from no rule, else from all.
/// Structural faults (x12-...) are told unless a glob takes them away.
class rule_choice {
public:
    /// Reads the values. Wrong use (an empty glob, one that fits no rule) is told on standard error; `from` says there who
    /// gave them.
    [[nodiscard]] exit_code read(std::string_view command, scrub::rule_book const& book,
                                 std::vector<std::string> const& values, std::string_view from = "--rules");
    [[nodiscard]] bool rule(std::string_view id) const noexcept { return speaks(id, from_all_); }
    [[nodiscard]] bool fault(std::string_view id) const noexcept { return speaks(id, true); }
    /// One value a rule of the book, in its order; empty when all speak.
    [[nodiscard]] std::vector<bool> rules(scrub::rule_book const& book) const;
    [[nodiscard]] bool all() const noexcept { return globs_.empty(); }

private:
    struct entry {
        std::string glob;
        bool add = true;
    };
    [[nodiscard]] bool speaks(std::string_view id, bool start) const noexcept;
    std::vector<entry> globs_;
    bool from_all_ = true;
};

/// Ids of all findings: rules, structural faults, remarks about suppressions. Views live as long as the book.
[[nodiscard]] std::vector<std::string_view> finding_ids(scrub::rule_book const& book);

/// True when the name fits: `*` stands for any characters, `?` for one.
[[nodiscard]] bool glob_fits(std::string_view glob, std::string_view name) noexcept;

}  // namespace orthoscrub::tools
