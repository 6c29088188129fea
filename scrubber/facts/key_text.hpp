#pragma once
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <vector>

namespace orthoscrub::scrub {

/// Bytes to hash, put together from parts. Keeps its memory, so that a steady stream of keys allocates nothing.
class key_text {
public:
    void clear() noexcept { size_ = 0; }
    /// Cuts what was added behind the first `size` bytes.
    void truncate(std::size_t size) noexcept { size_ = size; }
    void push(char c) {
        if (size_ == bytes_.size()) grow(1);
        bytes_[size_++] = c;
    }
    void push(std::string_view text) { push(text.data(), text.size()); }
    void push(void const* data, std::size_t size) {
        if (size > bytes_.size() - size_) grow(size);
        if (size != 0) std::memcpy(bytes_.data() + size_, data, size);
        size_ += size;
    }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::string_view view() const noexcept { return {bytes_.data(), size_}; }

private:
    void grow(std::size_t more) { bytes_.resize(std::max(bytes_.size() * 2, size_ + more)); }
    std::vector<char> bytes_ = std::vector<char>(256);
    std::size_t size_ = 0;
};

}  // namespace orthoscrub::scrub
