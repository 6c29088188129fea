#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/remit/line_id.hpp"
#include "scrubber/remit/outcome.hpp"

namespace orthoscrub::remit {

/// One line of one of the two sides of a comparison. Views belong to the books or the JSON text they came from.
struct diff_line {
    line_id id = 0;
    std::string_view claim;           ///< CLM01 or CLP01
    std::string_view number;          ///< LX01; empty when no submission is known
    std::string_view control_number;  ///< REF*6R
    std::string_view code;
    std::string_view payer;
    disposition decided = disposition::not_yet_adjudicated;
    sub_reason sub = sub_reason::none;
    line_amounts amounts;
    std::vector<outcome_reason> reasons;  ///< of the classes denial and unknown
    std::vector<std::string_view> rarcs;  ///< without alerts
    std::string_view icn;                 ///< payer claim number
    std::string_view trace;               ///< TRN02
    match_tier tier = match_tier::none;
    std::string_view partner;  ///< the answer that the line was matched to: CLP01 as the payer wrote it
};

/// How a line differs. A line with several differences stands under the first of them.
enum class diff_class : std::uint8_t {
    added,
    removed,
    disposition_changed,  ///< or its sub-reason
    amount_changed,
    reason_changed,  ///< group, CARC or RARC
    match_changed,   ///< tier or partner
    identifier_changed,
    unchanged,
    count_
};
[[nodiscard]] std::string_view to_string(diff_class what) noexcept;

struct remit_diff_options {
    bool identifiers = false;  ///< another payer claim number or trace is a difference
};

/// B less A, by class.
struct amount_deltas {
    std::int64_t charge = 0, paid = 0, patient_share = 0, contractual = 0, prior_payer = 0, bundled = 0, pending = 0,
                 denied = 0;
    /// What the classes changed less what the charge did: 0 unless a side does not balance.
    [[nodiscard]] std::int64_t rest() const noexcept {
        return paid + patient_share + contractual + prior_payer + bundled + pending + denied - charge;
    }
    void add(amount_deltas const& other) noexcept;
    friend bool operator==(amount_deltas const&, amount_deltas const&) = default;
};

/// A line that stands in A, in B or in both.
struct line_difference {
    diff_class kind = diff_class::unchanged;
    diff_line const* from = nullptr;  ///< in A
    diff_line const* to = nullptr;    ///< in B
    amount_deltas deltas;
    bool unbalanced = false;               ///< both sides were adjudicated and the deltas do not sum to 0
    std::vector<std::string> gone, fresh;  ///< reasons and RARCs, "CO-4", "N519", sorted
    [[nodiscard]] diff_line const& line() const noexcept { return to ? *to : *from; }
};

/// Row or column of the transition matrix: dispositions, then "no such line".
inline constexpr std::size_t no_such_line = static_cast<std::size_t>(disposition::count_);
struct transition {
    std::uint64_t lines = 0;
    std::int64_t paid_cents = 0;    ///< sum of ΔP
    std::int64_t charge_cents = 0;  ///< charges of the lines, of B, or of A when removed
};

struct remit_diff {
    remit_diff_options options;
    std::vector<line_difference> changes;  ///< greatest |ΔP| first, ties by line id; without unchanged lines
    std::array<std::uint64_t, static_cast<std::size_t>(diff_class::count_)> counts{};
    std::array<std::array<transition, no_such_line + 1>, no_such_line + 1> matrix{};  ///< [from][to]
    amount_deltas deltas;                                                             ///< of all lines
    std::uint64_t unbalanced = 0;
    [[nodiscard]] bool same() const noexcept { return changes.empty(); }
    [[nodiscard]] std::uint64_t count(diff_class what) const noexcept { return counts[static_cast<std::size_t>(what)]; }
};

/// Compares two sides, line by line. Lines of one id (several payers) pair by payer first, then in order. The result
/// points into both sides. Order of the rows plays no part.
[[nodiscard]] remit_diff diff_remittances(std::span<diff_line const> a, std::span<diff_line const> b,
                                          remit_diff_options options = {});

/// Lines of an outcome book. With `submitted` an outcome takes the id of its submitted line; one that matched none, and
/// all of them without `submitted`, take that of the remitted line.
[[nodiscard]] std::vector<diff_line> diff_lines(outcome_book const& outcomes, ledger::submission_book const* submitted,
                                                ledger::remittance_book const& remitted);

}  // namespace orthoscrub::remit
