// The words stand in reports behind "not checked:", so each says what is missing and where it belongs.
#include "scrubber/facts/unknown_reason.hpp"

namespace orthoscrub::scrub {

std::string_view describe(unknown_reason reason) noexcept {
    switch (reason) {
        case unknown_reason::no_service_date:
            return "no readable service date (DTP*472, box 24A)";
        case unknown_reason::no_official_hcpcs:
            return "the official HCPCS file is not loaded (codes/hcpcs.csv)";
        case unknown_reason::no_official_icd10:
            return "the official ICD-10-CM file is not loaded";
        case unknown_reason::no_state:
            return "no state in the patient's address (N402, box 5 or 7)";
        case unknown_reason::payer_unknown:
            return "the kind of payer could not be told from SBR09 and 2010BB";
        case unknown_reason::date_after_table:
            return "the service date lies after the last day the code table covers";
        case unknown_reason::list_not_read:
            return "the policy's list is not in the tables";
        case unknown_reason::no_clock:
            return "the day that deadlines count to is not known (BHT04, or --today)";
        case unknown_reason::no_history:
            return "no history of deliveries is loaded (--history FILE)";
        case unknown_reason::no_authorizations:
            return "no list of authorization decisions is loaded (--authorizations FILE)";
        case unknown_reason::no_products:
            return "no list of verified products is loaded (--products FILE)";
        case unknown_reason::life_not_read:
            return "the useful life of the device was not read; it may have ended";
        case unknown_reason::decision_not_listed:
            return "the table of authorizations does not tell the day for this number and code";
        case unknown_reason::product_not_named:
            return "the claim names no product (SV101-7 or NTE02)";
        case unknown_reason::none:
        case unknown_reason::count_:
            break;
    }
    return "";
}

}  // namespace orthoscrub::scrub
