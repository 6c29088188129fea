#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "grammars/ack_999.hpp"
#include "grammars/status_277ca.hpp"
#include "tests/support/segments_from.hpp"

namespace orthoscrub::test {

/// What one window of a 999, TA1 or 277CA gave: segments, tables and faults, all alive together.
struct ack_reading {
    segments_from segments;
    model::ack_tables tables;
    text::diagnostics faults;

    explicit ack_reading(std::string_view set, text::delimiters marks = {'*', ':', '~', '^'}, std::uint32_t context = 0)
        : segments{set, marks} {
        if (set.substr(0, 3) == "TA1") {
            for (std::uint32_t i = 0; i < segments.size(); ++i) grammars::read_ta1(segments[i], i, tables);
        } else if (set.substr(0, 6) == "ST*999" || set.substr(0, 6) == "ST|999") {
            grammars::read_ack_999(segments.all(), context, marks, tables, faults);
        } else {
            grammars::read_status_277ca(segments.all(), context, marks, tables, faults);
        }
    }

    /// "2110 IK4", one a segment; "-" for one that fits nowhere.
    [[nodiscard]] std::vector<std::string> placed() const {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < segments.size(); ++i) {
            auto const loop = tables.loops[i];
            std::string name{loop == text::loop_id::none      ? "-"
                             : loop == text::loop_id::heading ? "heading"
                                                              : text::to_string(loop)};
            out.push_back((name += ' ') += segments[i].name());
        }
        return out;
    }
    /// "loop-broken at 4 seen AK2 expected IK5 x1", one a fault.
    [[nodiscard]] std::vector<std::string> told() const {
        std::vector<std::string> out;
        for (auto const& f : faults.faults())
            out.push_back(std::string{text::describe(f.code).id.substr(4)} + " at " + std::to_string(f.at.st_segment) +
                          " seen " + f.seen + " expected " + f.expected + " x" + std::to_string(f.count));
        return out;
    }
};

}  // namespace orthoscrub::test
