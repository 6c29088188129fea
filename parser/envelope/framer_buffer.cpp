// The sliding buffer under the framer. What waits keeps its place in the file; buffer, marks and queue move
// together, and the pointers of waiting segments are corrected on the way.
#include <algorithm>
#include <cstring>

#include "parser/envelope/framer.hpp"

namespace orthoscrub::envelope {

using text::segment;

framer::framer(text::source& input, std::size_t window_bytes, std::size_t segment_bytes, text::scan_kernel kernel)
    : input_{input},
      scanner_{kernel},
      segment_bytes_{std::clamp<std::size_t>(segment_bytes, 16, std::size_t{1} << 28)},
      capacity_{std::clamp<std::size_t>(window_bytes, 64, std::size_t{1} << 28)} {
    buffer_ = std::make_unique_for_overwrite<char[]>(capacity_ + padding);
    std::memset(buffer_.get(), 0, padding);
}

void framer::consume(std::size_t index) noexcept {
    front_ = index;
    while (landmark_front_ < landmarks_.size() && landmarks_[landmark_front_].index < index) ++landmark_front_;
}

void framer::lead(std::span<segment const> context) noexcept {
    std::copy(context.begin(), context.end(), queue_.data() + (front_ - context.size()));
}

isa_reading framer::take_isa() {
    if (isas_.empty()) return {};
    isa_reading const reading = isas_.front();
    isas_.pop_front();
    return reading;
}

bool framer::more(std::size_t room) {
    std::size_t const waiting = back_ - front_;
    do {
        slide(room);
        fill();
        frame();
    } while (back_ - front_ == waiting && !at_end());
    return back_ - front_ > waiting;
}

// Moves what is still needed to the front of buffer, lists and queue, and makes the buffer larger when more
// than half of it is needed.
void framer::slide(std::size_t room) {
    std::size_t const kept = back_ - front_;
    std::uint32_t const keep_from =
        kept == 0 ? raw_start_ : static_cast<std::uint32_t>(queue_[front_].raw - buffer_.get());
    char* const old = buffer_.get();
    std::unique_ptr<char[]> larger;
    std::uint32_t const live = size_ - keep_from;
    if (live > capacity_ / 2) {
        capacity_ *= 2;
        larger = std::make_unique_for_overwrite<char[]>(capacity_ + padding);
        std::memcpy(larger.get(), old + keep_from, live);
    } else if (keep_from != 0) {
        std::memmove(old, old + keep_from, live);
    }
    char* const now = larger ? larger.get() : old;

    drop_marks_before(raw_start_);
    auto& marks = index_.marks;
    // Room for the worst case, so that scanning never moves the list while segments point into it.
    auto const moved_marks = marks.reserve_more(capacity_ + text::scan_slack);
    std::uint32_t const* const first_mark = moved_marks ? moved_marks.get() : marks.data();
    std::uint32_t const* const last_mark = first_mark + mark_at_;
    std::size_t dropped = mark_at_;
    auto const is_own = [&](segment const& s) { return s.base == old && s.marks >= first_mark && s.marks < last_mark; };
    for (std::size_t i = front_; i < back_; ++i)
        if (is_own(queue_[i])) {
            dropped = static_cast<std::size_t>(queue_[i].marks - first_mark);
            break;
        }

    queue_.reserve(room + kept, back_);
    unsigned const other = 1 - arena_;
    arenas_[other].reset();
    segment* const to = queue_.data() + room;
    if (kept != 0) std::memmove(static_cast<void*>(to), queue_.data() + front_, kept * sizeof(segment));
    for (std::size_t i = 0; i < kept; ++i) {
        segment& s = to[i];
        if (is_own(s)) {
            s.base = now;
            s.begin -= keep_from;
            s.marks = marks.data() + (s.marks - first_mark) - dropped;
        } else if (s.marks != no_marks) {
            arenas_[other].adopt(s);
        }
        s.raw = now + (s.raw - old - keep_from);
        if (s.marks == no_marks) s.base = s.raw;
    }
    arena_ = other;
    for (std::size_t i = landmark_front_; i < landmarks_.size(); ++i) {
        landmark moved = landmarks_[i];
        moved.index = static_cast<std::uint32_t>(moved.index - front_ + room);
        landmarks_[i - landmark_front_] = moved;
    }
    landmarks_.resize(landmarks_.size() - landmark_front_);
    landmark_front_ = 0;
    front_ = room;
    back_ = room + kept;

    marks.drop_front(dropped, keep_from);
    mark_at_ -= dropped;
    index_.ends.drop_front(end_at_, static_cast<std::uint32_t>(dropped));
    end_at_ = 0;
    index_.specials.drop_front(special_at_, keep_from);
    special_at_ = 0;
    if (larger) buffer_ = std::move(larger);
    size_ -= keep_from;
    scanned_ -= std::min(scanned_, keep_from);
    at_ -= keep_from;
    raw_start_ -= keep_from;
    offset_ += keep_from;
}

void framer::fill() {
    while (!end_of_data_ && size_ < capacity_) {
        std::size_t const got = input_.read({buffer_.get() + size_, capacity_ - size_});
        if (got == 0) end_of_data_ = true;
        size_ += static_cast<std::uint32_t>(got);
    }
    std::memset(buffer_.get() + size_, 0, padding);
}

void framer::drop_marks_before(std::uint32_t position) {
    while (mark_at_ < index_.marks.size() && index_.marks[mark_at_] < position) ++mark_at_;
    while (end_at_ < index_.ends.size() && index_.ends[end_at_] < mark_at_) ++end_at_;
    while (special_at_ < index_.specials.size() && index_.specials[special_at_] < position) ++special_at_;
}

}  // namespace orthoscrub::envelope
