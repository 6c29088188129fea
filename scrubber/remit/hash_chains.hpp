#pragma once
#include <cstdint>
#include <vector>

#include "scrubber/ledger/submission_book.hpp"

namespace orthoscrub::remit {

/// A flat table from 64-bit hashes to rows; a hash may have many rows. Nothing is allocated by a lookup.
class hash_chains {
public:
    /// Forgets everything and makes room.
    void reset(std::size_t expected) {
        entries_.clear();
        entries_.reserve(expected);
        spread(expected);
    }
    void insert(std::uint64_t hash, std::uint32_t row) {
        if (entries_.size() >= heads_.size()) spread(entries_.size() * 2);
        auto& head = heads_[hash & mask_];
        entries_.push_back({hash, row, head});
        head = static_cast<std::uint32_t>(entries_.size() - 1);
    }
    /// Calls `use(row)` for every row of the hash, the latest first.
    template <class Use>
    void each(std::uint64_t hash, Use&& use) const {
        if (heads_.empty()) return;
        for (auto at = heads_[hash & mask_]; at != ledger::absent; at = entries_[at].next)
            if (entries_[at].hash == hash) use(entries_[at].row);
    }
    /// True when the hash has this row.
    [[nodiscard]] bool has(std::uint64_t hash, std::uint32_t row) const noexcept {
        bool found = false;
        each(hash, [&](std::uint32_t one) { found = found || one == row; });
        return found;
    }
    [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }

private:
    struct entry {
        std::uint64_t hash;
        std::uint32_t row, next;
    };
    void spread(std::size_t expected) {
        std::size_t size = 16;
        while (size < expected) size *= 2;
        heads_.assign(size, ledger::absent);
        mask_ = size - 1;
        for (std::uint32_t k = 0; k < entries_.size(); ++k) {
            auto& head = heads_[entries_[k].hash & mask_];
            entries_[k].next = head;
            head = k;
        }
    }
    std::vector<entry> entries_;
    std::vector<std::uint32_t> heads_;
    std::uint64_t mask_ = 0;
};

}  // namespace orthoscrub::remit
