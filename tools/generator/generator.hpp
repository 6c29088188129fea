#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace orthoscrub::generator {

/// A mistake that can be planted in a claim, named for the rule of the book that catches it.
enum class defect : std::uint8_t {
    laterality_missing,     ///< no RT or LT on a knee or ankle-foot line sent to Medicare
    rt_and_lt_on_one_line,  ///< both sides on one line with 2 units and twice the charge
    side_on_midline,        ///< RT on a spinal brace
    coverage_missing,       ///< no KX, GA or GZ on a knee or ankle-foot line sent to Medicare
    kx_on_spine,            ///< KX on a brace whose policy does not know it
    new_and_used,           ///< NU and UE on one line
    anesthesia_modifier,    ///< QK on an orthosis
    authorization_missing,  ///< a listed code to Medicare without its UTN
    ordering_missing,       ///< no 2420E on a Medicare line
    npi_wrong,              ///< the ordering practitioner's NPI fails its check digit
    total_wrong,            ///< CLM02 is some cents away from the sum of its lines
    diagnosis_retired,      ///< M54.5 instead of one of its successors
    note_empty_phrase,      ///< an unlisted code described as MISC BRACE
    count_
};

/// The rule that a defect breaks: "modifier-laterality-required".
[[nodiscard]] std::string_view rule_of(defect which) noexcept;

/// One planted mistake: what the file is known to hold. `claim` is CLM01 and valid only during the call.
struct planted {
    std::string_view claim;
    unsigned line = 0;  ///< LX01; 0: the claim as a whole
    defect what{};
};

/// How payers and those between spoil control numbers on their way back.
enum class damage : std::uint8_t {
    letter_case,      ///< CLP01 in lower case
    punctuation,      ///< CLP01 without its dash
    prefix,           ///< CLP01 cut short, 8 characters or more
    destroyed_known,  ///< CLP01 replaced, but the acknowledgment told CLP07
    destroyed,        ///< CLP01 replaced, CLP07 never seen before
    licn_case,        ///< REF*6R in lower case
    licn_cut,         ///< REF*6R without its last two characters
    licn_gone,        ///< no REF*6R
    count_
};

/// The word for it on the command line and in the truth: "destroyed_known".
[[nodiscard]] std::string_view name_of(damage kind) noexcept;

/// How many answers of a thousand are damaged in this way; only a claim with a single, plain answer is.
struct damage_share {
    damage kind{};
    std::uint32_t per_mille = 0;
};

/// What to write.
struct options {
    std::uint64_t claims = 100;
    std::uint64_t seed = 1;               ///< the same seed and options give the same bytes on every machine
    std::uint32_t claims_per_set = 5000;  ///< CLM per ST..SE, from 1; the guide recommends at most 5000
    std::chrono::year_month_day file_date{std::chrono::year{2026}, std::chrono::June, std::chrono::day{30}};  ///< BHT04
    bool segment_per_line = false;              ///< a line feed after every terminator
    std::uint32_t defects_per_mille = 0;        ///< claims of a thousand that get one mistake; 0 gives a clean file
    std::vector<defect> defects;                ///< kinds to plant; empty means all
    std::function<void(planted const&)> truth;  ///< told of every planted mistake; may be empty
    std::function<void(std::string_view)> era;  ///< takes the 835 that answers the claims; may be empty
    std::function<void(std::string_view)> outcomes;  ///< takes the truth about each line, ndjson; may be empty
    std::function<void(std::string_view)> ack;       ///< takes the 277CA; may be empty, then the front end takes all
    std::vector<damage_share> damages;               ///< in sum at most 1000
    std::uint32_t unnumbered_per_mille = 0;          ///< claims of a thousand that are sent without REF*6R
};

/// Writes one interchange of 837P claims (005010X222A1) of an orthosis supplier: invented people, real codes, counts
/// and sums that agree. Hands the text to `sink` in pieces, in order; memory does not grow with the number of claims.
/// When `era`, `outcomes` or `ack` is there, the claims are answered too; that changes no byte of the claims.
void generate(options const& wanted, std::function<void(std::string_view)> const& sink);

}  // namespace orthoscrub::generator
