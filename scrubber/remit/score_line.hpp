#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "scrubber/remit/outcome.hpp"

namespace orthoscrub::remit {

/// One answer that a rule foresees (`predicts`). Views belong to the rule book.
struct score_prediction {
    std::string_view carc;                ///< empty: no answer of an 835
    std::vector<std::string_view> rarcs;  ///< any of them; empty: the CARC alone is enough
    std::string_view status;              ///< "A7:453" of a 277CA, or empty; the part behind the colon is compared
    std::optional<carc_class> kind;       ///< class of the CARC, when the table knows it
};

/// A rule as the scorecard knows it. Without predictions it is counted, not scored.
struct score_rule {
    std::string_view id;
    std::vector<score_prediction> predicts;
};

/// A finding of a rule about the line or about its whole claim.
struct score_flag {
    std::uint32_t rule = 0;  ///< row in the list of rules
    ledger::finding_action action = ledger::finding_action::sent_unchanged;
};

/// One submitted line and what one payer decided about it first. Views and spans are valid during the call that
/// hands the row over.
struct score_line {
    std::uint32_t line = absent;  ///< the same for the rows that several payers gave for one submitted line
    std::string_view claim;       ///< CLM01, to name an example
    std::string_view number;      ///< LX01
    std::string_view code;        ///< SV101-2
    std::string_view payer;
    disposition decided = disposition::not_yet_adjudicated;
    sub_reason sub = sub_reason::none;
    lifecycle step = lifecycle::original;
    outcome_flags flags = 0;
    model::money charge;                   ///< SV102
    model::money denied;                   ///< DN
    std::optional<model::money> expected;  ///< what the payer would pay for the line, when a schedule tells
    model::date submitted;                 ///< BHT04
    model::date decided_on;                ///< of the first adjudication
    std::span<outcome_reason const> reasons;
    std::span<outcome_remark const> remarks;
    std::span<ledger::claim_status const> statuses;  ///< of the line and its claim; those that reject count
    std::span<score_flag const> findings;
    std::span<std::uint32_t const> unchecked;  ///< rules that answered "not checked"
    bool ambiguous = false;                    ///< a remitted claim may answer this claim or another
    bool twin_adjudicated = false;             ///< denied by CARC 18 while an equal line had its decision
    bool counted_elsewhere = false;            ///< an identical later submission stands for this one
};

/// How well the reasons of a line fit what a rule foresees.
enum class reason_grade : std::uint8_t {
    none,
    class_only,  ///< another code of the same class: told, no hit
    carc,        ///< the CARC; the rule wants a RARC and the payer sent none
    exact        ///< CARC and RARC, the CARC alone where the rule asks for no more, or the status of a rejection
};
[[nodiscard]] std::string_view to_string(reason_grade grade) noexcept;
[[nodiscard]] constexpr bool hits(reason_grade grade) noexcept { return grade >= reason_grade::carc; }

/// The best grade of the rule's predictions against reasons and RARCs of the line; of the 277CA statuses when the front
/// end rejected it. `which`, when given, receives the reason that fits.
[[nodiscard]] reason_grade grade_reasons(score_rule const& rule, score_line const& line,
                                         outcome_reason const** which = nullptr) noexcept;

/// What a line is worth to the scorecard.
enum class line_state : std::uint8_t {
    not_denied,  ///< paid, patient's share, zero paid, bundled
    denied,      ///< denied or partially denied
    rejected,    ///< by the front end
    open,        ///< not adjudicated yet: censored
    excluded     ///< see exclusion
};

/// Why a line is left out of all counts.
enum class exclusion : std::uint8_t {
    none,
    unbalanced,
    ambiguous,
    indistinguishable,  ///< told apart by nothing, and decided differently
    predetermination,
    retransmission,          ///< a repeated answer beside the one that counts
    duplicate,               ///< CARC 18 about a line whose twin was adjudicated; only rules that predict 18 count it
    identical_resubmission,  ///< sent twice, counted once
    undecided,               ///< informational, reversed, exception or unmatched: neither denied nor not denied
    count_
};
[[nodiscard]] std::string_view to_string(exclusion why) noexcept;

/// States of all rows of one submitted claim; they decide about `indistinguishable` and `retransmission` together. Both
/// vectors are filled to the size of `rows`.
void judge_claim(std::span<score_line const> rows, std::vector<line_state>& states, std::vector<exclusion>& whys);

/// What a rule had said about a line when it was sent.
enum class said : std::uint8_t {
    nothing,
    flagged,     ///< and sent unchanged, or suppressed
    intervened,  ///< fixed or held before it was sent
    unchecked
};
[[nodiscard]] said what_said(std::uint32_t rule, score_line const& line) noexcept;

}  // namespace orthoscrub::remit
