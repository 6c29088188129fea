// Texts lie one behind the other in blocks of 64 KB; a text longer than a block gets one of its own, in front of the
// block that is being filled.
#include "scrubber/ledger/text_store.hpp"

#include <algorithm>
#include <cstring>

namespace orthoscrub::ledger {

std::string_view text_store::keep(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > room_ - used_) {
        bool const own_block = text.size() > block_bytes;
        std::size_t const size = own_block ? text.size() : block_bytes;
        auto block = std::make_unique<char[]>(size);
        bytes_ += size;
        if (own_block) {
            std::memcpy(block.get(), text.data(), text.size());
            std::string_view const kept{block.get(), text.size()};
            blocks_.insert(blocks_.empty() ? blocks_.end() : blocks_.end() - 1, std::move(block));
            return kept;
        }
        blocks_.push_back(std::move(block));
        used_ = 0;
        room_ = block_bytes;
    }
    char* const place = blocks_.back().get() + used_;
    std::memcpy(place, text.data(), text.size());
    used_ += text.size();
    return {place, text.size()};
}

void text_store::clear() noexcept {
    if (room_ == 0) {
        blocks_.clear();
        bytes_ = 0;
        return;
    }
    std::swap(blocks_.front(), blocks_.back());
    blocks_.resize(1);
    bytes_ = block_bytes;
    used_ = 0;
}

}  // namespace orthoscrub::ledger
