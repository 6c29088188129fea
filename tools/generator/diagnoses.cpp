// Diagnoses by region. A row holds the right, the left and the unsided code; an empty cell is not used. Codes are from
// the ICD-10-CM tables of FY2025 and FY2026; all were in force from 2024-10-01.
#include "tools/generator/diagnoses.hpp"

#include <array>
#include <span>

namespace orthoscrub::generator {

namespace {

/// Codes for the right side, the left side, and without a side.
struct row {
    std::string_view right, left, unsided;
};

constexpr row neck[] = {{"", "", "M5412"}, {"", "", "M4802"}, {"", "", "M4722"}, {"", "", "S134XXA"}, {"", "", "M542"}};
constexpr row rib[] = {{"", "", "S2239XA"}, {"", "", "S2249XA"}};
constexpr row spine[] = {{"", "", "M5416"},   {"", "", "M4316"},   {"", "", "M48061"}, {"", "", "M48062"},
                         {"", "", "M5126"},   {"", "", "M5127"},   {"", "", "M4726"},  {"", "", "S32010A"},
                         {"", "", "M961"},    {"", "", "M51360"},  {"", "", "M51362"}, {"", "", "M51370"},
                         {"", "", "S335XXA"}, {"", "", "M8008XA"}, {"", "", "Z981"}};
constexpr row thorax[] = {
    {"", "", "S22080A"}, {"", "", "M8008XA"}, {"", "", "S32010A"}, {"", "", "M419"}, {"", "", "M4316"}};
constexpr row pelvis[] = {{"", "", "M533"}, {"", "", "M461"}};
constexpr row curve[] = {{"", "", "M419"}, {"", "", "M41124"}, {"", "", "M41125"}, {"", "", "M41126"}};
constexpr row chest[] = {{"", "", "Q677"}};
constexpr row hips[] = {{"M1611", "M1612", "M160"}, {"Z96641", "Z96642", "Q651"}, {"", "", "G801"}};
constexpr row knees[] = {
    {"M1711", "M1712", ""}, {"M2351", "M2352", ""}, {"S83511A", "S83512A", ""}, {"M25361", "M25362", ""}};
constexpr row knee_contracture[] = {{"M24561", "M24562", ""}};
constexpr row back_knee[] = {{"M21861", "M21862", ""}};
constexpr row ankles[] = {{"M21371", "M21372", ""},
                          {"M19071", "M19072", ""},
                          {"S93401A", "S93402A", ""},
                          {"M25371", "M25372", ""},
                          {"M76821", "M76822", ""}};
constexpr row ankle_contracture[] = {{"M24571", "M24572", ""}, {"", "", "M722"}};
constexpr row charcot[] = {{"M14671", "M14672", ""}};
constexpr row legs[] = {{"M25361", "M25362", "G14"}, {"M21261", "M21262", "B91"}, {"M2351", "M2352", ""}};
constexpr row both_legs[] = {{"", "", "G8220"}, {"", "", "Q059"}, {"", "", "G801"}};
constexpr row shin[] = {{"S82201A", "S82202A", ""}};
constexpr row thigh[] = {{"S72301A", "S72302A", ""}};
constexpr row feet[] = {{"M2141", "M2142", "M722"}, {"M7741", "M7742", "M722"}, {"M2011", "M2012", "E1142"}};
constexpr row shoulders[] = {
    {"S43004A", "S43005A", "S42009A"}, {"M7501", "M7502", "S42009A"}, {"M25511", "M25512", "S42009A"}};
constexpr row elbows[] = {{"M7711", "M7712", ""}, {"M24521", "M24522", ""}, {"S53401A", "S53402A", ""}};
constexpr row wrists[] = {
    {"G5601", "G5602", ""}, {"M21331", "M21332", ""}, {"S63501A", "S63502A", ""}, {"M24541", "M24542", ""}};
constexpr row fingers[] = {{"M20011", "M20012", ""}, {"M65311", "M65312", ""}, {"M1811", "M1812", ""}};
constexpr row arms[] = {{"G8111", "G8112", "G540"}, {"G8101", "G8102", "G540"}};
constexpr row arm_fractures[] = {{"S42301A", "S42302A", ""}, {"S52501A", "S52502A", ""}};
constexpr row weakness[] = {{"", "", "M6281"}};

std::span<row const> rows_for(item const& device) {
    if (device.code == "L1831" || device.code == "L1836") return knee_contracture;
    if (device.code == "L1850" || device.code == "L1860") return back_knee;
    if (device.code == "L4396" || device.code == "L4397") return ankle_contracture;
    if (device.code == "L4392" || device.code == "L4394") return ankle_contracture;
    if (device.code == "L4631") return charcot;
    switch (device.where) {
        case region::cervical:
        case region::halo:
            return neck;
        case region::thoracic:
            return rib;
        case region::tlso:
        case region::ctlso:
            return thorax;
        case region::sacroiliac:
            return pelvis;
        case region::lumbar:
        case region::lso:
        case region::spinal:
            return spine;
        case region::scoliosis:
            return curve;
        case region::chest_wall:
            return chest;
        case region::hip:
        case region::pelvic_hip:
            return hips;
        case region::knee:
            return knees;
        case region::ankle_foot:
            return ankles;
        case region::kafo:
        case region::lower_limb:
            return legs;
        case region::hkafo:
            return both_legs;
        case region::fracture_afo:
        case region::fracture_leg:
            return shin;
        case region::fracture_kafo:
            return thigh;
        case region::foot_shoe:
            return feet;
        case region::shoulder:
            return shoulders;
        case region::elbow:
            return elbows;
        case region::elbow_wrist_hand:
        case region::wrist_hand_finger:
        case region::wrist_hand:
            return wrists;
        case region::hand_finger:
        case region::hand:
        case region::finger:
            return fingers;
        case region::arm:
            return arms;
        case region::fracture_arm:
            return arm_fractures;
        case region::any:
        case region::count_:
            break;
    }
    return weakness;
}

}  // namespace

std::string_view diagnosis_for(item const& device, body_side side, dice& luck) {
    row const& found = luck.pick(rows_for(device));
    std::string_view const sided = side == body_side::right ? found.right : side == body_side::left ? found.left : "";
    if (!sided.empty()) return sided;
    return found.unsided.empty() ? "M6281" : found.unsided;
}

std::string_view further_diagnosis(dice& luck) {
    static constexpr std::array codes{std::string_view{"I10"},   std::string_view{"E119"},  std::string_view{"M810"},
                                      std::string_view{"Z9181"}, std::string_view{"R2681"}, std::string_view{"M5459"}};
    return luck.pick(codes);
}

}  // namespace orthoscrub::generator
