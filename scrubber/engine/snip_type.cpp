// A rule's type follows from its id, else from its family: a table of beginnings, the first that fits.
#include "scrubber/engine/snip_type.hpp"

#include <array>
#include <string_view>

namespace orthoscrub::scrub {

unsigned snip_type(grammars::rule_ast const& rule) noexcept {
    struct beginning {
        std::string_view id;
        unsigned type;
    };
    // The first that fits decides; 3 balancing, 4 situations of the guide, 5 code lists, 7 one payer's own.
    constexpr std::array beginnings{beginning{"claim-total-mismatch", 3},
                                    beginning{"guide-cob-line-balance", 3},
                                    beginning{"guide-cob-payment-balance", 3},
                                    beginning{"guide-cob-claim-balance", 3},
                                    beginning{"narrative-too-long", 1},
                                    beginning{"guide-zip-short", 4},
                                    beginning{"guide-zip-", 5},
                                    beginning{"guide-state-", 5},
                                    beginning{"guide-country-", 5},
                                    beginning{"guide-place-unknown", 5},
                                    beginning{"guide-adjustment-reason", 5},
                                    beginning{"guide-accident-state-unknown", 5},
                                    beginning{"guide-", 4},
                                    beginning{"hcpcs-", 5},
                                    beginning{"icd10-order", 6},
                                    beginning{"icd10-", 5},
                                    beginning{"dx-qualifier", 5},
                                    beginning{"cpt-", 5},
                                    beginning{"modifier-unknown", 5},
                                    beginning{"modifier-syntax", 5},
                                    beginning{"modifier-retired", 5},
                                    beginning{"npi-check-digit", 5},
                                    beginning{"taxonomy-invalid", 5},
                                    beginning{"dx-missing", 4},
                                    beginning{"dos-missing", 4},
                                    beginning{"pos-missing", 4},
                                    beginning{"npi-missing", 4},
                                    beginning{"line-count", 4},
                                    beginning{"provider-signature-fields", 4},
                                    beginning{"claim-frequency", 7}};
    if (rule.needs.find("profile") != std::string::npos) return 7;
    for (beginning const& one : beginnings)
        if (rule.id.starts_with(one.id)) return one.type;
    return rule.family == "guide" ? 4 : rule.family == "codes" ? 5 : 6;
}

}  // namespace orthoscrub::scrub
