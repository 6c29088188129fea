#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "grammars/claim_837p.hpp"
#include "tests/support/segments_from.hpp"

namespace orthoscrub::test {

/// Opens a clean set: heading, billing provider with NPI 1234567893. HL 1 says that children follow.
inline constexpr std::string_view heading_text =
    "ST*837*0001*005010X222A1~BHT*0019*00*REF01*20250401*1200*CH~NM1*41*2*SENDER*****46*S1~PER*IC*DESK*TE*"
    "5551212~"
    "NM1*40*2*RECEIVER*****46*R1~HL*1**20*1~PRV*BI*PXC*335E00000X~NM1*85*2*BRACES INC*****XX*1234567893~"
    "N3*1 MAIN ST~N4*COLUMBUS*OH*432150001~REF*EI*123456789~";
/// A subscriber who is the patient, HL 2.
inline constexpr std::string_view subscriber_text =
    "HL*2*1*22*0~SBR*P*18*******MB~NM1*IL*1*ROE*JANE****MI*MEMBER1~N3*2 ELM ST~N4*DAYTON*OH*45402~"
    "DMG*D8*19500102*F~NM1*PR*2*PAYER ONE*****PI*PAYER1~";
/// A claim with one line.
inline constexpr std::string_view claim_text =
    "CLM*C1*500***12:B:1*Y*A*Y*Y~HI*ABK:M170*ABF:M1712~LX*1~SV1*HC:L1833:LT:KX*500*UN*1***1:2~DTP*472*D8*"
    "20250310~";

/// What one window gave: segments, tables and faults, all alive together.
struct claim_reading {
    segments_from segments;
    model::claim_tables tables;
    text::diagnostics faults;
    grammars::hierarchy_state hierarchy;

    explicit claim_reading(std::string_view set, grammars::claim_options const& options = {},
                           text::delimiters const& marks = {})
        : segments{set, marks} {
        grammars::read_claims({segments.all(), 0, true}, marks, options, hierarchy, tables, faults);
    }

    /// "2300 REF*G1", one a segment; "-" for a segment that fits nowhere.
    [[nodiscard]] std::vector<std::string> placed(std::size_t from = 0) const {
        std::vector<std::string> out;
        for (std::size_t i = from; i < segments.size(); ++i) out.push_back(place_of(i));
        return out;
    }
    [[nodiscard]] std::string place_of(std::size_t i) const {
        auto const loop = tables.loops[i];
        std::string name{loop == text::loop_id::none      ? "-"
                         : loop == text::loop_id::heading ? "heading"
                                                          : text::to_string(loop)};
        name += ' ';
        auto const body = segments[i].body();
        return name += body.substr(0, body.find('*', body.find('*') + 1));
    }
    [[nodiscard]] std::size_t unplaced() const {
        return static_cast<std::size_t>(std::ranges::count(tables.loops, text::loop_id::none));
    }
    /// "loop-broken LX seen SE expected SV1 x1", one a fault.
    [[nodiscard]] std::vector<std::string> told() const {
        std::vector<std::string> out;
        for (auto const& f : faults.faults()) {
            std::string line{text::describe(f.code).id.substr(4)};
            line += " at " + std::to_string(f.at.st_segment) + " seen " + f.seen + " expected " + f.expected + " x" +
                    std::to_string(f.count);
            out.push_back(line);
        }
        return out;
    }
};

}  // namespace orthoscrub::test
