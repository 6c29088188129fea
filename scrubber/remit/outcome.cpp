// The words of the outcome as reports and JSON print them.
#include "scrubber/remit/outcome.hpp"

#include "scrubber/remit/word_of.hpp"

namespace orthoscrub::remit {
namespace {

using namespace std::string_view_literals;

constexpr std::array<std::string_view, static_cast<std::size_t>(disposition::count_)> dispositions{
    "unmatched"sv,    "not_yet_adjudicated"sv,    "reversed"sv,  "informational"sv,
    "denied"sv,       "partially_denied"sv,       "bundled"sv,   "paid_as_billed"sv,
    "paid_reduced"sv, "patient_responsibility"sv, "zero_paid"sv, "exception"sv};
constexpr std::array sub_reasons{""sv,
                                 "no_remit"sv,
                                 "rejected_upstream"sv,
                                 "awaiting_split_part"sv,
                                 "missing_line"sv,
                                 "forwarded"sv,
                                 "predetermination"sv,
                                 "pended"sv};
constexpr std::array steps{"original"sv, "corrected"sv, "reversed"sv, "superseded"sv, "retransmitted"sv};
constexpr std::array bearers{""sv, "patient"sv, "provider"sv, "none"sv, "mixed"sv};
constexpr std::array<std::string_view, static_cast<std::size_t>(outcome_flag::count_)> flags{"forwarded"sv,
                                                                                             "unprocessable"sv,
                                                                                             "code_changed"sv,
                                                                                             "modifiers_changed"sv,
                                                                                             "units_changed"sv,
                                                                                             "inferred_from_claim"sv,
                                                                                             "allocated"sv,
                                                                                             "unbalanced"sv,
                                                                                             "sequestered"sv,
                                                                                             "overpaid"sv,
                                                                                             "underpaid_vs_allowed"sv,
                                                                                             "recoupment_pending"sv,
                                                                                             "paid_to_patient"sv,
                                                                                             "review"sv,
                                                                                             "unknown_carc"sv,
                                                                                             "nonstandard_22"sv,
                                                                                             "indistinguishable"sv,
                                                                                             "identical_resubmission"sv,
                                                                                             "licn_code_conflict"sv,
                                                                                             "payer_unverified"sv};

}  // namespace

std::string_view to_string(disposition what) noexcept { return word_of(dispositions, what); }
std::string_view to_string(sub_reason why) noexcept { return word_of(sub_reasons, why); }
std::string_view to_string(lifecycle step) noexcept { return word_of(steps, step); }
std::string_view to_string(liability who) noexcept { return word_of(bearers, who); }
std::string_view to_string(outcome_flag flag) noexcept { return word_of(flags, flag); }

}  // namespace orthoscrub::remit
