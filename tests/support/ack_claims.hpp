#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace orthoscrub::test {

/// Two clean Medicare claims of one supplier in one set, sent on 2 March 2026; ISA14 asks for a TA1.
inline std::string two_claims_file() {
    return "ISA*00*          *00*          *ZZ*SENDER01       *ZZ*RECEIVER01     "
           "*260302*1009*^*00501*000000117*1*T*:~\n"
           "GS*HC*SENDER01*RECEIVER01*20260302*1009*17*X*005010X222A1~\n"
           "ST*837*0001*005010X222A1~\n"
           "BHT*0019*00*BATCH117*20260302*1009*CH~\n"
           "NM1*41*2*SAMPLE SUBMITTER*****46*SENDER01~\n"
           "PER*IC*SAMPLE DESK*TE*5555550111~\n"
           "NM1*40*2*SAMPLE PAYER*****46*RECEIVER01~\n"
           "HL*1**20*1~\n"
           "PRV*BI*PXC*335E00000X~\n"
           "NM1*85*2*SAMPLE ORTHOTICS*****XX*1999000007~\n"
           "N3*100 SAMPLE AVE~\n"
           "N4*RALEIGH*NC*276010100~\n"
           "REF*EI*991000001~\n"
           "HL*2*1*22*0~\n"
           "SBR*P*18*******MB~\n"
           "NM1*IL*1*EXAMPLE*AGNES****MI*1EG4TE5MK73~\n"
           "N3*200 SAMPLE ST~\n"
           "N4*DURHAM*NC*277010100~\n"
           "DMG*D8*19470312*F~\n"
           "NM1*PR*2*DME MAC JURISDICTION C*****PI*18003~\n"
           "CLM*A-1*620***12:B:1*Y*A*Y*Y~\n"
           "HI*ABK:M1711~\n"
           "LX*1~\n"
           "SV1*HC:L1833:RT:KX*620*UN*1***1~\n"
           "DTP*472*D8*20260301~\n"
           "REF*6R*A-1-L1~\n"
           "NM1*DK*1*EXAMPLE*URSULA****XX*1999000015~\n"
           "HL*3*1*22*0~\n"
           "SBR*P*18*******MB~\n"
           "NM1*IL*1*SAMPLE*BERTHA****MI*2EG4TE5MK74~\n"
           "N3*300 SAMPLE ST~\n"
           "N4*DURHAM*NC*277010100~\n"
           "DMG*D8*19481101*F~\n"
           "NM1*PR*2*DME MAC JURISDICTION C*****PI*18003~\n"
           "CLM*A-2*300***12:B:1*Y*A*Y*Y~\n"
           "HI*ABK:M1711~\n"
           "LX*1~\n"
           "SV1*HC:L2999:RT*300*UN*1***1~\n"
           "DTP*472*D8*20260301~\n"
           "REF*6R*A-2-L1~\n"
           "NTE*ADD*CUSTOM FABRICATED KNEE BRACE JOINT SPRING SUPPLY, COST 150, LIKE L2755~\n"
           "NM1*DK*1*EXAMPLE*URSULA****XX*1999000015~\n"
           "SE*41*0001~\n"
           "GE*1*17~\n"
           "IEA*1*000000117~\n";
}

/// A text to find and what to put in its place.
using edit = std::pair<std::string_view, std::string_view>;

/// The first place of each text is edited; a text that is not there leaves a mark that no test expects. SE01 is counted
/// anew when `count` says so.
inline std::string edited(std::string file, std::vector<edit> const& edits, bool count = true) {
    for (auto const& [from, to] : edits) {
        auto const at = file.find(from);
        if (at == std::string::npos) return "NOT FOUND: " + std::string{from};
        file.replace(at, from.size(), to);
    }
    if (!count) return file;
    auto const st = file.find("\nST*"), se = file.find("\nSE*");
    if (st == std::string::npos || se == std::string::npos) return file;
    std::size_t segments = 1;
    for (std::size_t i = st + 1; i < se; ++i) segments += file[i] == '~';
    auto const number = se + 4;
    file.replace(number, file.find('*', number) - number, std::to_string(segments));
    return file;
}

}  // namespace orthoscrub::test
