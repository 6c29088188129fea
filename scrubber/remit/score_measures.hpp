#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "parser/model/money.hpp"

namespace orthoscrub::remit {

/// A share or a quotient as two whole numbers, so that it compares exactly; `whole` 0: there is none. Exact for counts of
/// up to a thousand million lines.
struct ratio {
    std::uint64_t part = 0, whole = 0;
    [[nodiscard]] bool known() const noexcept { return whole != 0; }
    friend bool operator==(ratio, ratio) = default;
};
/// Three decimals, rounded half up: "0.700"; empty when there is none.
[[nodiscard]] std::string decimals(ratio value);
/// a < b without rounding; false when one of them is unknown.
[[nodiscard]] bool less(ratio a, ratio b) noexcept;

/// A 95 % Wilson interval in millionths.
struct interval {
    std::uint32_t low = 0, high = 0;
    friend bool operator==(interval, interval) = default;
};
/// The interval of `part` hits out of `whole`; nothing for none out of none.
[[nodiscard]] std::optional<interval> wilson(ratio value) noexcept;
/// "0.546".
[[nodiscard]] std::string decimals(std::uint32_t millionths);

/// A sum over lines, as billed and as the payer would have paid.
struct score_money {
    std::int64_t billed_cents = 0;
    std::int64_t expected_cents = 0;
    std::uint64_t lines = 0;
    std::uint64_t expected_lines = 0;  ///< of these, how many had an expected payment
    void add(model::money billed, std::optional<model::money> expected) noexcept;
    void add(score_money const& other) noexcept;
    /// Expected payment is what to print when every line had one.
    [[nodiscard]] bool by_expected() const noexcept { return lines != 0 && lines == expected_lines; }
    [[nodiscard]] std::int64_t cents() const noexcept { return by_expected() ? expected_cents : billed_cents; }
    /// "expected" or "billed": which of the two `cents` is.
    [[nodiscard]] std::string_view basis() const noexcept { return by_expected() ? "expected" : "billed"; }
};

/// Rules beneath so many flagged eligible lines have too few for a judgement.
inline constexpr std::uint64_t enough_flagged = 30;

/// The cells of one rule.
struct score_cells {
    std::uint64_t tp = 0, fx = 0, fp = 0, fn = 0, tn = 0;
    std::uint64_t unrelated = 0;          ///< not flagged and denied for something else
    std::uint64_t by_carc_alone = 0;      ///< of tp: the payer sent no RARC
    std::uint64_t same_class = 0;         ///< of fx: another code of the same class
    std::uint64_t censored = 0;           ///< lines in scope that are still open
    std::uint64_t censored_flagged = 0;   ///< of these, flagged
    std::uint64_t censored_overdue = 0;   ///< of these, open for longer than the maturity window
    std::uint64_t interventions = 0;      ///< flagged, then fixed or held before they were sent
    std::uint64_t unchecked = 0;          ///< the rule could not be judged: outside TN and FN
    std::uint64_t excluded = 0;           ///< lines in scope that are left out of all counts
    score_money caught, missed, delayed;  ///< denied over TP, denied over FN, charges over FP
    std::int64_t rejected_cents = 0;      ///< of TP: charges of lines that a front end rejected

    void add(score_cells const& other) noexcept;
    [[nodiscard]] std::uint64_t flagged() const noexcept { return tp + fx + fp; }
    [[nodiscard]] std::uint64_t eligible() const noexcept { return flagged() + fn + tn + unrelated; }
    [[nodiscard]] bool insufficient() const noexcept { return flagged() < enough_flagged; }
    [[nodiscard]] bool fired() const noexcept { return flagged() + interventions + censored_flagged != 0; }

    [[nodiscard]] ratio precision_strict() const noexcept { return {tp, flagged()}; }
    [[nodiscard]] ratio precision_lenient() const noexcept { return {tp, tp + fp}; }
    [[nodiscard]] ratio recall() const noexcept { return {tp, tp + fn}; }
    [[nodiscard]] ratio base_rate() const noexcept { return {tp + fn, eligible()}; }
    /// precision_strict over base_rate.
    [[nodiscard]] ratio lift() const noexcept { return {tp * eligible(), flagged() * (tp + fn)}; }
    [[nodiscard]] ratio flag_rate() const noexcept { return {flagged(), eligible()}; }
};

}  // namespace orthoscrub::remit
