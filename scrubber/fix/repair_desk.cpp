#include "scrubber/fix/repair_desk.hpp"

#include <algorithm>

namespace orthoscrub::scrub {

segment_draft& repair_desk::draft(text::segment const& s, text::delimiters const& marks, repair_subject const& about) {
    auto at = drafts_.find(s.offset);
    if (at == drafts_.end()) at = drafts_.emplace(s.offset, entry{{s, marks}, about, {}}).first;
    return at->second.draft;
}

bool repair_desk::has_draft(std::uint64_t from, std::uint64_t to) const {
    for (auto at = drafts_.lower_bound(from); at != drafts_.end() && at->first < to; ++at)
        if (at->second.draft.changed()) return true;
    return false;
}

void repair_desk::say(segment_draft const& d, repair_reason reason) {
    auto const at = drafts_.find(d.offset());
    if (at == drafts_.end()) return;
    auto& reasons = at->second.reasons;
    if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(std::move(reason));
}

void repair_desk::insert(insertion added, repair_subject const& about, repair_reason reason,
                         text::delimiters const& marks) {
    inserted_.push_back({std::move(added), about, std::move(reason), marks});
}

bool repair_desk::any_locked(std::uint64_t claim) const {
    auto const at = locked_.lower_bound({claim, 0});
    return at != locked_.end() && at->first == claim;
}

std::vector<write::segment_change> repair_desk::segment_changes() const {
    std::vector<write::segment_change> changes;
    for (auto const& [byte, e] : drafts_)
        if (e.draft.removed()) changes.push_back({byte, -1});
    for (inserted const& i : inserted_)
        changes.push_back({i.added.offset, static_cast<std::int64_t>(i.added.segments.size())});
    std::sort(changes.begin(), changes.end(), [](auto const& a, auto const& b) { return a.offset < b.offset; });
    return changes;
}

void repair_desk::finish(write::edit_list& edits, std::vector<change>& changes, unsigned round) const {
    std::size_t const first = changes.size();
    for (auto const& [byte, e] : drafts_) {
        if (!e.draft.changed()) continue;
        edits.add(e.draft.edits());
        change c{byte, round, e.about, e.reasons, {e.draft.before()}, {}, e.draft.marks()};
        if (!e.draft.removed()) c.after.push_back(e.draft.after());
        changes.push_back(std::move(c));
    }
    for (inserted const& i : inserted_) {
        edits.add({i.added.offset, 0, i.added.bytes});
        changes.push_back({i.added.offset, round, i.about, {i.reason}, {}, i.added.segments, i.marks});
    }
    std::stable_sort(changes.begin() + static_cast<std::ptrdiff_t>(first), changes.end(),
                     [](change const& a, change const& b) { return a.byte < b.byte; });
}

}  // namespace orthoscrub::scrub
