// The block under the framer. What waits keeps its place in the file; bytes, marks and queue move together, to the front of
// the block or into another one, and the pointers of waiting segments are corrected on the way.
#include <algorithm>
#include <cstring>

#include "parser/envelope/framer.hpp"

namespace orthoscrub::envelope {

using text::segment;

framer::framer(text::source& input, framed_block& block, std::size_t window_bytes, std::size_t segment_bytes,
               text::scan_kernel kernel)
    : input_{input},
      scanner_{kernel},
      segment_bytes_{std::clamp<std::size_t>(segment_bytes, 16, std::size_t{1} << 28)},
      capacity_{std::clamp<std::size_t>(window_bytes, 64, std::size_t{1} << 28)},
      block_{&block} {
    block.index.clear();
}

void framer::consume(std::size_t index) noexcept {
    given_ = given_ || index > front_;
    front_ = index;
    while (landmark_front_ < landmarks_.size() && landmarks_[landmark_front_].index < index) ++landmark_front_;
}

void framer::lead(std::span<segment const> context) {
    segment* const to = block_->queue.data() + (front_ - context.size());
    std::copy(context.begin(), context.end(), to);
    for (std::size_t i = 0; i < context.size(); ++i) block_->arena().adopt(to[i]);
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
        if (!moved_ || given_ || room_ < room) slide(*block_, room);
        moved_ = false;
        fill();
        frame();
    } while (back_ - front_ == waiting && !at_end());
    return back_ - front_ > waiting;
}

void framer::move_to(framed_block& block, std::size_t room) {
    slide(block, room);
    moved_ = true;
    room_ = room;
}

// Moves what is still needed to the front of bytes, lists and queue, of the same block or another one, and makes the
// block larger when more than half of it is needed.
void framer::slide(framed_block& to, std::size_t room) {
    framed_block& from = *block_;
    bool const same = &from == &to;
    std::size_t const kept = back_ - front_;
    std::uint32_t const keep_from =
        kept == 0 ? raw_start_ : static_cast<std::uint32_t>(from.queue[front_].raw - from.bytes.get());
    char* const old = from.bytes.get();
    std::uint32_t const live = size_ - keep_from;
    if (live > capacity_ / 2) capacity_ *= 2;
    std::unique_ptr<char[]> larger;
    if (to.capacity < capacity_) larger = std::make_unique_for_overwrite<char[]>(capacity_ + padding);
    char* const now = larger ? larger.get() : to.bytes.get();
    if (live != 0 && now != old + keep_from) std::memmove(now, old + keep_from, live);

    drop_marks_before(raw_start_);
    if (!same) to.index.clear();
    // Room for the worst case, so that scanning never moves the list while segments point into it.
    auto const moved_marks = to.index.marks.reserve_more(capacity_ + text::scan_slack);
    std::uint32_t const* const first_mark = moved_marks && same ? moved_marks.get() : from.index.marks.data();
    std::uint32_t const* const last_mark = first_mark + mark_at_;
    std::size_t dropped = mark_at_;
    auto const is_own = [&](segment const& s) { return s.base == old && s.marks >= first_mark && s.marks < last_mark; };
    for (std::size_t i = front_; i < back_; ++i)
        if (is_own(from.queue[i])) {
            dropped = static_cast<std::size_t>(from.queue[i].marks - first_mark);
            break;
        }

    to.queue.reserve(room + kept, same ? back_ : 0);
    text_arena& texts = to.arenas[1 - to.current];
    texts.reset();
    segment* const rows = to.queue.data() + room;
    if (kept != 0) std::memmove(static_cast<void*>(rows), from.queue.data() + front_, kept * sizeof(segment));
    for (std::size_t i = 0; i < kept; ++i) {
        segment& s = rows[i];
        if (is_own(s)) {
            s.base = now;
            s.begin -= keep_from;
            s.marks = to.index.marks.data() + (s.marks - first_mark) - dropped;
        } else if (s.marks != no_marks) {
            texts.adopt(s);
        }
        s.raw = now + (s.raw - old - keep_from);
        if (s.marks == no_marks) s.base = s.raw;
    }
    to.current = 1 - to.current;
    for (std::size_t i = landmark_front_; i < landmarks_.size(); ++i) {
        landmark moved = landmarks_[i];
        moved.index = static_cast<std::uint32_t>(moved.index - front_ + room);
        landmarks_[i - landmark_front_] = moved;
    }
    landmarks_.resize(landmarks_.size() - landmark_front_);
    landmark_front_ = 0;
    front_ = room;
    back_ = room + kept;

    to.index.marks.take_from(from.index.marks, dropped, keep_from);
    mark_at_ -= dropped;
    to.index.ends.take_from(from.index.ends, end_at_, static_cast<std::uint32_t>(dropped));
    end_at_ = 0;
    to.index.specials.take_from(from.index.specials, special_at_, keep_from);
    special_at_ = 0;
    if (larger) {
        to.bytes = std::move(larger);
        to.capacity = capacity_;
    }
    block_ = &to;
    given_ = false;
    size_ -= keep_from;
    scanned_ -= std::min(scanned_, keep_from);
    at_ -= keep_from;
    raw_start_ -= keep_from;
    offset_ += keep_from;
}

void framer::fill() {
    while (!end_of_data_ && size_ < capacity_) {
        std::size_t const got = input_.read({block_->bytes.get() + size_, capacity_ - size_});
        if (got == 0) end_of_data_ = true;
        size_ += static_cast<std::uint32_t>(got);
    }
    std::memset(block_->bytes.get() + size_, 0, padding);
}

void framer::drop_marks_before(std::uint32_t position) {
    while (mark_at_ < block_->index.marks.size() && block_->index.marks[mark_at_] < position) ++mark_at_;
    while (end_at_ < block_->index.ends.size() && block_->index.ends[end_at_] < mark_at_) ++end_at_;
    while (special_at_ < block_->index.specials.size() && block_->index.specials[special_at_] < position) ++special_at_;
}

}  // namespace orthoscrub::envelope
