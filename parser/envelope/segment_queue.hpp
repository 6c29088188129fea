#pragma once
#include <cstddef>
#include <memory>
#include <vector>

#include "parser/text/segment.hpp"

namespace orthoscrub::envelope {

/// A list of segments in raw memory: growing never touches more than is used.
class segment_queue {
public:
    [[nodiscard]] text::segment* data() noexcept { return data_.get(); }
    [[nodiscard]] text::segment& operator[](std::size_t i) noexcept { return data_[i]; }
    /// Makes room for `size` segments, the first `used` of which are kept.
    void reserve(std::size_t size, std::size_t used);

private:
    struct release {
        void operator()(text::segment* p) const noexcept;
    };
    std::unique_ptr<text::segment[], release> data_;
    std::size_t capacity_ = 0;
};

/// Memory for texts that differ from the bytes of the file (wrapped lines, context); given back all at once.
class text_arena {
public:
    /// `size` bytes, aligned for 32-bit numbers, until `reset`.
    [[nodiscard]] char* take(std::size_t size);
    /// Copies a segment's id and elements, so that the views of `s` point here. `raw` is left alone.
    void adopt(text::segment& s);
    void reset() noexcept;

private:
    struct block {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };
    std::vector<block> blocks_;
    std::size_t block_ = 0;
    std::size_t used_ = 0;
};

}  // namespace orthoscrub::envelope
