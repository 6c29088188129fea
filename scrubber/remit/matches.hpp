#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/ledger/submission_book.hpp"

namespace orthoscrub::remit {

using ledger::absent;
using ledger::row_range;

/// What speaks for or against a remitted claim being the answer to a submitted one.
enum class evidence_kind : std::uint8_t {
    control_number_equal,   ///< CLP01 = CLM01
    control_number_folded,  ///< equal but for case, punctuation, blanks and leading zeros
    control_number_prefix,  ///< one begins the other, at least 8 characters
    payer_number_known,     ///< CLP07 is a number known for the claim
    original_number_known,  ///< REF*F8 is a number known for the claim
    charge_equal,           ///< CLP03, alone or as parts of a split, is CLM02
    member_equal,
    dates_overlap,
    lines_resolved,  ///< every remitted line names a submitted line by control number
    codes_shared,    ///< 0 to 10 points by share
    last_name_equal,
    frequency_differs,  ///< CLP09 is not CLM05-3
    charge_differs,
    dates_apart,
    payer_unverified  ///< 0 points: the payers are not both known
};
[[nodiscard]] std::string_view to_string(evidence_kind kind) noexcept;

struct evidence {
    evidence_kind kind{};
    std::int16_t points = 0;
};

/// A submitted claim that was thought of, with its score.
struct claim_candidate {
    std::uint32_t submitted = absent;  ///< row in submission_book::claims
    std::int16_t score = 0;
    row_range reasons;  ///< in match_book::reasons
};

enum class match_state : std::uint8_t { matched, ambiguous, unmatched };
[[nodiscard]] std::string_view to_string(match_state state) noexcept;

/// What one remitted claim answers. Rows of `claim_matches` are those of remittance_book::claims.
struct claim_match {
    match_state state = match_state::unmatched;
    std::uint32_t submitted = absent;     ///< row in submission_book::claims when matched
    std::int16_t score = 0;               ///< of the best candidate
    row_range candidates;                 ///< best first; the first is the match when there is one
    bool identical_resubmission = false;  ///< another submission is equal line for line; the latest was taken
    bool split_part = false;              ///< one of several answers that share the charge
    /// Row of the submission that this would answer, had its acknowledgment not said that it was rejected as a whole
    ///; only when nothing else matched. One of the two is wrong: a finding for a person.
    std::uint32_t rejected = absent;
    /// Lines that could not be held against every line of the claim, because there are too many kinds of them.
    std::uint32_t lines_not_compared = 0;
};

/// How a remitted line was found; `claim`: the decision stands on the claim alone.
enum class match_tier : std::uint8_t { none, l1, l2, l3, l4, l5, claim };
[[nodiscard]] std::string_view to_string(match_tier tier) noexcept;  ///< "L1"

/// What one remitted line answers. Rows of `line_matches` are those of remittance_book::lines.
struct line_match {
    std::uint32_t submitted = absent;  ///< row in submission_book::lines
    match_tier tier = match_tier::none;
    std::int16_t score = 0;  ///< of the assignment for L4, else 100 less 10 for each tier below the first
    bool licn_code_conflict = false;
    bool indistinguishable = false;
};

/// A submitted replacement or void and the submitted claim whose payer claim number it quotes; rows.
struct claim_replacement {
    std::uint32_t later = absent;
    std::uint32_t earlier = absent;
};

/// All matches of a run.
struct match_book {
    std::vector<claim_match> claim_matches;
    std::vector<line_match> line_matches;
    std::vector<claim_candidate> candidates;
    std::vector<evidence> reasons;
    std::vector<claim_replacement> replacements;  ///< by later claim
};

}  // namespace orthoscrub::remit
