#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/ledger/submission_book.hpp"
#include "scrubber/remit/claim_life.hpp"
#include "scrubber/remit/outcome.hpp"

namespace orthoscrub::remit {

/// Which way the amount of a provider adjustment may go; positive lowers the payment.
enum class plb_sign : std::uint8_t { either, positive, negative };

/// A reason of PLB03-1 (element 426) and its sense, in own words.
struct plb_reason {
    std::string_view code;
    std::string_view meaning;
    plb_sign sign = plb_sign::either;
};
/// Nothing for a code that is not in the table.
[[nodiscard]] plb_reason const* find_plb_reason(std::string_view code) noexcept;

/// A claim whose money a payer has yet to take back: the recoveries that name it sum below zero.
struct pending_recovery {
    std::uint32_t claim = absent;  ///< row in submission_book::claims
    std::uint32_t payer = absent;  ///< number in claim_lives::payer_of
    friend auto operator<=>(pending_recovery const&, pending_recovery const&) = default;
};

/// Resolves every provider adjustment to a submitted claim where its reference allows it: a claim number of the payer, else
/// of the patient, equal, else one within the other with at least 10 characters; two claims that fit are none. Warns about
/// amounts of the wrong sign. The answer is sorted. Adjustments of remittances that were sent twice are left out.
[[nodiscard]] std::vector<pending_recovery> resolve_provider_money(ledger::submission_book const& submitted,
                                                                   ledger::remittance_book const& remitted,
                                                                   match_book const& matches, claim_lives const& lives,
                                                                   outcome_book& out);

}  // namespace orthoscrub::remit
