#pragma once
#include <set>
#include <string>
#include <vector>

#include "tests/oracle/stack_reader.hpp"

namespace orthoscrub::oracle {

/// What should be said of one transaction set.
struct set_verdict {
    std::vector<std::string> told;  ///< "IK3*NM1*14*2010*8", "NM1*14*2010 IK4*4*I9"; some twice
    std::set<std::string> codes;    ///< of IK502; none: the set is accepted
};
/// Holds a set (ST to SE) to the facts of the guide.
[[nodiscard]] set_verdict judge_set(reading const& read);

}  // namespace orthoscrub::oracle
