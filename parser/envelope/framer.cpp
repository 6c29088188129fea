// From bytes to segments. The scan gives positions; the usual segment costs a look at its first four bytes
// and one row in the queue (`frame_usual`). Everything unusual (line breaks inside, foreign bytes, no
// terminator in reach) goes through `frame_with_care`.
#include "parser/envelope/framer.hpp"

#include <algorithm>
#include <new>

#include "parser/envelope/framing_rules.hpp"

namespace orthoscrub::envelope {
namespace {

using text::segment;
using text::segment_kind;

// A segment id is a letter and one or two letters or digits (X12.5). 0 when it is not; lower case is made
// upper.
text::segment_id read_id(std::string_view name, bool& lower) noexcept {
    if (name.size() < 2 || name.size() > 3) return 0;
    char upper[3] = {};
    for (std::size_t i = 0; i < name.size(); ++i) {
        char c = name[i];
        if (c >= 'a' && c <= 'z') {
            lower = true;
            c = static_cast<char>(c - 'a' + 'A');
        }
        if (!((c >= 'A' && c <= 'Z') || (i > 0 && c >= '0' && c <= '9'))) return 0;
        upper[i] = c;
    }
    return text::pack_id({upper, name.size()});
}

}  // namespace

void framer::frame() {
    step last = step::done;
    while (last == step::done && !(at_ == size_ && raw_start_ == size_))
        last = inside_ ? frame_inside() : frame_outside();
}

// Blanks, controls and line breaks before an id, up to a delimiter.
std::uint32_t framer::skip_layout(std::uint32_t from, std::uint32_t to) const noexcept {
    char const* const data = block_->bytes.get();
    while (from < to && is_layout(data[from]) && data[from] != marks_.element && data[from] != marks_.terminator)
        ++from;
    return from;
}

isa_reading framer::isa_at(std::uint32_t at) const noexcept {
    return read_isa({block_->bytes.get() + at, size_ - at}, end_of_data_);
}

// The usual segments of a set, one after the other, up to the first that needs more than a row in the queue:
// an id of the envelope or none that we know, a special byte, a separator before the terminator, a text over
// the limit. What the loop reads and counts is held in locals, because for the compiler a row that is written
// could be any member of the same type.
void framer::frame_usual() {
    char const* const data = block_->bytes.get();
    std::uint32_t const* const marks = block_->index.marks.data();
    std::uint32_t const* next_end = block_->index.ends.data() + end_at_;
    std::uint32_t const* const last_end = block_->index.ends.data() + block_->index.ends.size();
    std::uint32_t const* mark = marks + mark_at_;
    std::uint32_t const special = block_->index.specials[special_at_];
    // So short that its elements can be counted in 16 bits.
    auto const limit = static_cast<std::uint32_t>(std::min(segment_bytes_, most_elements));
    std::uint64_t const offset = offset_;
    std::uint32_t const before_set = ordinal_ - st_ordinal_;
    std::uint32_t ordinal = ordinal_;
    std::uint32_t start = at_;
    segment_kind const last_marked = last_marked_;
    segment* row = block_->queue.data() + back_;
    for (; next_end != last_end; ++next_end) {
        std::uint32_t const* const end_mark = marks + *next_end;
        std::uint32_t const end = *end_mark;
        std::uint32_t begin = start;
        if (is_layout(data[begin])) [[unlikely]]
            begin = skip_layout(begin, end);
        std::uint32_t const length = *mark - begin;
        if (length - 2 > 1 || special < end || end - start >= limit) break;
        std::uint32_t const id = load(data + begin) & (length == 2 ? 0xFFFFu : 0xFFFFFFu);
        if (length == 3 && id <= 0xFFFF) [[unlikely]]
            break;  // a NUL in the id: HL and NUL are not HL
        segment_kind const kind = text::known_segments.of(id);
        if (end_mark != mark && end_mark[-1] + 1 == end) break;
        if (kind != segment_kind::plain) {
            if (kind < segment_kind::hl) break;
            if (kind <= last_marked)
                landmarks_.push_back({static_cast<std::uint32_t>(row - block_->queue.data()), kind, false, false});
        }
        row->base = data;
        row->marks = mark;
        row->raw = data + start;
        row->offset = offset + begin;
        row->raw_offset = offset + start;
        row->raw_size = end + 1 - start;
        row->begin = begin;
        row->ordinal = ++ordinal;
        row->st_ordinal = ordinal - before_set;
        row->id = id;
        row->count = static_cast<std::uint16_t>(end_mark - mark);
        row->flags = 0;
        ++row;
        mark = end_mark + 1;
        start = end + 1;
    }
    ordinal_ = ordinal;
    st_ordinal_ = ordinal - before_set;
    at_ = raw_start_ = start;
    mark_at_ = static_cast<std::size_t>(mark - marks);
    end_at_ = static_cast<std::size_t>(next_end - block_->index.ends.data());
    back_ = static_cast<std::size_t>(row - block_->queue.data());
}

framer::step framer::frame_inside() {
    if (scanned_ < size_) {
        scanner_.scan(block_->bytes.get(), std::max(scanned_, at_), size_, block_->index);
        scanned_ = size_;
    }
    block_->queue.reserve(back_ + (block_->index.ends.size() - end_at_) + 1, back_);
    // Three sentinels spare the loop its bounds checks.
    block_->index.specials.reserve_more(1);
    block_->index.specials.data()[block_->index.specials.size()] = nowhere;
    char const* const data = block_->bytes.get();
    constexpr auto isa = text::pack_id("ISA");
    std::size_t const ends = block_->index.ends.size();
    while (end_at_ < ends) {
        if (in_set_ != 0 && at_ == raw_start_ && !in_oversized_) frame_usual();
        if (end_at_ == ends) break;
        std::size_t const mark_end = block_->index.ends[end_at_];
        std::uint32_t const end = block_->index.marks[mark_end];
        std::uint32_t begin = at_;
        if (is_layout(data[begin])) begin = skip_layout(begin, end);
        std::uint32_t const word = load(data + begin);
        if ((word & upper_case) == isa && !isa_open_ && !in_oversized_) {
            auto const before = inside_;
            if (open_interchange(begin) == step::wait) return step::wait;
            if (isa_open_ || before != inside_) return step::done;
        }
        if (block_->index.specials[special_at_] < end || end + 1 - raw_start_ > segment_bytes_ || in_oversized_)
            [[unlikely]] {
            auto const before = end_at_;
            if (frame_with_care(begin, end) == step::wait) return step::wait;
            if (!inside_) return step::done;
            if (before == end_at_) return step::done;
            continue;
        }
        if (begin == end && is_break(marks_.terminator)) {  // a blank line
            at_ = end + 1;
            mark_at_ = mark_end + 1;
            ++end_at_;
            if (at_ - raw_start_ >= blank_piece) emit_raw(at_, layout_piece);
            continue;
        }
        emit(begin, end + 1, mark_end, 0);
        if (!inside_) return step::done;
    }
    if (at_ == size_ && raw_start_ == size_) return step::done;
    std::uint32_t const begin = skip_layout(at_, size_);
    if (begin < size_ && !isa_open_ && !in_oversized_ && (data[begin] & ~0x20) == 'I') {
        auto const before = inside_;
        if (open_interchange(begin) == step::wait) return step::wait;
        if (isa_open_ || before != inside_) return step::done;
    }
    return frame_with_care(begin, nowhere);
}

void framer::emit(std::uint32_t begin, std::uint32_t raw_end, std::size_t mark_end, std::uint16_t flags) {
    segment& s = *::new (block_->queue.data() + back_) segment;
    std::size_t count = mark_end - mark_at_;
    if (count > most_elements) [[unlikely]] {
        block_->index.marks[mark_at_ + most_elements] = block_->index.marks[mark_end];
        count = most_elements;
    }
    std::uint32_t const* const marks = block_->index.marks.data() + mark_at_;
    s.base = block_->bytes.get();
    s.marks = marks;
    s.raw = block_->bytes.get() + raw_start_;
    s.offset = offset_ + begin;
    s.raw_offset = offset_ + raw_start_;
    s.raw_size = raw_end - raw_start_;
    s.begin = begin;
    s.count = static_cast<std::uint16_t>(count);
    s.flags = flags;
    mark_at_ = mark_end + 1;
    ++end_at_;
    at_ = raw_end;
    raw_start_ = raw_end;
    finish(s);
}

// What the id tells: kind, flags, ordinals, and whether the interchange ends here.
void framer::finish(segment& s) {
    s.ordinal = ++ordinal_;
    std::uint32_t const length = s.marks[0] - s.begin;
    std::uint32_t id = 0;
    auto kind = segment_kind::unknown;
    if (length == 2 || length == 3) [[likely]] {
        char const* const name = s.base + s.begin;
        id = static_cast<unsigned char>(name[0]) | static_cast<std::uint32_t>(static_cast<unsigned char>(name[1])) << 8;
        if (length == 3) id |= static_cast<std::uint32_t>(static_cast<unsigned char>(name[2])) << 16;
        if (length == 2 || id > 0xFFFF) kind = text::known_segments.of(id);  // HL and a NUL are not HL
    }
    if (kind == segment_kind::unknown) [[unlikely]] {
        bool lower = false;
        id = read_id(s.name(), lower);
        kind = text::known_segments.of(id);
        if (id == 0) {
            s.flags |= text::malformed_id;
        } else if (lower) {
            s.flags |= text::lower_case_id;
        }
    }
    if (kind == segment_kind::isa && !isa_open_) {
        id = 0;
        kind = segment_kind::unknown;
        s.flags |= text::malformed_id;
    }
    s.id = id;
    if (s.count != 0 && s.marks[s.count] == s.marks[s.count - 1] + 1) [[unlikely]]
        s.flags |= text::trailing_separator;
    s.st_ordinal = st_ordinal_ += in_set_;
    bool const marked = kind > segment_kind::plain && kind <= last_marked_;
    if (marked || (s.flags & (text::malformed_id | text::unterminated)) != 0) {
        switch (kind) {
            case segment_kind::st:
                in_set_ = 1;
                last_marked_ = s.element(1) == "837" ? segment_kind::hi : segment_kind::clp;
                s.st_ordinal = st_ordinal_ = 1;
                break;
            case segment_kind::se:
                in_set_ = 0;
                st_ordinal_ = 0;
                break;
            case segment_kind::isa:
            case segment_kind::gs:
            case segment_kind::ge:
            case segment_kind::iea:
                in_set_ = 0;
                s.st_ordinal = st_ordinal_ = 0;
                if (kind == segment_kind::isa) isa_open_ = false;
                if (kind == segment_kind::iea) inside_ = false;
                break;
            default:
                break;
        }
        landmarks_.push_back({static_cast<std::uint32_t>(back_), kind,
                              (s.flags & (text::malformed_id | text::unterminated)) != 0, false});
    }
    ++back_;
    if ((s.flags & (text::lower_case_id | text::trailing_separator | text::non_ascii)) != 0) [[unlikely]] {
        auto const count = [&](text::segment_flag flag, tally& t) {
            if ((s.flags & flag) == 0) return;
            if (t.count++ == 0) t.first = text::address_of(s, text::loop_id::none);
        };
        count(text::lower_case_id, lower_case_ids);
        count(text::trailing_separator, trailing_separators);
        count(text::non_ascii, non_ascii);
    }
}

}  // namespace orthoscrub::envelope
