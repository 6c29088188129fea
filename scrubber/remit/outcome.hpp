#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/model/money.hpp"
#include "scrubber/codes/carc_classes.hpp"
#include "scrubber/remit/matches.hpp"

namespace orthoscrub::remit {

/// What the payer decided about a line.
enum class disposition : std::uint8_t {
    unmatched,
    not_yet_adjudicated,
    reversed,
    informational,
    denied,
    partially_denied,
    bundled,
    paid_as_billed,
    paid_reduced,
    patient_responsibility,
    zero_paid,
    exception,
    count_
};
[[nodiscard]] std::string_view to_string(disposition what) noexcept;  ///< "paid_as_billed"

/// Why a line is not yet adjudicated; `none` for all other dispositions.
enum class sub_reason : std::uint8_t {
    none,
    no_remit,
    rejected_upstream,
    awaiting_split_part,
    missing_line,
    forwarded,
    predetermination,
    pended
};
[[nodiscard]] std::string_view to_string(sub_reason why) noexcept;  ///< "" for none

/// How a line got where it is.
enum class lifecycle : std::uint8_t { original, corrected, reversed, superseded, retransmitted };
[[nodiscard]] std::string_view to_string(lifecycle step) noexcept;

/// Who bears what was denied; `unstated`: nothing was denied.
enum class liability : std::uint8_t { unstated, patient, provider, none, mixed };
[[nodiscard]] std::string_view to_string(liability who) noexcept;  ///< "" for unstated

/// Things that hold beside a disposition; bits of line_outcome::flags.
enum class outcome_flag : std::uint8_t {
    forwarded,
    unprocessable,
    code_changed,
    modifiers_changed,
    units_changed,
    inferred_from_claim,
    allocated,
    unbalanced,
    sequestered,
    overpaid,
    underpaid_vs_allowed,
    recoupment_pending,
    paid_to_patient,
    review,
    unknown_carc,
    nonstandard_22,
    indistinguishable,
    identical_resubmission,
    licn_code_conflict,
    payer_unverified,
    count_
};
[[nodiscard]] std::string_view to_string(outcome_flag flag) noexcept;

using outcome_flags = std::uint32_t;
[[nodiscard]] constexpr outcome_flags bit(outcome_flag flag) noexcept {
    return outcome_flags{1} << static_cast<unsigned>(flag);
}

/// What an adjustment counts as; `line_amounts` are sums by class.
using scrub::carc_class;
using scrub::denies;
using scrub::to_string;

/// Amounts of a line by class, in cents: C = P + SH + CT + PP + BN + PN + DN.
struct line_amounts {
    model::money charge;         ///< C
    model::money paid;           ///< P
    model::money patient_share;  ///< SH
    model::money contractual;    ///< CT
    model::money prior_payer;    ///< PP
    model::money bundled;        ///< BN
    model::money pending;        ///< PN
    model::money denied;         ///< DN
    friend bool operator==(line_amounts const&, line_amounts const&) = default;
};

/// One adjustment of a line in its class; those of the classes denial and unknown are the reasons of a line.
struct outcome_reason {
    std::string_view group;
    std::string_view carc;
    carc_class kind{};
    model::money amount;
};

/// A remark code and where it stood.
struct outcome_remark {
    std::string_view code;
    bool of_claim = false;  ///< from MOA or MIA, not from LQ*HE
    bool alert = false;     ///< informs only: never a reason
};

/// What one payer decided about one submitted line, after all its answers so far.
struct line_outcome {
    std::uint32_t claim = absent;           ///< row in submission_book::claims; absent: remitted without a submission
    std::uint32_t line = absent;            ///< row in submission_book::lines
    std::uint32_t remitted_claim = absent;  ///< row of the event that holds now; absent: no answer
    std::uint32_t remitted_line = absent;   ///< the first of its remitted lines
    std::string_view payer;                 ///< payer id of the remittance, else that of the submission
    std::string_view profile;               ///< its payer profile, or empty
    disposition decided = disposition::not_yet_adjudicated;
    sub_reason sub = sub_reason::none;
    lifecycle step = lifecycle::original;
    liability bears = liability::unstated;
    outcome_flags flags = 0;
    line_amounts amounts;
    row_range adjustments;        ///< in outcome_book::reasons, all classes, non-zero, in file order
    row_range remarks;            ///< in outcome_book::remarks: line first, then claim; each code once
    std::uint32_t host = absent;  ///< row in submission_book::lines that this line was bundled into
    std::uint32_t remit_lines = 0;
    match_tier tier = match_tier::none;
    std::int16_t claim_score = 0, line_score = 0;
    model::date decided_on;        ///< BPR16, else the production date, of the event that holds
    model::date first_decided_on;  ///< of the first adjudication
    std::uint32_t first = absent;  ///< in outcome_book::first_decisions; absent: the first adjudication still holds
    [[nodiscard]] bool has(outcome_flag flag) const noexcept { return (flags & bit(flag)) != 0; }
};

/// Something about a remittance that a person should look at.
struct remit_finding {
    std::string_view id;  ///< "line_charges_ne_claim_charge", "double_adjudication", "orphan_reversal", ...
    text::severity level = text::severity::warning;
    std::uint32_t remittance = absent, remitted_claim = absent, remitted_line = absent;  ///< rows, most exact last
    std::uint32_t claim = absent;  ///< row in submission_book::claims, when known
    text::address at;
    std::string message;  ///< one sentence without personal data, with both sums where sums differ
};

/// A provider adjustment and the submitted claim it could be resolved to.
struct resolved_adjustment {
    std::uint32_t provider_adjustment = absent;  ///< row in remittance_book::provider_adjustments
    std::uint32_t claim = absent;                ///< row in submission_book::claims; absent: unresolved
};

/// Everything that was made of a run's remittances.
struct outcome_book {
    std::vector<line_outcome> outcomes;  ///< by submitted claim, payer, line; then what matched no submission
    /// What lines that were corrected or reversed since were at their first adjudication, which is what rules are
    /// scored by.
    std::vector<line_outcome> first_decisions;
    std::vector<outcome_reason> reasons;
    std::vector<outcome_remark> remarks;
    std::vector<remit_finding> findings;
    std::vector<resolved_adjustment> provider_adjustments;
    std::uint64_t retransmissions = 0;
};

}  // namespace orthoscrub::remit
