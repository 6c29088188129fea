#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "parser/envelope/interchange_reader.hpp"
#include "parser/text/fault_reply.hpp"
#include "scrubber/engine/finding_view.hpp"

namespace orthoscrub::ack {

/// A status of a 277CA: STC01 and its like.
struct claim_status {
    std::string category, status, entity;
    friend bool operator==(claim_status const&, claim_status const&) = default;
};
/// "A7:562:85".
[[nodiscard]] std::string to_string(claim_status const& status);

/// What answers a finding: a segment of TA1 or 999 and its code, or a status of the 277CA (`segment` is none).
struct fault_answer {
    text::reply_segment segment = text::reply_segment::none;
    std::string code;                 ///< of TA105, AK905, IK502, IK304, IK403
    text::segment_id segment_id = 0;  ///< IK301 when it is not the segment that the finding points at
    claim_status status;              ///< with `none`; empty category: nothing answers it
};
/// "IK4 I9", "277CA A7:453"; empty when nothing answers.
[[nodiscard]] std::string to_string(fault_answer const& answer);

/// Which answer says this finding, and how. `group` is the group that is open. Source: emitter table and settled answers
/// of the field; statuses are those that the rule predicts, else what its place in the claim suggests.
[[nodiscard]] fault_answer answer_to(scrub::finding_view const& finding, envelope::group_header const& group);

/// The status for an error at this place when nothing better is known. `entity` of an NM1 loop is added where the status
/// speaks of somebody.
[[nodiscard]] claim_status usual_status(text::address const& at, unsigned snip);
/// Who a loop is about, as STC01-3 names it; empty where a loop is about nobody.
[[nodiscard]] std::string_view entity_of(text::loop_id loop) noexcept;

}  // namespace orthoscrub::ack
