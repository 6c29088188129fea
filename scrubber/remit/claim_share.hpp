#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "parser/model/money.hpp"

namespace orthoscrub::remit {

/// Spreads `amount` over `shares` by `weights` in whole cents: each gets the cents below its exact part, and those left go
/// to the largest remainders, the first of equals first. Weights that sum to 0 give everything to the first.
void spread(model::money amount, std::span<model::money const> weights, std::span<model::money> shares);

/// The parts of a claim's charge (payment and adjustments) spread over its lines.
struct claim_shares {
    std::vector<model::money> charges;  ///< by line
    std::vector<model::money> parts;    ///< part by part, each by line
    bool allocated = false;             ///< some part is not the whole charge and there are several lines
    [[nodiscard]] model::money part(std::size_t which, std::size_t line) const noexcept {
        return parts[which * charges.size() + line];
    }
};

/// Spreads a claim's charge and its parts, the payment first, by the submitted line charges. When the parts sum to the
/// charge, they do so on every line too: the largest adjustment takes what the other parts leave.
void spread_claim(model::money charge, std::span<model::money const> parts, std::span<model::money const> line_charges,
                  claim_shares& out);

}  // namespace orthoscrub::remit
