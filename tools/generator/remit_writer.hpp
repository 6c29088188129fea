#pragma once
#include "tools/generator/remit_answer.hpp"
#include "tools/generator/segment_writer.hpp"

namespace orthoscrub::generator {

/// Loops 2100 and 2110 of one answer to a claim for `patient`, in guide order (005010X221A1).
void write_answer(segment_writer& out, household const& home, person const& patient, claim_story const& claim,
                  claim_answer const& answer);

/// CLP06 for a payer: SBR09 holds some values that the 835 does not know.
[[nodiscard]] std::string_view filing_in_remittance(payer const& from) noexcept;

}  // namespace orthoscrub::generator
