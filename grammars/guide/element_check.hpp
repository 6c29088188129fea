#pragma once
#include <cstdint>
#include <string_view>

#include "grammars/guide/guide_faults.hpp"
#include "grammars/guide/program.hpp"

namespace orthoscrub::grammars::guide {

/// Tells what is wrong with the elements of a segment: presence, conditions, lengths, types, codes.
class element_check {
public:
    explicit element_check(program const& p) : program_{p} {}

    /// Tells every fault of the segment; it may have none.
    void tell(use_program const& use, text::segment const& s, text::delimiters const& marks,
              fault_teller& faults) const;

private:
    struct spot;
    void tell_value(spot const& at, element_op const& op, std::string_view value, std::string_view format,
                    fault_teller& faults) const;
    void tell_element(spot at, element_op const& op, std::string_view value, text::delimiters const& marks,
                      fault_teller& faults) const;
    void tell_composite(spot at, element_op const& op, std::string_view value, text::delimiters const& marks,
                        fault_teller& faults) const;
    void tell_presence(spot const& at, presence const& wanted, std::uint64_t present, bool component,
                       std::string_view composite, fault_teller& faults) const;

    program const& program_;
};

}  // namespace orthoscrub::grammars::guide
