#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "parser/envelope/interchange_reader.hpp"
#include "scrubber/ack/answer_policy.hpp"
#include "scrubber/ack/segment_text.hpp"

namespace orthoscrub::ack {

/// The date and time of answers: "260302", "20260302", "1015".
struct answer_clock {
    explicit answer_clock(answer_stamp const& stamp);
    std::string day6, day8, time4;
};

/// `number` with leading zeros, at least `digits` wide; a control number never has more than nine digits.
[[nodiscard]] std::string control_number(std::uint64_t number, std::size_t digits);

/// ISA of an answer to `asked`: sender and receiver change places, nothing is asked for in return.
void write_isa(segment_text& out, envelope::interchange_header const& asked, text::delimiters const& marks,
               std::uint64_t number, answer_clock const& clock);
void write_iea(segment_text& out, std::uint64_t number, std::uint64_t groups);
/// GS of an answer to the group `asked`.
void write_gs(segment_text& out, std::string_view functional_id, std::string_view version,
              envelope::group_header const& asked, std::uint64_t number, answer_clock const& clock);
void write_ge(segment_text& out, std::uint64_t number, std::uint64_t sets);

}  // namespace orthoscrub::ack
