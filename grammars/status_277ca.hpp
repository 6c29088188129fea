#pragma once
#include <cstdint>
#include <span>

#include "parser/model/ack_tables.hpp"
#include "parser/text/fault.hpp"
#include "parser/text/segment.hpp"

namespace orthoscrub::grammars {

/// Appends what one window of a 277CA says (005010X214, loops 2000A to 2220D) to `out` (clear it before each window) and
/// its structural faults to `faults`. The first `context` segments repeat open parents: rows of them are written again,
/// faults are not told again. Never throws on bad data: a claim or line without STC, and an STC without TRN, are rows
/// marked broken and a fault, and reading goes on at the next HL, TRN or SVC. HL04 may be missing, and 2200C may have no
/// STC: senders leave them out. Order inside a loop is free.
void read_status_277ca(std::span<text::segment const> window, std::uint32_t context, text::delimiters const& marks,
                       model::ack_tables& out, text::diagnostics& faults);

}  // namespace orthoscrub::grammars
