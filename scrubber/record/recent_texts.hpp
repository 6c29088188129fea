#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "scrubber/ledger/text_store.hpp"

namespace orthoscrub::record {

/// Keeps texts in a store, those met lately only once: codes, modifiers, payers and rules of a file are few and come
/// again and again.
class recent_texts {
public:
    explicit recent_texts(ledger::text_store& store) : store_{store}, slots_(slot_count) {}

    /// To be called when the store was cleared.
    void forget() noexcept { slots_.assign(slot_count, {}); }
    /// A view of an equal text that lives as long as the store.
    [[nodiscard]] std::string_view keep(std::string_view text) {
        if (text.empty()) return {};
        std::string_view& slot = slots_[slot_of(text)];
        if (slot != text) slot = store_.keep(text);
        return slot;
    }

private:
    static constexpr std::size_t slot_count = 4096;
    [[nodiscard]] static std::size_t slot_of(std::string_view text) noexcept {
        std::size_t hash = 0xCBF29CE484222325u;  // FNV-1a
        for (char const c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
        return (hash ^ hash >> 29) % slot_count;
    }

    ledger::text_store& store_;
    std::vector<std::string_view> slots_;
};

}  // namespace orthoscrub::record
