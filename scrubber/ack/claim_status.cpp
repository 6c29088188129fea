// A table of statuses by the place of the error, the first row that fits; and who the loops are about. Source: list 508 of
// claim status codes. A place says what is wrong only where its element holds one thing: an error that stands at a line
// or claim as a whole is 732, not a wrong code.
#include "scrubber/ack/claim_status.hpp"

#include <algorithm>
#include <array>

#include "parser/text/segment.hpp"

namespace orthoscrub::ack {
namespace {

using text::loop_id;

constexpr std::string_view nothing_known = "732";

/// Statuses that speak of somebody and need to say of whom.
constexpr std::array<std::string_view, 22> of_entities{"24",  "26",  "97",  "125", "126", "127", "128", "132",
                                                       "145", "153", "158", "164", "480", "496", "500", "501",
                                                       "502", "503", "504", "505", "560", "562"};

/// Any element and any component.
constexpr unsigned any = 255;

struct place_status {
    std::string_view segment;
    std::string_view qualifiers;  ///< of element 1, between blanks; empty: any
    unsigned element = any, component = any;
    std::string_view status;
};
constexpr std::array place_statuses{
    // The line
    place_status{"SV1", "", 1, 7, "306"},    // description
    place_status{"SV1", "", 1, 3, "453"},    // modifiers
    place_status{"SV1", "", 1, 4, "453"},    //
    place_status{"SV1", "", 1, 5, "453"},    //
    place_status{"SV1", "", 1, 6, "453"},    //
    place_status{"SV1", "", 1, any, "507"},  // HCPCS code and its qualifier
    place_status{"SV1", "", 2, any, "583"},  // charge
    place_status{"SV1", "", 3, any, "476"},  // units
    place_status{"SV1", "", 4, any, "476"},  //
    place_status{"SV1", "", 5, any, "249"},  // place of service
    place_status{"SV1", "", 7, any, "477"},  // diagnosis pointers
    place_status{"NTE", "", any, any, "306"},
    place_status{"LQ", "", any, any, "698"},
    place_status{"FRM", "", any, any, "698"},
    // The claim
    place_status{"CLM", "", 1, any, "478"},
    place_status{"CLM", "", 2, any, "178"},
    place_status{"CLM", "", 5, 3, "535"},
    place_status{"CLM", "", 5, any, "249"},
    place_status{"CLM", "", 11, 4, "501"},
    place_status{"HI", "", 1, any, "254"},
    place_status{"HI", "", any, any, "255"},
    // Dates and references, by what they are
    place_status{"DTP", " 472 ", any, any, "187"},
    place_status{"DTP", " 573 ", any, any, "516"},
    place_status{"DTP", " 435 ", any, any, "189"},
    place_status{"DTP", " 439 ", any, any, "248"},
    place_status{"REF", " G1 9F ", any, any, "252"},
    place_status{"REF", " F8 ", any, any, "464"},
    place_status{"REF", " 6R ", any, any, "584"},
    place_status{"REF", " EI SY ", any, any, "128"},
    place_status{"REF", " 0B 1G G2 LU ", any, any, "560"},
    // People and organisations
    place_status{"NM1", "", 3, any, "504"},
    place_status{"NM1", "", 4, any, "505"},
    place_status{"NM1", "", 9, any, "562"},
    place_status{"NM1", "", 8, any, "562"},
    place_status{"NM1", "", any, any, "125"},
    place_status{"N3", "", any, any, "503"},
    place_status{"N4", "", 1, any, "502"},
    place_status{"N4", "", 2, any, "501"},
    place_status{"N4", "", 3, any, "500"},
    place_status{"N4", "", any, any, "126"},
    place_status{"DMG", "", 0, any, "158"},
    place_status{"DMG", "", 1, any, "158"},
    place_status{"DMG", "", 2, any, "158"},
    place_status{"PRV", "", any, any, "145"},
    place_status{"PER", "", any, any, "127"},
    place_status{"PAT", "", 1, any, "156"},
    // Payers
    place_status{"SBR", "", 1, any, "171"},
    place_status{"SBR", "", 2, any, "156"},
    place_status{"SBR", "", 9, any, "480"},
    place_status{"SVD", "", any, any, "286"},
    place_status{"CAS", "", any, any, "286"},
    place_status{"AMT", " D EAF ", any, any, "286"},
    place_status{"MOA", "", any, any, "286"},
    place_status{"OI", "", any, any, "171"},
};

bool fits(place_status const& row, text::address const& at, std::string_view qualifier) {
    if (text::pack_id(row.segment) != at.id) return false;
    if (row.element != any && row.element != at.element) return false;
    if (row.component != any && row.component != at.component) return false;
    if (row.qualifiers.empty()) return true;
    if (qualifier.empty()) return false;
    auto const found = row.qualifiers.find(qualifier);
    return found != 0 && found != std::string_view::npos && row.qualifiers[found - 1] == ' ' &&
           row.qualifiers[found + qualifier.size()] == ' ';
}

/// What the number of a name is (NM109): an NPI only of those who provide.
std::string_view number_status(loop_id loop) {
    switch (loop) {
        case loop_id::l2010BA:
        case loop_id::l2330A:
            return "164";
        case loop_id::heading:
        case loop_id::l1000A:
        case loop_id::l1000B:
        case loop_id::l2010AC:
        case loop_id::l2010BB:
        case loop_id::l2330B:
            return "153";
        default:
            return "562";
    }
}

}  // namespace

std::string to_string(claim_status const& status) {
    return status.category + ":" + status.status + (status.entity.empty() ? "" : ":" + status.entity);
}

claim_status status_of(std::string_view written) {
    auto const part = [written](unsigned n) { return std::string{text::component(written, n, ':')}; };
    return {part(1), part(2), part(3)};
}

std::string_view entity_of(loop_id loop) noexcept {
    switch (loop) {
        case loop_id::l1000A:
            return "41";
        case loop_id::l1000B:
            return "40";
        case loop_id::l2000A:
        case loop_id::l2010AA:
        case loop_id::l2330G:
            return "85";
        case loop_id::l2010AB:
            return "87";
        case loop_id::l2000B:
        case loop_id::l2010BA:
        case loop_id::l2330A:
            return "IL";
        case loop_id::l2010BB:
        case loop_id::l2320:
        case loop_id::l2330B:
            return "PR";
        case loop_id::l2000C:
        case loop_id::l2010CA:
            return "QC";
        case loop_id::l2310A:
        case loop_id::l2330C:
        case loop_id::l2420F:
            return "DN";
        case loop_id::l2310B:
        case loop_id::l2330D:
        case loop_id::l2420A:
            return "82";
        case loop_id::l2310C:
        case loop_id::l2330E:
        case loop_id::l2420C:
            return "77";
        case loop_id::l2310D:
        case loop_id::l2330F:
        case loop_id::l2420D:
            return "DQ";
        case loop_id::l2420B:
            return "QB";
        case loop_id::l2420E:
            return "DK";
        default:
            return {};
    }
}

void name_entity(claim_status& status, loop_id loop) {
    if (status.entity.empty() && std::ranges::find(of_entities, status.status) != of_entities.end())
        status.entity = entity_of(loop);
}

std::string_view status_at(text::address const& at, std::string_view qualifier) {
    for (place_status const& row : place_statuses)
        if (fits(row, at, qualifier)) return row.status == "562" ? number_status(at.loop) : row.status;
    return nothing_known;
}

claim_status usual_status(text::address const& at, std::string_view qualifier, unsigned snip) {
    claim_status status{snip == 4 ? "A8" : "A7", snip == 3 ? "400" : std::string{status_at(at, qualifier)}, {}};
    name_entity(status, at.loop);
    return status;
}

}  // namespace orthoscrub::ack
