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
    void add(remittance_book& book, remit_summary& into);

private:
    void add_file(remittance_book const& book, std::size_t row);
    void add_remittance(remittance_book& book, std::size_t row);
    void add_claim(remittance_book& book, remitted_claim& claim);
    void add_line(remittance_book const& book, remitted_line& line, std::int64_t claim);
    [[nodiscard]] std::string_view adjustments(remittance_book const& book, row_range range);
    [[nodiscard]] std::string_view texts(std::vector<std::string_view> const& table, row_range range,
                                         packed_list& list);
    [[nodiscard]] std::string_view procedure(remit_procedure const& p, packed_list& list);

    ledger_machine& m_;
    std::vector<std::int64_t> files_;  ///< ids of the files of the book, 0 while none of their remittances is new
    std::int64_t file_ = 0, remittance_ = 0, claim_ = 0, line_ = 0;
    packed_list adjustments_, remarks_, policies_, adjudicated_, submitted_;
    std::string room_;
    std::vector<lookup_key> keys_;
    statement find_, first_line_, add_file_, count_file_, add_remittance_, add_claim_, add_line_, add_key_, add_plb_,
        add_break_;
};

}  // namespace orthoscrub::ledger
