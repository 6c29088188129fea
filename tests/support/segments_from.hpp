#pragma once
#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "parser/text/segment.hpp"

namespace orthoscrub::test {

/// Segments of a text written in a test, without the scanner: cut at the terminator, line breaks after it are
/// layout. The text is copied into a buffer of its size and what may be read behind it; views live as long as this object.
class segments_from {
public:
    explicit segments_from(std::string_view text, text::delimiters const& marks = {})
        : buffer_{std::make_unique<char[]>(text.size() + text::readable_behind)} {
        std::copy(text.begin(), text.end(), buffer_.get());
        struct span_of {
            std::uint32_t begin, first_mark, count;
        };
        std::vector<span_of> found;
        auto const size = static_cast<std::uint32_t>(text.size());
        for (std::uint32_t at = 0; at < size;) {
            if (text[at] == '\n' || text[at] == '\r') {
                ++at;
                continue;
            }
            span_of s{at, static_cast<std::uint32_t>(marks_.size()), 0};
            for (; at < size && text[at] != marks.terminator; ++at)
                if (text[at] == marks.element) {
                    marks_.push_back(at);
                    ++s.count;
                }
            marks_.push_back(at);
            if (at < size) ++at;
            found.push_back(s);
        }
        marks_.resize(marks_.size() + text::readable_marks);
        std::uint32_t ordinal = 0, st_ordinal = 0;
        for (auto const& s : found) {
            text::segment segment;
            segment.base = buffer_.get();
            segment.marks = marks_.data() + s.first_mark;
            segment.offset = segment.raw_offset = segment.begin = s.begin;
            segment.count = static_cast<std::uint16_t>(s.count);
            segment.raw_size = segment.marks[s.count] + 1 - s.begin;
            segment.ordinal = ++ordinal;
            segment.id = text::pack_id(segment.name());
            if (segment.is("ST")) st_ordinal = 1;
            segment.st_ordinal = st_ordinal;
            if (st_ordinal != 0) ++st_ordinal;
            if (segment.name().empty()) segment.flags |= text::malformed_id;
            segments_.push_back(segment);
        }
    }

    [[nodiscard]] std::span<text::segment const> all() const noexcept { return segments_; }
    [[nodiscard]] text::segment const& operator[](std::size_t i) const { return segments_[i]; }
    [[nodiscard]] std::size_t size() const noexcept { return segments_.size(); }

private:
    std::unique_ptr<char[]> buffer_;
    std::vector<std::uint32_t> marks_;
    std::vector<text::segment> segments_;
};

}  // namespace orthoscrub::test
