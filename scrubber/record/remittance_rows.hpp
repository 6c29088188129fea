#pragma once
#include <span>
#include <string_view>

#include "grammars/remit_835.hpp"
#include "parser/model/remit_tables.hpp"
#include "parser/text/segment.hpp"
#include "scrubber/ledger/person_hasher.hpp"
#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/payers/payer_profiles.hpp"

namespace orthoscrub::record {

using model::amount_sum;

/// One window of an 835 set, read.
struct remittance_window {
    model::remit_tables const* tables = nullptr;
    std::span<text::segment const> segments;
    std::string_view produced;  ///< GS04
};

/// Turns the tables of windows into rows of a book: for one set `begin`, `add` for each window, `end`.
class remittance_rows {
public:
    remittance_rows(scrub::payer_profiles const& profiles, ledger::person_hasher& hasher)
        : profiles_{profiles}, hasher_{hasher} {}

    /// Opens the row of a set.
    void begin(std::uint32_t file, ledger::remittance_book& book);
    /// Adds the heading as far as it is new, and the claims and provider adjustments of a window and checks the sums of its claims.
    void add(remittance_window const& w, ledger::remittance_book& book);
    /// Says whose payment the set is and checks its sum.
    void end(ledger::remittance_book& book);

private:
    void add_heading(remittance_window const& w, ledger::remittance_book& book);
    void add_claim(remittance_window const& w, model::remit_claim_row const& c, ledger::remittance_book& book);
    /// Gives what the line adds to the adjustments of its claim.
    [[nodiscard]] amount_sum add_line(remittance_window const& w, model::remit_claim_row const& c,
                                      model::remit_line_row const& l, ledger::remittance_book& book);
    void parties_of(model::remit_tables const& t, model::remit_claim_row const& c, ledger::remitted_claim& out);

    scrub::payer_profiles const& profiles_;
    ledger::person_hasher& hasher_;
    // Of the open set.
    amount_sum due_;  // Σ CLP04 − Σ PLB
    bool payment_seen_ = false, trace_seen_ = false, payer_seen_ = false, payee_seen_ = false, produced_seen_ = false;
    bool total_read_ = false;
    text::address total_at_;       // BPR02
    std::string_view payer_code_;  // N104 of 1000A
};

}  // namespace orthoscrub::record
