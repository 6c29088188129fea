#pragma once
#include <cstdint>
#include <string_view>

namespace orthoscrub::scrub {

/// Why a question about a claim has no answer.
enum class unknown_reason : std::uint8_t {
    none,
    no_service_date,    ///< the line has no readable DTP*472
    no_official_hcpcs,  ///< the official HCPCS file is not loaded
    no_official_icd10,  ///< the official ICD-10-CM file is not loaded
    no_state,           ///< the patient's state is missing while prior authorization is being phased in
    payer_unknown,      ///< the payer's class could not be decided
    date_after_table,   ///< the service date lies after the table's release
    no_side_data,       ///< a table that the user supplies is not loaded
    list_not_read,      ///< the policy's list is not in the tables
    no_clock,           ///< neither --today nor BHT04 says which day it is
    count_
};

/// The reason in words: "no readable service date (DTP*472, box 24A)".
[[nodiscard]] std::string_view describe(unknown_reason reason) noexcept;

}  // namespace orthoscrub::scrub
