// Parents are kept as text until a claim needs them, and written into a half when its first claim comes; trailers are
// counted by the half. Layout (line ends) stands before an id in the reader's segments; here it is moved behind the
// segment before, so that a part that is left out takes its line end along.
#include "scrubber/split/split_writer.hpp"

#include <algorithm>

#include "parser/text/source.hpp"
#include "parser/write/edits.hpp"

namespace orthoscrub::scrub {
namespace {

using envelope::event_kind;
using text::fault_code;
using text::segment;

/// Layout before the id: bytes of the raw part that lie before it.
std::size_t lead_of(segment const& s) noexcept {
    std::uint64_t const before = s.offset > s.raw_offset ? s.offset - s.raw_offset : 0;
    return (s.flags & text::layout_only) != 0 ? s.raw_size
                                              : static_cast<std::size_t>(std::min<std::uint64_t>(before, s.raw_size));
}

/// From the id to the terminator.
std::string_view own_text(segment const& s) noexcept { return text::raw_of(s).substr(lead_of(s)); }

/// As `own_text`, with the terminator that is missing: what is rebuilt may stand before something new.
std::string whole_text(segment const& s, text::delimiters const& marks) {
    std::string text{own_text(s)};
    if ((s.flags & text::unterminated) == 0) return text;
    auto const last = write::range_of(s, s.count);
    auto const end = std::min<std::uint64_t>(last.offset + last.length - s.offset, text.size());
    return text.insert(static_cast<std::size_t>(end), 1, marks.terminator);
}

/// Whether SE01 counts it.
bool counts(segment const& s) noexcept { return (s.flags & (text::malformed_id | text::layout_only)) == 0; }

bool told(text::diagnostics const& faults, fault_code code) noexcept {
    for (text::fault const& f : faults.faults())
        if (f.code == code) return true;
    return false;
}

constexpr std::array both{half::clean, half::held};

}  // namespace

split_writer::split_writer(split_plan const& plan, write::sink& clean, write::sink& held)
    : plan_{plan}, halves_{half_writer{clean}, half_writer{held}} {
    write_to(interchange_.before);
}

split_writer::~split_writer() = default;

text::io_result split_writer::split(text::source& input, envelope::reader_limits const& limits,
                                    claim_taker const& seen) {
    text::diagnostics faults;
    envelope::interchange_reader reader{input, faults, limits};
    while (true) {
        faults.clear();
        envelope::event const e = reader.next();
        // The reader says with the next event that an interchange broke off, and that what follows is outside of it.
        interchange_lost_ = e.kind == event_kind::other && told(faults, fault_code::iea_missing);
        if (e.kind == event_kind::end) break;
        see(e, reader, seen);
    }
    close_interchange(nullptr);
    for (half_writer& out : halves_)
        if (auto const& result = out.finish(); !result) return result;
    return {};
}

void split_writer::see(envelope::event const& e, envelope::interchange_reader const& reader, claim_taker const& seen) {
    switch (e.kind) {
        case event_kind::set_window:
            see_set(e, reader, seen);
            return;
        case event_kind::interchange_begin:
        case event_kind::group_begin:
        case event_kind::group_end:
        case event_kind::interchange_end:
            break;
        default:
            for (segment const& s : e.segments.subspan(e.context)) see_stray(s);
            return;
    }
    // One segment of the envelope; layout may stand before it.
    for (segment const& s : e.segments.subspan(e.context)) {
        if (&s != &e.segments.back()) {
            see_stray(s);
            continue;
        }
        lead(s);
        switch (e.kind) {
            case event_kind::interchange_begin:
                close_interchange(nullptr);
                marks_ = reader.interchange().marks;
                line_end_.clear();
                line_end_known_ = false;
                open(interchange_, s, reader.interchange().control_number);
                break;
            case event_kind::group_begin:
                close_group(nullptr);
                open(group_, s, reader.group().control_number);
                break;
            case event_kind::group_end:
                close_group(&s);
                break;
            default:
                close_interchange(&s);
        }
    }
}

void split_writer::see_set(envelope::event const& e, envelope::interchange_reader const& reader,
                           claim_taker const& seen) {
    enum class part : std::uint8_t { heading, level, claim } part = part::heading;
    std::size_t depth = 0;
    bool begins = e.first;
    if (!e.first) {  // the window begins at an HL or CLM; a piece before it follows what is open
        part = set_.open && pending_ == &set_.header ? part::heading : pending_ != nullptr ? part::level : part::claim;
        for (std::size_t i = 0; i < texts_.size(); ++i)
            if (pending_ == &texts_[i].rest) depth = i;
    }
    for (segment const& s : e.segments.subspan(e.context)) {
        lead(s);
        if ((s.flags & text::layout_only) != 0) continue;
        if (begins) {
            begins = false;
            close_set(nullptr);
            open(set_, s, reader.set().control_number);
            set_.segments = 1;
            levels_.begin_set();
            continue;
        }
        if (s.is("HL")) {
            part = part::level;
            depth = levels_.open(s);
            texts_[depth].begin(s, whole_text(s, marks_), marks_.element);
            write_to(texts_[depth].rest);
            continue;
        }
        if (s.is("CLM")) {
            part = part::claim;
            last_ = plan_.half_of(++claims_);
            open_parents(at(last_), last_);
            write_to(last_);
            if (seen) seen({claims_, s.element(1), reader.set().control_number, s.element(2), last_});
        }
        if (s.is("SE") && e.last && &s == &e.segments.back()) {
            close_set(&s);
            continue;
        }
        switch (part) {
            case part::heading:
                set_.header += whole_text(s, marks_);
                set_.segments += counts(s);
                write_to(set_.header);
                break;
            case part::level:
                texts_[depth].rest += whole_text(s, marks_);
                texts_[depth].segments += counts(s);
                write_to(texts_[depth].rest);
                break;
            case part::claim:
                at(last_).put_claim(own_text(s), s.is("CLM"), (s.flags & text::unterminated) != 0);
                at(last_).segments += counts(s);
                break;
        }
    }
    // A set that breaks off is closed by what comes next, when the layout behind its last segment is known.
}

/// What belongs to no set: behind the header of what is open as long as nothing else followed there, then behind the
/// last claim's set, group or interchange; else before the interchange to come.
void split_writer::see_stray(segment const& s) {
    lead(s);
    if ((s.flags & text::layout_only) != 0) return;
    if (interchange_lost_) close_interchange(nullptr);
    close_set(nullptr);
    auto const own = whole_text(s, marks_);
    half_writer& out = at(last_);
    auto const keep = [&](std::string& text) {
        text += own;
        write_to(text);
    };
    auto const follow = [&] {
        out.put(own);
        write_to(last_);
    };
    if (group_.open) return out.group == group_.serial ? follow() : keep(group_.after);
    if (interchange_.open) return out.interchange == interchange_.serial ? follow() : keep(interchange_.after);
    if (interchange_.serial != 0 && out.interchange == interchange_.serial) return follow();
    keep(interchange_.before);
}

void split_writer::open(container& which, segment const& header, std::string_view control_number) {
    which.header = whole_text(header, marks_);
    which.after.clear();
    which.control_number = control_number;
    ++which.serial;
    which.open = true;
    which.headed = true;
    which.segments = 0;
    write_to(which.header);
}

/// Writes into a half what it needs above the claim to come.
void split_writer::open_parents(half_writer& out, half which) {
    auto const once = [&](std::string& text) {
        out.put(text);
        text.clear();
    };
    if (out.interchange != interchange_.serial) {
        out.interchange = interchange_.serial;
        out.terminator(marks_.terminator);
        out.groups = 0;
        once(interchange_.before);
        out.put(interchange_.header);
        once(interchange_.after);
    }
    if (group_.open && out.group != group_.serial) {
        out.group = group_.serial;
        ++out.groups;
        out.sets = 0;
        out.put(group_.header);
        once(group_.after);
    }
    if (out.set != set_.serial) {
        out.begin_set(set_.serial, set_.segments);
        out.put(set_.header);
    }
    for (std::size_t depth = 0; depth < open_levels::depths; ++depth)
        if (levels_[depth].open && !out.holds(depth, levels_[depth]))
            out.put_level(depth, levels_[depth], texts_[depth], plan_.has_child(which, levels_[depth].ordinal));
}

/// Writes a trailer as it stands with its count put right, or one made from the header where the input has none.
void split_writer::trailer(half_writer& out, std::string_view id, segment const* written, std::uint64_t count,
                           container const& of) {
    if (written) {
        out.put(with_count(*written, whole_text(*written, marks_), count, marks_.element));
        return;
    }
    std::string text{id};
    text += marks_.element;
    text += std::to_string(count);
    if (!of.control_number.empty()) (text += marks_.element) += of.control_number;
    text += marks_.terminator;
    out.put(text);
    out.put_layout(line_end_);
}

void split_writer::close_set(segment const* se) {
    if (!set_.open) return;
    set_.open = false;
    pending_ = nullptr;
    direct_ = {};
    bool any = false;
    for (half const which : both) {
        half_writer& out = at(which);
        if (out.set != set_.serial) continue;
        trailer(out, "SE", se, out.segments + 1, set_);
        direct_[static_cast<std::size_t>(which)] = any = true;
    }
    left_out_.sets += !any;
}

void split_writer::close_group(segment const* ge) {
    close_set(nullptr);
    if (!group_.open) return;
    group_.open = false;
    pending_ = nullptr;
    direct_ = {};
    bool any = false;
    for (half const which : both) {
        half_writer& out = at(which);
        if (out.group != group_.serial) continue;
        trailer(out, "GE", ge, out.sets, group_);
        direct_[static_cast<std::size_t>(which)] = any = true;
    }
    left_out_.groups += !any;
}

void split_writer::close_interchange(segment const* iea) {
    close_group(nullptr);
    if (!interchange_.open) return;
    interchange_.open = false;
    pending_ = nullptr;
    direct_ = {};
    bool any = false;
    for (half const which : both) {
        half_writer& out = at(which);
        if (out.interchange != interchange_.serial) continue;
        trailer(out, "IEA", iea, out.groups, interchange_);
        direct_[static_cast<std::size_t>(which)] = any = true;
    }
    left_out_.interchanges += !any;
}

/// Layout before a segment goes behind the segment before it.
void split_writer::lead(segment const& s) {
    auto const layout = text::raw_of(s).substr(0, lead_of(s));
    if (!line_end_known_ && interchange_.open) {
        line_end_known_ = true;
        if (layout.size() <= 2 && layout.find_first_not_of("\r\n") == std::string_view::npos) line_end_ = layout;
    }
    if (layout.empty()) return;
    if (pending_) {
        pending_->append(layout);
        return;
    }
    for (half const which : both)
        if (direct_[static_cast<std::size_t>(which)]) at(which).put_layout(layout);
}

void split_writer::write_to(half which) noexcept {
    pending_ = nullptr;
    direct_ = {};
    direct_[static_cast<std::size_t>(which)] = true;
}

void split_writer::write_to(std::string& text) noexcept {
    pending_ = &text;
    direct_ = {};
}

}  // namespace orthoscrub::scrub
