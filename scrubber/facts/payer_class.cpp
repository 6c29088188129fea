// Tells what kind of payer decides about a claim. SBR09 speaks first, because payer ids are those of the clearinghouse and
// names are free text; id and name only settle what SBR09 leaves open (Part B under MB, Medicare Advantage under HM) and
// pick the profile within the class.
#include "scrubber/facts/payer_class.hpp"

#include <algorithm>

#include "scrubber/codes/nearest_name.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr unsigned pair(char a, char b) noexcept {
    return static_cast<unsigned>(static_cast<unsigned char>(a)) << 8 | static_cast<unsigned char>(b);
}

std::vector<std::string_view> known_names(payer_profiles const& profiles) {
    std::vector<std::string_view> names;
    for (payer_profile const& profile : profiles.all()) names.push_back(profile.id);
    return names;
}

std::string unknown_name(std::string_view name, std::span<std::string_view const> known) {
    return "expected a payer class or profile, found \"" + std::string{name} + '"' + did_you_mean(name, known);
}

}  // namespace

// X12 data element 1032.
payer_class class_by_filing_indicator(std::string_view sbr09) noexcept {
    if (sbr09.size() != 2) return payer_class::unknown;
    switch (pair(sbr09[0], sbr09[1])) {
        case pair('M', 'B'):
            return payer_class::medicare_dme;
        case pair('1', '6'):
            return payer_class::medicare_advantage;
        case pair('M', 'C'):
            return payer_class::medicaid;
        case pair('B', 'L'):
        case pair('C', 'I'):
        case pair('H', 'M'):
        case pair('1', '2'):
        case pair('1', '3'):
        case pair('1', '4'):
        case pair('1', '5'):
        case pair('Z', 'Z'):
            return payer_class::commercial;
        case pair('C', 'H'):
        case pair('V', 'A'):
            return payer_class::federal;
        case pair('W', 'C'):
        case pair('A', 'M'):
        case pair('L', 'M'):
        case pair('L', 'I'):
            return payer_class::liability;
        default:
            return payer_class::unknown;
    }
}

payer_class classify_class(payer_profiles const& profiles, std::string_view sbr09, std::string_view payer_id,
                           std::string_view payer_name) noexcept {
    if (sbr09 == "MB" && profiles.by_claim_id(payer_class::medicare_partb, payer_id))
        return payer_class::medicare_partb;
    if (sbr09 == "HM" && (profiles.by_claim_id(payer_class::medicare_advantage, payer_id) ||
                          profiles.by_name(payer_class::medicare_advantage, payer_name)))
        return payer_class::medicare_advantage;
    return class_by_filing_indicator(sbr09);
}

payer_profile const& profile_in_class(payer_profiles const& profiles, payer_class kind, std::string_view payer_id,
                                      std::string_view payer_name) noexcept {
    if (payer_profile const* const profile = profiles.by_claim_id(kind, payer_id)) return *profile;
    if (profiles.split_by_name(kind))
        if (payer_profile const* const profile = profiles.by_name(kind, payer_name)) return *profile;
    return profiles.of_class(kind);
}

payer_profile const& classify(payer_profiles const& profiles, std::string_view sbr09, std::string_view payer_id,
                              std::string_view payer_name) noexcept {
    return profile_in_class(profiles, classify_class(profiles, sbr09, payer_id, payer_name), payer_id, payer_name);
}

payer_choice choose_payer(payer_profiles const& profiles, std::string_view name) {
    if (payer_profile const* const profile = profiles.find(name)) return {profile, {}};
    if (name == "medicare")
        return {nullptr, "\"medicare\" is a family: say medicare.dme, medicare.partb or medicare.advantage"};
    return {nullptr, unknown_name(name, known_names(profiles))};
}

bool payer_scope::covers(payer_profile const& profile) const noexcept {
    return classes.has(profile.kind) || std::find(profiles.begin(), profiles.end(), profile.index) != profiles.end();
}

std::string add_payer(payer_scope& scope, payer_profiles const& profiles, std::string_view word) {
    if (auto const classes = parse_class_set(word)) {
        scope.classes = scope.classes | *classes;
        return {};
    }
    if (payer_profile const* const profile = profiles.find(word)) {
        scope.profiles.push_back(profile->index);
        return {};
    }
    std::vector<std::string_view> known = known_names(profiles);
    known.push_back("medicare");
    return unknown_name(word, known);
}

}  // namespace orthoscrub::scrub
