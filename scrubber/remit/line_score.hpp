#pragma once
#include <cstdint>

#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/ledger/submission_book.hpp"

namespace orthoscrub::remit {

/// Days from `first` to `last`, both among them; no day at all when `first` is none.
struct day_span {
    model::date first, last;
    [[nodiscard]] bool known() const noexcept { return !first.empty(); }
    [[nodiscard]] bool overlaps(day_span other) const noexcept {
        return known() && other.known() && first <= other.last && other.first <= last;
    }
    friend bool operator==(day_span, day_span) = default;
};
[[nodiscard]] day_span span_of(model::date first, model::date last) noexcept;

/// A remitted line as matching compares it: dates of the claim where it has none, a reversal without its minus.
struct asked_line {
    ledger::remitted_line const* line = nullptr;
    std::uint32_t row = ledger::absent;  ///< in remittance_book::lines
    day_span days;
    std::int64_t cents = 0;        ///< SVC02
    std::int64_t thousandths = 0;  ///< units: SVC07, else SVC05

    [[nodiscard]] ledger::remit_procedure const& procedure() const noexcept { return line->asked(); }
};

/// True when the claim takes an earlier answer back: CLP02 is 22 and the charge is not positive.
[[nodiscard]] bool takes_back(ledger::remitted_claim const& claim) noexcept;
/// The charge of the claim, without its minus in a reversal.
[[nodiscard]] model::money charge_of(ledger::remitted_claim const& claim) noexcept;
[[nodiscard]] asked_line as_asked(ledger::remittance_book const& book, ledger::remitted_claim const& claim,
                                  std::uint32_t row) noexcept;

enum class modifier_fit : std::uint8_t { none, subset, equal };
/// Compares modifiers as multisets: equal, or one holds the other.
[[nodiscard]] modifier_fit compare_modifiers(std::array<std::string_view, 4> const& a,
                                             std::array<std::string_view, 4> const& b) noexcept;

/// 40 equal code, 20 equal modifiers (10 when one holds the other), 20 equal date (10 overlapping), 15 equal charge,
/// 5 equal units.
[[nodiscard]] std::int16_t attribute_score(asked_line const& asked, ledger::submitted_line const& sent) noexcept;
inline constexpr int least_attribute_score = 60;

/// True when two submitted lines agree in all five attributes.
[[nodiscard]] bool indistinguishable(ledger::submitted_line const& a, ledger::submitted_line const& b) noexcept;

}  // namespace orthoscrub::remit
