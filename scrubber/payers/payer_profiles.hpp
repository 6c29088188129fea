#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parser/text/fault.hpp"
#include "scrubber/codes/file_source.hpp"
#include "scrubber/payers/payer_classes.hpp"
#include "scrubber/payers/toml_error.hpp"

namespace orthoscrub::scrub {

/// Switches that a profile turns on under `requires`: what this payer asks for beyond its class.
enum class payer_need : std::uint8_t {
    equipment_status,     ///< NU, RR or UE on L-codes
    laterality,           ///< RT or LT on one-sided devices
    noc_narrative,        ///< the full narrative for unlisted codes
    prior_authorization,  ///< the plan follows the Medicare authorization list
    attachment            ///< paper for unlisted codes (PWK)
};
inline constexpr std::size_t payer_need_count = 5;
[[nodiscard]] std::span<std::string_view const> payer_need_names() noexcept;

/// A deadline as a payer states it: a number of days or of calendar months; nothing when unknown.
struct term {
    int days = 0;
    int months = 0;
    [[nodiscard]] constexpr bool known() const noexcept { return days != 0 || months != 0; }
    friend constexpr bool operator==(term, term) = default;
};

/// A rule whose severity a profile changes.
struct severity_override {
    std::string rule;
    text::severity level = text::severity::error;
    std::uint32_t line = 0, column = 0;  ///< of the level in the file
};

/// What is known about one payer, or about a class of payers when `id` is the name of the class.
struct payer_profile {
    std::string id;
    std::string file;  ///< that it was read from; empty for the profile that a class has from the start
    payer_class kind = payer_class::unknown;
    std::uint16_t index = 0;             ///< position among the profiles
    std::uint8_t needs = 0;              ///< bits of payer_need
    std::vector<std::string> claim_ids;  ///< 2010BB NM109, upper case
    std::vector<std::string> remit_ids;  ///< 835 N104 of 1000A, TRN03; upper case
    std::vector<std::string> names;      ///< words of payer names (2010BB NM103), folded: upper case, single blanks
    std::vector<std::string> modifiers;  ///< modifiers the payer defines itself (U1 to UD), known besides the table
    std::vector<severity_override> severities;
    term filing;              ///< from the day of service
    term appeal;              ///< from the remittance date
    term reopening;           ///< from the remittance date
    int follow_up_days = 30;  ///< days without an answer until a submission counts as open too long
    int match_accept = 80;    ///< score from which a remitted claim is taken as matched

    [[nodiscard]] bool needs_to(payer_need need) const noexcept {
        return (needs >> static_cast<unsigned>(need) & 1u) != 0;
    }
    [[nodiscard]] std::optional<text::severity> severity_of(std::string_view rule) const noexcept;
    [[nodiscard]] bool defines_modifier(std::string_view modifier) const noexcept;
};

/// Why a profile file cannot be used.
using profile_error = toml_error;

/// The profiles of a run: the shipped ones and those of the user. Immutable after loading; shared by threads.
class payer_profiles {
public:
    /// Every class has a profile of its own name from the start, without ids or names.
    payer_profiles();

    /// Adds the [[profile]] tables of a TOML text; a profile replaces an earlier one of the same id, whose id is then added to
    /// `replaced` when that is given. A text with any error changes nothing.
    [[nodiscard]] std::vector<profile_error> add(std::string_view path, std::string_view toml,
                                                 std::vector<std::string>* replaced = nullptr);
    /// Adds the shipped files of a pack: payers/medicare.toml, medicaid.toml, commercial.toml, other.toml.
    [[nodiscard]] std::vector<profile_error> add_shipped(file_source const& source);

    [[nodiscard]] std::span<payer_profile const> all() const noexcept { return profiles_; }
    /// The profile of this id, or nothing. Pointers are valid until the next `add`.
    [[nodiscard]] payer_profile const* find(std::string_view id) const noexcept;
    /// The profile that bears the name of the class.
    [[nodiscard]] payer_profile const& of_class(payer_class kind) const noexcept {
        return profiles_[static_cast<std::size_t>(kind)];
    }

    /// The profile of class `kind` that lists this payer id (any case), or nothing.
    [[nodiscard]] payer_profile const* by_claim_id(payer_class kind, std::string_view payer_id) const noexcept;
    /// The profile of class `kind` one of whose names stands, as whole words, in this payer name, or nothing. The longest name wins.
    [[nodiscard]] payer_profile const* by_name(payer_class kind, std::string_view payer_name) const noexcept;
    /// True when a profile other than the one of the class itself has names, so that a name can decide within the class.
    [[nodiscard]] bool split_by_name(payer_class kind) const noexcept { return split_by_name_.has(kind); }
    /// The profile that lists this id among its remit_ids, or nothing.
    [[nodiscard]] payer_profile const* by_remit_id(std::string_view payer_id) const noexcept;

private:
    struct id_slot {
        std::uint64_t key = 0;  ///< hash of class and id; 0 is free
        std::uint16_t profile = 0;
        std::uint16_t id = 0;
    };
    struct name_entry {
        std::string words;  ///< folded, a blank at both ends
        std::uint16_t profile = 0;
    };
    void index();

    std::vector<payer_profile> profiles_;
    std::vector<id_slot> ids_;
    class_set split_by_name_;
    std::array<std::vector<name_entry>, payer_class_count> names_;  ///< longest first
    std::array<std::uint64_t, payer_class_count> first_letters_{};  ///< of `names_`
};

}  // namespace orthoscrub::scrub
