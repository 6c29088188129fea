#pragma once
#include <cstdint>

#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// What can be wrong with an address (N3, N4), one bit each.
enum address_fault : std::uint8_t {
    address_incomplete = 1,       ///< in the US without state or postal code, or in Canada without a country
    address_state_unknown = 2,    ///< N402 is in no list of states
    address_country_unknown = 4,  ///< N404 is in no list of countries
    address_zip_malformed = 8,    ///< N403 of a US address is not five or nine digits
    address_zip_short = 16,       ///< five digits where nine are asked for: 2010AA, 2310C, 2420C
    address_zip_elsewhere = 32,   ///< the postal codes of the state begin with another digit
    address_po_box = 64           ///< the billing provider's address (2010AA) is a PO box
};

/// Where the first address of a claim with a certain fault stands.
struct address_place {
    model::party_row const* party = nullptr;  ///< null: no address has the fault
    model::segment_index segment = model::absent;
    std::uint8_t element = 0;
};
[[nodiscard]] address_place find_address(claim_context const& claim, address_fault fault) noexcept;

/// All faults in the addresses of the claim: of its providers, subscriber, patient, payers and lines.
[[nodiscard]] std::uint8_t address_faults(claim_context const& claim) noexcept;

}  // namespace orthoscrub::scrub
