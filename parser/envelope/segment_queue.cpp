// Memory that grows and is used again: segments without initialisation, texts in blocks of 64 KB.
#include "parser/envelope/segment_queue.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <new>

namespace orthoscrub::envelope {

using text::segment;

void segment_queue::release::operator()(segment* p) const noexcept { ::operator delete(static_cast<void*>(p)); }

void segment_queue::reserve(std::size_t size, std::size_t used) {
    if (size <= capacity_) return;
    std::size_t const capacity = std::max<std::size_t>({size, capacity_ + capacity_ / 2, 1024});
    auto* const bigger = static_cast<segment*>(::operator new(capacity * sizeof(segment)));
    if (used != 0) std::memcpy(static_cast<void*>(bigger), data_.get(), used * sizeof(segment));
    data_.reset(bigger);
    capacity_ = capacity;
}

char* text_arena::take(std::size_t size) {
    size = (size + 3) & ~std::size_t{3};
    while (block_ < blocks_.size() && used_ + size > blocks_[block_].size) {
        ++block_;
        used_ = 0;
    }
    if (block_ == blocks_.size()) {
        std::size_t const bytes = std::max<std::size_t>(size, 64 * 1024);
        blocks_.push_back({std::make_unique_for_overwrite<char[]>(bytes), bytes});
        used_ = 0;
    }
    char* const taken = blocks_[block_].bytes.get() + used_;
    used_ += size;
    return taken;
}

void text_arena::adopt(segment& s) {
    std::size_t const size = s.marks[s.count] - s.begin;
    char* const bytes = take(size + text::readable_behind);
    if (size != 0) std::memcpy(bytes, s.base + s.begin, size);
    auto* const marks =
        reinterpret_cast<std::uint32_t*>(take((s.count + 1 + text::readable_marks) * sizeof(std::uint32_t)));
    for (std::size_t i = 0; i <= s.count; ++i) marks[i] = s.marks[i] - s.begin;
    s.base = bytes;
    s.marks = marks;
    s.begin = 0;
}

void text_arena::reset() noexcept {
    block_ = 0;
    used_ = 0;
}

}  // namespace orthoscrub::envelope
