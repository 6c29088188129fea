#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "parser/text/segment.hpp"

namespace orthoscrub::text {

/// Which code finds the delimiters. `automatic` takes the fastest that the processor has, or what the
/// environment variable ORTHOSCRUB_SCAN (scalar, sse2, avx2, avx512) names. A kernel that the processor lacks falls
/// back to `scalar`.
enum class scan_kernel : std::uint8_t { automatic, scalar, sse2, avx2, avx512 };

[[nodiscard]] std::string_view to_string(scan_kernel kernel) noexcept;
/// True when this processor can run the kernel.
[[nodiscard]] bool supported(scan_kernel kernel) noexcept;

/// A growing list of numbers whose memory is left uninitialised until it is used.
class position_list {
public:
    [[nodiscard]] std::uint32_t* data() noexcept { return data_.get(); }
    [[nodiscard]] std::uint32_t const* data() const noexcept { return data_.get(); }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::uint32_t& operator[](std::size_t i) noexcept { return data_[i]; }
    [[nodiscard]] std::uint32_t operator[](std::size_t i) const noexcept { return data_[i]; }
    /// Makes room for `more` numbers behind the last. When the list must move, its old memory is returned, so
    /// that the caller can correct pointers into it.
    std::unique_ptr<std::uint32_t[]> reserve_more(std::size_t more);
    void resize(std::size_t size) noexcept { size_ = size; }
    void push_back(std::uint32_t value) {
        reserve_more(1);
        data_[size_++] = value;
    }
    /// Becomes what `from` (this list, too) holds behind its first `dropped` numbers, each less by `shift`.
    void take_from(position_list const& from, std::size_t dropped, std::uint32_t shift);

private:
    std::unique_ptr<std::uint32_t[]> data_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

/// Numbers for which a scan wants room in each list beyond what it finds.
inline constexpr std::size_t scan_slack = 8192;

/// What a scan found. Positions are offsets in the scanned buffer and rise.
struct scan_index {
    position_list marks;     ///< element separators and terminators
    position_list ends;      ///< for each terminator its index in `marks`
    position_list specials;  ///< line breaks that do not directly follow a terminator, and bytes outside the
                             ///< character set

    void clear() noexcept {
        marks.resize(0);
        ends.resize(0);
        specials.resize(0);
    }
};

/// Finds element separators, terminators, stray line breaks and foreign bytes. Remembers between calls
/// whether the last byte ended a segment, so that a text may be given in pieces; the result is the same
/// however it is cut.
class scanner {
public:
    explicit scanner(scan_kernel kernel = scan_kernel::automatic) noexcept;

    /// Starts anew with other delimiters, as if a terminator stood before the next byte.
    void reset(delimiters const& marks) noexcept;
    /// Scans data[from..to) and appends to `out`. Reads no byte outside of that range.
    void scan(char const* data, std::uint32_t from, std::uint32_t to, scan_index& out);
    [[nodiscard]] scan_kernel kernel() const noexcept { return kernel_; }

private:
    scan_kernel kernel_;
    char element_ = '*';
    char terminator_ = '~';
    std::uint64_t after_end_ = 1;  ///< 1 when the last byte was a terminator or a line break behind one
};

}  // namespace orthoscrub::text
