#pragma once
#include <string_view>

#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// The sum of the line charges that can be read (SV102).
[[nodiscard]] model::money line_total(claim_context const& claim) noexcept;

/// Ten digits, the first 1 or 2, and the check digit of the Luhn formula over the prefix 80840 and the NPI (CMS).
[[nodiscard]] bool npi_valid(std::string_view npi) noexcept;

/// The first line whose LX01 is not its place in the claim, counted from 1; null when all are.
[[nodiscard]] line_context const* misnumbered_line(claim_context const& claim) noexcept;

/// The first of CLM06, CLM07 and CLM09 that holds none of its values (Y N; A B C; Y I); 0 when all do.
[[nodiscard]] std::uint8_t first_wrong_indicator(claim_context const& claim) noexcept;

/// The subscriber (2010BA); null when there is none. The number and the name are personal: never to be printed.
[[nodiscard]] model::party_row const* member_of(claim_context const& claim) noexcept;

/// The shape of a Medicare Beneficiary Identifier: eleven capital letters and digits without dashes, letters at the
/// places 2, 5, 8 and 9, none of S, L, O, I, B, Z (S68).
[[nodiscard]] bool mbi_shape_ok(std::string_view number) noexcept;

/// PAT08 of the patient, or of the subscriber who is the patient, in pounds; absent when PAT07 is not 01. Personal: never to
/// be printed.
[[nodiscard]] model::parsed_quantity patient_weight(claim_context const& claim) noexcept;

}  // namespace orthoscrub::scrub
