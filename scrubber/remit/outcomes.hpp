#pragma once
#include "scrubber/codes/code_tables.hpp"
#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/ledger/submission_book.hpp"
#include "scrubber/remit/matches.hpp"
#include "scrubber/remit/outcome.hpp"

namespace orthoscrub::remit {

/// Folds the answers to each submitted claim by payer and decides about each line. `out` is
/// cleared first; its views are those of the books and tables, which must outlive it. `matches` must have a row for each
/// remitted claim and line.
void outcomes(ledger::submission_book const& submitted, ledger::remittance_book const& remitted,
              match_book const& matches, scrub::code_tables const& tables, outcome_book& out);

}  // namespace orthoscrub::remit
