#pragma once
#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/ledger/submission_book.hpp"
#include "scrubber/remit/matches.hpp"

namespace orthoscrub::remit {

/// Claims as their answers tell them, for remittances without submissions (diff of two 835): one claim for all
/// answers of one payee and CLP01, one line for all remitted lines of one id, and matches that say so. Outcomes made from
/// these have dispositions instead of `unmatched`; nothing may be scored by them. Views belong to the remittance book.
struct answered_claims {
    ledger::submission_book submitted;
    match_book matches;
};
[[nodiscard]] answered_claims claims_as_answered(ledger::remittance_book const& book);

}  // namespace orthoscrub::remit
