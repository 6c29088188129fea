// Bytes go through one buffer to the sink. Only the numbers named are replaced; a number that is right stays as it was
// written.
#include "scrubber/split/half_writer.hpp"

#include <charconv>

#include "parser/write/edits.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr std::size_t flush_at = 256 * 1024;

bool says(std::string_view text, std::uint64_t count) noexcept {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    std::uint64_t value = 0;
    auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc{} && end == text.data() + text.size() && value == count;
}

}  // namespace

void level_text::begin(text::segment const& s, std::string_view own, char element_separator) {
    hl = own;
    rest.clear();
    segments = 1;
    separator = element_separator;
    numbered = s.count >= 3;
    if (!numbered) return;
    constexpr std::array<unsigned, 3> elements{1, 2, 4};
    for (std::size_t i = 0; i < elements.size(); ++i) {
        auto const range = write::range_of(s, elements[i]);
        places[i] = {static_cast<std::size_t>(range.offset - s.offset), static_cast<std::size_t>(range.length),
                     range.missing};
    }
}

void half_writer::put(std::string_view text) {
    if (text.empty()) return;
    if (unfinished_) buffer_ += terminator_;
    unfinished_ = false;
    buffer_ += text;
    if (buffer_.size() >= flush_at) flush();
}

void half_writer::put_claim(std::string_view text, bool first, bool unfinished) {
    if (!first) unfinished_ = false;
    put(text);
    unfinished_ = unfinished;
}

void half_writer::put_layout(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() >= flush_at) flush();
}

void half_writer::begin_set(std::uint64_t serial, std::uint64_t heading_segments) noexcept {
    set = serial;
    ++sets;
    segments = heading_segments;
    hl_ = 0;
    renumbered_ = false;
}

void half_writer::put_level(std::size_t depth, open_level const& level, level_text const& text, bool has_child) {
    levels_[depth] = level.ordinal;
    numbers_[depth] = ++hl_;
    segments += text.segments;
    if (!text.numbered) {
        renumbered_ = true;
        put(text.hl);
        put(text.rest);
        return;
    }
    std::array<std::string, 3> values;
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = text.hl.substr(text.places[i].offset, text.places[i].length);
    std::string const number = std::to_string(hl_);
    bool const right = values[0] == number;
    values[0] = number;
    renumbered_ = renumbered_ || !right;
    if (depth == 0) values[1].clear();
    else if (level.linked) values[1] = std::to_string(numbers_[depth - 1]);
    else if (renumbered_) values[1].clear();
    if (level.known) values[2] = has_child ? "1" : "0";

    std::string changed;
    std::size_t from = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto const& place = text.places[i];
        changed.append(text.hl, from, place.offset - from);
        if (!values[i].empty()) changed.append(place.missing, text.separator);
        changed += values[i];
        from = place.offset + place.length;
    }
    changed.append(text.hl, from);
    put(changed);
    put(text.rest);
}

void half_writer::flush() {
    if (result_ && !buffer_.empty()) result_ = out_.write(buffer_);
    bytes_ += buffer_.size();
    buffer_.clear();
}

text::io_result const& half_writer::finish() {
    flush();
    return result_;
}

std::string with_count(text::segment const& s, std::string_view own, std::uint64_t count, char separator) {
    std::string text{own};
    if (says(s.element(1), count)) return text;
    write::edit const e = write::set_element(s, 1, std::to_string(count), separator);
    text.replace(static_cast<std::size_t>(e.offset - s.offset), static_cast<std::size_t>(e.length), e.replacement);
    return text;
}

}  // namespace orthoscrub::scrub
