#pragma once
#include <string_view>

#include "parser/model/claim_tables.hpp"
#include "scrubber/facts/key_text.hpp"

namespace orthoscrub::scrub {

/// Appends a member id as it is compared: without blanks and dashes, letters in upper case.
void append_member_id(key_text& key, std::string_view member_id);
/// Appends a member id and a birth date as the key of a person.
void append_person(key_text& key, std::string_view member_id, model::date birth_date);

/// The person a claim is for. Personal: never to be printed; the view is valid as long as the window.
struct patient_identity {
    std::string_view member_id;  ///< of the patient, else of the subscriber; may be empty
    model::date birth_date;
    model::party_row const* name = nullptr;  ///< where the name stands; null: the claim has no patient
};
[[nodiscard]] patient_identity patient_of(model::claim_tables const& tables, model::claim_row const& claim) noexcept;

/// Appends what makes two claims the same patient's: the member id and the patient's birth date; without a member id the
/// name and the birth date. False, and nothing is appended, when the claim names neither id nor name. The text is
/// personal: hash it, never print or keep it.
[[nodiscard]] bool append_patient(key_text& key, model::claim_tables const& tables, model::claim_row const& claim);

}  // namespace orthoscrub::scrub
