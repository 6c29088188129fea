#pragma once
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "scrubber/ledger/ledger_machine.hpp"

namespace orthoscrub::ledger {

/// Reads claims that were sent back into a book. Throws sqlite_failure; the transaction is the caller's.
class submission_reader {
public:
    submission_reader(ledger_machine& m, submission_book& book);
    /// Appends the claims of these ids, which ascend; ids without a claim are passed over.
    void load(std::span<std::int64_t const> ids);

private:
    void load_run(std::span<std::int64_t const> ids);
    void read_claim();
    void read_lines(std::size_t first_claim);
    void read_findings(std::size_t first_claim);
    void read_icns(std::size_t first_claim);
    void read_statuses(std::size_t first_claim);
    void spread_unchecked(std::size_t first_claim, std::size_t first_line);
    void enter_set(std::int64_t id);
    [[nodiscard]] std::string_view kept(statement const& row, int column) { return book_.texts.keep(row.text(column)); }
    [[nodiscard]] std::vector<std::string_view> const& rules_of(std::int64_t word);

    submission_book& book_;
    word_reader words_;
    statement sets_, claims_, lines_, findings_, icns_, statuses_;
    std::int64_t total_claims_ = 0, total_lines_ = 0;  ///< of the ledger
    std::int64_t set_ = 0;
    submitted_claim in_set_;  ///< what the claims of the set at hand share
    std::unordered_map<std::int64_t, std::uint32_t> files_;
    std::unordered_map<std::int64_t, std::vector<std::string_view>> rules_;
    struct claim_rows {
        std::int64_t first_line = 0, last_line = 0, first_finding = 0, last_finding = 0, unchecked = 0;
    };
    std::vector<claim_rows> rows_;              ///< of the claims of a run
    std::vector<std::int64_t> line_unchecked_;  ///< of the lines of a run
    std::string room_;
};

}  // namespace orthoscrub::ledger
