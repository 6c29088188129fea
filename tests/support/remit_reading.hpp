#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "grammars/remit_835.hpp"
#include "tests/support/segments_from.hpp"

namespace orthoscrub::test {

/// Opens a clean remittance: heading, payer and payee, LX 1. Paid is 80.00.
inline constexpr std::string_view remit_heading =
    "ST*835*0001~BPR*I*80*C*CHK************20250401~TRN*1*T1*1512345678~DTM*405*20250331~"
    "N1*PR*PAYER ONE~N3*1 MAIN ST~N4*COLUMBUS*OH*432150001~REF*2U*PAYER1~PER*BL*DESK*UR*example.org~"
    "N1*PE*BRACES INC*XX*1234567893~REF*TJ*123456789~LX*1~";
/// A claim with one line.
inline constexpr std::string_view remit_claim =
    "CLP*C1*1*100*80*20*MB*ICN1*12*1~NM1*QC*1*ROE*JANE****MI*MEMBER1~DTM*232*20250310~"
    "SVC*HC:L1833:LT:KX*100*80**1~DTM*472*20250310~CAS*PR*2*20~REF*6R*1~AMT*B6*100~LQ*HE*N1~";

/// What one window gave: segments, tables and faults, all alive together.
struct remit_reading {
    segments_from segments;
    model::remit_tables tables;
    text::diagnostics faults;
    grammars::remit_state state;

    explicit remit_reading(std::string_view set, grammars::remit_options const& options = {},
                           text::delimiters const& marks = {})
        : segments{set, marks} {
        grammars::read_remittance({segments.all(), 0, true}, marks, options, state, tables, faults);
    }

    /// "2110 REF*6R", one a segment; "-" for a segment that fits nowhere.
    [[nodiscard]] std::vector<std::string> placed(std::size_t from = 0) const {
        std::vector<std::string> out;
        for (std::size_t i = from; i < segments.size(); ++i) {
            auto const loop = tables.loops[i];
            std::string name{loop == text::loop_id::none      ? "-"
                             : loop == text::loop_id::heading ? "heading"
                                                              : text::to_string(loop)};
            auto const body = segments[i].body();
            out.push_back(name + " " + std::string{body.substr(0, body.find('*', body.find('*') + 1))});
        }
        return out;
    }
    [[nodiscard]] std::size_t unplaced() const {
        return static_cast<std::size_t>(std::ranges::count(tables.loops, text::loop_id::none));
    }
    /// "payment-broken at 4 seen CLP expected CLP03 x1", one a fault.
    [[nodiscard]] std::vector<std::string> told() const {
        std::vector<std::string> out;
        for (auto const& f : faults.faults())
            out.push_back(std::string{text::describe(f.code).id.substr(4)} + " at " + std::to_string(f.at.st_segment) +
                          " seen " + f.seen + " expected " + f.expected + " x" + std::to_string(f.count));
        return out;
    }
};

}  // namespace orthoscrub::test
