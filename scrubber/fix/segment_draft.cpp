// A draft keeps the byte range of every element from the start, because the window that the segment stood in is gone
// when the edits are made.
#include "scrubber/fix/segment_draft.hpp"

#include <algorithm>

namespace orthoscrub::scrub {

owned_segment::owned_segment(std::string text, char separator) : text_{std::move(text)} {
    for (std::uint32_t i = 0; i < text_.size(); ++i)
        if (text_[i] == separator) marks_.push_back(i);
    marks_.push_back(static_cast<std::uint32_t>(text_.size()));
    text_.reserve(text_.size() + text::readable_behind);
    marks_.reserve(marks_.size() + text::readable_marks);
    segment_.base = text_.data();
    segment_.marks = marks_.data();
    segment_.count = static_cast<std::uint16_t>(marks_.size() - 1);
    segment_.id = text::pack_id(segment_.name());
    if (segment_.id == 0) segment_.flags = text::malformed_id;
}

segment_draft::segment_draft(text::segment const& s, text::delimiters const& marks)
    : marks_{marks}, name_{s.name()}, offset_{s.offset}, raw_offset_{s.raw_offset}, raw_size_{s.raw_size} {
    for (unsigned n = 1; n <= s.count; ++n) {
        before_.emplace_back(s.element(n));
        auto const at = write::range_of(s, n);
        places_.push_back({at.offset, at.length});
    }
    auto const last = write::range_of(s, s.count);
    end_ = last.offset + last.length;
    now_ = before_;
}

std::string_view segment_draft::element(unsigned n) const noexcept {
    return n == 0 || n > now_.size() ? std::string_view{} : std::string_view{now_[n - 1]};
}

void segment_draft::set(unsigned n, std::string value) {
    if (n > now_.size()) now_.resize(n);
    now_[n - 1] = std::move(value);
}

void segment_draft::shorten(unsigned n) {
    if (n < now_.size()) now_.resize(n);
}

std::vector<std::string> segment_draft::parts(unsigned n) const {
    std::vector<std::string> parts(1);
    for (char c : element(n)) {
        if (c == marks_.component) parts.emplace_back();
        else parts.back() += c;
    }
    return parts;
}

void segment_draft::set_parts(unsigned n, std::vector<std::string> parts) {
    while (parts.size() > 1 && parts.back().empty()) parts.pop_back();
    std::string value;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i != 0) value += marks_.component;
        value += parts[i];
    }
    set(n, std::move(value));
}

std::string segment_draft::text_of(std::vector<std::string> const& elements) const {
    std::string text = name_;
    for (std::string const& e : elements) {
        text += marks_.element;
        text += e;
    }
    return text;
}

std::vector<write::edit> segment_draft::edits() const {
    std::vector<write::edit> edits;
    if (removed_) {
        edits.push_back({raw_offset_, raw_size_, {}});
        return edits;
    }
    std::size_t const shared = std::min(before_.size(), now_.size());
    for (std::size_t i = 0; i < shared; ++i)
        if (before_[i] != now_[i]) edits.push_back({places_[i].offset, places_[i].length, now_[i]});
    if (now_.size() > before_.size()) {
        std::string more;
        for (std::size_t i = shared; i < now_.size(); ++i) {
            more += marks_.element;
            more += now_[i];
        }
        edits.push_back({end_, 0, std::move(more)});
    } else if (now_.size() < before_.size()) {
        std::uint64_t const from =
            shared == 0 ? places_[0].offset - 1 : places_[shared - 1].offset + places_[shared - 1].length;
        edits.push_back({from, end_ - from, {}});
    }
    return edits;
}

}  // namespace orthoscrub::scrub
