#pragma once
#include <cstdint>

#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/ledger/submission_book.hpp"
#include "scrubber/payers/payer_profiles.hpp"
#include "scrubber/remit/matches.hpp"

namespace orthoscrub::remit {

struct match_options {
    int accept = 0;  ///< score from which a candidate is taken; 0: as the payer profiles say, 80 without one
    std::uint32_t candidates_kept = 8;  ///< of each remitted claim, with their evidence; at least 1
};

/// Finds for each remitted claim the submitted one that it answers and for each of its lines the submitted line
///. What is not certain stays ambiguous or unmatched, with the nearest candidates. The books
/// stay as they are; rows of the result are theirs.
[[nodiscard]] match_book match(ledger::submission_book const& sent, ledger::remittance_book const& back,
                               scrub::payer_profiles const& profiles, match_options options = {});

}  // namespace orthoscrub::remit
