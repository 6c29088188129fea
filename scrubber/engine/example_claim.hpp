#pragma once
#include <string>
#include <string_view>

#include "grammars/rule_pack.hpp"
#include "scrubber/engine/pack.hpp"

namespace orthoscrub::scrub {

/// The claim of an example, as an 837P interchange.
struct example_claim {
    std::string text;                      ///< empty when there is no template
    std::string problem;                   ///< why not
    payer_profile const* payer = nullptr;  ///< set when no template is that payer's: the claim is judged as its
};

/// Lays the segments of the example over the template of its payer: that of `as`, else of the rule's first payer, else of
/// medicare.dme. A segment replaces its like (same id; same qualifier for REF, DTP, NM1, NTE, PWK, AMT, HI) in the line or
/// level it belongs to, or is added there. LX opens a further line. CLM replaces the template's when it comes first and
/// opens a further claim after that, a copy of the template's; segments of both levels (NTE, PWK, REF*G1, ...) between
/// CLM and the next SV1 or LX go to the claim. `on` sets every DTP*472, and BHT04 to the day after; `in` sets the state
/// of the subscriber's and the patient's address.
[[nodiscard]] example_claim build_example(pack const& loaded, grammars::rule_ast const& rule,
                                          grammars::rule_example const& example);

}  // namespace orthoscrub::scrub
