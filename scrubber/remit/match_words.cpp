// The words of matching as reports write them.
#include <array>

#include "scrubber/remit/matches.hpp"

namespace orthoscrub::remit {
namespace {

template <class Kind, std::size_t Size>
std::string_view word(std::array<std::string_view, Size> const& words, Kind kind) noexcept {
    auto const at = static_cast<std::size_t>(kind);
    return at < Size ? words[at] : std::string_view{};
}

constexpr std::array<std::string_view, 15> evidence_words{
    "control_number_equal",  "control_number_folded", "control_number_prefix", "payer_number_known",
    "original_number_known", "charge_equal",          "member_equal",          "dates_overlap",
    "lines_resolved",        "codes_shared",          "last_name_equal",       "frequency_differs",
    "charge_differs",        "dates_apart",           "payer_unverified"};
constexpr std::array<std::string_view, 3> state_words{"matched", "ambiguous", "unmatched"};
constexpr std::array<std::string_view, 7> tier_words{"none", "L1", "L2", "L3", "L4", "L5", "claim"};

}  // namespace

std::string_view to_string(evidence_kind kind) noexcept { return word(evidence_words, kind); }
std::string_view to_string(match_state state) noexcept { return word(state_words, state); }
std::string_view to_string(match_tier tier) noexcept { return word(tier_words, tier); }

}  // namespace orthoscrub::remit
