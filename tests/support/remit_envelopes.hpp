#pragma once
#include <string>

#include "tests/support/remit_examples.hpp"

namespace orthoscrub::test {

/// The claims of all 837 blocks as whole files, one interchange a claim; the first is sent on 2026-03-20, each further one a
/// day later. Claims go to the payer of the block; A payer that only answers is the second of each claim. Every member id is made of
/// CLM01.
[[nodiscard]] std::string claims_file(remit_example const& example);

/// One 835 block as a whole file, paid on `day` (CCYYMMDD); CLP without NM1*QC name the member that claims_file gave the
/// same number.
[[nodiscard]] std::string answer_file(fenced_block const& block, std::string const& day);

/// A 277CA that rejects the claims of the blocks with front=rejected; empty when there are none.
[[nodiscard]] std::string rejections_file(remit_example const& example);

}  // namespace orthoscrub::test
