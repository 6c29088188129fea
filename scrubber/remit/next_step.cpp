// Tables decide: a row for each class of denial says what is wrong, what to do, and what instead when the patient owes the
// amount; a row for each way of not being decided says how long to wait. Three things turn a step around: an unprocessable
// claim (MA130) has no appeal and goes out anew; original Medicare takes no replacement claims, so a correction is asked
// for as a reopening; and N211 forbids an appeal. No sentence asks for a statement that the
// supplier must stand behind without "if the record supports it".
#include "scrubber/remit/next_step.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace orthoscrub::remit {
namespace {

using scrub::payer_class;

struct denial_row {
    carc_class kind;
    next_step step;          ///< provider or nobody bears it
    next_step patient_owes;  ///< the denied amounts carry group PR
    std::string_view cause;
};

// clang-format off
constexpr std::array denials{
    denial_row{carc_class::denial_modifier, next_step::corrected_claim, next_step::corrected_claim,
        "A modifier is missing or does not fit the code (box 24D, SV101-3 to SV101-6): correct it if the record supports it."},
    denial_row{carc_class::denial_code, next_step::corrected_claim, next_step::corrected_claim,
        "The procedure code is missing, wrong, or not valid on the day of service (box 24D, SV101-2): bill the code that describes what was delivered."},
    denial_row{carc_class::denial_narrative, next_step::corrected_claim, next_step::corrected_claim,
        "The unlisted code has no description that the payer accepts (box 24 shaded line, SV101-7; notes NTE*ADD): describe item, maker, model and price as the record shows them."},
    denial_row{carc_class::denial_diagnosis, next_step::corrected_claim, next_step::corrected_claim,
        "The diagnosis is missing, incomplete or does not support the code (box 21 and pointer in box 24E, HI and SV107): correct it if the record supports it."},
    denial_row{carc_class::denial_pos, next_step::corrected_claim, next_step::corrected_claim,
        "The place of service does not fit the code (box 24B, SV105 or CLM05-1): correct it if the record supports it."},
    denial_row{carc_class::denial_data, next_step::corrected_claim, next_step::corrected_claim,
        "The claim lacks data or holds wrong data: the remark codes of the line name the box."},
    denial_row{carc_class::denial_ordering, next_step::corrected_claim, next_step::corrected_claim,
        "The ordering practitioner is missing, misspelt or not enrolled (box 17 and 17b, 2420E NM1*DK or 2310A NM1*DN): name the one on the order as enrolled."},
    denial_row{carc_class::denial_documentation, next_step::appeal, next_step::appeal,
        "Records that the payer asked for are missing or came late: send order, delivery and medical records that the file holds."},
    denial_row{carc_class::denial_medical_necessity, next_step::appeal, next_step::bill_patient,
        "The payer does not see the medical need: compare its coverage policy with the records before you answer."},
    denial_row{carc_class::denial_frequency, next_step::appeal, next_step::bill_patient,
        "The payer holds the item for too many, too often, or the same as one delivered before: check units (box 24G, SV104) and what the patient has."},
    denial_row{carc_class::denial_authorization, next_step::corrected_claim, next_step::corrected_claim,
        "No authorization was found for the line: where one was given before delivery, its number belongs in box 23 (REF*G1)."},
    denial_row{carc_class::denial_noncovered, next_step::appeal, next_step::bill_patient,
        "The plan does not cover the item."},
    denial_row{carc_class::denial_eligibility, next_step::corrected_claim, next_step::bill_patient,
        "The payer found no coverage for the patient on the day of service: check member id (box 1a, 2010BA NM109), name and birth date, and who covered that day."},
    denial_row{carc_class::denial_wrong_payer, next_step::bill_other_payer, next_step::bill_other_payer,
        "Another payer or contractor is responsible, or must decide first."},
    denial_row{carc_class::denial_timely, next_step::appeal, next_step::review,
        "The claim came after the filing limit: only proof that it was sent in time helps."},
    denial_row{carc_class::denial_duplicate, next_step::review, next_step::review,
        "The payer holds the line for a copy of one that it has: the decision about the first one counts."},
    denial_row{carc_class::denial_provider, next_step::review, next_step::review,
        "The payer does not accept this provider for the item: check enrolment, taxonomy and NPI (box 33a and 33b, 2010AA NM109 and 2000A PRV03)."},
    denial_row{carc_class::denial_related_service, next_step::corrected_claim, next_step::corrected_claim,
        "A base item or service that this line belongs to was not found: bill it, or name it, if the record supports it."},
    denial_row{carc_class::unknown, next_step::review, next_step::review,
        "The payer gave a reason code that no table of this program knows."},
};
// clang-format on

struct open_row {
    sub_reason sub;
    next_step step;
    term_kind term;
    std::string_view cause;
};

constexpr std::array open_lines{
    open_row{sub_reason::no_remit, next_step::wait, term_kind::follow_up, "No remittance has answered the claim."},
    open_row{sub_reason::rejected_upstream, next_step::new_claim, term_kind::filing,
             "The front end rejected the claim, so the payer never decided about it."},
    open_row{sub_reason::awaiting_split_part, next_step::wait, term_kind::follow_up,
             "The payer split the claim and has answered only a part of it."},
    open_row{sub_reason::missing_line, next_step::review, term_kind::none,
             "The payer answered the claim without this line."},
    open_row{sub_reason::forwarded, next_step::wait, term_kind::follow_up,
             "The payer sent the claim on to another one, who decides."},
    open_row{sub_reason::predetermination, next_step::new_claim, term_kind::filing,
             "This was an estimate before delivery, not a decision."},
    open_row{sub_reason::pended, next_step::wait, term_kind::follow_up, "The payer is still looking at the line."},
};

struct action_row {
    next_step step;
    std::string_view action;
};

constexpr std::array actions{
    action_row{next_step::nothing, "Nothing is left to do."},
    action_row{next_step::wait, "Wait, and ask the payer when nothing has come by then."},
    action_row{next_step::corrected_claim,
               "Send the corrected claim as a replacement: frequency 7 and the payer's claim number (box 22, CLM05-3 "
               "and REF*F8)."},
    action_row{next_step::new_claim, "Correct what was wrong and send it as a new claim: frequency 1 (CLM05-3)."},
    action_row{next_step::reopening,
               "Ask the payer for a reopening with the corrected data; this payer takes no replacement claims."},
    action_row{next_step::appeal, "Appeal in writing with the records, if the record supports it; else write it off."},
    action_row{next_step::bill_patient, "Bill the patient the amounts that the payer gave to the patient (group PR)."},
    action_row{
        next_step::bill_other_payer,
        "Bill the payer that is responsible, with this remittance where another one decided first (2320, 2430)."},
    action_row{next_step::review, "Have a person look at the remittance, or ask the payer, before anything is sent."},
};

constexpr std::string_view patient_with_notice =
    "The patient owes the amount by this decision: bill the patient if the record holds the notice or consent that the "
    "payer asks for; else appeal if the record supports it.";
constexpr std::string_view new_after_estimate = "Send the claim itself once the item is delivered.";

template <class Rows, class Key>
auto const* row_of(Rows const& rows, Key key, auto member) noexcept {
    auto const at = std::ranges::find(rows, key, member);
    return at == rows.end() ? nullptr : &*at;
}

/// A class of the largest denied amount; the first of equal ones.
carc_class main_reason(std::span<outcome_reason const> reasons) noexcept {
    outcome_reason const* main = nullptr;
    for (outcome_reason const& reason : reasons)
        if (denies(reason.kind) && (main == nullptr || main->amount < reason.amount)) main = &reason;
    return main == nullptr ? carc_class::unknown : main->kind;
}

/// Contractors of original Medicare.
bool original_medicare(scrub::payer_profile const* profile) noexcept {
    return profile != nullptr &&
           (profile->kind == payer_class::medicare_dme || profile->kind == payer_class::medicare_partb);
}

/// P, S and T order the payers of a claim; another one that comes behind is still to be asked.
bool another_payer_follows(ledger::submission_book const& submitted, ledger::submitted_claim const& claim) noexcept {
    constexpr std::string_view order = "PSTABCDEFGH";
    auto const rank = [&](std::string_view sequence) {
        auto const at = sequence.size() == 1 ? order.find(sequence) : std::string_view::npos;
        return at == std::string_view::npos ? order.size() : at;
    };
    return std::ranges::any_of(submitted.rows(submitted.other_payers, claim.other_payers), [&](auto const& other) {
        return rank(other.sequence) > rank(claim.sequence) && rank(other.sequence) < order.size();
    });
}

bool remark_stands(outcome_book const& book, line_outcome const& o, std::string_view code) noexcept {
    std::span<outcome_remark const> const remarks{book.remarks.data() + o.remarks.first, o.remarks.count};
    return std::ranges::find(remarks, code, &outcome_remark::code) != remarks.end();
}

term_kind term_of(next_step step) noexcept {
    switch (step) {
        case next_step::corrected_claim:
        case next_step::new_claim:
        case next_step::bill_other_payer:
            return term_kind::filing;
        case next_step::appeal:
            return term_kind::appeal;
        case next_step::reopening:
            return term_kind::reopening;
        default:
            return term_kind::none;
    }
}

class advising {
public:
    advising(line_outcome const& o, outcome_book const& book, ledger::submission_book const& submitted,
             scrub::payer_profile const* profile)
        : o_{o}, book_{book}, submitted_{submitted}, profile_{profile} {}

