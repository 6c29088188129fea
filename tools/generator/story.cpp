// Stories are filled again and again; clear() keeps the strings' memory.
#include "tools/generator/story.hpp"

namespace orthoscrub::generator {

void line_story::clear() {
    modifier_count = pointer_count = 0;
    units = 1;
    charge = other_paid = contractual = deductible = coinsurance = 0;
    description.clear();
    note.clear();
    authorization.clear();
    listed_order = limb_policy = spinal = unlisted = false;
    names_orderer = true;
}

line_story& claim_story::add_line() {
    auto& line = lines[line_count++];
    line.clear();
    return line;
}

unsigned claim_story::point_to(std::string_view code) {
    for (unsigned i = 0; i < diagnosis_count; ++i)
        if (diagnoses[i] == code) return i + 1;
    diagnoses[diagnosis_count++] = code;
    return diagnosis_count;
}

std::int64_t claim_story::total() const {
    std::int64_t sum = 0;
    for (unsigned i = 0; i < line_count; ++i) sum += lines[i].charge;
    return sum;
}

void claim_story::clear() {
    place = "12";
    frequency = '1';
    diagnosis_count = line_count = weight = 0;
    authorization.clear();
    attachment.clear();
    patient_paid = total_off_by = 0;
}

}  // namespace orthoscrub::generator
