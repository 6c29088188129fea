// What suppliers write in SV101-7 and NTE02: at most 80 characters, the abbreviations of the DME MACs (MFG, MDL, SZ, PL,
// REPL, DLD, PT). Makers, products and models are invented.
#include "tools/generator/notes.hpp"

#include <array>

namespace orthoscrub::generator {

namespace {

using enum sidedness;

constexpr product products[] = {
    {"L0999", "CARBON STERNAL PAD EXTENSION", "NORTHBRACE", "STERNALIFT", "ST210", "M", "", "L0464", midline, "L0464",
     14500},
    {"L0999", "ANTERIOR THORACIC EXTENSION KIT", "SAMPLECO", "TLEXTEND", "TX44", "L", "", "L0637", midline, "L0637",
     18875},
    {"L1499", "DYNAMIC KYPHOSIS TRUNK ORTHOSIS", "TESTMED", "SPINEMATE", "SM300", "M", "POSTURE TRAINING", "", midline,
     "L0464", 68500},
    {"L1499", "PRONE POSITIONING TRUNK ORTHOSIS", "ACMEORTHO", "TRUNKREST", "TR12", "S", "CUST TRIM", "", midline,
     "L0452", 91250},
    {"L2999", "KNEE ABDUCTION ROM ORTHOSIS", "NORTHBRACE", "ABDUCTOR", "AB700", "L", "POSTOP", "", sided, "L1832",
     73000},
    {"L2999", "CARBON ENERGY RETURN AFO STRUT", "SAMPLECO", "CARBOSTEP", "CS22", "M", "", "L1960", sided, "L1960",
     38550},
    {"L2999", "ANKLE DORSIFLEXION ASSIST CUFF", "NORTHBRACE", "DORSILIFT", "DL40", "M", "", "L1970", sided, "L1970",
     24000},
    {"L2999", "HIP ROTATION CONTROL STRAP SET", "TESTMED", "ROTASTRAP", "RS5", "M", "", "L1960", sided, "L1960", 9800},
    {"L2999", "PARTIAL FOOT CARBON PLATE", "TESTMED", "TOELEVER", "TL90", "S", "", "L1932", sided, "L1970", 21000},
    {"L3649", "CUSTOM SHOE STABILIZER BUTTRESS", "ACMEORTHO", "STABILSOLE", "SS15", "10", "LATERAL BUTTRESS", "", sided,
     "L3300", 9500},
    {"L3999", "ELBOW HINGED ROM ORTHOSIS", "NORTHBRACE", "ELBOWFLEX", "EF200", "M", "POSTOP ROM", "", sided, "L3760",
     45000},
    {"L3999", "RADIAL NERVE DYNAMIC ASSIST ORTHOSIS", "SAMPLECO", "RADIALIFT", "RL8", "L", "FINGER EXT ASSIST", "",
     sided, "L3906", 61225},
    {"L3999", "HUMERAL STABILIZER ORTHOSIS", "TESTMED", "HUMERHOLD", "HH31", "XL", "CUST TRIM", "", sided, "L3671",
     52000},
    {"L9900", "CARBON HEEL STABILIZER ACCESSORY", "ACMEORTHO", "HEELGUARD", "HG5", "M", "", "L1960", sided, "L1960",
     6500},
    {"E1399", "GAIT TRAINING HARNESS", "TESTMED", "WALKSAFE", "WS77", "M", "HOME GAIT TRAINING", "", midline, "L0625",
     29900},
    {"A9999", "COOLING LINER", "SAMPLECO", "COOLAYER", "CL3", "M", "", "L1845", midline, "L0625", 4250},
};

constexpr std::size_t longest_note = 80;  // NTE02

constexpr std::string_view reasons[] = {"LOST IN HOUSE FIRE", "STOLEN POLICE REPORT ON FILE",
                                        "BROKEN BEYOND REPAIR BBR", "DAMAGED IN CAR ACCIDENT", "RUL MET"};
constexpr std::string_view faults[] = {"BROKEN JOINT", "WORN STRAP", "CRACKED SHELL", "TORN LINER"};

}  // namespace

product const& unlisted_product(dice& luck) { return luck.pick(products); }

std::string_view word_of(body_side side) noexcept {
    return side == body_side::right ? "RT" : side == body_side::left ? "LT" : "";
}

void append_amount(std::string& out, std::int64_t cents) {
    std::array<char, 24> text{};
    auto at = text.end();
    auto rest = static_cast<std::uint64_t>(cents < 0 ? -cents : cents);
    if (auto const fraction = rest % 100; fraction != 0) {
        if (fraction % 10 != 0) *--at = static_cast<char>('0' + fraction % 10);
        *--at = static_cast<char>('0' + fraction / 10);
        *--at = '.';
    }
    rest /= 100;
    do *--at = static_cast<char>('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (cents < 0) *--at = '-';
    out.append(at, text.end());
}

void write_product_note(std::string& out, product const& what, body_side side, std::int64_t charge) {
    out = "MFG ";
    out.append(what.maker).append(" ").append(what.name).append(" MDL ").append(what.model);
    out.append(" SZ ").append(what.size);
    if (side != body_side::none) out.append(" ").append(word_of(side));
    out.append(" PL ");
    append_amount(out, charge);
    if (!what.related.empty()) out.append(" FOR ").append(what.related);
    if (!what.purpose.empty()) out.append(" ").append(what.purpose);
    constexpr std::string_view considered = " NO HCPCS ";
    if (what.code[0] == 'L' && out.size() + considered.size() + 5 <= longest_note)
        out.append(considered).append(what.like);
}

void write_replacement_note(std::string& out, std::string_view code, dice& luck) {
    out = "REPL ";
    out.append(code).append(" ").append(luck.pick(reasons));
}

void write_repair_note(std::string& out, std::string_view base_code, dice& luck) {
    out = "REPL ";
    out.append(luck.pick(faults)).append(" ON PT OWNED ").append(base_code).append(" DLD 20240315");
}

void write_labor_note(std::string& out, std::string_view base_code, unsigned quarter_hours) {
    out = "REPAIR LABOR ";
    out.append(std::to_string(quarter_hours * 15)).append(" MIN ADJUST JOINT ON PT OWNED ").append(base_code);
}

void write_minor_parts_note(std::string& out, std::string_view base_code, std::int64_t charge) {
    out = "CLOSURE AND PAD MATERIAL FOR ";
    out.append(base_code).append(" PL ");
    append_amount(out, charge);
}

}  // namespace orthoscrub::generator