    step_advice advise(model::date today) {
        decide();
        if (out_.action.empty())
            if (auto const* row = row_of(actions, out_.step, &action_row::step)) out_.action = row->action;
        set_deadline();
        out_.late = !today.empty() && !out_.deadline.empty() && out_.deadline < today;
        return out_;
    }

private:
    void say(next_step step, std::string_view cause, term_kind term) {
        out_.step = step;
        out_.cause = cause;
        out_.term = term;
    }
    void say(next_step step, std::string_view cause) { say(step, cause, term_of(step)); }

    void decide() {
        if (o_.step == lifecycle::superseded || o_.step == lifecycle::retransmitted)
            return say(next_step::nothing, "A later decision or submission stands in the place of this one.");
        switch (o_.decided) {
            case disposition::unmatched:
                return say(next_step::review, "The remittance answers a line that nobody is known to have sent.");
            case disposition::not_yet_adjudicated:
                return decide_open();
            case disposition::reversed:
                return say(next_step::wait, "The payer took its decision back; a new one usually follows.",
                           term_kind::follow_up);
            case disposition::informational:
                return say(next_step::nothing, "The line only reports something and is never paid.");
            case disposition::denied:
            case disposition::partially_denied:
                return decide_denied();
            case disposition::exception:
                return say(next_step::review, "The amounts of the line fit no known outcome.");
            case disposition::bundled:
                return decide_settled("The payer counts the line as part of another service.");
            default:
                return decide_settled("The payer has decided about the line.");
        }
    }

