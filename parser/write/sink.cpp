// Sinks: memory, and descriptors with interrupted and partial writes continued.
#include "parser/write/sink.hpp"

#include <unistd.h>

#include <cerrno>

namespace orthoscrub::write {

sink::~sink() = default;

text::io_result memory_sink::write(std::string_view bytes) {
    bytes_ += bytes;
    return {};
}

text::io_result descriptor_sink::write(std::string_view bytes) {
    while (result_ && !bytes.empty()) {
        ::ssize_t const count = ::write(descriptor_, bytes.data(), bytes.size());
        if (count >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            result_ = text::io_result_of(errno);
        }
    }
    return result_;
}

}  // namespace orthoscrub::write
