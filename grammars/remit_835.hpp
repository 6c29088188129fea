#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "parser/model/remit_tables.hpp"
#include "parser/text/fault.hpp"
#include "parser/text/segment.hpp"

namespace orthoscrub::grammars {

/// Implementation convention that is always taken: the 835 with its errata.
inline constexpr std::string_view version_835 = "005010X221A1";

/// What is told about one transaction set from window to window. It starts anew at every ST.
struct remit_state {
    text::address at;           ///< of the ST
    std::uint32_t payers = 0;   ///< N1*PR of the set so far
    std::uint32_t payees = 0;   ///< N1*PE of the set so far
    bool payment_seen = false;  ///< BPR
    bool trace_seen = false;    ///< TRN
    std::uint64_t claims_seen = 0;
};

/// What `read_remittance` accepts beside 005010X221A1 and what it compares the set with.
struct remit_options {
    bool accept_x221 = true;         ///< 005010X221, the guide before its errata
    std::string_view group_version;  ///< GS08; empty: nothing is said about the guide
};

/// One window of a transaction set as `envelope::interchange_reader` cuts it.
struct remit_window {
    std::span<text::segment const> segments;
    std::uint32_t context = 0;  ///< leading segments that repeat open parents; faults in them are not told again
    bool last = true;           ///< nothing of this set follows: what the set lacks is told
};

/// Appends the claims of one window to `out` (clear it before each window) and its structural faults to `faults`. Never
/// throws on bad data and never loses a claim: a claim or line that lacks number, code or amounts is a row marked broken
/// and a fault, and the next one is read. Segments that fit nowhere keep loop `none`; a run of them is one fault with a
/// count. Order inside a loop is free; claims without LX and claims without SVC are as good as others, and PLB may follow
/// any claim. Source: 835 005010X221A1, loops 1000A to 2110.
void read_remittance(remit_window const& window, text::delimiters const& marks, remit_options const& options,
                     remit_state& state, model::remit_tables& out, text::diagnostics& faults);

}  // namespace orthoscrub::grammars
