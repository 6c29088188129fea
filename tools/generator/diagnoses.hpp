#pragma once
#include <cstdint>
#include <string_view>

#include "tools/generator/catalogue.hpp"
#include "tools/generator/dice.hpp"

namespace orthoscrub::generator {

enum class body_side : std::uint8_t { none, right, left };

/// A billable ICD-10-CM code (FY2025 and FY2026, no dot) that would bring a patient to this device; it names `side`
/// or no side at all.
[[nodiscard]] std::string_view diagnosis_for(item const& device, body_side side, dice& luck);

/// A further condition of the patient that names no side.
[[nodiscard]] std::string_view further_diagnosis(dice& luck);

}  // namespace orthoscrub::generator
