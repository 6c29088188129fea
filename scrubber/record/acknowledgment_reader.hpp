#pragma once
#include <cstdint>
#include <string_view>

#include "parser/model/ack_tables.hpp"
#include "parser/text/fault.hpp"
#include "parser/text/source.hpp"
#include "scrubber/codes/answer_tables.hpp"
#include "scrubber/ledger/acknowledgment_book.hpp"
#include "scrubber/ledger/person_hasher.hpp"

namespace orthoscrub::record {

/// What a file of acknowledgments held.
struct acknowledgment_counts {
    std::uint64_t interchanges = 0;
    std::uint64_t answers_ta1 = 0;
    std::uint64_t sets_999 = 0, sets_277ca = 0;
    std::uint64_t sets_other = 0;  ///< transaction sets that are no acknowledgment; passed over
};

/// What one status of a 277CA says of its claim: its category decides, or STC03 where `codes` does not know that.
[[nodiscard]] ledger::front_end word_of(model::status_row const& status, scrub::answer_tables const& codes) noexcept;

/// Appends the TA1, 999 and 277CA of a file, in any mix and order, to `out`, and faults of structure to `faults`. Whether
/// a 277CA status rejects follows from its category in `codes`; of a category that the table does not have, from STC03. A
/// line that is rejected rejects its claim. Member ids are hashed. Bad data never throws; what is broken is read as far as
/// it goes and marked. A source that fails ends the data: see its `result()`. `guide` asks for
/// the faults whose ids begin guide-.
[[nodiscard]] acknowledgment_counts read_acknowledgments(text::source& input, std::string_view path,
                                                         scrub::answer_tables const& codes,
                                                         ledger::person_hasher& hasher,
                                                         ledger::acknowledgment_book& out, text::diagnostics& faults,
                                                         bool guide = true);

}  // namespace orthoscrub::record
