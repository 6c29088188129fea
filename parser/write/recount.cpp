// Counts as the envelope reader does (segments that are none do not count) and compares with what the
// trailers say.
#include "parser/write/recount.hpp"

#include <charconv>

namespace orthoscrub::write {
namespace {

using text::pack_id;

std::string_view trim(std::string_view text) noexcept {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

bool says(std::string_view text, std::uint64_t count) noexcept {
    text = trim(text);
    std::uint64_t value = 0;
    auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc{} && end == text.data() + text.size() && value == count;
}

}  // namespace

void recount::see(envelope::event const& e, text::delimiters const& marks) {
    for (text::segment const& s : e.segments.subspan(e.context)) see(s, marks);
}

void recount::see(text::segment const& s, text::delimiters const& marks) {
    if ((s.flags & text::layout_only) != 0) return;
    if ((s.flags & text::malformed_id) != 0) {
        if ((s.flags & text::oversized) == 0) ++malformed_;
        return;
    }
    switch (s.id) {
        case pack_id("ISA"):
            in_interchange_ = true;
            in_group_ = in_set_ = false;
            groups_ = 0;
            interchange_number_ = trim(s.element(13));
            return;
        case pack_id("GS"):
            in_group_ = true;
            in_set_ = false;
            ++groups_;
            sets_ = 0;
            group_number_ = trim(s.element(6));
            return;
        case pack_id("ST"):
            in_set_ = true;
            ++sets_;
            malformed_ = 0;
            set_start_ = s.raw_offset;
            set_number_ = trim(s.element(2));
            return;
        case pack_id("SE"): {
            if (!in_set_) return;
            in_set_ = false;
            std::int64_t count = std::int64_t{s.st_ordinal} - malformed_;
            for (auto const& change : options_.changes)
                if (change.offset > set_start_ && change.offset <= s.offset) count += change.segments;
            put(s, 1, count < 0 ? 0 : static_cast<std::uint64_t>(count), marks.element);
            put(s, set_number_, marks.element);
            return;
        }
        case pack_id("GE"):
            if (!in_group_) return;
            in_group_ = in_set_ = false;
            put(s, 1, sets_, marks.element);
            put(s, group_number_, marks.element);
            return;
        case pack_id("IEA"):
            if (!in_interchange_) return;
            in_interchange_ = in_group_ = in_set_ = false;
            put(s, 1, groups_, marks.element);
            put(s, interchange_number_, marks.element);
            return;
        default:
            return;
    }
}

void recount::put(text::segment const& s, unsigned element, std::uint64_t count, char separator) {
    if (!says(s.element(element), count)) edits_.push_back(set_element(s, element, std::to_string(count), separator));
}

void recount::put(text::segment const& s, std::string const& control_number, char separator) {
    if (!options_.control_numbers || trim(s.element(2)) == control_number) return;
    // Where the first element is missing too, both are inserted at one place: the edit before has put it
    // there.
    if (s.count == 0) {
        edits_.back().replacement += separator + control_number;
        return;
    }
    edits_.push_back(set_element(s, 2, control_number, separator));
}

}  // namespace orthoscrub::write
