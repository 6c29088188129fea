#pragma once
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace orthoscrub::ledger {

/// Owns texts for as long as it lives: rows of a book hold views into it, so that a book outlives the window or the
/// database row that it was read from.
class text_store {
public:
    text_store() = default;
    text_store(text_store&&) noexcept = default;
    text_store& operator=(text_store&&) noexcept = default;

    /// A copy of `text`, valid until `clear` or the end of the store. An empty text takes no room.
    [[nodiscard]] std::string_view keep(std::string_view text);
    /// Forgets all texts and keeps the memory of one block.
    void clear() noexcept;
    [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }

private:
    static constexpr std::size_t block_bytes = std::size_t{1} << 16;
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t used_ = 0, room_ = 0, bytes_ = 0;
};

}  // namespace orthoscrub::ledger
