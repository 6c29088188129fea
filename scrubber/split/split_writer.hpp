#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "parser/envelope/interchange_reader.hpp"
#include "parser/text/fault.hpp"
#include "parser/write/sink.hpp"
#include "scrubber/split/half_writer.hpp"
#include "scrubber/split/open_levels.hpp"
#include "scrubber/split/split_plan.hpp"

namespace orthoscrub::scrub {

/// A claim as it goes to its half; the views are valid during the call.
struct split_claim {
    std::uint64_t ordinal = 0;        ///< in the file, the first is 1
    std::string_view control_number;  ///< CLM01
    std::string_view st;              ///< ST02 of its transaction set
    std::string_view charge;          ///< CLM02 as written
    half where = half::clean;
};

/// Writes the clean and the held file of one input, in one pass over its events. A claim goes to its half byte for
/// byte; interchange, group, set and levels are repeated where they have a claim, and left out where they have none.
/// Counts and HL numbers are right in each half, every other identifier is as in the input. What belongs to no claim and
/// is no parent (TA1, text between sets) stays with what it follows and is written once.
class split_writer {
public:
    using claim_taker = std::function<void(split_claim const&)>;

    /// The plan has read the same file.
    split_writer(split_plan const& plan, write::sink& clean, write::sink& held);
    ~split_writer();

    /// Reads the whole input. Fails when one of the sinks does; what the source says stands in its `result()`.
    [[nodiscard]] text::io_result split(text::source& input, envelope::reader_limits const& limits,
                                        claim_taker const& seen = {});

    /// Parts of the envelope that hold no claim and are in neither file.
    struct emptied {
        std::uint64_t interchanges = 0, groups = 0, sets = 0;
    };
    [[nodiscard]] emptied const& left_out() const noexcept { return left_out_; }
    [[nodiscard]] std::uint64_t claims() const noexcept { return claims_; }
    [[nodiscard]] std::uint64_t bytes(half which) const noexcept {
        return halves_[static_cast<std::size_t>(which)].bytes();
    }

private:
    struct container {
        std::string before;  ///< text before the header that is written once
        std::string header;
        std::string after;           ///< text behind the header that is written once
        std::string control_number;  ///< ISA13, GS06, ST02 as read
        std::uint64_t serial = 0;
        std::uint64_t segments = 0;  ///< of a set's heading
        bool open = false;
        bool headed = false;  ///< has a header (a set may stand outside of any group)
    };

    void see(envelope::event const& e, envelope::interchange_reader const& reader, claim_taker const& seen);
    void see_set(envelope::event const& e, envelope::interchange_reader const& reader, claim_taker const& seen);
    void see_stray(text::segment const& s);
    void open(container& which, text::segment const& header, std::string_view control_number);
    void open_parents(half_writer& out, half which);
    void close_set(text::segment const* se);
    void close_group(text::segment const* ge);
    void close_interchange(text::segment const* iea);
    void trailer(half_writer& out, std::string_view id, text::segment const* written, std::uint64_t count,
                 container const& of);
    void lead(text::segment const& s);
    void write_to(half which) noexcept;
    void write_to(std::string& text) noexcept;
    [[nodiscard]] half_writer& at(half which) noexcept { return halves_[static_cast<std::size_t>(which)]; }

    split_plan const& plan_;
    std::array<half_writer, 2> halves_;
    container interchange_, group_, set_;
    open_levels levels_;
    std::array<level_text, open_levels::depths> texts_;
    text::delimiters marks_;
    std::string line_end_;  ///< what stands behind the terminators of the open interchange
    bool line_end_known_ = false;
    bool interchange_lost_ = false;   ///< the interchange broke off before the segments of this event
    half last_ = half::clean;         ///< half of the last claim
    std::string* pending_ = nullptr;  ///< where layout behind the last segment goes, else the halves of `direct_`
    std::array<bool, 2> direct_{};
    std::uint64_t claims_ = 0;
    emptied left_out_;
};

}  // namespace orthoscrub::scrub