    void decide_open() {
        open_row const* const row = row_of(open_lines, o_.sub, &open_row::sub);
        if (row == nullptr) return say(next_step::review, "Nothing is known about the line.");
        say(row->step, row->cause, row->term);
        if (o_.sub == sub_reason::predetermination) out_.action = new_after_estimate;
    }

    void decide_denied() {
        out_.reason = main_reason({book_.reasons.data() + o_.adjustments.first, o_.adjustments.count});
        denial_row const* const row = row_of(denials, out_.reason, &denial_row::kind);
        bool const patient = o_.bears == liability::patient;
        next_step step = row == nullptr ? next_step::review : patient ? row->patient_owes : row->step;
        bool const moves = step != next_step::bill_other_payer && step != next_step::review;
        if (o_.has(outcome_flag::unprocessable) && moves) step = next_step::new_claim;
        else if (step == next_step::corrected_claim && original_medicare(profile_)) step = next_step::reopening;
        else if (step == next_step::appeal && remark_stands(book_, o_, "N211")) step = next_step::review;
        // What the payer's own numbers contradict must not be passed on to the patient.
        if (step == next_step::bill_patient && o_.has(outcome_flag::unbalanced)) step = next_step::review;
        say(step, row == nullptr ? std::string_view{} : row->cause);
        if (step == next_step::bill_patient) out_.action = patient_with_notice;
    }

