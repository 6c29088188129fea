#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/payers/payer_classes.hpp"
#include "scrubber/payers/payer_profiles.hpp"

namespace orthoscrub::scrub {

/// Part one: the class that the claim filing indicator (2000B SBR09) alone speaks for. MB is `medicare_dme` until a Part B id
/// shows up, HM is `commercial` until a Medicare Advantage id or name does; values that no rule knows are `unknown`.
[[nodiscard]] payer_class class_by_filing_indicator(std::string_view sbr09) noexcept;

/// Part two: the class after the payer id (2010BB NM109) and name (NM103) had their say about MB and HM.
[[nodiscard]] payer_class classify_class(payer_profiles const& profiles, std::string_view sbr09,
                                         std::string_view payer_id, std::string_view payer_name) noexcept;

/// Part three: the profile within a class: by payer id, else by name, else the one that bears the name of the class.
[[nodiscard]] payer_profile const& profile_in_class(payer_profiles const& profiles, payer_class kind,
                                                    std::string_view payer_id, std::string_view payer_name) noexcept;

/// All three: the profile that decides about a claim. Allocates nothing; the reference lives as long as `profiles` stays as it is.
[[nodiscard]] payer_profile const& classify(payer_profiles const& profiles, std::string_view sbr09,
                                            std::string_view payer_id, std::string_view payer_name) noexcept;

/// What `--payer NAME` means: a profile, also that of a class; or, with `profile` null, why the name cannot be used.
struct payer_choice {
    payer_profile const* profile = nullptr;
    std::string error;
};
/// Finds the class or profile of this name; an unknown name is answered with the nearest known one.
[[nodiscard]] payer_choice choose_payer(payer_profiles const& profiles, std::string_view name);

/// The payers that a rule binds. A default scope binds none; use `everyone` for a rule without the word `payer`.
struct payer_scope {
    class_set classes;
    std::vector<std::uint16_t> profiles;  ///< profiles named themselves, by index

    [[nodiscard]] static payer_scope everyone() { return {class_set::all(), {}}; }
    /// True when the rule binds claims of this profile: its class is in the scope, or it is named.
    [[nodiscard]] bool covers(payer_profile const& profile) const noexcept;
};

/// Adds a word of a rule's payer list to `scope`: a class ("commercial" binds commercial.nu too), the family "medicare", or a
/// profile ("commercial.nu" binds only that). Returns an empty text, or what is wrong with the word. Indexes are those of
/// `profiles`, so all profiles must have been added before.
[[nodiscard]] std::string add_payer(payer_scope& scope, payer_profiles const& profiles, std::string_view word);

}  // namespace orthoscrub::scrub
