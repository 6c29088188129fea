// The words of matching as reports write them.
#include <array>

#include "scrubber/remit/matches.hpp"
#include "scrubber/remit/word_of.hpp"

namespace orthoscrub::remit {
namespace {

constexpr std::array<std::string_view, 15> evidence_words{
    "control_number_equal",  "control_number_folded", "control_number_prefix", "payer_number_known",
    "original_number_known", "charge_equal",          "member_equal",          "dates_overlap",
    "lines_resolved",        "codes_shared",          "last_name_equal",       "frequency_differs",
    "charge_differs",        "dates_apart",           "payer_unverified"};
constexpr std::array<std::string_view, 3> state_words{"matched", "ambiguous", "unmatched"};
constexpr std::array<std::string_view, 7> tier_words{"none", "L1", "L2", "L3", "L4", "L5", "claim"};

}  // namespace

std::string_view to_string(evidence_kind kind) noexcept { return word_of(evidence_words, kind); }
std::string_view to_string(match_state state) noexcept { return word_of(state_words, state); }
std::string_view to_string(match_tier tier) noexcept { return word_of(tier_words, tier); }

}  // namespace orthoscrub::remit
