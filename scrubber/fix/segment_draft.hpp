#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/text/segment.hpp"
#include "parser/write/edits.hpp"

namespace orthoscrub::scrub {

/// A segment that is not in a window: it owns its text. Has no place in a file.
class owned_segment {
public:
    /// `text` is a segment without its terminator.
    owned_segment(std::string text, char separator);
    owned_segment(owned_segment const&) = delete;
    owned_segment& operator=(owned_segment const&) = delete;
    [[nodiscard]] text::segment const& view() const noexcept { return segment_; }

private:
    std::string text_;
    std::vector<std::uint32_t> marks_;
    text::segment segment_;
};

/// A segment as repairs want it: its elements as they are to be, and where each stood in the file. Several repairs of
/// one segment work on one draft, so that they become one edit. Owns all it holds.
class segment_draft {
public:
    segment_draft(text::segment const& s, text::delimiters const& marks);

    [[nodiscard]] std::string_view element(unsigned n) const noexcept;
    [[nodiscard]] unsigned count() const noexcept { return static_cast<unsigned>(now_.size()); }
    /// Sets element `n` (from 1); elements before it that are missing become empty.
    void set(unsigned n, std::string value);
    /// Leaves off the elements behind `n`.
    void shorten(unsigned n);
    /// Takes the whole segment away.
    void remove() noexcept { removed_ = true; }
    [[nodiscard]] bool removed() const noexcept { return removed_; }

    /// Components of a composite element; at least one.
    [[nodiscard]] std::vector<std::string> parts(unsigned n) const;
    /// Writes a composite without empty components at its end.
    void set_parts(unsigned n, std::vector<std::string> parts);

    [[nodiscard]] bool changed() const noexcept { return removed_ || before_ != now_; }
    [[nodiscard]] std::uint64_t offset() const noexcept { return offset_; }
    [[nodiscard]] text::delimiters const& marks() const noexcept { return marks_; }
    /// The segment without its terminator, as it stood and as it is to be (empty when removed).
    [[nodiscard]] std::string before() const { return text_of(before_); }
    [[nodiscard]] std::string after() const { return removed_ ? std::string{} : text_of(now_); }
    /// What must be written: only elements that differ; the whole segment with its layout when it goes.
    [[nodiscard]] std::vector<write::edit> edits() const;

private:
    [[nodiscard]] std::string text_of(std::vector<std::string> const& elements) const;

    struct range {
        std::uint64_t offset = 0, length = 0;
    };
    text::delimiters marks_;
    std::string name_;
    std::vector<std::string> before_, now_;
    std::vector<range> places_;  ///< of the elements
    std::uint64_t offset_ = 0, end_ = 0;
    std::uint64_t raw_offset_ = 0, raw_size_ = 0;
    bool removed_ = false;
};

}  // namespace orthoscrub::scrub
