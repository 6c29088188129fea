// Readings compared part by part; the first difference is told with its place in the list, bytes made printable.
#include "tests/fuzz/reading_faults.hpp"

#include <algorithm>

#include "tests/support/printable.hpp"

namespace orthoscrub::test {
namespace {

/// The first place where two lists differ, in words; empty when they are equal.
template <class List, class Words>
std::string difference(List const& a, List const& b, Words const& words) {
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
        auto const left = i < a.size() ? words(a[i]) : "nothing";
        auto const right = i < b.size() ? words(b[i]) : "nothing";
        if (left != right) return "at " + std::to_string(i) + ": " + printable(left) + " <> " + printable(right);
    }
    return {};
}

std::string same(std::string const& text) { return text; }

std::string words_of(seen_segment const& s) {
    return std::to_string(s.raw_offset) + "+" + std::to_string(s.raw_size) + " @" + std::to_string(s.offset) + " #" +
           std::to_string(s.ordinal) + " st" + std::to_string(s.st_ordinal) + " n" + std::to_string(s.count) + " f" +
           std::to_string(s.flags) + " " + s.body;
}

}  // namespace

envelope::reader_limits limits_of(std::size_t window, text::scan_kernel kernel) {
    envelope::reader_limits limits;
    limits.window_bytes = window;
    limits.kernel = kernel;
    return limits;
}

std::string coverage_fault(reading const& read, std::string_view text) {
    std::uint64_t next = 0;
    for (auto const& s : read.segments) {
        if (s.raw_offset != next)
            return "raw part begins at " + std::to_string(s.raw_offset) + ", not " + std::to_string(next);
        next += s.raw_size;
    }
    if (next != text.size()) return "raw parts end at " + std::to_string(next) + " of " + std::to_string(text.size());
    return read.raw == text ? "" : "raw parts are not the bytes of the file";
}

std::string segment_fault(reading const& a, reading const& b) {
    auto const d = difference(a.segments, b.segments, [](auto const& s) { return words_of(s); });
    return d.empty() ? d : "segments " + d;
}

std::string reading_fault(reading const& a, reading const& b) {
    if (auto const d = segment_fault(a, b); !d.empty()) return d;
    if (auto const d = difference(a.claims, b.claims, [](auto const& c) { return c.words; }); !d.empty())
        return "claims " + d;
    if (auto const d = difference(a.faults, b.faults, same); !d.empty()) return "faults " + d;
    return {};
}

std::string oracle_fault(reading const& read, std::uint64_t& compared) {
    for (auto const& set : read.sets) {
        if (set.type != "837" || set.odd) continue;
        ++compared;
        if (auto const d = difference(set.claims, words_of_oracle(set), same); !d.empty())
            return "claims of grammar and oracle differ " + d + "\n" + printable(set.text);
    }
    return {};
}

}  // namespace orthoscrub::test
