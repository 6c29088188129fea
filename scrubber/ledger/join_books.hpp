#pragma once
#include "scrubber/ledger/remittance_book.hpp"

namespace orthoscrub::ledger {

/// Appends all rows of `from` to `to`, with ranges and row numbers moved along. Texts are not copied: `from` must live as
/// long as `to` is used.
void append(remittance_book& to, remittance_book const& from);

}  // namespace orthoscrub::ledger
