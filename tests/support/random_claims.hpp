#pragma once
#include <array>
#include <cstdint>
#include <string>

namespace orthoscrub::test {

/// Writes claims with every kind of oddity that rules look at, the same ones for the same seed.
class random_claims {
public:
    explicit random_claims(std::uint64_t seed) : state_{seed * 2862933555777941757ULL + 3037000493ULL} {}

    /// Below `limit`.
    std::size_t pick(std::size_t limit) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::size_t>(state_ >> 33) % limit;
    }
    bool chance(std::size_t in) { return pick(in) == 0; }

    std::string subscriber() {
        static constexpr std::array indicators{"MB", "MB", "MB", "16", "MC", "CI", "HM", "CH", "WC", "11", "ZZ", ""};
        static constexpr std::array payers{"DME MAC SAMPLE*****PI*16013", "PAYER ONE*****PI*PAYER1",
                                           "MEDICARE ADVANTAGE SAMPLE*****PI*MA1"};
        static constexpr std::array states{"OH", "CA", "TX", "", "ON", "ZZ"};
        static constexpr std::array sequences{"P", "P", "P", "S", "T", "U"};
        static constexpr std::array persons{"ROE*JANE****MI*MEMBER1", "ROE*JANE****MI*MEMBER1", "ROE*****MI*MEMBER1",
                                            "ROE*JANE"};
        static constexpr std::array zips{"45402", "45402", "80001", "4540", "454020000", "45402-1", ""};
        static constexpr std::array countries{"", "", "", "*CA", "*XX", "*US", "*DE"};
        bool const patient = chance(6), self = !chance(6);
        std::string text = patient ? "HL*2*1*22*1~SBR*" : "HL*2*1*22*0~SBR*";
        text += of(sequences) + "*" + (self ? "18" : "") + "*******" + of(indicators);
        if (chance(2)) text += "~PAT*****D8*20250101*01*210";
        text += "~NM1*IL*1*" + of(persons);
        if (!chance(6)) text += "~N3*2 ELM ST";
        if (!chance(6)) text += "~N4*TOWN*" + of(states) + "*" + of(zips) + of(countries);
        if (!chance(3)) text += "~DMG*D8*19500102*F";
        text += "~NM1*PR*2*" + of(payers) + "~";
        if (patient) text += "HL*3*2*23*0~PAT*19~NM1*QC*1*ROE*JO~N3*2 ELM ST~N4*TOWN*OH*45402~DMG*D8*20100102*F~";
        return text;
    }

    std::string claim() {
        static constexpr std::array dx{"ABK:M545",  "ABK:M5450",          "ABK:M170*ABF:M24561",
                                       "ABK:X",     "ABK:S320*ABF:M4806", "ABK:W010XXA*ABF:M5450",
                                       "BK:7242",   "ABK:M722*ABF:M722",  "ABK:M54.50",
                                       "ABK:M1712", "ABK:M24561"};
        std::string text = "CLM*C" + std::to_string(pick(1000)) + "*" + std::to_string(pick(3) * 500) +
                           (chance(15) ? "***:B:" : "***12:B:") + (chance(12) ? "7*" : "1*") +
                           (chance(12) ? "*A*Y*Y" : "Y*A*Y*Y") + (chance(5) ? "**" + of(causes) : "") + "~";
        if (chance(8)) text += "DTP*439*D8*20250228~";
        if (chance(8)) text += "REF*F8*PAYERCLAIM1~";
        if (chance(6)) text += "REF*G1*" + of(numbers) + "~";
        if (chance(5)) text += "NTE*" + of(qualifiers) + "*" + of(notes) + "~";
        if (chance(6)) text += of(attachments) + "~";
        if (chance(6)) text += "DTP*435*D8*20250228~DTP*096*D8*20250310~";
        text += "HI*" + of(dx) + "~";
        if (chance(4)) text += "NM1*DN*1*DOE*JO****XX*" + of(npis) + "~";
        if (chance(8)) text += "NM1*82*1*DOE*JO****XX*" + of(npis) + "~PRV*PE*PXC*335E~";
        if (chance(8))
            text += "NM1*77*2*CLINIC~N3*3 OAK ST~N4*TOWN*OH*" + std::string(chance(2) ? "45402~" : "454020001~");
        if (chance(5)) text += other_payer();
        std::size_t const lines = 1 + pick(3);
        for (std::size_t n = 1; n <= lines; ++n) {
            std::string const written = line(n);
            text += written;
            if (chance(8)) text += written;
        }
        if (chance(60))  // labor beside the part that it goes into
            text +=
                "LX*8~SV1*HC:L4205*90*UN*2***1~DTP*472*D8*20250310~LX*9~SV1*HC:L2999:RB*50*UN*1***1~DTP*472*D8*"
                "20250310~";
        return text;
    }

private:
    std::string other_payer() {
        static constexpr std::array sequences{"P", "P", "S", "U"};
        std::string text = "SBR*" + of(sequences) + "*18*******CI~";
        if (chance(2)) text += "CAS*PR*1*" + of(amounts) + "~";
        if (!chance(3)) text += "AMT*D*" + of(amounts) + "~";
        return text + "NM1*IL*1*ROE*JANE****MI*M1~NM1*PR*2*OTHER PLAN*****PI*OTHER1~";
    }

