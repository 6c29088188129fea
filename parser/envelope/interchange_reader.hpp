#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "parser/text/fault.hpp"
#include "parser/text/scan.hpp"
#include "parser/text/segment.hpp"

namespace orthoscrub::text {
class source;
}

namespace orthoscrub::envelope {

/// The ISA of the open interchange; owned copies, valid as long as the reader.
struct interchange_header {
    std::string control_number;                        ///< ISA13, trimmed
    std::string sender_qualifier, receiver_qualifier;  ///< ISA05, ISA07
    std::string sender, receiver;                      ///< ISA06, ISA08, trimmed
    std::string version;                               ///< ISA12
    std::string date, time;                            ///< ISA09, ISA10
    std::string ack_requested;                         ///< ISA14
    std::string usage;                                 ///< ISA15
    text::delimiters marks;
    std::uint32_t ordinal = 0;  ///< 1 for the first of the file
};

/// The GS of the open group.
struct group_header {
    std::string functional_id;     ///< GS01
    std::string sender, receiver;  ///< GS02, GS03
    std::string date, time;        ///< GS04, GS05
    std::string control_number;    ///< GS06
    std::string version;           ///< GS08
    std::uint32_t ordinal = 0;     ///< 1 for the first of the file
};

/// The ST of the open transaction set.
struct set_header {
    std::string type;            ///< ST01
    std::string control_number;  ///< ST02
    std::string version;         ///< ST03, else GS08
    std::uint32_t ordinal = 0;   ///< 1 for the first of the file
};

/// What `interchange_reader::next` found.
enum class event_kind : std::uint8_t {
    interchange_begin,  ///< ISA read; `segments` holds it
    group_begin,        ///< GS
    set_window,         ///< a part of a transaction set, or all of it
    group_end,          ///< GE
    interchange_end,    ///< IEA
    other,              ///< TA1, segments outside any set, garbage; kept for the round trip
    block_end,          ///< of a reader with blocks: `continue_in` must come before the next event
    end                 ///< nothing more
};

/// A run of segments. Views are valid until the next call of `next`. The segments from `context` on, over all events
/// of a file, cover every byte of it in order, once (`text::raw_of`). Which segments there are does not depend on the
/// size of the window nor on how the source splits its reads; where windows are cut does. Segments with the flags
/// malformed_id or layout_only are no segments to a grammar: pass over them. An event may consist of context alone.
struct event {
    event_kind kind = event_kind::end;
    std::span<text::segment const> segments;
    std::uint32_t context = 0;  ///< leading segments that repeat open parents (ST to 2000C) from earlier windows
    bool first = false;         ///< set_window: begins with its ST
    bool last = false;          ///< set_window: ends with its SE, or where the set breaks off
};

/// What is open where an event stands, and what was counted up to there. The headers are the reader's, and stay as they
/// are until the next one of their kind; who needs them longer keeps copies, and another object that names these.
class open_envelope {
public:
    /// Counts of what was handed out; `groups` and `transaction_sets` count GS and ST.
    struct totals {
        std::uint64_t interchanges = 0, groups = 0, transaction_sets = 0, segments = 0, bytes = 0;
    };

    open_envelope(interchange_header const& isa, group_header const& gs, set_header const& st, totals const& counts)
        : isa_{&isa}, gs_{&gs}, st_{&st}, counts_{counts} {}

    [[nodiscard]] interchange_header const& interchange() const noexcept { return *isa_; }
    [[nodiscard]] group_header const& group() const noexcept { return *gs_; }
    [[nodiscard]] set_header const& set() const noexcept { return *st_; }
    [[nodiscard]] totals const& counted() const noexcept { return counts_; }

private:
    interchange_header const* isa_;
    group_header const* gs_;
    set_header const* st_;
    totals counts_;
};

struct framed_block;

/// How much is held in memory, and what is too much.
struct reader_limits {
    /// Bytes read at a time; the buffer grows when one claim needs more. With segments and tables a window takes about
    /// eight times that, which should stay near the processor: twice as much was measured to be 4 % slower.
    std::size_t window_bytes = 64 * 1024;
    std::size_t segment_bytes = 1024 * 1024;     ///< longest segment
    std::size_t claim_bytes = 16 * 1024 * 1024;  ///< longest claim, and longest set heading; of 837 and 835
    bool tell_all = false;  ///< tell every fault of the envelope and of composites, not 1000 of a kind and a count
    text::scan_kernel kernel = text::scan_kernel::automatic;  ///< which code finds the delimiters; for tests
};

/// Reads a source as interchanges, groups and windows of transaction sets. Windows of an 837 are cut before HL, or before
/// CLM when one HL is larger than half a window (835: LX, CLP); the open parents are repeated as context. A set of another
/// type is cut before HL, or anywhere when it has none and is larger than claim_bytes. Checks envelope integrity and
/// resynchronises after garbage; faults go to `diagnostics` with the event at which they are known, those that are
/// told once per file with the event `end`. A source that fails ends the data: see its `result()`.
class interchange_reader {
public:
    interchange_reader(text::source& input, text::diagnostics& faults, reader_limits limits = {});
    /// Reads into `block`. Views of an event stay valid as long as the block is not used again: `next` answers `block_end`
    /// instead of moving what views refer to.
    interchange_reader(text::source& input, text::diagnostics& faults, reader_limits limits, framed_block& block);
    ~interchange_reader();
    interchange_reader(interchange_reader const&) = delete;
    interchange_reader& operator=(interchange_reader const&) = delete;

    /// The next event; `end` again and again when there is nothing more.
    [[nodiscard]] event next();
    /// Goes on in another block, or in the same one when nothing refers to it any more; the old one must still be there.
    void continue_in(framed_block& block);

    /// What is open where the event handed out last stands.
    [[nodiscard]] open_envelope open() const noexcept;
    [[nodiscard]] interchange_header const& interchange() const noexcept;
    [[nodiscard]] group_header const& group() const noexcept;
    [[nodiscard]] set_header const& set() const noexcept;
    [[nodiscard]] open_envelope::totals const& counted() const noexcept;

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace orthoscrub::envelope
