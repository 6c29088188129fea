#pragma once
#include <cstdint>

#include "parser/text/loop_id.hpp"
#include "parser/text/segment.hpp"

namespace orthoscrub::text {

/// Where something stands in a file. Parts that do not apply are 0.
struct address {
    std::uint64_t byte = 0;        ///< offset in the file of the segment's first character
    std::uint32_t segment = 0;     ///< ordinal in the file, the first is 1
    std::uint32_t st_segment = 0;  ///< ordinal in the transaction set, ST is 1
    segment_id id = 0;             ///< packed segment id
    loop_id loop = loop_id::none;
    std::uint8_t element = 0;  ///< SV101 is element 1 of SV1
    std::uint8_t repetition = 0;
    std::uint8_t component = 0;  ///< SV101-2 is component 2
};

/// The address of a segment, or of an element or component of it.
[[nodiscard]] inline address address_of(segment const& s, loop_id loop, unsigned element = 0,
                                        unsigned component = 0) noexcept {
    return {s.offset,
            s.ordinal,
            s.st_ordinal,
            s.id,
            loop,
            static_cast<std::uint8_t>(element),
            0,
            static_cast<std::uint8_t>(component)};
}

}  // namespace orthoscrub::text
