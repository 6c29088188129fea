#pragma once
#include <cstdint>
#include <span>
#include <unordered_map>

#include "scrubber/ledger/ledger_machine.hpp"

namespace orthoscrub::ledger {

/// Reads remitted claims back into a book, with the remittances that they stand in. Throws sqlite_failure; the
/// transaction is the caller's.
class remittance_reader {
public:
    remittance_reader(ledger_machine& m, remittance_book& book);
    /// Appends the remitted claims of these ids, which ascend.
    void load(std::span<std::int64_t const> ids);
    /// Appends all remittances, those without a claim too.
    void load_all(database& db);

private:
    void load_run(std::span<std::int64_t const> ids);
    void enter_remittance(std::int64_t id);
    void read_claim();
    void read_lines(std::size_t first_claim, std::int64_t first, std::int64_t last);
    void read_breaks(std::size_t first_remittance);
    [[nodiscard]] row_range adjustments(statement const& row, int column);
    [[nodiscard]] row_range texts(statement const& row, int column, std::vector<std::string_view>& table);
    [[nodiscard]] remit_procedure procedure(statement const& row, int column);
    [[nodiscard]] std::string_view kept(statement const& row, int column) { return book_.texts.keep(row.text(column)); }

    remittance_book& book_;
    word_reader words_;
    statement remittances_, claims_, lines_, plbs_, breaks_;
    std::unordered_map<std::int64_t, std::uint32_t> files_;
    std::string room_;
};

}  // namespace orthoscrub::ledger
