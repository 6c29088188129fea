#pragma once
#include <cstdint>
#include <span>

#include "parser/model/money.hpp"
#include "parser/model/remit_tables.hpp"
#include "parser/text/fault.hpp"
#include "parser/text/segment.hpp"

namespace orthoscrub::grammars {

/// Checks the sums of an 835 on its four levels: line (SVC02 less CAS is SVC03), claim (CLP03 less all CAS is CLP04), lines
/// of the claim (Σ SVC02 is CLP03) and payment (Σ CLP04 less Σ PLB is BPR02). Tolerance 0 cents. A sum with an amount that
/// cannot be read is not judged, because there is a fault. One object reads the windows of a set in order.
class remit_balance {
public:
    /// `tables` are what `read_remittance` made of the window; `first` and `last` as `envelope::event` says. Faults that
    /// are known with this window are appended.
    void read(model::remit_tables const& tables, std::span<text::segment const> segments, bool first, bool last,
              text::diagnostics& faults);

private:
    static void read_claim(model::remit_tables const& t, model::remit_claim_row const& c,
                           std::span<text::segment const> segments, text::diagnostics& faults);

    model::amount_sum due_;      // Σ CLP04 − Σ PLB
    model::parsed_money total_;  // BPR02
    text::address total_at_;     // of BPR02
    bool payment_seen_ = false;
};

}  // namespace orthoscrub::grammars
