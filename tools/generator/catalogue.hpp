#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "tools/generator/dice.hpp"

namespace orthoscrub::generator {

/// Where on the body an item sits.
enum class region : std::uint8_t {
    cervical,
    thoracic,
    tlso,
    sacroiliac,
    lumbar,
    lso,
    ctlso,
    halo,
    spinal,
    scoliosis,
    chest_wall,
    hip,
    knee,
    ankle_foot,
    kafo,
    hkafo,
    fracture_afo,
    fracture_kafo,
    fracture_leg,
    lower_limb,
    pelvic_hip,
    foot_shoe,
    shoulder,
    elbow,
    elbow_wrist_hand,
    wrist_hand_finger,
    wrist_hand,
    hand_finger,
    hand,
    finger,
    arm,
    fracture_arm,
    any,
    count_
};

enum class kind : std::uint8_t { base, addition, replacement_part, repair, shoe_modification };

/// Whether the item is made for one side of the body.
enum class sidedness : std::uint8_t { midline, sided };

/// What the Medicare policy wants on the line besides the side: nothing; KX, GA, GZ or GY; CG.
enum item_flags : std::uint8_t { plain = 0, kx = 1, cg = 2 };

/// One HCPCS Level II code that the supplier sells. Dates are written as 20260413; 0 means never.
struct item {
    std::string_view code;
    region where{};
    kind what{};
    sidedness side{};
    std::uint8_t flags = plain;
    std::uint32_t added = 0;             ///< valid from (CMS HCPCS table, July 2026)
    std::uint32_t prior_auth_from = 0;   ///< nationwide Medicare prior authorization (CMS-6095-N, CMS-6097-N)
    std::uint32_t order_first_from = 0;  ///< face-to-face and written order before delivery
    std::int64_t usual_charge = 0;       ///< cents; invented
};

/// The generator's own list of codes: every orthosis L-code from L0112 to L4631 except the unlisted ones.
[[nodiscard]] std::span<item const> all_items() noexcept;

/// The item with this code; the code must be in the list.
[[nodiscard]] item const& item_of(std::string_view code) noexcept;

/// The list sorted into what a scenario asks for. Build once, then only read.
class catalogue {
public:
    catalogue();
    /// A base orthosis of this region that is valid on `day` (20260413).
    [[nodiscard]] item const& brace(region where, std::uint32_t day, dice& luck) const;
    /// An addition that is payable with this base on `day`, or null when the base takes none.
    [[nodiscard]] item const* addition_for(item const& base, std::uint32_t day, dice& luck) const;
    /// A part that replaces one of an orthosis.
    [[nodiscard]] item const& part(dice& luck) const;
    /// Something that is done to a shoe.
    [[nodiscard]] item const& shoe_work(dice& luck) const;

private:
    std::array<std::vector<item const*>, static_cast<std::size_t>(region::count_)> bases_;
    std::vector<item const*> additions_;
    std::vector<item const*> parts_;
    std::vector<item const*> shoe_work_;
};

}  // namespace orthoscrub::generator
