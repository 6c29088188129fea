#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "grammars/remit_835.hpp"
#include "parser/envelope/interchange_reader.hpp"
#include "parser/text/fault.hpp"
#include "parser/text/source.hpp"
#include "scrubber/ledger/person_hasher.hpp"
#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/payers/payer_profiles.hpp"

namespace orthoscrub::record {

/// How a remittance file could be read.
enum class remittance_status : std::uint8_t {
    read,        ///< all of it; there may be faults and sums that do not come out
    wrong_type,  ///< holds transaction sets that are no 835, or none at all; the 835 in it were read
    unreadable,  ///< no X12 interchange could be read
    limit,       ///< a segment or claim was beyond a limit and skipped
    failed       ///< the source could not be read to its end
};

/// What one file gave.
struct remittance_result {
    remittance_status status = remittance_status::read;
    std::string trouble;  ///< what is wrong with the file as a whole, to be said behind its name; empty: nothing
    std::string sha256;   ///< of the file; empty when it could not be read to its end
    std::uint64_t bytes = 0;
    std::uint64_t interchanges = 0, groups = 0, transaction_sets = 0;
    std::uint64_t segments = 0;  ///< of 835 sets, ST and SE included
    std::uint64_t unplaced = 0;  ///< of these, segments that fit no loop
    std::uint64_t remittances = 0, claims = 0, lines = 0, provider_adjustments = 0;
    std::uint64_t faults = 0;  ///< that were told
    std::uint64_t breaks = 0;  ///< sums that do not come out
};

/// How files are read.
struct remittance_options {
    envelope::reader_limits limits;
    bool accept_x221 = true;  ///< 005010X221, the guide before its errata
    bool guide = true;        ///< hold sets and envelopes to their guide: faults whose ids begin guide-
};

/// Takes the structural faults of a file, as they become known. Valid during the call.
using fault_taker = std::function<void(text::fault const&)>;

/// Reads 835 files from bytes to rows of a remittance book, with one window of the file in memory at a time. Names, member
/// ids and tax ids go in as hashes. Checks every sum (line, claim, lines of the claim, transaction) and keeps those that do
/// not come out as breaks; a sum with an amount that cannot be read is unbalanced without a break, because there is a fault.
/// Not to be used by two threads at once.
class remittance_reader {
public:
    /// `profiles` and `hasher` must outlive the reader.
    remittance_reader(scrub::payer_profiles const& profiles, ledger::person_hasher& hasher,
                      remittance_options options = {});
    ~remittance_reader();
    remittance_reader(remittance_reader const&) = delete;
    remittance_reader& operator=(remittance_reader const&) = delete;

    /// Reads the source to its end and appends what it holds to `book`. Bad data never throws. `content` of a remittance is
    /// the SHA-256 over its segments from ST to SE, `image` of a claim the XXH3 over its segments from CLP on: each segment
    /// from its id to before its terminator, then one line feed, so that layout does not count.
    [[nodiscard]] remittance_result read(text::source& input, std::string_view path, ledger::remittance_book& book,
                                         fault_taker const& told = {});

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace orthoscrub::record
