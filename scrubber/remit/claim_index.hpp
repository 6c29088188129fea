#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "scrubber/ledger/submission_book.hpp"
#include "scrubber/remit/hash_chains.hpp"

namespace orthoscrub::remit {

/// Finds submitted claims by control number, payer claim number or member. The
/// book must outlive it and stay as it is. The sorted list of control numbers and the table of members are made when
/// they are first asked for.
class claim_index {
public:
    explicit claim_index(ledger::submission_book const& book);

    /// The payer has given this claim this number.
    void learn(std::string_view icn, std::uint32_t claim);
    /// True when the number is known for the claim.
    [[nodiscard]] bool knows(std::string_view icn, std::uint32_t claim) const noexcept;
    /// True when the number is known for any claim.
    [[nodiscard]] bool known(std::string_view icn) const noexcept;

    /// Each `add_` appends rows that `found` does not hold since `start`; none allocates in the steady state.
    void start() noexcept { ++turn_; }
    /// Claims whose control number is equal or folds to the same.
    void add_same_number(std::string_view control_number, std::vector<std::uint32_t>& found);
    /// Claims for which the payer's claim number is known.
    void add_known(std::string_view icn, std::vector<std::uint32_t>& found);
    /// Claims that quote this number as that of the claim they replace (2300 REF*F8).
    void add_quoting(std::string_view icn, std::vector<std::uint32_t>& found);
    /// Claims whose control number begins this one or begins with it, 8 characters at least. Beyond `crowd` claims only
    /// those of the charge or the last name: no other can reach 66 points.
    void add_prefixes(std::string_view control_number, model::money charge, ledger::person_hash last_name,
                      std::vector<std::uint32_t>& found);
    /// Claims of the member. Beyond `crowd` claims only those of the charge: no other can reach 66 points.
    void add_members(ledger::person_hash member, model::money charge, std::vector<std::uint32_t>& found);

    static constexpr std::size_t crowd = 64;

private:
    void add(std::uint32_t claim, std::vector<std::uint32_t>& found) {
        if (seen_[claim] == turn_) return;
        seen_[claim] = turn_;
        found.push_back(claim);
    }
    ledger::submission_book const* book_;
    hash_chains numbers_, icns_, quoted_, members_;
    std::vector<std::uint32_t> sorted_;  ///< rows by control number
    std::vector<std::uint32_t> seen_;
    std::vector<std::uint32_t> scratch_;
    std::uint32_t turn_ = 0;
    bool has_members_ = false;
};

}  // namespace orthoscrub::remit
