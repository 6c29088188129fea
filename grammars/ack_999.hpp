#pragma once
#include <cstdint>
#include <span>

#include "parser/model/ack_tables.hpp"
#include "parser/text/fault.hpp"
#include "parser/text/segment.hpp"

namespace orthoscrub::grammars {

/// Appends what a 999 says (005010X231A1) about a group, its sets and their errors to `out` (clear it before each window)
/// and its structural faults to `faults`. The first `context` segments were read before: rows of them are written again,
/// faults are not told again. Never throws on bad data: a group without AK9 and a set without IK5 are rows marked broken
/// and a fault, and reading goes on at the next AK2. IK304 and IK403 are kept as written, known or not.
void read_ack_999(std::span<text::segment const> window, std::uint32_t context, text::delimiters const& marks,
                  model::ack_tables& out, text::diagnostics& faults);

/// Appends a TA1 to `out`; `index` is its place in the window. Other segments are passed over.
void read_ta1(text::segment const& segment, std::uint32_t index, model::ack_tables& out);

}  // namespace orthoscrub::grammars
