#pragma once
#include <string>
#include <string_view>

#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/ledger/submission_book.hpp"
#include "scrubber/remit/matches.hpp"

namespace orthoscrub::test {

/// Both books and their matches, made from loose segments without envelopes; shares no code with the grammars or the
/// matcher. Segments end in ~, elements are parted by *, components by a colon.
struct remit_fragments {
    ledger::submission_book sent;
    ledger::remittance_book answered;
    remit::match_book matches;

    /// Claims: CLM, REF*F8, LX, SV1, DTP*472, REF*6R. `payer` is the id of the payer they were sent to.
    void add_837(std::string_view segments, std::string_view payer = "PAYER1",
                 ledger::front_end state = ledger::front_end::silent);
    /// One transaction set from BPR to PLB, with the balance of each level worked out. Without TRN it has a trace of its
    /// own; the same segments and day again are the same content.
    void add_835(std::string_view segments, std::string_view paid_on, std::string_view payer = "PAYER1");
    /// Pairs claims by CLM01 (and CLP09 when several have it) and lines by 6R, LX01, then code with modifiers.
    void match();
};

}  // namespace orthoscrub::test
