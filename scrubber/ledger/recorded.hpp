#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parser/model/date.hpp"
#include "parser/model/money.hpp"
#include "scrubber/ledger/submission_book.hpp"

namespace orthoscrub::ledger {

// Ids are those of the ledger (submitted_claim::id, submitted_line::id, remitted_claim::id, remitted_line::id); 0 is
// "none". Words (dispositions, tiers, classes) are kept as texts, because what they mean is known above the ledger.

/// One piece of evidence of a recorded match.
struct recorded_evidence {
    std::string_view kind;  ///< "control_number_equal"
    std::int64_t points = 0;
};

/// What a remitted claim was found to answer.
struct recorded_match {
    std::int64_t remitted_claim = 0;
    std::int64_t submitted_claim = 0;  ///< 0 unless matched
    std::string_view state;            ///< "matched", "ambiguous", "unmatched"
    std::int64_t score = 0;
    bool identical_resubmission = false, split_part = false;
    row_range evidence;  ///< in result_book::evidence
};

/// What a remitted line was found to answer.
struct recorded_line_match {
    std::int64_t remitted_line = 0;
    std::int64_t submitted_line = 0;
    std::string_view tier;  ///< "L1"
    std::int64_t score = 0;
    bool licn_code_conflict = false, indistinguishable = false;
};

/// An adjustment of an outcome in its class.
struct recorded_reason {
    std::string_view group, carc, kind;  ///< "CO", "16", "denial.modifier"
    model::money amount;
};

/// A remark code of an outcome.
struct recorded_remark {
    std::string_view code;
    bool of_claim = false, alert = false;
};

/// What a payer decided about a submitted line, as far as it is known now. A remitted line without a submission has the
/// claim and line 0.
struct recorded_outcome {
    std::int64_t claim = 0, line = 0;
    std::int64_t remitted_claim = 0, remitted_line = 0;  ///< of the event that holds
    std::int64_t host = 0;                               ///< submitted line that it was bundled into
    std::string_view payer, profile;
    std::string_view disposition, sub, lifecycle, liability;
    std::uint32_t flags = 0;
    std::array<model::money, 8> amounts{};  ///< C, P, SH, CT, PP, BN, PN, DN
    row_range reasons, remarks;             ///< in result_book
    std::int64_t remit_lines = 0;
    std::string_view tier;
    std::int64_t claim_score = 0, line_score = 0;
    model::date decided_on, first_decided_on;
};

/// What became of a prediction: a finding on a line against the line's outcome.
struct recorded_verdict {
    std::int64_t claim = 0, line = 0;
    std::string_view payer, rule, verdict;  ///< "right", "right_other_reason", "paid_anyway", "open"
    model::money amount;                    ///< what the verdict is worth
};

/// Results of matching and folding in flat tables; views live as long as what they were made from, in a loaded book as
/// long as `texts`.
struct result_book {
    text_store texts;
    std::vector<recorded_match> matches;
    std::vector<recorded_evidence> evidence;
    std::vector<recorded_line_match> line_matches;
    std::vector<recorded_outcome> outcomes;  ///< by claim, payer, line
    std::vector<recorded_reason> reasons;
    std::vector<recorded_remark> remarks;
    std::vector<recorded_verdict> verdicts;

    void clear() noexcept;
};

/// One word of a front end (277CA, 999, TA1) about a claim, a line of it, or all claims of an interchange, group or set.
struct recorded_acknowledgment {
    std::string_view control_number;                    ///< CLM01 that it speaks of; empty: all claims of the set
    std::string_view line_control;                      ///< REF*6R or LX01; empty: the claim as a whole
    std::string_view interchange, group, set;           ///< ISA13, GS06, ST02 of the 837; empty parts match all
    std::string_view billing_npi;                       ///< empty matches all
    std::string_view icn;                               ///< claim number that the payer gave (REF*1K), or empty
    std::string_view source, category, status, entity;  ///< as in claim_status
    model::date day;
    bool rejects = false;
};

}  // namespace orthoscrub::ledger
