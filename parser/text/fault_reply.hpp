#pragma once
#include <cstdint>
#include <string_view>

#include "parser/text/fault.hpp"

namespace orthoscrub::text {

/// The segment of an acknowledgment that can say a fault, from the outside in.
enum class reply_segment : std::uint8_t {
    none,  ///< no acknowledgment has a word for it
    ta1,   ///< TA105, about the interchange
    ak9,   ///< AK905, about the functional group
    ik5,   ///< IK502, about the transaction set
    ik3,   ///< IK304, about a segment or loop
    ik4    ///< IK403, about an element; its IK3 says 8
};

/// How the TA1 or the 999 says a fault.
struct fault_reply {
    reply_segment segment = reply_segment::none;
    std::string_view code;  ///< of TA105, AK905, IK502, IK304 or IK403; a fault may carry a finer one in `fault::reply`
    unsigned snip = 1;      ///< WEDI SNIP type: 1 syntax of X12, 2 requirements of the guide, 3 balancing
};

/// The reply to a fault of this kind. Source: code lists of the TA1 and of 999 005010X231A1.
[[nodiscard]] fault_reply const& reply_to(fault_code code) noexcept;

}  // namespace orthoscrub::text
