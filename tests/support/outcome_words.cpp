// Names of outcomes for tests that are linked without the library that names them; weak, so that the library's own win.
#include "scrubber/remit/outcome.hpp"

namespace orthoscrub::remit {

__attribute__((weak)) std::string_view to_string(evidence_kind value) noexcept {
    static constexpr std::string_view names[] = {
        "control_number_equal",  "control_number_folded", "control_number_prefix", "payer_number_known",
        "original_number_known", "charge_equal",          "member_equal",          "dates_overlap",
        "lines_resolved",        "codes_shared",          "last_name_equal",       "frequency_differs",
        "charge_differs",        "dates_apart",           "payer_unverified"};
    return names[static_cast<std::size_t>(value)];
}

__attribute__((weak)) std::string_view to_string(match_state value) noexcept {
    static constexpr std::string_view names[] = {"matched", "ambiguous", "unmatched"};
    return names[static_cast<std::size_t>(value)];
}

__attribute__((weak)) std::string_view to_string(match_tier value) noexcept {
    static constexpr std::string_view names[] = {"", "L1", "L2", "L3", "L4", "L5", "claim"};
    return names[static_cast<std::size_t>(value)];
}

__attribute__((weak)) std::string_view to_string(disposition value) noexcept {
    static constexpr std::string_view names[] = {
        "unmatched", "not_yet_adjudicated", "reversed",     "informational",          "denied",    "partially_denied",
        "bundled",   "paid_as_billed",      "paid_reduced", "patient_responsibility", "zero_paid", "exception"};
    return names[static_cast<std::size_t>(value)];
}

__attribute__((weak)) std::string_view to_string(sub_reason value) noexcept {
    static constexpr std::string_view names[] = {"",
                                                 "no_remit",
                                                 "rejected_upstream",
                                                 "awaiting_split_part",
                                                 "missing_line",
                                                 "forwarded",
                                                 "predetermination",
                                                 "pended"};
    return names[static_cast<std::size_t>(value)];
}

__attribute__((weak)) std::string_view to_string(lifecycle value) noexcept {
    static constexpr std::string_view names[] = {"original", "corrected", "reversed", "superseded", "retransmitted"};
    return names[static_cast<std::size_t>(value)];
}

__attribute__((weak)) std::string_view to_string(liability value) noexcept {
    static constexpr std::string_view names[] = {"", "patient", "provider", "none", "mixed"};
    return names[static_cast<std::size_t>(value)];
}

__attribute__((weak)) std::string_view to_string(outcome_flag value) noexcept {
    static constexpr std::string_view names[] = {"forwarded",
                                                 "unprocessable",
                                                 "code_changed",
                                                 "modifiers_changed",
                                                 "units_changed",
                                                 "inferred_from_claim",
                                                 "allocated",
                                                 "unbalanced",
                                                 "sequestered",
                                                 "overpaid",
                                                 "underpaid_vs_allowed",
                                                 "recoupment_pending",
                                                 "paid_to_patient",
                                                 "review",
                                                 "unknown_carc",
                                                 "nonstandard_22",
                                                 "indistinguishable",
                                                 "identical_resubmission",
                                                 "licn_code_conflict",
                                                 "payer_unverified"};
    return names[static_cast<std::size_t>(value)];
}

__attribute__((weak)) std::string_view to_string(carc_class value) noexcept {
    static constexpr std::string_view names[] = {"patient_share",
                                                 "contractual",
                                                 "prior_payer",
                                                 "bundled",
                                                 "pending",
                                                 "predetermination",
                                                 "transferred",
                                                 "reporting_only",
                                                 "denial.modifier",
                                                 "denial.code",
                                                 "denial.narrative",
                                                 "denial.diagnosis",
                                                 "denial.pos",
                                                 "denial.data",
                                                 "denial.ordering",
                                                 "denial.documentation",
                                                 "denial.medical_necessity",
                                                 "denial.frequency",
                                                 "denial.authorization",
                                                 "denial.noncovered",
                                                 "denial.eligibility",
                                                 "denial.wrong_payer",
                                                 "denial.timely",
                                                 "denial.duplicate",
                                                 "denial.provider",
                                                 "denial.related_service",
                                                 "unknown"};
    return names[static_cast<std::size_t>(value)];
}

}  // namespace orthoscrub::remit
