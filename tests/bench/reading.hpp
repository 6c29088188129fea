#pragma once
#include <cstdint>
#include <string_view>

#include "parser/envelope/interchange_reader.hpp"
#include "parser/text/source.hpp"

namespace orthoscrub::bench {

/// Reads the whole text and calls `visit(event, reader, faults)` with every window of a transaction set; the number of its
/// segments.
template <class Visit>
std::uint64_t read_windows(std::string_view text, Visit const& visit) {
    auto const input = text::read_memory(text);
    text::diagnostics faults;
    envelope::interchange_reader reader(*input, faults);
    while (true) {
        auto const event = reader.next();
        if (event.kind == envelope::event_kind::end) return reader.counted().segments;
        if (event.kind == envelope::event_kind::set_window) visit(event, reader, faults);
        faults.clear();
    }
}

}  // namespace orthoscrub::bench
