#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "parser/text/fault.hpp"

namespace orthoscrub::tools {

/// Counts faults of a file that a command shows, not judges, and keeps the first in words. Notes do not count.
class fault_tally {
public:
    void add(text::diagnostics const& faults);
    /// "breaks the standard or its guide in 3 places, ...; orthoscrub check lists them"; empty when there is nothing.
    [[nodiscard]] std::string words() const;

private:
    std::uint64_t count_ = 0;
    std::string first_;
};

}  // namespace orthoscrub::tools