    /// Paid, reduced, patient's share, nothing owed, bundled.
    void decide_settled(std::string_view cause) {
        using enum outcome_flag;
        for (auto const& [flag, why] : {
                 std::pair{unbalanced, std::string_view{"The amounts of the remittance do not add up."}},
                 std::pair{recoupment_pending, std::string_view{"The payer is taking money back for this claim."}},
                 std::pair{overpaid, std::string_view{"The payer paid more than the charge."}},
                 std::pair{indistinguishable, std::string_view{"Equal lines of the claim cannot be told apart."}},
                 std::pair{licn_code_conflict,
                           std::string_view{"Control number and code of the answer name different lines."}},
                 std::pair{review, std::string_view{"The whole charge was cut as above the fee schedule."}},
             })
            if (o_.has(flag)) return say(next_step::review, why);
        if (o_.has(paid_to_patient))
            return say(next_step::bill_patient, "The payer paid the patient, who owes you the amount.");
        if (o_.amounts.patient_share.cents > 0 || o_.decided == disposition::patient_responsibility) {
            if (o_.has(forwarded))
                return say(next_step::wait, "The payer left a share to the patient and sent the claim on.",
                           term_kind::follow_up);
            if (o_.claim != absent && another_payer_follows(submitted_, submitted_.claims[o_.claim]))
                return say(next_step::bill_other_payer,
                           "The payer left a share to the patient, and the claim names a further payer.");
            return say(next_step::bill_patient, "The payer left a share to the patient.");
        }
        say(next_step::nothing, cause);
    }

    void set_deadline() {
        if (profile_ == nullptr) return;
        auto const from = [&](model::date day, scrub::term term) {
            if (!day.empty() && term.known()) out_.deadline = day.plus_months(term.months).plus_days(term.days);
        };
        bool const sent = o_.line != absent;
        switch (out_.term) {
            case term_kind::filing:
                // The limit of the payer who answered says nothing about another one's.
                if (sent && out_.step != next_step::bill_other_payer)
                    from(submitted_.lines[o_.line].first_day, profile_->filing);
                break;
            case term_kind::appeal:
                from(o_.decided_on, profile_->appeal);
                break;
            case term_kind::reopening:
                from(o_.decided_on, profile_->reopening);
                break;
            case term_kind::follow_up: {
                model::date day = o_.decided_on;
                if (day.empty() && o_.claim != absent) day = submitted_.claims[o_.claim].submitted;
                from(day, {profile_->follow_up_days, 0});
                break;
            }
            case term_kind::none:
                break;
        }
    }

    line_outcome const& o_;
    outcome_book const& book_;
    ledger::submission_book const& submitted_;
    scrub::payer_profile const* profile_;
    step_advice out_;
};

}  // namespace

std::string_view to_string(next_step step) noexcept {
    constexpr std::array<std::string_view, static_cast<std::size_t>(next_step::count_)> names{
        "nothing", "wait",         "corrected_claim",  "new_claim", "reopening",
        "appeal",  "bill_patient", "bill_other_payer", "review"};
    return names[static_cast<std::size_t>(step)];
}

std::string_view to_string(term_kind term) noexcept {
    switch (term) {
        case term_kind::filing:
            return "filing";
        case term_kind::appeal:
            return "appeal";
        case term_kind::reopening:
            return "reopening";
        case term_kind::follow_up:
            return "follow_up";
        default:
            return "";
    }
}

step_advice next_step_for(line_outcome const& outcome, outcome_book const& book,
                          ledger::submission_book const& submitted, scrub::payer_profile const* profile,
                          model::date today) {
    return advising{outcome, book, submitted, profile}.advise(today);
}

std::string to_text(step_advice const& advice) {
    std::string text{advice.cause};
    if (!text.empty() && !advice.action.empty()) text += ' ';
    text += advice.action;
    if (advice.deadline.empty()) return text;
    std::string_view const limit = advice.term == term_kind::filing      ? "filing limit"
                                   : advice.term == term_kind::appeal    ? "appeal"
                                   : advice.term == term_kind::reopening ? "reopening"
                                                                         : "follow-up";
    text += advice.late ? " The day for it has passed: " : " Until ";
    text += advice.deadline.iso();
    text += " (";
    text += limit;
    return text += ").";
}

}  // namespace orthoscrub::remit
