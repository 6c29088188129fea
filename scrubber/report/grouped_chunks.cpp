// Each group gathers text of its own. When all of it together is beyond the limit, every group's text goes to the end
// of one temporary file and the group remembers where. There are as many groups as rules that spoke, so what is
// remembered stays small; a group is read back extent by extent.
#include "scrubber/report/grouped_chunks.hpp"

#include <unistd.h>

#include <algorithm>

namespace orthoscrub::scrub {

grouped_chunks::~grouped_chunks() {
    if (file_) std::fclose(file_);
}

void grouped_chunks::add(std::size_t group, std::string_view chunk) {
    if (group >= groups_.size()) groups_.resize(group + 1);
    groups_[group].pending += chunk;
    held_ += chunk.size();
    if (held_ > limit_) spill();
}

void grouped_chunks::spill() {
    if (!file_) file_ = std::tmpfile();
    if (!file_) failed_ = true;
    for (group_text& group : groups_) {
        if (group.pending.empty()) continue;
        std::size_t const size = group.pending.size();
        if (!failed_ && std::fwrite(group.pending.data(), 1, size, file_) != size) failed_ = true;
        group.spilled.push_back({written_, size});
        written_ += size;
        group.pending.clear();
    }
    if (!failed_ && std::fflush(file_) != 0) failed_ = true;
    held_ = 0;
}

void grouped_chunks::open(std::size_t group) noexcept {
    open_ = group;
    extent_ = 0;
    used_ = 0;
}

bool grouped_chunks::next(std::string& out) {
    if (failed_ || open_ >= groups_.size()) return false;
    group_text const& group = groups_[open_];
    if (extent_ < group.spilled.size()) {
        extent const& from = group.spilled[extent_];
        auto const want = static_cast<std::size_t>(std::min<std::uint64_t>(from.size - used_, 1u << 16));
        std::size_t const had = out.size();
        out.resize(had + want);
        ssize_t const got = ::pread(::fileno(file_), out.data() + had, want, static_cast<off_t>(from.first + used_));
        out.resize(had + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got <= 0) {
            failed_ = true;
            return false;
        }
        used_ += static_cast<std::uint64_t>(got);
        if (used_ == from.size) {
            ++extent_;
            used_ = 0;
        }
        return true;
    }
    if (extent_ > group.spilled.size() || group.pending.empty()) return false;
    out += group.pending;
    ++extent_;
    return true;
}

}  // namespace orthoscrub::scrub
