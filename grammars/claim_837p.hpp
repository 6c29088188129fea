#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "parser/model/claim_tables.hpp"
#include "parser/text/fault.hpp"
#include "parser/text/segment.hpp"

namespace orthoscrub::grammars {

/// Implementation convention that is always taken: the 837 Professional with its errata.
inline constexpr std::string_view version_837p = "005010X222A1";

/// What is told about the HL levels of one transaction set from window to window. It starts anew at every ST.
struct hierarchy_state {
    /// An HL whose children may still come.
    struct level {
        bool open = false;
        bool child_seen = false;
        char child_code = '\0';    ///< HL04 when it is one character
        std::uint32_t number = 0;  ///< HL01 when it is a number from 1 to 999,999,999 without leading zeros
        text::address at;
        std::string odd_number;      ///< HL01 as written when `number` is 0
        std::string odd_child_code;  ///< HL04 as written when `child_code` is '\0'
    };
    std::array<level, 3> levels;    ///< billing provider (20), subscriber (22), patient (23)
    std::uint32_t hl_seen = 0;      ///< HL segments of the set so far; the next HL01 is one more
    std::uint32_t claims_seen = 0;  ///< CLM segments of the set so far
};

/// What `read_claims` accepts beside 005010X222A1 and what it compares the set with.
struct claim_options {
    bool accept_x222 = true;         ///< 005010X222, the guide before its errata
    bool accept_x222a2 = true;       ///< 005010X222A2
    std::string_view group_version;  ///< GS08; empty: ST03 is not compared with it
};

/// One window of a transaction set as `envelope::interchange_reader` cuts it.
struct claim_window {
    std::span<text::segment const> segments;
    std::uint32_t context = 0;  ///< leading segments that repeat open parents; faults in them are not told again
    bool last = true;           ///< nothing of this set follows: open HL levels are judged
};

/// Appends the claims of one window to `out` (clear it before each window) and its structural faults to
/// `faults`. Never throws on bad data and never loses a claim: a claim that lacks lines or a parent is a row
/// marked broken and a fault, and the next one is read. Segments that fit nowhere keep loop `none`; a run of
/// them is one fault with a count. Order inside a loop is free. Source: 837P 005010X222A1, loops 1000A to
/// 2440.
void read_claims(claim_window const& window, text::delimiters const& marks, claim_options const& options,
                 hierarchy_state& hierarchy, model::claim_tables& out, text::diagnostics& faults);

}  // namespace orthoscrub::grammars
