#pragma once
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>

namespace orthoscrub::ack {

/// Text that waits until what must stand before it is known. Beyond `memory_limit` it goes to an unnamed temporary file.
class spool {
public:
    /// Takes a block; false stops.
    using taker = std::function<bool(std::string_view)>;

    explicit spool(std::size_t memory_limit = 4u << 20) : limit_{memory_limit} {}
    ~spool();
    spool(spool const&) = delete;
    spool& operator=(spool const&) = delete;

    void append(std::string_view text);
    [[nodiscard]] std::uint64_t size() const noexcept { return filed_ + tail_.size(); }
    /// Forgets everything from `size` on.
    void truncate(std::uint64_t size);
    /// Gives the bytes from `first` up to `last` in blocks. False when `take` said stop or the temporary file failed.
    [[nodiscard]] bool read(std::uint64_t first, std::uint64_t last, taker const& take);
    [[nodiscard]] bool failed() const noexcept { return failed_; }

private:
    std::size_t limit_;
    std::string tail_;         ///< what stands behind the bytes of the file
    std::uint64_t filed_ = 0;  ///< bytes of the file that count
    std::FILE* file_ = nullptr;
    bool failed_ = false;
};

}  // namespace orthoscrub::ack
