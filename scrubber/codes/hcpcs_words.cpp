// The closed vocabularies of the code table, and the questions that a region alone answers.
#include "scrubber/codes/hcpcs_words.hpp"

#include <array>

#include "scrubber/codes/characters.hpp"

namespace orthoscrub::scrub {
namespace {

using namespace std::string_view_literals;

constexpr std::array regions{""sv,
                             "any"sv,
                             "cranial-cervical"sv,
                             "cervical"sv,
                             "thoracic"sv,
                             "spinal-tlso"sv,
                             "spinal-lso"sv,
                             "lumbar"sv,
                             "sacroiliac"sv,
                             "spinal-ctlso"sv,
                             "spinal"sv,
                             "spinal-scoliosis"sv,
                             "halo"sv,
                             "chest-wall"sv,
                             "hip"sv,
                             "pelvic-hip"sv,
                             "knee"sv,
                             "ankle-foot"sv,
                             "kafo"sv,
                             "hkafo"sv,
                             "lower-limb"sv,
                             "lower-limb-fracture"sv,
                             "lower-limb-fracture-afo"sv,
                             "lower-limb-fracture-kafo"sv,
                             "foot-shoe"sv,
                             "shoulder"sv,
                             "elbow"sv,
                             "elbow-wrist-hand"sv,
                             "wrist-hand-finger"sv,
                             "wrist-hand"sv,
                             "hand-finger"sv,
                             "hand"sv,
                             "finger"sv,
                             "shoulder-elbow-wrist-hand"sv,
                             "upper-limb-fracture"sv,
                             "upper-limb"sv,
                             "lower-limb-prosthesis"sv,
                             "upper-limb-prosthesis"sv,
                             "breast-prosthesis"sv,
                             "maxillofacial-prosthesis"sv,
                             "prosthesis-misc"sv,
                             "implant"sv};
static_assert(regions.size() == static_cast<std::size_t>(body_region::implant) + 1);

constexpr std::array kinds{
    ""sv,          "base"sv, "addition"sv,    "replacement-part"sv, "repair"sv, "shoe-modification"sv,
    "component"sv, "noc"sv,  "noc-addition"sv};
static_assert(kinds.size() == static_cast<std::size_t>(device_kind::noc_addition) + 1);

constexpr std::array fabrications{""sv, "ots"sv, "custom-fitted"sv, "custom-fabricated"sv, "any"sv};
constexpr std::array sides{"none"sv, "allowed"sv, "required"sv};
constexpr std::array cgs{"no"sv, "yes"sv, "conditional"sv};

}  // namespace

std::span<std::string_view const> region_words() noexcept { return regions; }
std::span<std::string_view const> kind_words() noexcept { return kinds; }
std::span<std::string_view const> fabrication_words() noexcept { return fabrications; }
std::span<std::string_view const> side_words() noexcept { return sides; }
std::span<std::string_view const> cg_words() noexcept { return cgs; }

std::string_view to_string(body_region region) noexcept { return regions[static_cast<std::size_t>(region)]; }
std::string_view to_string(device_kind kind) noexcept { return kinds[static_cast<std::size_t>(kind)]; }
std::string_view to_string(fabrication_kind kind) noexcept { return fabrications[static_cast<std::size_t>(kind)]; }
std::string_view to_string(side_rule rule) noexcept { return sides[static_cast<std::size_t>(rule)]; }

bool is_upper_limb(body_region region) noexcept {
    return region >= body_region::shoulder && region <= body_region::upper_limb;
}

bool is_spinal(body_region region) noexcept {
    return region >= body_region::cranial_cervical && region <= body_region::halo;
}

bool bases_conflict(body_region a, body_region b) noexcept {
    using enum body_region;
    auto const leg = [](body_region r) { return r == ankle_foot || r == kafo || r == hkafo; };
    auto const trunk = [](body_region r) {
        return r == spinal_tlso || r == spinal_lso || r == lumbar || r == sacroiliac;
    };
    if ((leg(a) && leg(b)) || (trunk(a) && trunk(b))) return true;
    if ((a == knee && b == kafo) || (a == kafo && b == knee)) return true;
    if (a != b) return false;
    return a == knee || a == cervical || (is_upper_limb(a) && a != upper_limb_fracture && a != upper_limb);
}

bool hcpcs_shape_ok(std::string_view code) noexcept {
    if (code.size() != 5) return false;
    if (!is_digit(code[1]) || !is_digit(code[2]) || !is_digit(code[3])) return false;
    return ((is_capital(code[0]) || is_digit(code[0])) && is_digit(code[4])) ||
           (is_digit(code[0]) && is_capital(code[4]));
}

bool judged_l_code(std::string_view code) noexcept {
    return hcpcs_shape_ok(code) && code[0] == 'L' && code >= "L0100" && code <= "L4999";
}

}  // namespace orthoscrub::scrub
