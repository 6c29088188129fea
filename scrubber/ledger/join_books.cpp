// Every number that names a row of a table is moved by the rows that stood there before.
#include "scrubber/ledger/join_books.hpp"

namespace orthoscrub::ledger {
namespace {

template <class Row>
std::uint32_t rows(std::vector<Row> const& table) noexcept {
    return static_cast<std::uint32_t>(table.size());
}
void move_by(std::uint32_t& row, std::uint32_t by) noexcept {
    if (row != absent) row += by;
}

}  // namespace

void append(remittance_book& to, remittance_book const& from) {
    std::uint32_t const files = rows(to.files), remittances = rows(to.remittances), claims = rows(to.claims),
                        lines = rows(to.lines), adjustments = rows(to.adjustments), remarks = rows(to.remarks),
                        policies = rows(to.policies), provider_adjustments = rows(to.provider_adjustments);
    to.files.insert(to.files.end(), from.files.begin(), from.files.end());
    for (remittance row : from.remittances) {
        row.file += files;
        row.claims.first += claims;
        row.provider_adjustments.first += provider_adjustments;
        to.remittances.push_back(row);
    }
    for (remitted_claim row : from.claims) {
        row.remittance += remittances;
        row.lines.first += lines;
        row.adjustments.first += adjustments;
        row.remarks.first += remarks;
        to.claims.push_back(row);
    }
    for (remitted_line row : from.lines) {
        move_by(row.claim, claims);
        row.adjustments.first += adjustments;
        row.remarks.first += remarks;
        row.policies.first += policies;
        to.lines.push_back(row);
    }
    to.adjustments.insert(to.adjustments.end(), from.adjustments.begin(), from.adjustments.end());
    to.remarks.insert(to.remarks.end(), from.remarks.begin(), from.remarks.end());
    to.policies.insert(to.policies.end(), from.policies.begin(), from.policies.end());
    to.provider_adjustments.insert(to.provider_adjustments.end(), from.provider_adjustments.begin(),
                                   from.provider_adjustments.end());
    for (balance_break row : from.breaks) {
        move_by(row.remittance, remittances);
        move_by(row.claim, claims);
        move_by(row.line, lines);
        to.breaks.push_back(row);
    }
}

}  // namespace orthoscrub::ledger
