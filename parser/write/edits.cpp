// Byte-range edits over an original. What no edit names is copied as it is, so nothing else can move.
#include "parser/write/edits.hpp"

#include <algorithm>
#include <cerrno>
#include <memory>

namespace orthoscrub::write {
namespace {

bool is_break(char c) noexcept { return c == '\r' || c == '\n'; }

// The position in the raw bytes of character `index` of the cleaned text of a wrapped segment.
std::uint64_t raw_position(text::segment const& s, std::uint32_t index) noexcept {
    auto const raw = text::raw_of(s);
    std::size_t at = static_cast<std::size_t>(s.offset - s.raw_offset);
    for (std::uint32_t seen = 0; at < raw.size(); ++at) {
        if (is_break(raw[at])) continue;
        if (seen++ == index) break;
    }
    return s.raw_offset + at;
}

}  // namespace

void edit_list::add(edit e) { edits_.push_back(std::move(e)); }

void edit_list::add(std::vector<edit> const& edits) { edits_.insert(edits_.end(), edits.begin(), edits.end()); }

bool edit_list::sort() {
    std::stable_sort(edits_.begin(), edits_.end(), [](edit const& a, edit const& b) {
        return a.offset != b.offset ? a.offset < b.offset : a.length == 0 && b.length != 0;
    });
    for (std::size_t i = 1; i < edits_.size(); ++i)
        if (edits_[i - 1].offset + edits_[i - 1].length > edits_[i].offset) return false;
    return true;
}

element_range range_of(text::segment const& s, unsigned element) noexcept {
    unsigned const missing = element > s.count ? element - s.count : 0;
    std::uint32_t const to = s.marks[element > s.count ? s.count : element];
    std::uint32_t from = to;
    if (missing == 0) from = element == 0 ? s.begin : s.marks[element - 1] + 1;
    if ((s.flags & text::wrapped) == 0) return {s.offset + (from - s.begin), to - from, missing};
    std::uint64_t const first = raw_position(s, from - s.begin);
    if (to == from) return {first, 0, missing};
    return {first, raw_position(s, to - s.begin - 1) + 1 - first, missing};
}

edit set_element(text::segment const& s, unsigned element, std::string_view value, char separator) {
    auto const range = range_of(s, element);
    std::string text(range.missing, separator);
    text += value;
    return {range.offset, range.length, std::move(text)};
}

text::io_result edited_stream::write(std::string_view original) {
    while (result_) {
        if (position_ < skip_to_) {
            std::size_t const count =
                static_cast<std::size_t>(std::min<std::uint64_t>(skip_to_ - position_, original.size()));
            original.remove_prefix(count);
            position_ += count;
            if (position_ < skip_to_) break;
        }
        if (next_ < edits_.size() && edits_[next_].offset == position_ &&
            (edits_[next_].length == 0 || !original.empty())) {
            edit const& e = edits_[next_++];
            result_ = out_.write(e.replacement);
            skip_to_ = e.offset + e.length;
            continue;
        }
        if (original.empty()) break;
        std::uint64_t const stop = next_ < edits_.size() ? edits_[next_].offset : ~std::uint64_t{0};
        std::size_t const count = static_cast<std::size_t>(std::min<std::uint64_t>(stop - position_, original.size()));
        result_ = out_.write(original.substr(0, count));
        original.remove_prefix(count);
        position_ += count;
    }
    return result_;
}

text::io_result edited_stream::finish(bool& complete) {
    write({});
    complete = next_ == edits_.size() && position_ >= skip_to_;
    return result_;
}

text::io_result apply(text::source& input, edit_list& edits, sink& out) {
    if (!edits.sort()) return {text::io_status::failed, EINVAL, "two edits touch the same bytes"};
    constexpr std::size_t block = 256 * 1024;
    auto const buffer = std::make_unique_for_overwrite<char[]>(block);
    edited_stream stream{edits, out};
    while (std::size_t const count = input.read({buffer.get(), block})) {
        auto result = stream.write({buffer.get(), count});
        if (!result) return result;
    }
    if (!input.result()) return input.result();
    bool complete = false;
    auto result = stream.finish(complete);
    if (result && !complete) return {text::io_status::failed, EINVAL, "an edit lies behind the end of the data"};
    return result;
}

}  // namespace orthoscrub::write
