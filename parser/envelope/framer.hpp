#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "parser/envelope/framed_block.hpp"
#include "parser/envelope/isa_header.hpp"
#include "parser/text/address.hpp"
#include "parser/text/scan.hpp"
#include "parser/text/segment.hpp"
#include "parser/text/segment_kind.hpp"
#include "parser/text/source.hpp"

namespace orthoscrub::envelope {

/// A segment that the envelope reader must look at: an envelope segment, HL, CLM, HI, in sets other than 837 also LX
/// and CLP, or one with a fault.
struct landmark {
    std::uint32_t index = 0;  ///< in the queue of segments
    text::segment_kind kind = text::segment_kind::unknown;
    bool faulty = false;   ///< malformed, unterminated or oversized
    bool outside = false;  ///< data outside of any interchange
};

/// Something that is told once per file: where it was seen first, and how often.
struct tally {
    std::uint64_t count = 0;
    text::address first;
};

/// Cuts a stream into segments. A block slides over the source, or one block follows another; every byte goes to exactly
/// one segment; where segments begin and end depends on the bytes alone, neither on the size of the block nor on how the
/// source splits its reads. Knows of the envelope only what framing needs: the delimiters change at ISA and
/// end with IEA.
class framer {
public:
    framer(text::source& input, framed_block& block, std::size_t window_bytes, std::size_t segment_bytes,
           text::scan_kernel kernel);

    /// The segments that wait, as indices [front, back) of `segments`.
    [[nodiscard]] std::size_t front() const noexcept { return front_; }
    [[nodiscard]] std::size_t back() const noexcept { return back_; }
    [[nodiscard]] text::segment* segments() noexcept { return block_->queue.data(); }
    /// The landmarks among the waiting segments, in order.
    [[nodiscard]] std::span<landmark const> landmarks() const noexcept {
        return std::span{landmarks_}.subspan(landmark_front_);
    }
    /// Takes the segments before `index` out of the queue. Their views stay valid until `more` or `lead`.
    void consume(std::size_t index) noexcept;
    /// True when segments of the block were consumed: what waits cannot move inside of it without voiding their views.
    [[nodiscard]] bool given() const noexcept { return given_; }
    /// Puts copies of `context` right before the front; there must be room.
    void lead(std::span<text::segment const> context);
    /// Goes on in another block: what waits moves there, and the views of what was consumed stay valid. Leaves room for
    /// `room` segments before the front. Indices and views of what waits are new afterwards.
    void move_to(framed_block& block, std::size_t room);
    /// Reads on until at least one more segment waits; false when the data are at their end. Leaves room for
    /// `room` segments before the front. Indices and views are new afterwards.
    bool more(std::size_t room);
    [[nodiscard]] bool at_end() const noexcept { return end_of_data_ && at_ == size_ && raw_start_ == size_; }

    /// The reading of the next ISA among the consumed ones; one for every segment of kind isa.
    [[nodiscard]] isa_reading take_isa();
    /// Bytes read from the source.
    [[nodiscard]] std::uint64_t bytes() const noexcept { return offset_ + size_; }
    [[nodiscard]] text::source const& input() const noexcept { return input_; }

    tally lower_case_ids, trailing_separators, non_ascii;

private:
    enum class step : unsigned char { done, wait };
    void slide(framed_block& to, std::size_t room);
    void fill();
    void frame();
    step frame_inside();
    step frame_outside();
    step frame_with_care(std::uint32_t begin, std::uint32_t end);
    step open_interchange(std::uint32_t begin);
    step starts_segment(std::uint32_t at, std::uint32_t begin, bool& answer) const;
    [[nodiscard]] isa_reading isa_at(std::uint32_t at) const noexcept;
    void frame_usual();
    void emit(std::uint32_t begin, std::uint32_t raw_end, std::size_t mark_end, std::uint16_t flags);
    void emit_copy(std::uint32_t begin, std::uint32_t end, std::uint32_t raw_end, std::uint16_t flags);
    void emit_raw(std::uint32_t raw_end, std::uint16_t flags);
    void finish(text::segment& s);
    [[nodiscard]] std::uint32_t skip_layout(std::uint32_t from, std::uint32_t to) const noexcept;
    void drop_marks_before(std::uint32_t position);

    static constexpr std::size_t padding = 64;         // readable bytes behind the buffer; see text::readable_behind
    static constexpr std::uint32_t no_marks[1] = {0};  // of segments that have raw bytes only

    text::source& input_;
    text::scanner scanner_;
    std::size_t segment_bytes_;
    std::size_t capacity_;
    framed_block* block_;
    bool given_ = false;  // segments of the block were consumed
    bool moved_ = false;  // what waits was just moved, with room_ segments before it
    std::size_t room_ = 0;
    std::uint64_t offset_ = 0;     // of the buffer in the file
    std::uint32_t size_ = 0;       // bytes in the buffer
    std::uint32_t scanned_ = 0;    // bytes scanned
    std::uint32_t at_ = 0;         // where the next segment is looked for
    std::uint32_t raw_start_ = 0;  // first byte that belongs to no segment yet
    bool end_of_data_ = false;

    bool inside_ = false;    // between ISA and IEA
    bool isa_open_ = false;  // the segment at at_ is an ISA whose delimiters are set
    bool in_oversized_ = false;
    text::delimiters marks_;
    std::size_t mark_at_ = 0;     // in index.marks: first not used
    std::size_t end_at_ = 0;      // in its ends
    std::size_t special_at_ = 0;  // in its specials

    std::size_t front_ = 0, back_ = 0;
    std::vector<landmark> landmarks_;
    std::size_t landmark_front_ = 0;
    std::deque<isa_reading> isas_;
    std::uint32_t ordinal_ = 0;
    std::uint32_t st_ordinal_ = 0;
    std::uint32_t in_set_ = 0;
    text::segment_kind last_marked_ = text::segment_kind::clp;  // kinds behind it are no landmarks in this set
};

}  // namespace orthoscrub::envelope
