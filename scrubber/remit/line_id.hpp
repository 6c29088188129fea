#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/ledger/remittance_book.hpp"

namespace orthoscrub::remit {

/// Names a line over files and runs, never by its position; two lines share one with a chance of 2^-64.
using line_id = std::uint64_t;

/// Billing NPI, CLM01, REF*6R or else LX01, first date of service, code.
[[nodiscard]] line_id stable_line_id(ledger::submitted_claim const& claim, ledger::submitted_line const& line);

/// Ids of remitted lines for which no submission is known, one a row of `book.lines`: payee NPI, CLP01 and
/// REF*6R, else the submitted code, modifiers, first date and the ordinal among equals within the answer (CLP).
[[nodiscard]] std::vector<line_id> remitted_line_ids(ledger::remittance_book const& book);

/// The same for an answer without service lines: payee NPI and CLP01.
[[nodiscard]] line_id remitted_claim_id(ledger::remittance_book const& book, ledger::remitted_claim const& claim);

/// 16 hexadecimal digits.
[[nodiscard]] std::string to_string_id(line_id id);

}  // namespace orthoscrub::remit
