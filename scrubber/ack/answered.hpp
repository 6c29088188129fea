#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parser/model/money.hpp"
#include "parser/text/address.hpp"

namespace orthoscrub::ack {

/// What a decision is about.
enum class answer_level : std::uint8_t { interchange, group, set, claim };
[[nodiscard]] std::string_view to_string(answer_level level) noexcept;

/// What became of it.
enum class decision : std::uint8_t {
    accepted,
    with_errors,     ///< accepted, errors noted
    partly,          ///< a group of which at least one set was rejected
    rejected,        ///< for a reason of its own
    rejected_above,  ///< with the set, group or interchange that holds it
};
[[nodiscard]] std::string_view to_string(decision what) noexcept;
[[nodiscard]] constexpr bool rejects(decision what) noexcept { return what >= decision::rejected; }

/// Why: a finding, and what of the answer says it.
struct answer_reason {
    std::string rule;
    std::string says;  ///< "TA1 021", "AK9 4", "IK5 3", "IK3 2", "IK4 I9", "277CA A7:453"
    std::string message, remedy;
    std::string box;  ///< of the CMS-1500 form
    text::address at;
};

/// One decision, and why. Valid during the call that hands it over. Parts of an interchange come after it, in the order of
/// the file: interchange, group, set, claims.
struct answered {
    answer_level level = answer_level::interchange;
    decision what = decision::accepted;
    std::string_view interchange;  ///< ISA13
    std::string_view sender;       ///< ISA06
    std::string_view group;        ///< GS06; empty above
    std::string_view set;          ///< ST02; empty above
    std::string_view reference;    ///< BHT03, of a set
    std::string_view claim;        ///< CLM01; empty above
    std::uint64_t ordinal = 0;     ///< of a claim in its file, the first is 1
    model::money charge;           ///< CLM02 of a claim; of what is above the sum
    std::uint64_t claims = 0;      ///< below it; 1 for a claim
    std::string_view code;         ///< TA104 (empty: no TA1), AK901, IK501, or the statuses of a claim
    std::span<answer_reason const> reasons;
    bool replayed = false;  ///< an interchange that was answered before with the same bytes
};

/// The three answers, in the order in which they are given.
enum class answer_kind : std::uint8_t { ta1, implementation, claims };
/// "ta1", "999", "277".
[[nodiscard]] std::string_view to_string(answer_kind kind) noexcept;

/// Counts over a file or a run.
struct answer_counts {
    std::uint64_t interchanges = 0, interchanges_rejected = 0;
    std::uint64_t groups = 0, groups_rejected = 0;
    std::uint64_t sets = 0, sets_rejected = 0, sets_with_errors = 0;
    std::uint64_t claims = 0, claims_rejected = 0;
    model::money charges, charges_rejected;
    std::uint64_t replayed = 0;    ///< interchanges whose answers were given again
    std::uint64_t unanswered = 0;  ///< errors outside of every interchange, which no answer can say
    void add(answer_counts const& other);
    [[nodiscard]] bool rejected() const noexcept {
        return interchanges_rejected + groups_rejected + sets_rejected + claims_rejected != 0;
    }
};

}  // namespace orthoscrub::ack
