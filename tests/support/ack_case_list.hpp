#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/ack_answering.hpp"
#include "tests/support/ack_claims.hpp"

namespace orthoscrub::test {

/// One fault planted in a clean file, and what must be said of it.
struct ack_case {
    std::string_view name;  ///< of the golden file
    std::string_view says;  ///< a reason that must be given; empty: none at all
    std::vector<edit> edits;
    bool count = true;  ///< SE01 is put right after the edits
    bool lenient = false;
    std::string_view raised = {};                                       ///< a rule whose findings count as errors here
    std::vector<std::string> senders = {}, receivers = {}, noted = {};  ///< of the policy
    bool number_used = false;                                           ///< ISA13 was answered before, with other bytes
};

/// All of them; the answers stand in fixtures/acknowledgments/cases, one file each.
std::vector<ack_case> const& ack_cases();
/// The file with the fault in it.
std::string file_of(ack_case const& c);
/// What `ack` says to it, under the policy of the case.
answered_file answer_to(ack_case const& c);
/// The golden file.
std::string path_of(std::string_view case_name);

}  // namespace orthoscrub::test
