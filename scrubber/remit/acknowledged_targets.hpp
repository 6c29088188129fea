#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "scrubber/remit/acknowledge.hpp"

namespace orthoscrub::remit {

/// The claims of one transaction set, or all claims that an answer speaks of, and what was said of them.
struct answered_set {
    std::string_view number;            ///< ST02 when the answer speaks of a group, else empty
    std::vector<std::uint32_t> claims;  ///< rows in submission_book::claims
    /// Source, category, status, entity, day, rejects.
    std::set<std::tuple<std::string_view, std::string_view, std::string_view, std::string_view, model::date, bool>>
        said;
};

/// The claims that an answer to more than one claim speaks of, or why there are none.
struct answered_claims_found {
    std::optional<acknowledgment_miss> why;
    std::vector<answered_set> sets;  ///< by number
};

/// Finds the submitted claims that an acknowledgment speaks of, in the latest submission before it. Answers that ask the
/// same are answered from memory, so that many about one number take no longer than their own size. The book must outlive
/// it; its claims must stay as they are.
class acknowledged_targets {
public:
    explicit acknowledged_targets(ledger::submission_book const& book);

    /// Of a TA1, a group of a 999, a batch or a provider; the numbers that its kind needs are there.
    [[nodiscard]] answered_claims_found& claims_of(ledger::acknowledgment const& answer);
    /// Row of the one claim that a 277CA names by its control number, or absent and why.
    [[nodiscard]] std::pair<std::uint32_t, acknowledgment_miss> claim_of(ledger::acknowledgment const& answer);

private:
    using rows = std::vector<std::uint32_t>;
    using claim_found = std::pair<std::uint32_t, acknowledgment_miss>;
    using text = std::string_view;
    /// Claims sorted by one number.
    class index_by {
    public:
        index_by(ledger::submission_book const& book, text ledger::submitted_claim::* key);
        [[nodiscard]] std::span<std::uint32_t const> find(text number) const;

    private:
        [[nodiscard]] text of(std::uint32_t row) const { return book_.claims[row].*key_; }
        ledger::submission_book const& book_;
        text ledger::submitted_claim::* key_;
        rows order_;
    };
    [[nodiscard]] rows sent_before(std::span<std::uint32_t const> found, ledger::acknowledgment const& a) const;
    [[nodiscard]] bool one_submission(rows& candidates, ledger::acknowledgment_kind kind) const;
    [[nodiscard]] answered_claims_found find_claims(ledger::acknowledgment const& a) const;
    [[nodiscard]] claim_found find_claim(ledger::acknowledgment const& a,
                                         std::span<std::uint32_t const> same_number) const;

    ledger::submission_book const& book_;
    index_by by_control_number_, by_reference_, by_group_, by_interchange_;
    /// By kind, number, NPI, day, day of the interchange.
    std::map<std::tuple<ledger::acknowledgment_kind, text, text, model::date, model::date>, answered_claims_found>
        many_;
    /// By control number, NPI, charge that can be read, BHT03, member, first day, day.
    std::map<std::tuple<text, text, std::optional<std::int64_t>, text, ledger::person_hash, model::date, model::date>,
             claim_found>
        one_;
};

/// Finds the line of a claim that a 277CA names.
class line_finder {
public:
    /// Keeps the lines, which must stay where they are; a claim of many is sorted.
    void load(std::span<ledger::submitted_line const> lines);
    /// Place of the line, or absent. REF*FJ repeats REF*6R, or LX01 of a line that was sent without one. Without either, a
    /// line that is the only one with its code, modifiers and charge.
    [[nodiscard]] std::uint32_t find(ledger::acknowledged_line const& line) const;

private:
    static constexpr std::size_t most_walked = 64;
    using attributes = std::tuple<std::string_view, std::array<std::string_view, 4>, std::int64_t>;
    std::span<ledger::submitted_line const> lines_;
    std::map<std::string_view, std::uint32_t> by_number_;  ///< the first of each
    std::map<attributes, std::uint32_t> by_attributes_;    ///< absent: several
};

}  // namespace orthoscrub::remit
