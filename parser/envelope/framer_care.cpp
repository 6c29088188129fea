// The unusual in framing: a new ISA, line breaks and foreign bytes inside segments, segments without a
// terminator or too long, data outside of interchanges. Slow and careful; what is decided depends on the
// bytes alone, so every decision that needs more bytes than the buffer has waits for them.
#include <algorithm>
#include <cstring>
#include <new>

#include "parser/envelope/framer.hpp"
#include "parser/envelope/framing_rules.hpp"

namespace orthoscrub::envelope {

using text::segment;
using text::segment_kind;

// An ISA at `begin`, inside or outside of an interchange: takes over its delimiters. Leaves everything as it
// is when the text is no ISA; ends the interchange when it is one that cannot be read.
framer::step framer::open_interchange(std::uint32_t begin) {
    isa_reading const reading = isa_at(begin);
    if (reading.verdict == isa_verdict::need_more) return step::wait;
    if (reading.verdict == isa_verdict::none) return step::done;
    if (reading.verdict == isa_verdict::broken) {
        if (inside_) {
            inside_ = false;
            in_set_ = 0;
            st_ordinal_ = 0;
            if (begin > raw_start_) emit_raw(begin, layout_piece);
        }
        return step::done;
    }
    isas_.push_back(reading);
    bool const same = marks_.element == reading.marks.element && marks_.terminator == reading.marks.terminator;
    marks_ = reading.marks;
    at_ = begin;
    if (same && scanned_ > begin) {
        drop_marks_before(begin);
    } else {
        // Marks that segments in the queue still use stay; what lies behind is found anew.
        block_->index.marks.resize(mark_at_);
        block_->index.ends.resize(0);
        block_->index.specials.resize(0);
        end_at_ = 0;
        special_at_ = 0;
        scanned_ = begin;
        scanner_.reset(marks_);
    }
    inside_ = true;
    isa_open_ = true;
    in_oversized_ = false;
    return step::done;
}

// One segment with line breaks or foreign bytes inside, longer than allowed, or without a terminator in the
// buffer
// (`end` is nowhere then).
framer::step framer::frame_with_care(std::uint32_t begin, std::uint32_t end) {
    char const* const data = block_->bytes.get();
    auto const& specials = block_->index.specials;
    while (special_at_ < specials.size() && specials[special_at_] < begin) ++special_at_;
    // An ISA was measured when its delimiters were read.
    std::size_t const limit = isa_open_ ? std::size_t{nowhere} : raw_start_ + segment_bytes_;
    std::size_t const stop = std::min<std::size_t>({end == nowhere ? size_ : end, limit, size_});
    bool foreign = false;
    bool broken = false;
    std::uint32_t last_content = begin;  // one past the last byte of the body
    for (std::size_t k = special_at_; k < specials.size() && specials[k] < stop; ++k) {
        std::uint32_t const at = specials[k];
        char const c = data[at];
        if (!is_break(c)) {
            foreign = foreign || (c != marks_.component && c != marks_.repetition);
            continue;
        }
        bool starts = false;
        if (!isa_open_ && starts_segment(at, begin, starts) == step::wait) return step::wait;
        if (starts) {
            auto flags = static_cast<std::uint16_t>(text::unterminated | (foreign ? text::non_ascii : 0));
            special_at_ = k;
            if (in_oversized_) {
                in_oversized_ = false;
                emit_raw(at + 1, continued_piece | text::unterminated);
            } else {
                emit_copy(begin, at, at + 1, flags);
            }
            drop_marks_before(at_);
            return step::done;
        }
        broken = true;
    }
    bool const complete = end != nowhere && end + std::size_t{1} <= limit;
    if (!complete && size_ >= limit) {
        bool const blank = skip_layout(raw_start_, static_cast<std::uint32_t>(limit)) == limit;
        bool const all_blank = blank && !in_oversized_;
        std::uint16_t const piece = in_oversized_ ? continued_piece : first_piece;
        emit_raw(static_cast<std::uint32_t>(limit), all_blank ? layout_piece : piece);
        in_oversized_ = !all_blank;
        isa_open_ = false;
        drop_marks_before(at_);
        return step::done;
    }
    if (complete && in_oversized_) {
        in_oversized_ = false;
        emit_raw(end + 1, continued_piece);
        drop_marks_before(at_);
        return step::done;
    }
    auto const flags = static_cast<std::uint16_t>(foreign ? text::non_ascii : 0);
    if (complete) {
        if (begin == end && is_break(marks_.terminator)) {
            at_ = end + 1;
            drop_marks_before(at_);
            return step::done;
        }
        std::size_t const mark_end = block_->index.ends[end_at_];
        if (!broken) {
            emit(begin, end + 1, mark_end, flags);
            return step::done;
        }
        last_content = end;
        while (last_content > begin && is_break(data[last_content - 1])) --last_content;
        bool inner = false;
        for (std::size_t k = special_at_; k < specials.size() && specials[k] < last_content; ++k)
            inner = inner || is_break(data[specials[k]]);
        if (inner) {
            emit_copy(begin, last_content, end + 1, flags);
            drop_marks_before(at_);
        } else {
            block_->index.marks[mark_end] = last_content;
            emit(begin, end + 1, mark_end, flags);
        }
        return step::done;
    }
    if (!end_of_data_) return step::wait;
    if (begin == size_) {
        emit_raw(size_, in_oversized_ ? continued_piece : layout_piece);
    } else if (in_oversized_) {
        emit_raw(size_, continued_piece | text::unterminated);
    } else {
        last_content = size_;
        while (last_content > begin && is_layout(data[last_content - 1]) && data[last_content - 1] != marks_.element)
            --last_content;
        emit_copy(begin, last_content, size_, static_cast<std::uint16_t>(flags | text::unterminated));
    }
    drop_marks_before(at_);
    return step::done;
}

// Whether a segment id follows the line break at `at`, so that the break must stand for a terminator. A
// separator before the break says that a value goes on: the line was wrapped.
framer::step framer::starts_segment(std::uint32_t at, std::uint32_t begin, bool& answer) const {
    char const* const data = block_->bytes.get();
    answer = false;
    std::uint32_t before = at;
    while (before > begin && is_layout(data[before - 1]) && data[before - 1] != marks_.element) --before;
    if (before == begin || data[before - 1] == marks_.element || data[before - 1] == marks_.component)
        return step::done;
    std::uint32_t next = at;
    while (next < size_ && next - at < break_lookahead && is_layout(data[next]) && data[next] != marks_.element &&
           data[next] != marks_.terminator)
        ++next;
    if (next - at == break_lookahead) return step::done;
    if (size_ - next < 4) return end_of_data_ ? step::done : step::wait;
    if ((load(data + next) & upper_case) == text::pack_id("ISA")) {
        auto const reading = isa_at(next);
        if (reading.verdict == isa_verdict::need_more) return step::wait;
        answer = reading.verdict == isa_verdict::good;
        return step::done;
    }
    std::size_t const length = data[next + 2] == marks_.element ? 2 : data[next + 3] == marks_.element ? 3 : 0;
    answer = length != 0 && text::known_segments.of(text::pack_id({data + next, length})) != segment_kind::unknown;
    return step::done;
}

// As emit, for a segment whose text or marks cannot be used where they are: line breaks are taken out, and
// the text and its marks are kept in the arena.
void framer::emit_copy(std::uint32_t begin, std::uint32_t end, std::uint32_t raw_end, std::uint16_t flags) {
    char const* const data = block_->bytes.get();
    char* const text = block_->arena().take(end - begin + text::readable_behind);
    std::uint32_t size = 0;
    std::size_t separators = 0;
    for (std::uint32_t i = begin; i < end; ++i) {
        char const c = data[i];
        if (is_break(c) && c != marks_.element) {
            flags |= text::wrapped;
            continue;
        }
        separators += c == marks_.element;
        text[size++] = c;
    }
    std::size_t const count = std::min(separators, most_elements);
    auto* const marks = reinterpret_cast<std::uint32_t*>(
        block_->arena().take((count + 1 + text::readable_marks) * sizeof(std::uint32_t)));
    std::size_t filled = 0;
    for (std::uint32_t i = 0; i < size && filled < count; ++i)
        if (text[i] == marks_.element) marks[filled++] = i;
    marks[count] = size;

    block_->queue.reserve(back_ + 1, back_);
    segment& s = *::new (block_->queue.data() + back_) segment;
    s.base = text;
    s.marks = marks;
    s.raw = data + raw_start_;
    s.offset = offset_ + begin;
    s.raw_offset = offset_ + raw_start_;
    s.raw_size = raw_end - raw_start_;
    s.begin = 0;
    s.count = static_cast<std::uint16_t>(count);
    s.flags = flags;
    at_ = raw_end;
    raw_start_ = raw_end;
    finish(s);
}

// Bytes that are no segment: layout at the end, pieces of segments that are too long, data outside of
// interchanges. The flag `context` says that the piece continues the one before; it is taken off here.
void framer::emit_raw(std::uint32_t raw_end, std::uint16_t flags) {
    block_->queue.reserve(back_ + 1, back_);
    segment& s = *::new (block_->queue.data() + back_) segment;
    bool const continues = (flags & (text::context | text::layout_only)) != 0;
    s.raw = block_->bytes.get() + raw_start_;
    s.base = s.raw;
    s.marks = no_marks;
    s.raw_offset = offset_ + raw_start_;
    s.offset = s.raw_offset;
    s.raw_size = raw_end - raw_start_;
    s.flags = static_cast<std::uint16_t>(flags & ~text::context);
    if (!continues) {
        ++ordinal_;
        st_ordinal_ += in_set_;
    }
    s.ordinal = ordinal_;
    s.st_ordinal = st_ordinal_;
    if (!continues) landmarks_.push_back({static_cast<std::uint32_t>(back_), segment_kind::unknown, true, !inside_});
    ++back_;
    at_ = raw_end;
    raw_start_ = raw_end;
}

// Before, between and after interchanges: layout goes to the ISA behind it; anything else comes out in
// pieces.
framer::step framer::frame_outside() {
    char const* const data = block_->bytes.get();
    std::uint32_t at = raw_start_;
    if (offset_ + at == 0) {
        if (size_ < 3 && !end_of_data_) return step::wait;
        if (size_ >= 3 && std::memcmp(data, "\xEF\xBB\xBF", 3) == 0) at = 3;
    }
    std::size_t const piece_end = std::size_t{raw_start_} + outside_piece;
    while (at < size_ && at < piece_end && is_layout(data[at])) ++at;
    if (at == piece_end) {
        emit_raw(at, layout_piece);
        return step::done;
    }
    if (at == size_) {
        if (!end_of_data_) return step::wait;
        emit_raw(at, layout_piece);
        return step::done;
    }
    if ((data[at] & ~0x20) == 'I') {
        if (open_interchange(at) == step::wait) return step::wait;
        if (inside_) return step::done;
    }
    for (std::size_t next = at + std::size_t{1}; next < piece_end; ++next) {
        auto const* const found = static_cast<char const*>(std::memchr(
            data + next, 'I', std::min<std::size_t>(size_, piece_end) - std::min<std::size_t>(next, size_)));
        if (found == nullptr) break;
        next = static_cast<std::size_t>(found - data);
        auto const verdict = isa_at(static_cast<std::uint32_t>(next)).verdict;
        if (verdict == isa_verdict::need_more) return step::wait;
        if (verdict == isa_verdict::good) {
            emit_raw(static_cast<std::uint32_t>(next), text::malformed_id);
            return step::done;
        }
    }
    if (size_ < piece_end && !end_of_data_) return step::wait;
    emit_raw(static_cast<std::uint32_t>(std::min<std::size_t>(size_, piece_end)), text::malformed_id);
    return step::done;
}

}  // namespace orthoscrub::envelope
