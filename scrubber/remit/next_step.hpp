#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "parser/model/date.hpp"
#include "scrubber/ledger/submission_book.hpp"
#include "scrubber/payers/payer_profiles.hpp"
#include "scrubber/remit/outcome.hpp"

namespace orthoscrub::remit {

/// What a biller does about a line.
enum class next_step : std::uint8_t {
    nothing,
    wait,             ///< the decision, or its next part, is still to come
    corrected_claim,  ///< replace the claim (frequency 7)
    new_claim,        ///< send it as a new claim: it was never decided, or cannot be appealed
    reopening,        ///< have the payer correct its own decision; original Medicare takes no replacement claims
    appeal,
    bill_patient,
    bill_other_payer,  ///< another payer is to decide first, next, or instead
    review,            ///< a person has to look before anything is sent
    count_
};
[[nodiscard]] std::string_view to_string(next_step step) noexcept;

/// The term of the payer profile that a deadline is made of.
enum class term_kind : std::uint8_t {
    none,
    filing,     ///< from the first day of service of the line
    appeal,     ///< from the day of the remittance
    reopening,  ///< from the day of the remittance
    follow_up   ///< from the day the claim was made (BHT04), or of the remittance: then ask the payer
};
[[nodiscard]] std::string_view to_string(term_kind term) noexcept;

/// What to do, why, and until when.
struct step_advice {
    next_step step = next_step::review;
    term_kind term = term_kind::none;
    model::date deadline;                     ///< empty: none, or the profile does not tell the term
    bool late = false;                        ///< the deadline lies before the day of the question
    carc_class reason = carc_class::unknown;  ///< class of the largest denied amount; meaningful for denials
    std::string_view cause;                   ///< one sentence: what is wrong and where, in box and X12; may be empty
    std::string_view action;                  ///< one sentence: what to do
};

/// What to do about a line after this outcome. `profile` is the payer's, null when unknown: then there are no deadlines
/// and no habits of a payer. `today` may be empty. The views last for ever.
[[nodiscard]] step_advice next_step_for(line_outcome const& outcome, outcome_book const& book,
                                        ledger::submission_book const& submitted, scrub::payer_profile const* profile,
                                        model::date today = {});

/// Cause, action and deadline as plain sentences: "... Until 2026-07-18 (appeal)."
[[nodiscard]] std::string to_text(step_advice const& advice);

}  // namespace orthoscrub::remit
