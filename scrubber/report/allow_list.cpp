// The list of elements that are no personal data: control numbers, NPIs, payer ids, dates of service, codes,
// amounts. It is a list of what may be shown, so a segment nobody thought of is hidden.
#include "scrubber/report/allow_list.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "parser/text/segment_kind.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr std::uint32_t all = 0xFFFFFFFFu;

/// Bit n for element n.
template <class... Elements>
constexpr std::uint32_t only(Elements... elements) {
    return ((std::uint32_t{1} << elements) | ... | 0u);
}
constexpr std::uint32_t except(auto... elements) { return ~only(elements...); }

struct shown {
    std::string_view segment;
    std::uint32_t elements;
};

// clang-format off
constexpr std::array table{
    shown{"ISA", except(2, 4)},         // authorization and security information
    shown{"IEA", all}, shown{"GS", all}, shown{"GE", all}, shown{"TA1", all}, shown{"ST", all}, shown{"SE", all},
    shown{"BHT", all}, shown{"HL", all}, shown{"PRV", all}, shown{"CUR", all},
    shown{"SBR", only(1, 2, 5, 6, 7, 8, 9)},  // not the group number and the group's name
    shown{"PAT", only(1, 2, 3, 4, 5, 7)},     // not the day of death and the weight
    shown{"NM1", only(1, 2, 8)},              // 9: see may_show
    shown{"PER", only(1, 3, 5, 7)},
    shown{"REF", only(1)},                    // 2: see may_show
    shown{"CLM", all}, shown{"DTP", all}, shown{"HI", all}, shown{"LX", all}, shown{"SV1", all}, shown{"SV5", all},
    shown{"NTE", only(1)}, shown{"PWK", only(1, 2, 5)},
    shown{"AMT", all}, shown{"CAS", all}, shown{"SVD", all}, shown{"OI", all}, shown{"MOA", all}, shown{"QTY", all},
    shown{"MEA", all}, shown{"HCP", all}, shown{"CN1", only(1, 2, 3)}, shown{"CRC", all},
    shown{"CR1", only(1, 3, 4, 5, 6)}, shown{"CR2", only(8, 9)}, shown{"CR3", all},
    shown{"LIN", all}, shown{"CTP", all}, shown{"PS1", all}, shown{"LQ", all}, shown{"FRM", only(1, 2)},
    // Remittances and acknowledgments, as far as `show` meets them.
    shown{"BPR", only(1, 2, 3, 4, 16)}, shown{"TRN", all}, shown{"N1", only(1, 3)},  // 4: see may_show
    shown{"TS3", all}, shown{"TS2", all}, shown{"CLP", all}, shown{"MIA", all}, shown{"SVC", all}, shown{"DTM", only(1, 2)},
    shown{"RDM", only(1)}, shown{"PLB", all},  // not PLB03-2: some payers write a member id there
};
// clang-format on

bool one_of(std::string_view value, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

/// NM109: the ids of providers and payers are open, those of people are not.
bool party_id_shown(text::segment const& s) {
    if (s.id == text::pack_id("N1")) return one_of(s.element(3), {"XX", "XV"});
    return one_of(s.element(8), {"XX", "PI", "XV", "46"}) && !one_of(s.element(1), {"IL", "QC", "74", "03", "GB"});
}

/// REF02: authorization, control and claim numbers, CLIA and NDC links. Tax ids and licence numbers of people
/// are not.
bool reference_shown(text::segment const& s) {
    return one_of(s.element(1), {"G1", "9F", "6R", "F8", "D9", "4N", "1K", "X4", "F4", "XZ", "9A", "9C", "9B", "9D",
                                 "LX", "P4", "2U", "0K", "F2"});
}

/// Composites that begin with a procedure.
bool procedure(text::segment const& s, unsigned element) {
    return (s.id == text::pack_id("SV1") && element == 1) || (s.id == text::pack_id("SVD") && element == 3) ||
           (s.id == text::pack_id("SVC") && (element == 1 || element == 6));
}

/// PLB03, 05, ... 13: reason and reference of a provider adjustment.
bool adjusted(text::segment const& s, unsigned element) {
    return s.id == text::pack_id("PLB") && element > 2 && element % 2 == 1;
}

}  // namespace

bool may_show(text::segment const& s, unsigned element, unsigned component) noexcept {
    if (element == 0 || element > 31 || (s.flags & text::malformed_id) != 0) return false;
    if (s.id == text::pack_id("NM1") && element == 9) return party_id_shown(s);
    if (s.id == text::pack_id("N1") && element == 4) return party_id_shown(s);
    if (s.id == text::pack_id("REF") && element == 2) return reference_shown(s);
    // The description of a procedure is free text: SV101-7 and what follows, SVD03-7, SVC01-7, SVC06-7.
    if (component > 6 && procedure(s, element)) return false;
    if (component > 1 && adjusted(s, element)) return false;
    for (shown const& row : table)
        if (text::pack_id(row.segment) == s.id) return (row.elements >> element & 1u) != 0;
    return false;
}

std::string masked_element(text::segment const& s, unsigned element, text::delimiters const& marks) {
    std::string_view const value = s.element(element);
    if (value.find_first_not_of(' ') == std::string_view::npos) return std::string{value};
    if (!may_show(s, element)) return std::string{hidden_value};
    if (!procedure(s, element) && !adjusted(s, element)) return std::string{value};
    std::string out;
    std::size_t from = 0;
    for (unsigned n = 1;; ++n) {
        auto const to = value.find(marks.component, from);
        std::string_view const part = value.substr(from, to == std::string_view::npos ? to : to - from);
        if (n > 1) out += marks.component;
        out += part.empty() || (may_show(s, element, n) && part.size() <= longest_procedure_part) ? part : hidden_value;
        if (to == std::string_view::npos) return out;
        from = to + 1;
    }
}

std::string masked_segment(text::segment const& s, text::delimiters const& marks) {
    if ((s.flags & text::malformed_id) != 0 || text::known_segments.of(s.id) == text::segment_kind::unknown)
        return std::string{hidden_value};
    std::string out{s.name()};
    for (unsigned n = 1; n <= s.count; ++n) {
        out += marks.element;
        out += masked_element(s, n, marks);
    }
    return out;
}

}  // namespace orthoscrub::scrub
