#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/model/claim_tables.hpp"
#include "scrubber/codes/code_tables.hpp"
#include "scrubber/facts/key_text.hpp"
#include "scrubber/facts/keyed_hash.hpp"

namespace orthoscrub::scrub {

/// Where a claim stands in a run.
struct claim_position {
    std::uint32_t file = 0;   ///< ordinal of the file in the run, from 1; 0: there is no such claim
    std::uint64_t claim = 0;  ///< ordinal in its file, from 1

    [[nodiscard]] explicit operator bool() const noexcept { return file != 0; }
    friend bool operator==(claim_position const&, claim_position const&) = default;
};

/// What earlier claims of the run mean for the claims of one window.
struct batch_answers {
    struct of_claim {
        claim_position repeats;  ///< the first claim that this one is a second copy of
        claim_position
            same_day;  ///< the first claim for a spinal orthosis or a repair of the same patient, supplier and
                       ///< day, when this claim has one too
    };
    std::vector<of_claim> claims;  ///< by row in claims
    std::vector<claim_position>
        conflicts;             ///< by row in lines: the first claim with a base that this base conflicts with
    std::uint32_t file = 0;    ///< of the window
    std::uint64_t window = 0;  ///< another number for every window of the process; 0 before the first
    std::vector<std::pair<std::uint32_t, std::string>> others;  ///< names of the other files that are answered with

    /// "claim 3 of this file", "claim 3 of monday.837", "no claim".
    [[nodiscard]] std::string in_words(claim_position at) const;
};

/// What was seen of the claims of a run, across its files. Of each claim only hashes, a position and a few bits are kept:
/// one record of 40 bytes, and one more for each further service date with a base, a spinal orthosis or a repair. An index
/// of 8 bytes a place leads to them; it doubles in shards and is filled to between three and six eighths, so
/// that a record takes 51 to 62 bytes in all.
///
/// Claims are compared when they are originals (CLM05-3 is 1), of the same billing NPI and payer sequence (SBR01), and of
/// the same patient: voids, replacements and claims for another payer are other claims by right.
class batch_memory {
public:
    /// `codes` must outlive the memory. `seed` is drawn by the caller, once a run.
    batch_memory(code_tables const& codes, std::uint64_t seed);

    /// The claims that follow stand in this file. `path` is how findings name it.
    void begin_file(std::string_view path);
    /// Compares the claims of the window with all before, then remembers them. `claims_before` is the number of claims of
    /// the file in earlier windows. To be called once a window, in the order of the file. `answers` may be used again.
    void look(model::claim_tables const& tables, std::uint64_t claims_before, batch_answers& answers);
    /// Starts a new run.
    void forget();

    [[nodiscard]] std::size_t records() const noexcept;
    /// Bytes that the table takes now.
    [[nodiscard]] std::size_t bytes() const noexcept;

private:
    /// One service date of one claim.
    struct record {
        hash128 day;                 ///< billing NPI, payer sequence, patient, date
        std::uint64_t content = 0;   ///< of all lines; on the record of the first date, else 0
        std::uint64_t position = 0;  ///< file and claim
        std::uint64_t marks = 0;     ///< bases of that date by region and side; spinal orthosis or repair
    };
    static_assert(sizeof(record) == 40);
    /// A place of the index: part of the hash, and the record.
    struct place {
        std::uint32_t hash = 0;
        std::uint32_t record = 0;  ///< from 1; 0: the place is free
    };
    /// A part of the index: open addressing over a power of two of places, filled up to three fourths.
    struct shard {
        std::vector<place> places;
        std::uint32_t used = 0;
    };
    struct pending {
        record what;
        std::uint32_t claim = 0;  ///< row
        model::date day;
        std::uint64_t against = 0;                ///< line_marks::against of the lines of the day together
        std::uint32_t last_line = model::absent;  ///< of those with marks: row in lines
    };
    /// What a line stands for and what it conflicts with, as bits of record::marks.
    struct line_marks {
        std::uint64_t own = 0;
        std::uint64_t against = 0;
        std::uint32_t before = model::absent;  ///< the line before it of the same claim and day that has marks
    };

    void read_claim(model::claim_tables const& tables, std::uint32_t row);
    [[nodiscard]] std::uint64_t read_line(model::claim_tables const& tables, model::line_row const& line,
                                          line_marks& marks);
    [[nodiscard]] std::uint64_t hash_of_odd(model::claim_tables const& tables, model::line_row const& line);
    void judge(pending const& p, bool& repeated, batch_answers& answers);
    void name_others(batch_answers& answers) const;
    [[nodiscard]] shard& shard_of(hash128 day) noexcept { return shards_[day.high % shards_.size()]; }
    [[nodiscard]] record& record_at(std::uint32_t number) noexcept {
        return blocks_[(number - 1) / block_records][(number - 1) % block_records];
    }
    void insert(record const& r);
    static void put(std::vector<place>& places, place p) noexcept;
    /// Calls `visit` for the records of a day, in no order.
    template <class Visit>
    void for_each(hash128 day, Visit&& visit);

    code_tables const& codes_;
    std::uint64_t seed_;
    std::array<std::uint64_t, 64> base_bits_{};  ///< by region: the bit of a base without a side; right and left follow
    std::array<std::uint64_t, 64> rival_bits_{};  ///< by region: base_bits_ of all regions that it conflicts with
    static constexpr std::size_t block_records = 256;
    std::array<shard, 64> shards_;
    std::vector<std::unique_ptr<record[]>> blocks_;
    std::uint32_t records_ = 0;
    std::vector<std::string> files_;
    std::vector<pending> pending_;
    std::vector<line_marks> line_marks_;
    key_text key_;
    std::string line_;
};

}  // namespace orthoscrub::scrub
