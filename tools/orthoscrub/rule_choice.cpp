// --rules: which rules speak. Globs are few and rules a hundred, so the list is walked for each name.
#include "tools/orthoscrub/rule_choice.hpp"

#include <fmt/format.h>

#include "parser/text/fault.hpp"
#include "scrubber/codes/nearest_name.hpp"
#include "scrubber/engine/suppressions.hpp"

namespace orthoscrub::tools {

bool glob_fits(std::string_view glob, std::string_view name) noexcept {
    std::size_t g = 0, n = 0, star = std::string_view::npos, mark = 0;
    while (n < name.size()) {
        if (g < glob.size() && glob[g] == '*') {
            star = g++;
            mark = n;
        } else if (g < glob.size() && (glob[g] == '?' || glob[g] == name[n])) {
            ++g;
            ++n;
        } else if (star != std::string_view::npos) {
            g = star + 1;
            n = ++mark;
        } else {
            return false;
        }
    }
    while (g < glob.size() && glob[g] == '*') ++g;
    return g == glob.size();
}

bool rule_choice::speaks(std::string_view id, bool start) const noexcept {
    bool on = start;
    for (entry const& e : globs_)
        if (glob_fits(e.glob, id)) on = e.add;
    return on;
}

std::vector<std::string_view> finding_ids(scrub::rule_book const& book) {
    std::vector<std::string_view> ids;
    for (auto const& rule : book.rules()) ids.push_back(rule.ast.id);
    for (unsigned code = 1; code < static_cast<unsigned>(text::fault_code::count_); ++code)
        ids.push_back(text::describe(static_cast<text::fault_code>(code)).id);
    ids.push_back(scrub::suppression_expired);
    ids.push_back(scrub::suppression_unused);
    return ids;
}

exit_code rule_choice::read(std::string_view command, scrub::rule_book const& book,
                            std::vector<std::string> const& values, std::string_view from) {
    std::vector<std::string_view> const known = finding_ids(book);
    for (std::string_view value : values) {
        while (true) {
            auto const comma = value.find(',');
            std::string_view glob = value.substr(0, comma);
            while (!glob.empty() && glob.front() == ' ') glob.remove_prefix(1);
            while (!glob.empty() && glob.back() == ' ') glob.remove_suffix(1);
            bool const add = !glob.starts_with('-');
            if (!add) glob.remove_prefix(1);
            if (glob.empty()) {
                complain(command,
                         fmt::format("{} holds an empty name; write names or globs with commas between them, - "
                                     "takes away",
                                     from));
                return exit_code::usage;
            }
            bool fits = false;
            for (std::string_view id : known) fits = fits || glob_fits(glob, id);
            if (!fits) {
                complain(command, fmt::format("{} {}: no rule has this name{}; \"orthoscrub rules list\" shows them",
                                              from, glob, scrub::did_you_mean(glob, known)));
                return exit_code::usage;
            }
            if (globs_.empty()) from_all_ = !add;
            globs_.push_back({std::string{glob}, add});
            if (comma == std::string_view::npos) break;
            value.remove_prefix(comma + 1);
        }
    }
    return exit_code::clean;
}

std::vector<bool> rule_choice::rules(scrub::rule_book const& book) const {
    std::vector<bool> on;
    if (globs_.empty()) return on;
    for (auto const& rule : book.rules()) on.push_back(this->rule(rule.ast.id));
    return on;
}

}  // namespace orthoscrub::tools
