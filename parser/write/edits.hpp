#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/text/segment.hpp"
#include "parser/text/source.hpp"
#include "parser/write/sink.hpp"

namespace orthoscrub::write {

/// Replaces `length` bytes of the original from `offset` on. Length 0 inserts before that byte.
struct edit {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    std::string replacement;

    friend bool operator==(edit const&, edit const&) = default;
};

/// Edits of one file. They may be added in any order; insertions at one place keep the order in which they
/// were added and come before a replacement there.
class edit_list {
public:
    void add(edit e);
    void add(std::vector<edit> const& edits);
    /// Sorts the edits; false when two of them touch the same bytes, which no call can repair.
    [[nodiscard]] bool sort();
    [[nodiscard]] std::vector<edit> const& edits() const noexcept { return edits_; }
    [[nodiscard]] bool empty() const noexcept { return edits_.empty(); }

private:
    std::vector<edit> edits_;
};

/// Where an element stands in the file: bytes [offset, offset + length). For a line-wrapped segment the line
/// breaks inside belong to the range. An element that the segment does not have is an empty range at the
/// segment's end, and `missing` separators must be written before it.
struct element_range {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    unsigned missing = 0;
};
[[nodiscard]] element_range range_of(text::segment const& s, unsigned element) noexcept;

/// The edit that sets an element (from 1). `separator` is the element separator of the interchange.
[[nodiscard]] edit set_element(text::segment const& s, unsigned element, std::string_view value, char separator);

/// Writes an original stream with edits applied. The original may come in blocks of any size.
class edited_stream {
public:
    /// `edits` must be sorted and outlive the stream.
    edited_stream(edit_list const& edits, sink& out) : edits_{edits.edits()}, out_{out} {}
    /// The next bytes of the original.
    text::io_result write(std::string_view original);
    /// The original is at its end. False in `complete` when an edit lies behind it.
    text::io_result finish(bool& complete);

private:
    std::vector<edit> const& edits_;
    sink& out_;
    std::size_t next_ = 0;
    std::uint64_t position_ = 0;  // in the original
    std::uint64_t skip_to_ = 0;   // bytes before this are replaced
    text::io_result result_;
};

/// Copies `input` to `out` with the edits applied. Fails (EINVAL) when edits overlap or lie behind the end.
[[nodiscard]] text::io_result apply(text::source& input, edit_list& edits, sink& out);

}  // namespace orthoscrub::write
