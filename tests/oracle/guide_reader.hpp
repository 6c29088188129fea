#pragma once
#include <string>
#include <string_view>
#include <vector>

/// A second judge of 837P files, to compare the acknowledgments with: it cuts the bytes itself, places segments with the
/// stack reader, and holds them to facts of its own (guide_facts). One interchange; separators * : ~ ^.
namespace orthoscrub::oracle {

/// What should be answered, in short segments: "TA1*R*001" alone when the interchange is rejected; else for each group
/// "AK2*0001", "IK3*NM1*14*2010*8", "IK4*4*I9" under its IK3, "IK5*R*I5", "AK9*R*1*1*0".
/// An IK4 also carries its IK3: "NM1*14*2010 IK4*4*I9", so that lines can be compared as a set.
[[nodiscard]] std::vector<std::string> expected_answer(std::string_view file);

/// The same short segments of an answer that was written: TA1 and 999.
[[nodiscard]] std::vector<std::string> short_answer(std::string_view answer);

}  // namespace orthoscrub::oracle
