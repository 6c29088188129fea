#pragma once
#include <string>
#include <string_view>

#include "tools/generator/generator.hpp"
#include "tools/generator/remit_answer.hpp"

namespace orthoscrub::generator {

/// Appends one JSON object per payer and line of `claim` to `out`, each on a line of its own. `damage` is empty when the
/// control numbers came back as they were sent; `mistake` is null for a clean claim.
void write_truth(std::string& out, claim_story const& claim, claim_case const& decided, planted const* mistake,
                 std::string_view damage);

}  // namespace orthoscrub::generator
