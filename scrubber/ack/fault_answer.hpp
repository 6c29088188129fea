#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "parser/envelope/interchange_reader.hpp"
#include "parser/text/fault_reply.hpp"
#include "scrubber/ack/claim_status.hpp"
#include "scrubber/ack/situation.hpp"
#include "scrubber/engine/finding_view.hpp"

namespace orthoscrub::ack {

/// What answers a finding: a segment of TA1 or 999 and its code, or statuses of the 277CA (`segment` is none).
struct fault_answer {
    text::reply_segment segment = text::reply_segment::none;
    std::string code;                    ///< of TA105, AK905, IK502, IK304, IK403
    situation where;                     ///< of IK3, IK4 and CTX
    std::vector<claim_status> statuses;  ///< with `none`, of one STC; empty: nothing answers it
};
/// "IK4 I9", "277CA A7:453", "277CA A7:400 A7:178"; empty when nothing answers.
[[nodiscard]] std::string to_string(fault_answer const& answer);

/// Which answer says this finding, and how. `group` is the group that is open. Source: emitter table and settled answers
/// of the field; statuses are those that the rule predicts, else what its place in the claim suggests.
[[nodiscard]] fault_answer answer_to(scrub::finding_view const& finding, envelope::group_header const& group);

}  // namespace orthoscrub::ack
