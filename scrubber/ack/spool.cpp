// The front in a temporary file, the tail in memory.
#include "scrubber/ack/spool.hpp"

#include <algorithm>
#include <array>

namespace orthoscrub::ack {

spool::~spool() {
    if (file_) std::fclose(file_);
}

void spool::append(std::string_view text) {
    tail_ += text;
    if (tail_.size() < limit_ || failed_) return;
    if (!file_) file_ = std::tmpfile();
    if (!file_ || ::fseeko(file_, static_cast<::off_t>(filed_), SEEK_SET) != 0 ||
        std::fwrite(tail_.data(), 1, tail_.size(), file_) != tail_.size()) {
        failed_ = true;
        return;
    }
    filed_ += tail_.size();
    tail_.clear();
}

void spool::truncate(std::uint64_t size) {
    if (size >= filed_) {
        tail_.resize(std::min(tail_.size(), static_cast<std::size_t>(size - filed_)));
        return;
    }
    filed_ = size;
    tail_.clear();
}

bool spool::read(std::uint64_t first, std::uint64_t last, taker const& take) {
    if (failed_) return false;
    std::array<char, 65536> block;
    if (first < filed_ && (!file_ || ::fseeko(file_, static_cast<::off_t>(first), SEEK_SET) != 0)) return false;
    while (first < last && first < filed_) {
        auto const wanted =
            static_cast<std::size_t>(std::min<std::uint64_t>(block.size(), std::min(last, filed_) - first));
        if (std::fread(block.data(), 1, wanted, file_) != wanted) {
            failed_ = true;
            return false;
        }
        if (!take({block.data(), wanted})) return false;
        first += wanted;
    }
    if (first >= last) return true;
    return take(std::string_view{tail_}.substr(static_cast<std::size_t>(first - filed_),
                                               static_cast<std::size_t>(last - first)));
}

}  // namespace orthoscrub::ack