    template <std::size_t N>
    std::string of(std::array<char const*, N> const& words) {
        return words[pick(N)];
    }

    std::string line(std::size_t number) {
        static constexpr std::array codes{
            "L1833", "L0650", "L1960", "L0625", "L3923", "L3999", "L1499", "L2999", "L4205", "L4002", "L2405", "L3807",
            "L0999", "L9900", "E1399", "A4467", "L0100", "L5301", "97760", "l1833", "L18",   "",      "L1952", "L3000",
            "L1932", "L1821", "L0637", "L1848", "L2395", "L1290", "L4360", "K0672", "L4397", "97001", "L2210"};
        static constexpr std::array modifiers{"RT",   "LT", "KX", "GA", "GZ", "GY", "NU", "RR", "UE", "CG",
                                              "50",   "99", "ST", "QK", "59", "EY", "RA", "RB", "ZQ", "rt",
                                              "RTLT", "K",  "",   "GX", "KV", "U1", "GL", "RP", "K3"};
        static constexpr std::array charges{"500", "0", "-5", "", "4.125", "4x", "450.50", "500"};
        static constexpr std::array units{"1", "2", "1", "1", "0.5", "", "x", "1"};
        static constexpr std::array pointers{"1", "1", "1", "1", "1:2", "1:1", "", "9", "A"};
        static constexpr std::array dates{
            "D8*20250310",           "D8*20220412",           "D8*20220413", "D8*20270101", "RD8*20250301-20250310",
            "RD8*20250310-20250301", "RD8*20250310-20250310", "D8*20251399", "D8*20090101", "D8*20250310"};
        std::string text = "LX*" + std::to_string(chance(30) ? number + 1 : number) + "~SV1*" +
                           (chance(12) ? "ZZ" : "HC") + ":" + of(codes);
        std::size_t const written = pick(5);
        for (std::size_t k = 0; k < written; ++k) text += ":" + of(modifiers);
        if (chance(4)) {
            for (std::size_t k = written; k < 4; ++k) text += ":";
            text += ":" + of(notes);
        }
        text += "*" + of(charges) + "*UN*" + of(units) +
                (chance(4)    ? "*11"
                 : chance(6)  ? "*12"
                 : chance(20) ? "*98"
                              : "*") +
                "**" + of(pointers) + "~";
        if (!chance(9)) text += "DTP*472*" + of(dates) + "~";
        if (chance(5)) text += "REF*G1*" + of(numbers) + "~";
        if (chance(3)) text += "NTE*" + of(qualifiers) + "*" + of(notes) + "~";
        if (chance(7)) text += of(attachments) + "~";
        if (chance(3)) text += "REF*6R*A" + std::to_string(pick(3)) + "~";
        if (chance(9)) text += "NM1*82*1*DOE*JO****XX*" + of(npis) + "~";
        if (!chance(4)) text += "NM1*DK*1*DOE*JO****" + std::string(chance(9) ? "24" : "XX") + "*" + of(npis) + "~";
        if (chance(6))
            text += "SVD*OTHER" + std::string(chance(5) ? "2" : "1") + "*" + of(amounts) + "*HC:L1833**1~CAS*CO*" +
                    of(reasons) + "*" + of(amounts) + "~DTP*573*D8*20250320~";
        return text;
    }

    static constexpr std::array amounts{"500", "0", "250", "250", "499.99", "x"};
    static constexpr std::array reasons{"45", "45", "399", "XX"};
    static constexpr std::array causes{"AA:::OH", "AA:::ZZ", "AA", "OA", "EM", "AA::::MX"};
    static constexpr std::array numbers{"ABC12345678901", "12345", "", "ABC 1234567890"};
    static constexpr std::array qualifiers{"ADD", "ADD", "DCP", "CER"};
    static constexpr std::array npis{"1234567893", "1234567890", "", "3234567891"};
    static constexpr std::array attachments{"PWK*OZ*FX***AC*RK1", "PWK*OZ*FX", "PWK*CT*AB", "PWK*OZ*AA"};
    static constexpr std::array notes{
        "MISC BRACE",
        "ACME ELBOWFLEX EF200 SZ M RT PL 450.00",
        "LEFT ELBOW ORTHOSIS",
        "KNEE UNLOADER",
        "L1960 AFO PLASTIC",
        "L3807 OTS $90 SRP",
        "SCREWS",
        "NURARTKXCR REPL LOST",
        "RT KX",
        "BRACE; TORSION",
        "OTS MAILED",
        "POSTOP SX 20261020",
        "NO HCPCS: L3702 L3760 RIGID",
        "REPAIR OF L1960 LABOR",
        "CONCENTRIC TORSION KNEE JOINT",
        "BRAND NEW ELBOW ORTHOSIS",
        "ACME ELBOWFLEX EF200 SIZE MEDIUM RIGHT CUSTOM TRIMMED POSTOPERATIVE ROM PL 450.00 EACH"};
    std::uint64_t state_;
};

}  // namespace orthoscrub::test
