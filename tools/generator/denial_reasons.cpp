// How payers refuse, written down as remittances show it: reason code, remark codes, who pays. The kind of a denial is
// what the clerk had in mind; nobody looks it up from the codes. Sources: published denial lists of the DME MACs and
// the CARC and RARC lists of X12 and CMS; CEDI edit lists for the front end.
#include "tools/generator/denial_reasons.hpp"

namespace orthoscrub::generator {

namespace {

constexpr denial denials[] = {
    {"modifier", "CO", "4", {"N519"}},
    {"modifier", "CO", "16", {"N822"}, true},
    {"modifier", "CO", "182", {}},
    {"code", "CO", "181", {"M20"}, true},
    {"code", "CO", "16", {"M51"}, true},
    {"narrative", "CO", "16", {"M51", "N350"}, true},
    {"diagnosis", "CO", "11", {}},
    {"diagnosis", "CO", "16", {"M76"}, true},
    {"diagnosis", "CO", "146", {"M76"}},
    {"pos", "CO", "5", {"M77"}},
    {"pos", "CO", "58", {}},
    {"data", "CO", "125", {}},
    {"data", "CO", "16", {"M53"}, true},
    {"ordering", "CO", "16", {"N264", "N575"}, true},
    {"ordering", "CO", "16", {"N265", "N276"}, true},
    {"ordering", "CO", "183", {"N574"}},
    {"documentation", "CO", "252", {"N706"}},
    {"documentation", "CO", "50", {"M127"}},
    {"documentation", "CO", "226", {}},
    {"medical_necessity", "CO", "50", {"N115"}, false, "L33686"},
    {"medical_necessity", "CO", "50", {"N115"}, false, "L33790"},
    {"medical_necessity", "CO", "150", {}},
    {"frequency", "CO", "151", {"M3", "M25"}},
    {"frequency", "CO", "119", {"N640"}},
    {"frequency", "CO", "50", {"N362"}},
    {"authorization", "CO", "197", {"N210"}},
    {"authorization", "CO", "15", {}},
    {"noncovered", "PR", "204", {"N130"}},
    {"noncovered", "CO", "96", {"N130"}},
    {"noncovered", "PR", "96", {"N425"}},
    {"eligibility", "PR", "27", {}},
    {"eligibility", "PR", "31", {}},
    {"wrong_payer", "CO", "109", {"N104"}},
    {"wrong_payer", "CO", "22", {}},
    {"timely", "CO", "29", {}},
    {"duplicate", "OA", "18", {}},
    {"provider", "CO", "B7", {}},
    {"provider", "CO", "170", {}},
    {"related_service", "CO", "107", {}},
    {"related_service", "CO", "B15", {}},
    {"unknown", "CO", "799", {}},
};

/// Up to three denials per mistake, in the order of `defect`.
struct expected {
    std::array<denial, 3> ways;
    unsigned count;
    front_end_status rejection{};
};

constexpr expected foreseen[] = {
    {{{{"modifier", "CO", "4", {"N822"}}, {"modifier", "CO", "16", {"N822"}, true}}}, 2, {"A7", "453", "", true}},
    {{{{"modifier", "CO", "4", {}}, {"data", "CO", "16", {}, true}}}, 2, {"A7", "453", "", true}},
    {{{{"modifier", "CO", "4", {}}}}, 1, {"A7", "453", "", true}},
    {{{{"modifier", "CO", "16", {"N822"}, true}, {"modifier", "CO", "4", {"N822"}}}}, 2, {"A7", "453", "", true}},
    {{{{"modifier", "CO", "4", {"N519"}}}}, 1, {}},
    {{{{"modifier", "CO", "4", {"N519"}}, {"related_service", "CO", "108", {}}}}, 2, {}},
    {{{{"modifier", "CO", "4", {"N519"}}}}, 1, {"A7", "507", "", true}},
    {{{{"authorization", "CO", "197", {"N210"}}}}, 1, {}},
    {{{{"ordering", "CO", "16", {"N264", "N575"}, true},
       {"ordering", "CO", "16", {"N265"}, true},
       {"ordering", "CO", "184", {"N574"}}}},
     3,
     {}},
    {{{{"data", "CO", "207", {}}}}, 1, {"A7", "562", "DK", false}},
    {{{{"data", "CO", "125", {}}}}, 1, {"A7", "400", "", false}},
    {{{{"diagnosis", "CO", "146", {"M76"}}}}, 1, {"A7", "254", "", false}},
    {{{{"narrative", "CO", "16", {"M51", "N350"}, true}, {"narrative", "CO", "16", {"N350"}, true}}},
     2,
     {"A8", "306", "", true}},
};
static_assert(std::size(foreseen) == static_cast<std::size_t>(defect::count_));

constexpr front_end_status others[] = {
    {"A7", "164", "IL", false}, {"A7", "562", "DK", false}, {"A8", "496", "85", false}, {"A3", "97", "PR", false}};

}  // namespace

std::span<denial const> all_denials() noexcept { return denials; }

denial const& denial_of(defect what, dice& luck) noexcept {
    auto const& entry = foreseen[static_cast<std::size_t>(what)];
    return entry.ways[luck.below(entry.count)];
}

front_end_status rejection_of(defect what) noexcept { return foreseen[static_cast<std::size_t>(what)].rejection; }

front_end_status any_rejection(dice& luck) noexcept { return luck.pick(others); }

}  // namespace orthoscrub::generator
