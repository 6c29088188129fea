// Largest remainder with integers only: the remainder of amount * weight / total decides who gets the cents that are
// left. The product needs 128 bits for amounts that no claim has; amounts are kept, not refused.
#include "scrubber/remit/claim_share.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace orthoscrub::remit {
namespace {

__extension__ using wide = __int128;

model::money sum_of(std::span<model::money const> amounts) {
    return std::accumulate(amounts.begin(), amounts.end(), model::money{});
}

}  // namespace

void spread(model::money amount, std::span<model::money const> weights, std::span<model::money> shares) {
    std::fill(shares.begin(), shares.end(), model::money{});
    if (shares.empty()) return;
    model::money const total = sum_of(weights);
    bool const usable =
        total.cents > 0 && std::all_of(weights.begin(), weights.end(), [](auto w) { return w.cents >= 0; });
    if (!usable) {
        shares[0] = amount;
        return;
    }
    std::int64_t const sign = amount.cents < 0 ? -1 : 1;
    std::int64_t left = amount.cents * sign;
    std::int64_t const whole = left;
    std::vector<std::pair<std::int64_t, std::size_t>> remainders(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
        wide const product = static_cast<wide>(whole) * weights[i].cents;
        auto const cents = static_cast<std::int64_t>(product / total.cents);
        remainders[i] = {static_cast<std::int64_t>(product % total.cents), i};
        shares[i].cents = cents * sign;
        left -= cents;
    }
    std::stable_sort(remainders.begin(), remainders.end(),
                     [](auto const& a, auto const& b) { return a.first > b.first; });
    for (std::size_t i = 0; left > 0; ++i, --left) shares[remainders[i].second].cents += sign;
}

void spread_claim(model::money charge, std::span<model::money const> parts, std::span<model::money const> line_charges,
                  claim_shares& out) {
    std::size_t const lines = line_charges.size();
    out.charges.assign(lines, {});
    out.parts.assign(lines * parts.size(), {});
    spread(charge, line_charges, out.charges);
    std::size_t rest_part = 0;
    std::size_t not_zero = 0;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        if (parts[p].cents == 0) continue;
        ++not_zero;
        if (rest_part == 0 || std::llabs(parts[p].cents) > std::llabs(parts[rest_part].cents)) rest_part = p;
    }
    bool const whole = not_zero <= 1 && (parts.empty() || parts[rest_part] == charge) && sum_of(line_charges) == charge;
    out.allocated = lines > 1 && !whole;
    bool const balanced = sum_of(parts) == charge;
    for (std::size_t p = 0; p < parts.size(); ++p)
        if (!balanced || p != rest_part) spread(parts[p], line_charges, std::span{out.parts}.subspan(p * lines, lines));
    if (!balanced || parts.empty()) return;
    for (std::size_t line = 0; line < lines; ++line) {
        model::money rest = out.charges[line];
        for (std::size_t p = 0; p < parts.size(); ++p)
            if (p != rest_part) rest = rest - out.part(p, line);
        out.parts[rest_part * lines + line] = rest;
    }
}

}  // namespace orthoscrub::remit
