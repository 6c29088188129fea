// A stack of levels over the segments seen so far. An HL of an 837 or 277 closes what stands at its level (HL03) or
// below; any other HL closes what its parent (HL02) does not contain. What is left at the cut is copied into
// the arena that is not in use.
#include "parser/envelope/window_context.hpp"

#include <algorithm>

namespace orthoscrub::envelope {
namespace {

using text::segment;
using text::segment_kind;

constexpr std::uint32_t most_segments = 512;
constexpr std::size_t most_bytes = 65536;
constexpr std::size_t most_levels = 16;

/// How deep an HL stands by its HL03; 0 where HL02 decides.
std::uint8_t rank_of(set_shape shape, segment const& opener) noexcept {
    if (shape == set_shape::remittances) return 1;
    if (shape != set_shape::claims && shape != set_shape::statuses) return 0;
    auto code = opener.element(3);
    if (code == "22" && shape == set_shape::claims) return 2;
    while (!code.empty() && code.front() == ' ') code.remove_prefix(1);
    while (!code.empty() && code.back() == ' ') code.remove_suffix(1);
    // A level of no known code stands where a provider of statuses would, and ends it.
    if (shape == set_shape::statuses) return code == "20" ? 1 : code == "21" ? 2 : code == "PT" ? 4 : 3;
    // A level of no known code stands where a subscriber would: it ends the claims before it, not the billing
    // provider.
    return code == "20" ? 1 : code == "23" ? 3 : 2;
}

}  // namespace

void window_context::clear() noexcept {
    levels_.clear();
    segments_.clear();
}

void window_context::close(set_shape shape, segment const* segments, segment const& opener) {
    std::uint8_t const rank = rank_of(shape, opener);
    if (rank != 0) {
        while (levels_.size() > 1 && (levels_.back().rank >= rank || levels_.back().rank == 0)) levels_.pop_back();
        return;
    }
    auto const parent = opener.element(2);
    std::size_t keep = 1;
    if (!parent.empty()) {
        keep = levels_.size();
        while (keep > 1 && segments[levels_[keep - 1].first].element(1) != parent) --keep;
        if (keep == 1) return;
    }
    levels_.resize(std::min(keep, levels_.size()));
}

void window_context::keep(set_shape shape, std::span<segment const> segments, std::span<landmark const> landmarks,
                          std::size_t index_of_first, segment const& next, segment_kind next_kind) {
    auto const end = static_cast<std::uint32_t>(segments.size());
    auto const place = [&](std::size_t i) { return static_cast<std::uint32_t>(landmarks[i].index - index_of_first); };
    auto const boundary = [&](std::size_t i) {
        for (; i < landmarks.size() && place(i) < end; ++i)
            if (opens_level(shape, landmarks[i].kind) || opens_claim(shape, landmarks[i].kind)) return place(i);
        return end;
    };
    if (levels_.empty()) levels_.push_back({0, 0, boundary(0)});
    for (std::size_t i = 0; i < landmarks.size() && place(i) < end; ++i) {
        if (!opens_level(shape, landmarks[i].kind)) continue;
        std::uint32_t const first = place(i);
        close(shape, segments.data(), segments[first]);
        if (levels_.size() < most_levels)
            levels_.push_back({rank_of(shape, segments[first]), first, boundary(i + 1) - first});
    }
    if (opens_level(shape, next_kind)) close(shape, segments.data(), next);

    unsigned const other = 1 - arena_;
    arenas_[other].reset();
    next_segments_.clear();
    for (level& l : levels_) {
        auto const first = static_cast<std::uint32_t>(next_segments_.size());
        std::size_t bytes = 0;
        for (std::uint32_t i = l.first; i < l.first + std::min(l.count, most_segments); ++i) {
            segment s = segments[i];
            bytes += s.marks[s.count] - s.begin;
            if (bytes > most_bytes && i != l.first) break;
            if ((s.flags & (text::malformed_id | text::layout_only)) != 0) continue;
            arenas_[other].adopt(s);
            s.raw = nullptr;
            s.flags |= text::context;
            next_segments_.push_back(s);
        }
        l.first = first;
        l.count = static_cast<std::uint32_t>(next_segments_.size()) - first;
    }
    std::swap(segments_, next_segments_);
    arena_ = other;
}

void window_context::close_for(set_shape shape, segment const& opener) {
    if (levels_.empty()) return;
    close(shape, segments_.data(), opener);
    segments_.resize(levels_.back().first + levels_.back().count);
}

}  // namespace orthoscrub::envelope
