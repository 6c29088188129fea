// The arithmetic of the scorecard. Shares stay pairs of whole numbers; only the Wilson interval needs
// a square root, and it is rounded to millionths at once, so that two machines print the same.
#include "scrubber/remit/score_measures.hpp"

#include <algorithm>
#include <cmath>

namespace orthoscrub::remit {

std::string decimals(ratio value) {
    if (!value.known()) return {};
    std::uint64_t const thousandths = (value.part * 2000 + value.whole) / (2 * value.whole);
    std::string const rest = std::to_string(thousandths % 1000);
    return std::to_string(thousandths / 1000) + '.' + std::string(3 - rest.size(), '0') + rest;
}

std::string decimals(std::uint32_t millionths) { return decimals(ratio{millionths, 1'000'000}); }

bool less(ratio a, ratio b) noexcept {
    if (!a.known() || !b.known()) return false;
    return a.part * b.whole < b.part * a.whole;
}

std::optional<interval> wilson(ratio value) noexcept {
    if (!value.known()) return std::nullopt;
    constexpr double z = 1.959963984540054;  // 97.5 % of the normal distribution
    double const n = static_cast<double>(value.whole);
    double const p = static_cast<double>(value.part) / n;
    double const shrink = 1 + z * z / n;
    double const center = (p + z * z / (2 * n)) / shrink;
    double const half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / shrink;
    auto const millionths = [](double share) {
        return static_cast<std::uint32_t>(std::lround(std::clamp(share, 0.0, 1.0) * 1e6));
    };
    return interval{millionths(center - half), millionths(center + half)};
}

void score_money::add(model::money billed, std::optional<model::money> expected) noexcept {
    billed_cents += billed.cents;
    ++lines;
    if (!expected) return;
    expected_cents += expected->cents;
    ++expected_lines;
}

void score_money::add(score_money const& other) noexcept {
    billed_cents += other.billed_cents;
    expected_cents += other.expected_cents;
    lines += other.lines;
    expected_lines += other.expected_lines;
}

void score_cells::add(score_cells const& other) noexcept {
    tp += other.tp;
    fx += other.fx;
    fp += other.fp;
    fn += other.fn;
    tn += other.tn;
    unrelated += other.unrelated;
    by_carc_alone += other.by_carc_alone;
    same_class += other.same_class;
    censored += other.censored;
    censored_flagged += other.censored_flagged;
    censored_overdue += other.censored_overdue;
    interventions += other.interventions;
    unchecked += other.unchecked;
    excluded += other.excluded;
    caught.add(other.caught);
    missed.add(other.missed);
    delayed.add(other.delayed);
    rejected_cents += other.rejected_cents;
}

}  // namespace orthoscrub::remit
