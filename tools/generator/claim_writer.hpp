#pragma once
#include <chrono>

#include "tools/generator/segment_writer.hpp"
#include "tools/generator/story.hpp"

namespace orthoscrub::generator {

/// Loops 2000A and 2010AA, 2010AB.
void write_supplier(segment_writer& out, supplier const& who, std::uint64_t hl);

/// Loops 2000B, 2010BA, 2010BB, for claims of the insured (`is_patient`, SBR02 = 18) or above those of dependents.
/// `weight` is told in PAT when it is not 0.
void write_insured(segment_writer& out, household const& home, bool is_patient, std::uint64_t hl, std::uint64_t parent,
                   unsigned weight);

/// Loops 2000C, 2010CA.
void write_dependent(segment_writer& out, household const& home, household::dependent const& patient, std::uint64_t hl,
                     std::uint64_t parent, unsigned weight);

/// Loops 2300 to 2430 of one claim.
void write_claim(segment_writer& out, household const& home, claim_story const& claim);

}  // namespace orthoscrub::generator
