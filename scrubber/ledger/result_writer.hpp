#pragma once
#include <string>
#include <vector>

#include "scrubber/ledger/ledger_machine.hpp"

namespace orthoscrub::ledger {

/// Records matches, outcomes and verdicts. Throws sqlite_failure; the transaction is the caller's.
struct result_writer {
    explicit result_writer(ledger_machine& m);
    void add(result_book const& results);

private:
    void add_matches(result_book const& results);
    void add_outcomes(result_book const& results);
    [[nodiscard]] std::string_view evidence(result_book const& results, row_range range);
    [[nodiscard]] std::string_view reasons(result_book const& results, row_range range);
    [[nodiscard]] std::string_view remarks(result_book const& results, row_range range);

    ledger_machine& m_;
    packed_list list_, remarks_;
    std::vector<std::int64_t> claims_;
    statement old_matches_, icns_, add_icn_, add_match_, add_line_match_, drop_outcomes_, drop_unmatched_,
        drop_verdicts_, add_outcome_, add_verdict_;
};

}  // namespace orthoscrub::ledger
