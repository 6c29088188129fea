#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace orthoscrub::scrub {

/// What the device is worn on; the words of the column `region`.
enum class body_region : std::uint8_t {
    none,
    any,
    cranial_cervical,
    cervical,
    thoracic,
    spinal_tlso,
    spinal_lso,
    lumbar,
    sacroiliac,
    spinal_ctlso,
    spinal,
    spinal_scoliosis,
    halo,
    chest_wall,
    hip,
    pelvic_hip,
    knee,
    ankle_foot,
    kafo,
    hkafo,
    lower_limb,
    lower_limb_fracture,
    lower_limb_fracture_afo,
    lower_limb_fracture_kafo,
    foot_shoe,
    shoulder,
    elbow,
    elbow_wrist_hand,
    wrist_hand_finger,
    wrist_hand,
    hand_finger,
    hand,
    finger,
    shoulder_elbow_wrist_hand,
    upper_limb_fracture,
    upper_limb,
    lower_limb_prosthesis,
    upper_limb_prosthesis,
    breast_prosthesis,
    maxillofacial_prosthesis,
    prosthesis_misc,
    implant
};

/// What the code stands for; the words of the column `kind`.
enum class device_kind : std::uint8_t {
    none,
    base,
    addition,
    replacement_part,
    repair,
    shoe_modification,
    component,
    noc,
    noc_addition
};

/// How the device is made; `not_stated` where the descriptor is silent.
enum class fabrication_kind : std::uint8_t { not_stated, ots, custom_fitted, custom_fabricated, any };

/// Whether RT or LT belongs on the line: `required` by a DME MAC policy, `allowed` on a one-sided device, `none` on a midline
/// or bilateral one. (Joint DME MAC instruction on RT and LT, in force 2019-03-01; S6.)
enum class side_rule : std::uint8_t { none, allowed, required };

/// Modifier CG: `yes` on the six flexible spinal codes, `conditional` on L3923, which takes it only with a rigid part (S9).
enum class cg_rule : std::uint8_t { no, yes, conditional };

/// PDAC coding verification: `central_fab` when a central fabricator made the device (S58).
enum class pdac_rule : std::uint8_t { no, yes, central_fab };

/// The words of each enumeration, in the order of its values; value 0 of region and kind is the empty word.
[[nodiscard]] std::span<std::string_view const> region_words() noexcept;
[[nodiscard]] std::span<std::string_view const> kind_words() noexcept;
[[nodiscard]] std::span<std::string_view const> fabrication_words() noexcept;
[[nodiscard]] std::span<std::string_view const> side_words() noexcept;
[[nodiscard]] std::span<std::string_view const> cg_words() noexcept;

[[nodiscard]] std::string_view to_string(body_region region) noexcept;
[[nodiscard]] std::string_view to_string(device_kind kind) noexcept;
[[nodiscard]] std::string_view to_string(fabrication_kind kind) noexcept;
[[nodiscard]] std::string_view to_string(side_rule rule) noexcept;

/// Shoulder to finger, upper-limb fracture braces and the unlisted upper-limb code included.
[[nodiscard]] bool is_upper_limb(body_region region) noexcept;
/// Neck to sacrum: every region of the spine, halo and scoliosis included.
[[nodiscard]] bool is_spinal(body_region region) noexcept;

/// True when base orthoses of these regions, on one side and one day, stand in each other's way: knee with knee; ankle-foot,
/// KAFO and HKAFO among themselves; knee with KAFO; TLSO, LSO, lumbar and sacroiliac among themselves; cervical with
/// cervical; each upper-limb region with itself. Foot, halo, scoliosis and fracture orthoses never do.
[[nodiscard]] bool bases_conflict(body_region a, body_region b) noexcept;

/// A HCPCS or CPT code as SV101-2 must write it: five characters, an upper-case letter or a digit and then four digits,
/// or four digits and an upper-case letter (categories II and III of CPT).
[[nodiscard]] bool hcpcs_shape_ok(std::string_view code) noexcept;
/// L0100 to L4999: the codes whose absence from the table makes them invalid. Others need the official file.
[[nodiscard]] bool judged_l_code(std::string_view code) noexcept;

}  // namespace orthoscrub::scrub
