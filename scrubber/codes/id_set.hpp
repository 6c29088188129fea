#pragma once
#include <bit>
#include <cstdint>
#include <initializer_list>

namespace orthoscrub::scrub {

/// A set of up to 128 small ids of one enumeration, held in two machine words. Ids of 128 and above are never members.
template <class Id>
class id_set {
public:
    static constexpr std::size_t capacity = 128;

    constexpr id_set() = default;
    constexpr id_set(std::initializer_list<Id> ids) noexcept {
        for (Id id : ids) insert(id);
    }

    constexpr void insert(Id id) noexcept {
        auto const n = static_cast<unsigned>(id);
        if (n < 64) low_ |= std::uint64_t{1} << n;
        else if (n < capacity) high_ |= std::uint64_t{1} << (n - 64);
    }
    [[nodiscard]] constexpr bool has(Id id) const noexcept {
        auto const n = static_cast<unsigned>(id);
        if (n < 64) return (low_ >> n & 1u) != 0;
        return n < capacity && (high_ >> (n - 64) & 1u) != 0;
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return (low_ | high_) == 0; }
    [[nodiscard]] constexpr int size() const noexcept { return std::popcount(low_) + std::popcount(high_); }
    /// True when the two sets share a member.
    [[nodiscard]] constexpr bool meets(id_set other) const noexcept {
        return ((low_ & other.low_) | (high_ & other.high_)) != 0;
    }
    /// True when every member of `other` is a member of this set.
    [[nodiscard]] constexpr bool covers(id_set other) const noexcept {
        return ((other.low_ & ~low_) | (other.high_ & ~high_)) == 0;
    }
    [[nodiscard]] constexpr std::uint64_t low() const noexcept { return low_; }
    [[nodiscard]] constexpr std::uint64_t high() const noexcept { return high_; }

    friend constexpr id_set operator|(id_set a, id_set b) noexcept { return {a.low_ | b.low_, a.high_ | b.high_}; }
    friend constexpr id_set operator&(id_set a, id_set b) noexcept { return {a.low_ & b.low_, a.high_ & b.high_}; }
    /// The members of `a` that are not in `b`.
    friend constexpr id_set operator-(id_set a, id_set b) noexcept { return {a.low_ & ~b.low_, a.high_ & ~b.high_}; }
    friend constexpr bool operator==(id_set, id_set) = default;

private:
    constexpr id_set(std::uint64_t low, std::uint64_t high) noexcept : low_{low}, high_{high} {}
    std::uint64_t low_ = 0;
    std::uint64_t high_ = 0;
};

/// Calls `visit` with the number of every member, the lowest first.
template <class Id, class Visit>
void for_each_id(id_set<Id> const& set, Visit&& visit) {
    for (std::uint64_t bits = set.low(); bits != 0; bits &= bits - 1)
        visit(static_cast<std::size_t>(std::countr_zero(bits)));
    for (std::uint64_t bits = set.high(); bits != 0; bits &= bits - 1)
        visit(64 + static_cast<std::size_t>(std::countr_zero(bits)));
}

}  // namespace orthoscrub::scrub
