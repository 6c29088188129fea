#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "scrubber/remit/claim_score.hpp"
#include "scrubber/remit/hash_chains.hpp"

namespace orthoscrub::remit {

/// Sums the answers of one remittance that share a control number, reversals apart from the others. The sums of
/// a remittance are made when one of them is first asked for.
class split_sums {
public:
    explicit split_sums(ledger::remittance_book const& book) : book_{&book} {}
    /// Of the answers in the remittance of claim `row` with its control number and sign.
    [[nodiscard]] split_sum of(std::uint32_t row) { return groups_[group_of(row)].sum; }
    /// Calls `use(row)` for each of these answers, the last first.
    template <class Use>
    void each_part(std::uint32_t row, Use&& use) {
        for (auto part = groups_[group_of(row)].last; part != absent; part = members_[part - first_].before) use(part);
    }

private:
    struct same_number {
        std::string_view number;
        bool back = false;
        split_sum sum;
        std::uint32_t last = absent;
    };
    struct member {
        std::uint32_t group = absent, before = absent;
    };
    [[nodiscard]] std::uint32_t group_of(std::uint32_t row) {
        load(book_->claims[row].remittance);
        return members_[row - first_].group;
    }
    void load(std::uint32_t remittance) {
        if (loaded_ == remittance) return;
        loaded_ = remittance;
        auto const range = book_->remittances[remittance].claims;
        first_ = range.first;
        by_number_.reset(range.count);
        groups_.clear();
        members_.clear();
        for (auto row = range.first; row < range.first + range.count; ++row) {
            auto const& claim = book_->claims[row];
            auto const number = trimmed(claim.control_number);
            auto const back = takes_back(claim);
            auto const hash = text_hash(number);
            auto mine = absent;
            by_number_.each(hash, [&](std::uint32_t k) {
                if (groups_[k].back == back && groups_[k].number == number) mine = k;
            });
            if (mine == absent) {
                mine = static_cast<std::uint32_t>(groups_.size());
                groups_.push_back({number, back, {}, absent});
                by_number_.insert(hash, mine);
            }
            auto& one = groups_[mine];
            members_.push_back({mine, one.last});
            one.last = row;
            one.sum.charge += charge_of(claim);
            ++one.sum.parts;
        }
    }

    ledger::remittance_book const* book_;
    hash_chains by_number_;
    std::vector<same_number> groups_;
    std::vector<member> members_;
    std::uint32_t loaded_ = absent, first_ = 0;
};

}  // namespace orthoscrub::remit
