#pragma once
#include <cstdint>
#include <string_view>

namespace orthoscrub::scrub {

/// Why a question about a claim has no answer.
enum class unknown_reason : std::uint8_t {
    none,
    no_service_date,      ///< the line has no readable DTP*472
    no_official_hcpcs,    ///< the official HCPCS file is not loaded
    no_official_icd10,    ///< the official ICD-10-CM file is not loaded
    no_state,             ///< the patient's state is missing while prior authorization is being phased in
    payer_unknown,        ///< the payer's class could not be decided
    date_after_table,     ///< the service date lies after the table's release
    list_not_read,        ///< the policy's list is not in the tables
    no_history,           ///< no earlier deliveries are known: --history was not given
    no_authorizations,    ///< no decisions about authorizations are known: --authorizations was not given
    no_products,          ///< no list of verified products is known: --products was not given
    life_not_read,        ///< an earlier delivery lies in the months for which the useful life is not known
    decision_not_listed,  ///< the table of authorizations does not hold the number for the code, or not the day
    product_not_named,    ///< maker, product and model do not stand on the claim
    no_clock,             ///< neither --today nor BHT04 says which day it is
    count_
};

/// The reason in words: "no readable service date (DTP*472, box 24A)".
[[nodiscard]] std::string_view describe(unknown_reason reason) noexcept;

}  // namespace orthoscrub::scrub
