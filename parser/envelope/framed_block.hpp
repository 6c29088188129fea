#pragma once
#include <cstddef>
#include <memory>

#include "parser/envelope/segment_queue.hpp"
#include "parser/text/scan.hpp"

namespace orthoscrub::envelope {

/// The memory that segments of a stretch of a file view: its bytes, the positions found in them, the segments, and texts
/// that differ from the bytes. Used again for stretch after stretch, of any file.
struct framed_block {
    std::unique_ptr<char[]> bytes;
    std::size_t capacity = 0;  ///< of `bytes`, without the padding behind
    text::scan_index index;
    segment_queue queue;
    text_arena arenas[2];  ///< the texts of what waits move from one to the other
    unsigned current = 0;

    framed_block() = default;
    framed_block(framed_block const&) = delete;
    framed_block& operator=(framed_block const&) = delete;
    [[nodiscard]] text_arena& arena() noexcept { return arenas[current]; }
};

}  // namespace orthoscrub::envelope
