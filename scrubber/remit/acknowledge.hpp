#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "scrubber/ledger/acknowledgment_book.hpp"
#include "scrubber/ledger/submission_book.hpp"

namespace orthoscrub::remit {

/// Why an acknowledgment, or a line of one, found nothing.
enum class acknowledgment_miss : std::uint8_t {
    no_key,        ///< it does not say what it answers
    no_claim,      ///< nothing was sent under that number, or only after the day of the answer
    other_amount,  ///< claims of that number have other charges
    ambiguous,     ///< several submissions fit equally
    no_word,       ///< the claims are known, but it neither accepts nor rejects them
    no_line,       ///< the claim is known, the line is not; its statuses count for the claim
    not_claims     ///< a 999 about a group that holds no claims (AK101 is not HC)
};
[[nodiscard]] std::string_view to_string(acknowledgment_miss why) noexcept;

struct unmatched_acknowledgment {
    std::uint32_t entry = ledger::absent;  ///< row in acknowledgment_book::entries
    std::uint32_t line = ledger::absent;   ///< row in acknowledgment_book::lines
    acknowledgment_miss why = acknowledgment_miss::no_claim;
};

/// What applying acknowledgments did.
struct acknowledge_result {
    std::uint64_t claims = 0;          ///< claims that an acknowledgment spoke of
    std::uint64_t statuses_added = 0;  ///< statuses that were not known before
    std::uint64_t icns_added = 0;
    std::vector<unmatched_acknowledgment> unmatched;
    /// Rows in submission_book::claims that were taken in after a rejection of the same submission: worth a look.
    std::vector<std::uint32_t> accepted_after_rejection;
};

/// Tells the submitted claims what front ends said of them: appends their statuses and the payer's claim
/// numbers, and sets `state_at_front` to the last word by day; on the same day a rejection wins. A claim is found by
/// CLM01, billing NPI and charge, with BHT03 where it is known; a 999 by GS06 and ST02, a TA1 by ISA13, each in the latest
/// submission before the answer (one day of slack for time zones). Rejections of a batch or a billing provider are those of
/// all their claims, though none is named; their acceptance says nothing of single claims. A rejected line rejects its
/// claim. What fits several submissions equally is left alone. The same acknowledgment twice changes nothing the second
/// time. Adds to the tables `statuses` and `icns` of `out` and orders them anew.
[[nodiscard]] acknowledge_result acknowledge(ledger::acknowledgment_book const& answers, ledger::submission_book& out);

}  // namespace orthoscrub::remit
