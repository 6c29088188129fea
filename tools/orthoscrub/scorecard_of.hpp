#pragma once
#include "scrubber/remit/scorecard.hpp"
#include "tools/orthoscrub/remit_case.hpp"

namespace orthoscrub::tools {

/// The scorecard of a case that was judged.
[[nodiscard]] remit::scorecard make_scorecard(remit_case& results, remit::score_options const& options);

}  // namespace orthoscrub::tools
