#pragma once
#include <string_view>

#include "parser/envelope/interchange_reader.hpp"
#include "parser/text/fault_reply.hpp"

namespace orthoscrub::ack {

/// A segment of TA1 or 999 with its code; `none` where a fault is not one of the envelope.
struct envelope_answer {
    text::reply_segment segment = text::reply_segment::none;
    std::string_view code;  ///< of TA105, AK905, IK502
};

/// How a fault in ISA, IEA, GS, GE, ST or SE is answered: what IK3 and IK4 would say inside of a set is said of the
/// interchange, the group or the set as a whole. `group` is the group that is open.
[[nodiscard]] envelope_answer answer_of_envelope(text::fault const& fault, envelope::group_header const& group);

}  // namespace orthoscrub::ack
