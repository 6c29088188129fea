#pragma once
#include <string>
#include <vector>

#include "scrubber/remit/pack_diff.hpp"
#include "scrubber/report/report.hpp"
#include "tools/orthoscrub/remit_case.hpp"

namespace orthoscrub::tools {

/// What `diff` was told. With `packs` the sides are rule packs, else remittances.
struct diff_choices {
    std::string from, to;  ///< the sides, OLD and NEW
    bool packs = false, identifiers = false;
    remit_choices with;  ///< claims, 835 files, ledger
    remit::pack_gate gate;
    bool gated = false;  ///< --fail-if was given
    std::string format = "text", output;
    scrub::text_options text;
};

/// The word before each message of `diff`.
inline constexpr std::string_view diff_command = "diff";

/// Two remittances: 835 files, or what `remit` wrote as JSON. 0 the same, 1 different.
[[nodiscard]] exit_code diff_two_remittances(diff_choices const& choices);
/// Two rule packs over the same claims and answers. 0 the same, 1 different; with a gate 1 when it fails.
[[nodiscard]] exit_code diff_two_packs(diff_choices const& choices);

}  // namespace orthoscrub::tools
