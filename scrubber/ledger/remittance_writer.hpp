#pragma once
#include <string>
#include <vector>

#include "scrubber/ledger/ledger_machine.hpp"

namespace orthoscrub::ledger {

/// Bits of remitted_claim.flags in the file.
inline constexpr int remitted_crossover = 1, remitted_balanced = 2, remitted_lines_balanced = 4;

/// Records remittances. Throws sqlite_failure; the transaction is the caller's.
struct remittance_writer {
    explicit remittance_writer(ledger_machine& m);

    /// Sets the ids of a remittance that is there already, of its claims and lines; false when it is new.
    bool find(remittance_book& book, std::size_t row);
    /// Sets the ids of all that has none: those that are there, or the next of their tables.
    void number(remittance_book& book, remit_summary& into);
    /// Records what `number` gave the next ids.
    void add(remittance_book const& book);

private:
    void add_file(remittance_book const& book, remittance const& r);
    void add_remittance(remittance_book const& book, remittance const& r);
    void add_claim(remittance_book const& book, remitted_claim const& claim, std::int64_t remittance);
    void add_line(remittance_book const& book, remitted_line const& line, std::int64_t claim);
    [[nodiscard]] std::string_view adjustments(remittance_book const& book, row_range range);
    [[nodiscard]] std::string_view texts(std::vector<std::string_view> const& table, row_range range,
                                         packed_list& list);
    [[nodiscard]] std::string_view procedure(remit_procedure const& p, packed_list& list);

    ledger_machine& m_;
    std::vector<std::int64_t> files_;  ///< ids of the files of the book, 0 while none of their remittances is new
    std::int64_t file_ = 0, claim_ = 0, line_ = 0;  ///< the next of each
    packed_list adjustments_, remarks_, policies_, adjudicated_, submitted_;
    std::string room_;
    std::vector<lookup_key> keys_;
    statement find_, first_line_, add_file_, count_file_, add_remittance_, add_claim_, add_line_, add_key_, add_plb_,
        add_break_;
};

}  // namespace orthoscrub::ledger
