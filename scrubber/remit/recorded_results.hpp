#pragma once
#include <span>

#include "scrubber/ledger/recorded.hpp"
#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/ledger/submission_book.hpp"
#include "scrubber/remit/matches.hpp"
#include "scrubber/remit/outcome.hpp"
#include "scrubber/remit/verdicts.hpp"

namespace orthoscrub::remit {

/// The results of a run as rows that a ledger keeps; every row of the books must have its id. Views are those of the
/// books and live as long.
[[nodiscard]] ledger::result_book recorded_results(ledger::submission_book const& submitted,
                                                   ledger::remittance_book const& remitted, match_book const& matches,
                                                   outcome_book const& outcomes, verdict_book const& verdicts);

}  // namespace orthoscrub::remit
