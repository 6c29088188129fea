#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "scrubber/codes/code_tables.hpp"
#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/ledger/submission_book.hpp"
#include "scrubber/remit/claim_share.hpp"
#include "scrubber/remit/line_judge.hpp"
#include "scrubber/remit/outcome.hpp"

namespace orthoscrub::remit {

/// Reads what answers say about one submitted line: amounts, reasons, remarks, flags, liability, then lets
/// `judge` decide. Not to be used by two threads at once.
class line_reading {
public:
    line_reading(ledger::submission_book const& submitted, ledger::remittance_book const& remitted,
                 match_book const& matches, scrub::code_tables const& tables, outcome_book& out);

    /// The shares of a claim-level answer (no service lines) over the lines of the submitted claim. Those that were made
    /// last are not made again.
    void share(std::uint32_t remitted_claim, ledger::submitted_claim const& claim);

    /// Fills `o` from remitted lines, given by their rows in file order. `o.claim` and `o.line` may be absent: then there is
    /// nothing to compare with, and the disposition is `unmatched`.
    void from_lines(line_outcome& o, std::span<std::uint32_t const> remitted_lines);
    /// Fills `o` from the claim whose shares were made last; `line` counts from 0 within the submitted claim.
    void from_claim(line_outcome& o, std::uint32_t remitted_claim, std::size_t line);
    /// Fills `o` from a remitted claim without lines that nothing was submitted for.
    void from_unmatched_claim(line_outcome& o, std::uint32_t remitted_claim);

    /// Says where a remitted claim came from and when: payer, day, claim score, flags of the whole claim.
    void stamp(line_outcome& o, std::uint32_t remitted_claim) const;

private:
    void begin(line_outcome& o);
    void add(line_outcome& o, ledger::remit_adjustment const& a, model::money amount,
             std::span<std::string_view const> line_remarks, std::span<std::string_view const> claim_remarks);
    void add_remarks(line_outcome& o, std::span<std::string_view const> codes, bool of_claim);
    [[nodiscard]] bool is_new(line_outcome const& o, std::string_view remark);
    void compare(line_outcome& o, std::span<std::uint32_t const> remitted_lines) const;
    void compare_with_allowed(line_outcome& o, std::span<std::uint32_t const> remitted_lines) const;
    void find_bundles(std::uint32_t remitted_claim);
    void find_host(line_outcome& o, std::uint32_t bundled);
    void finish(line_outcome& o);

    ledger::submission_book const& submitted_;
    ledger::remittance_book const& remitted_;
    match_book const& matches_;
    scrub::code_tables const& tables_;
    outcome_book& out_;
    claim_shares shares_;
    std::uint32_t shared_ = absent;  ///< the answer of which shares_ are
    ledger::submitted_claim const* shared_with_ = nullptr;
    std::vector<model::money> parts_, weights_;
    /// Lines of an answer that were bundled into one under a code.
    struct bundle {
        model::money parts;                                 ///< charges of those that say so (97)
        std::uint32_t host = absent, host_before = absent;  ///< the last lines raised by as much (94)
    };
    std::map<std::string_view, bundle> bundles_;  ///< by adjudicated code, of the answer bundles_of_
    std::uint32_t bundles_of_ = absent;
    line_signs signs_;
    std::uint8_t denied_groups_ = 0;  ///< 1 PR, 2 CO or PI, 4 others
    model::money after_allowed_;      ///< contractual amounts that are taken from the allowed amount
    model::date day_;
    std::unordered_set<std::string_view> many_remarks_;  ///< of the line, once it has more than a few
};

}  // namespace orthoscrub::remit
