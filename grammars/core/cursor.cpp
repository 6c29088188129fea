// The part of a reader that no grammar changes: places of segments, and one fault for every run of segments
// that fit nowhere. What is shown of such a segment is its id and, for ids whose first element is a code
// list, that code.
#include "grammars/core/cursor.hpp"

#include <algorithm>
#include <array>

namespace orthoscrub::grammars::core {

namespace {

constexpr std::array<text::segment_id, 23> coded_first_element = [] {
    std::array<text::segment_id, 23> ids{};
    std::size_t n = 0;
    for (std::string_view id : {"NM1", "N1",  "REF", "DTP", "DTM", "AMT", "QTY", "PER", "PRV", "SBR", "CAS", "PWK",
                                "CRC", "NTE", "HI",  "LQ",  "MEA", "DMG", "CUR", "CLP", "STC", "TRN", "AK1"})
        ids[n++] = text::pack_id(id);
    return ids;
}();

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= 3 &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

std::string shown(text::segment const& s) {
    auto const id = s.name();
    if (!is_code(id)) return {};
    std::string out{id};
    if (std::ranges::find(coded_first_element, s.id) == coded_first_element.end()) return out;
    auto code = s.element(1);
    code = code.substr(0, code.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
    if (is_code(code)) (out += '*') += code;
    return out;
}

void cursor::stray(text::segment const& s) {
    // A run that begins in the context was told of there; what is new of it is not.
    if (stray_end_ == &s && (stray_fault_ != 0 || in_context(s))) {
        pass_by(s);
        if (stray_fault_ != 0) ++faults_.faults()[stray_fault_ - 1].count;
        return;
    }
    // The scan has told of empty segments and garbage already.
    if ((s.flags & text::malformed_id) != 0) return;
    stray(s, text::fault_code::segment_unexpected, open_, shown(s), {});
}

void cursor::stray(text::segment const& s, text::fault_code code, text::loop_id loop, std::string seen,
                   std::string expected) {
    pass_by(s);
    auto const before = faults_.faults().size();
    report(s, code, loop, 0, std::move(seen), std::move(expected));
    stray_fault_ = faults_.faults().size() > before ? before + 1 : 0;
}

void cursor::report(text::segment const& s, text::fault_code code, text::loop_id loop, unsigned element,
                    std::string seen, std::string expected) {
    if (in_context(s)) return;
    faults_.add(code, text::address_of(s, loop, element), std::move(seen), std::move(expected));
}

}  // namespace orthoscrub::grammars::core
