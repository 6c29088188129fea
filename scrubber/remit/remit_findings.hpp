#pragma once
#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/remit/claim_life.hpp"
#include "scrubber/remit/outcome.hpp"

namespace orthoscrub::remit {

/// Adds a finding for every sum that does not come out, with both sums and the difference; what was sent twice is left
/// out. Ids: line_out_of_balance, claim_out_of_balance, line_charges_ne_claim_charge, transaction_out_of_balance.
void add_balance_findings(ledger::remittance_book const& remitted, match_book const& matches, claim_lives const& lives,
                          outcome_book& out);

/// Adds what is odd about single answers: group_code_cr, claim_status_unusual, nonstandard_22, rejected_claim_answered.
void add_claim_findings(ledger::submission_book const& submitted, ledger::remittance_book const& remitted,
                        match_book const& matches, claim_lives const& lives, outcome_book& out);

/// A finding about one remitted claim.
void add_finding(std::string_view id, text::severity level, std::uint32_t remitted_claim, std::string message,
                 ledger::remittance_book const& remitted, match_book const& matches, outcome_book& out);

}  // namespace orthoscrub::remit
