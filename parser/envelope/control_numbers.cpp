// One run of consecutive numbers of equal width, and an open hash table for the rest.
#include "parser/envelope/control_numbers.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

namespace orthoscrub::envelope {
namespace {

constexpr bool all_digits(std::string_view text) noexcept {
    return !text.empty() && text.size() <= 15 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The text itself with its length; never zero, which marks an empty slot.
std::array<std::uint64_t, 2> key_of(std::string_view text) noexcept {
    std::array<std::uint64_t, 2> key{};
    if (text.size() <= 15) {
        char bytes[16] = {};
        if (!text.empty()) std::memcpy(bytes, text.data(), text.size());
        bytes[15] = static_cast<char>(text.size() + 1);
        std::memcpy(key.data(), bytes, sizeof bytes);
    } else {
        key = {std::hash<std::string_view>{}(text), text.size() | std::uint64_t{1} << 63};
    }
    return key;
}

}  // namespace

std::size_t control_numbers::slot(key const& k) noexcept {
    std::uint64_t h = (k[0] ^ (k[1] * 0x9E3779B97F4A7C15u)) * 0xD6E8FEB86659FD93u;
    return static_cast<std::size_t>(h ^ (h >> 32));
}

bool control_numbers::contains(key const& k) const noexcept {
    if (table_.empty()) return false;
    for (std::size_t at = slot(k) & (table_.size() - 1); table_[at] != key{}; at = (at + 1) & (table_.size() - 1))
        if (table_[at] == k) return true;
    return false;
}

void control_numbers::insert(key const& k) {
    if ((used_ + 1) * 2 > table_.size()) {
        std::vector<key> old(std::max<std::size_t>(64, table_.size() * 2));
        old.swap(table_);
        used_ = 0;
        for (key const& other : old)
            if (other != key{}) insert(other);
    }
    std::size_t at = slot(k) & (table_.size() - 1);
    while (table_[at] != key{}) at = (at + 1) & (table_.size() - 1);
    table_[at] = k;
    ++used_;
}

bool control_numbers::add(std::string_view number) {
    key const k = key_of(number);
    if (all_digits(number)) {
        std::uint64_t value = 0;
        for (char const c : number) value = value * 10 + static_cast<std::uint64_t>(c - '0');
        if (width_ == 0) {
            width_ = number.size();
            first_ = last_ = value;
            return true;
        }
        if (width_ == number.size()) {
            if (value >= first_ && value <= last_) return false;
            if (value == last_ + 1) {
                if (used_ != 0 && contains(k)) return false;
                last_ = value;
                return true;
            }
        }
    }
    if (contains(k)) return false;
    insert(k);
    return true;
}

void control_numbers::clear() noexcept {
    width_ = 0;
    used_ = 0;
    std::fill(table_.begin(), table_.end(), key{});
}

}  // namespace orthoscrub::envelope
