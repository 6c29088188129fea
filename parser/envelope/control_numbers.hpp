#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace orthoscrub::envelope {

/// The control numbers of sets seen in one group, or of groups in one interchange, exactly. Numbers that count up by one,
/// as nearly all senders write them, need no memory; every other number takes 16 to 64 bytes. Texts longer than 15
/// characters are compared by their hash.
class control_numbers {
public:
    /// Adds a number; false when it is there already.
    [[nodiscard]] bool add(std::string_view number);
    void clear() noexcept;

private:
    using key = std::array<std::uint64_t, 2>;
    [[nodiscard]] bool contains(key const& k) const noexcept;
    void insert(key const& k);
    static std::size_t slot(key const& k) noexcept;

    std::size_t width_ = 0;  // of the run, in digits; 0 when there is none
    std::uint64_t first_ = 0, last_ = 0;
    std::vector<key> table_;
    std::size_t used_ = 0;
};

}  // namespace orthoscrub::envelope
