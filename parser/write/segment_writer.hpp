#pragma once
#include <cstdint>
#include <span>

#include "parser/envelope/interchange_reader.hpp"
#include "parser/write/sink.hpp"

namespace orthoscrub::write {

/// Writes segments back as they stood, byte for byte; context segments are passed over. All events of a file
/// in order give the file.
class segment_writer {
public:
    explicit segment_writer(sink& out) : out_{out} {}
    text::io_result write(std::span<text::segment const> segments);
    text::io_result write(envelope::event const& e) { return write(e.segments); }
    [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }

private:
    sink& out_;
    std::uint64_t bytes_ = 0;
    text::io_result result_;
};

}  // namespace orthoscrub::write
