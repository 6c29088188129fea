#pragma once
#include <cstdint>
#include <string_view>

#include "grammars/guide/guide_faults.hpp"
#include "grammars/guide/program.hpp"

namespace orthoscrub::grammars::guide {

/// Checks the elements of a segment against its use: presence, conditions, lengths, types, codes.
class element_check {
public:
    explicit element_check(program const& p) : program_{p} {}

    /// True when nothing is wrong. No allocation. False sends the segment to `tell`, which may still find nothing.
    [[nodiscard]] bool clean(use_program const& use, text::segment const& s,
                             text::delimiters const& marks) const noexcept {
        return clean_elements(use, s, marks);
    }
    /// Tells every fault of the segment.
    void tell(use_program const& use, text::segment const& s, text::delimiters const& marks,
              fault_teller& faults) const;

private:
    struct spot;
    [[nodiscard]] bool clean_elements(use_program const& use, text::segment const& s,
                                      text::delimiters const& marks) const noexcept;
    [[nodiscard]] bool clean_value(std::size_t op, char const* p, std::uint32_t size, use_program const& use,
                                   text::segment const& s, std::string_view composite,
                                   text::delimiters const& marks) const noexcept;
    [[nodiscard]] bool clean_composite(std::size_t op, std::string_view value, use_program const& use,
                                       text::segment const& s, text::delimiters const& marks) const noexcept;
    [[nodiscard]] bool holds(presence const& wanted, std::uint64_t present) const noexcept;

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
