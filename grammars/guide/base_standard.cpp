// Three short lists of what the standard wants: elements by segment, components by composite, segments; and codes of the
// data elements whose lists the guides cut short. What is on no list counts as the guide's own wish.
#include "grammars/guide/base_standard.hpp"

#include <algorithm>
#include <array>

namespace orthoscrub::grammars::guide {
namespace {

struct mandatory {
    text::segment_id segment = 0;
    std::uint64_t elements = 0;
};

constexpr mandatory row(std::string_view id, std::initializer_list<unsigned> elements) {
    mandatory out{text::pack_id(id), 0};
    for (unsigned const n : elements) out.elements |= std::uint64_t{1} << n;
    return out;
}

constexpr std::array segments{
    row("AK1", {1, 2}),
    row("AK2", {1, 2}),
    row("AK9", {1, 2, 3, 4}),
    row("AMT", {1, 2}),
    row("BHT", {1, 2}),
    row("BPR", {1, 2, 3, 4}),
    row("CAS", {1, 2, 3}),
    row("CLM", {1}),
    row("CLP", {1, 2, 3, 4}),
    row("CN1", {1}),
    row("CR3", {1}),
    row("CRC", {1, 2, 3}),
    row("CTX", {1}),
    row("CUR", {1, 2}),
    row("DTM", {1}),
    row("DTP", {1, 2, 3}),
    row("FRM", {1}),
    row("GE", {1, 2}),
    row("GS", {1, 2, 3, 4, 5, 6, 7, 8}),
    row("HI", {1}),
    row("HL", {1, 3}),
    row("IEA", {1, 2}),
    row("IK3", {1, 2}),
    row("IK4", {1, 3}),
    row("IK5", {1}),
    row("K3", {1}),
    row("ISA", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}),
    row("LIN", {2, 3}),
    row("LX", {1}),
    row("MIA", {1}),
    row("N1", {1}),
    row("N3", {1}),
    row("NM1", {1, 2}),
    row("NTE", {2}),
    row("PER", {1}),
    row("PLB", {1, 2, 3, 4}),
    row("PRV", {1}),
    row("PS1", {1, 2}),
    row("PWK", {1}),
    row("QTY", {1}),
    row("RDM", {1}),
    row("REF", {1}),
    row("SBR", {1}),
    row("SE", {1, 2}),
    row("ST", {1, 2}),
    row("STC", {1}),
    row("SV1", {1}),
    row("SV5", {1, 2, 3}),
    row("SVC", {1, 2}),
    row("SVD", {1, 2}),
    row("TRN", {1, 2}),
    row("TS3", {1, 2, 3, 4, 5}),
};

constexpr std::array<std::string_view, 7> two_components{"C003", "C022", "C030", "C040", "C043", "C058", "C998"};

constexpr std::array required_segments{text::pack_id("ST"),  text::pack_id("BHT"), text::pack_id("SE"),
                                       text::pack_id("HL"),  text::pack_id("BPR"), text::pack_id("AK1"),
                                       text::pack_id("AK9"), text::pack_id("IK5"), text::pack_id("CLP"),
                                       text::pack_id("FRM"), text::pack_id("STC")};

struct code_row {
    std::string_view data_element, codes;  ///< codes between blanks
};
constexpr std::array known{
    code_row{"1065", " 1 2 3 4 5 6 7 8 9 D H L V X "},
    code_row{"66",
             " 10 11 13 14 17 21 22 23 24 25 34 46 56 93 94 98 EI EQ FI GA HN II MC MI NI PI PP SV UL XV XX XY ZZ "},
    code_row{"1332", " A B C "},
    code_row{"1359", " A B C P "},
    code_row{"1351", " B C M P S "},
    code_row{"1068", " A B C F H K L M N T U V W X "},
    code_row{"355", " DA DH F2 GR ME MJ ML MO UN WK YR "},
    code_row{"365", " AP AU BN CP EM EX FT FX HF HP IT MN NP TE TX UR WC WF WP "},
    code_row{"353", " 00 01 02 03 04 05 06 07 08 10 11 12 13 14 15 18 19 20 22 "},
    code_row{"1069", " 01 04 05 07 10 15 17 18 19 20 21 22 23 24 29 32 33 34 36 39 40 41 43 53 60 76 D2 G8 G9 "},
    code_row{"1250", " CC CD CM CQ CY D6 D8 DB DT RD4 RD6 RD8 RTM TM TQ TR TS TT UN YM YY "},
    code_row{"1073", " N U W Y "},
};

}  // namespace

std::uint64_t mandatory_elements(text::segment_id segment) noexcept {
    for (auto const& s : segments)
        if (s.segment == segment) return s.elements;
    return 0;
}

bool mandatory_component(std::string_view composite, unsigned component) noexcept {
    return component == 1 || (component == 2 && std::ranges::find(two_components, composite) != two_components.end());
}

bool mandatory_segment(text::segment_id segment) noexcept {
    return std::ranges::find(required_segments, segment) != required_segments.end();
}

bool known_code(std::string_view data_element, std::string_view code) noexcept {
    if (code.empty() || code.size() > 3 || code.find(' ') != std::string_view::npos) return false;
    for (auto const& list : known) {
        if (list.data_element != data_element) continue;
        for (auto at = list.codes.find(code); at != std::string_view::npos; at = list.codes.find(code, at + 1))
            if (list.codes[at - 1] == ' ' && list.codes[at + code.size()] == ' ') return true;
    }
    return false;
}

}  // namespace orthoscrub::grammars::guide
