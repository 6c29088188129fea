// Follows the pointers of a line (SV107) to the diagnoses of its claim (HI) and asks the table of sides about each. The
// first one that does not agree ends the walk.
#include "scrubber/facts/diagnosis_side.hpp"

namespace orthoscrub::scrub {

code_side pointed_side(subject const& s) noexcept {
    auto const diagnoses = s.tables().diagnoses_of(s.claim->row());
    code_side side = code_side::none;
    for (std::uint8_t const pointer : s.line->row->pointers) {
        if (pointer == 0) continue;
        if (pointer > diagnoses.size()) return code_side::none;
        code_side const named = s.claim->codes().icd10_sides.of(diagnoses[pointer - 1u].code);
        if (named == code_side::none || (side != code_side::none && named != side)) return code_side::none;
        side = named;
    }
    return side;
}

}  // namespace orthoscrub::scrub
