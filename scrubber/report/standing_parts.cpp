// A rendered finding begins with a head of two numbers. Views of a rule lie in the rule book, so that their addresses tell
// whether the part of the rule is still the right one; where they do not, a further part is made.
#include "scrubber/report/standing_parts.hpp"

#include <cstring>

namespace orthoscrub::scrub {
namespace {

struct part_head {
    std::uint32_t part = 0;   ///< what goes in
    std::uint32_t split = 0;  ///< behind so many bytes of the text
};

}  // namespace

void standing_parts::begin(finding_view const& f, std::string& out) {
    auto at = by_rule_.find(f.rule);
    if (at == by_rule_.end()) at = by_rule_.emplace(f.rule, static_cast<std::uint32_t>(parts_.size())).first;
    auto const fits = [&](part const& p) {
        return p.title == f.title.data() && p.fix_text == f.fix_text.data() && p.predicts == f.predicts.data() &&
               p.sources == f.sources.data();
    };
    if (at->second == parts_.size() || !fits(parts_[at->second])) {
        at->second = static_cast<std::uint32_t>(parts_.size());
        parts_.push_back({{}, f.title.data(), f.fix_text.data(), f.predicts.data(), f.sources.data()});
        write_(f, parts_.back().text);
    }
    begun_ = out.size();
    part_head const head{at->second, 0};
    out.append(reinterpret_cast<char const*>(&head), sizeof head);
}

void standing_parts::split(std::string& out) const {
    part_head head;
    std::memcpy(&head, out.data() + begun_, sizeof head);
    head.split = static_cast<std::uint32_t>(out.size() - begun_ - sizeof head);
    std::memcpy(out.data() + begun_, &head, sizeof head);
}

void standing_parts::place(std::string_view rendered, std::string& out) const {
    part_head head;
    std::memcpy(&head, rendered.data(), sizeof head);
    rendered.remove_prefix(sizeof head);
    out.append(rendered.substr(0, head.split)).append(parts_[head.part].text).append(rendered.substr(head.split));
}

}  // namespace orthoscrub::scrub
