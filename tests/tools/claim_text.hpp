#pragma once
#include <string>
#include <string_view>

namespace orthoscrub::tests {

/// A small interchange around the segments of one claim; `~` ends a segment. SE01 is counted.
inline std::string claim_file(std::string_view claim_segments) {
    std::string body =
        "ST*837*0001*005010X222A1~BHT*0019*00*RUN1*20250302*0800*CH~NM1*41*2*SAMPLE BILLING*****46*SAMPLE41~"
        "PER*IC*SAMPLE DESK*TE*5555550111~NM1*40*2*SAMPLE "
        "RECEIVER*****46*SAMPLE40~HL*1**20*1~PRV*BI*PXC*335E00000X~"
        "NM1*85*2*SAMPLE ORTHOTICS*****XX*1999000007~N3*100 SAMPLE "
        "AVE~N4*RALEIGH*NC*276010100~REF*EI*991000001~"
        "HL*2*1*22*0~SBR*P*18*******MB~NM1*IL*1*EXAMPLE*AGNES****MI*1EG4TE5MK73~N3*200 SAMPLE "
        "ST~N4*DURHAM*NC*277010100~"
        "DMG*D8*19470312*F~NM1*PR*2*DME MAC JURISDICTION C*****PI*18003~";
    body += claim_segments;
    std::size_t segments = 1;  // SE
    for (char c : body) segments += c == '~';
    std::string file =
        "ISA*00*          *00*          *ZZ*SAMPLESUPPLIER *ZZ*SAMPLERECEIVER "
        "*250302*0800*^*00501*000000001*0*T*:~"
        "GS*HC*SAMPLESUPPLIER*SAMPLERECEIVER*20250302*0800*1*X*005010X222A1~";
    file += body;
    file += "SE*" + std::to_string(segments) + "*0001~GE*1*1~IEA*1*000000001~";
    return file;
}

/// A clean Medicare claim for a knee orthosis.
inline constexpr std::string_view clean_claim =
    "CLM*A-1*620***12:B:1*Y*A*Y*Y~HI*ABK:M1711~LX*1~SV1*HC:L1833:RT:KX*620*UN*1***1~DTP*472*D8*20250301~"
    "REF*6R*A-1-L1~NM1*DK*1*EXAMPLE*URSULA****XX*1999000015~";

/// The same with both sides on one line: an error that is at stake with 1,240.00.
inline constexpr std::string_view both_sides_claim =
    "CLM*B-1*1240***12:B:1*Y*A*Y*Y~HI*ABK:M1711*ABF:M1712~LX*1~SV1*HC:L1833:RT:LT:KX*1240*UN*2***1:2~DTP*472*"
    "D8*20250301~"
    "REF*6R*B-1-L1~NM1*DK*1*EXAMPLE*URSULA****XX*1999000015~";

}  // namespace orthoscrub::tests
