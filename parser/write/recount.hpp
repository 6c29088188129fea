#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "parser/envelope/interchange_reader.hpp"
#include "parser/write/edits.hpp"

namespace orthoscrub::write {

/// Another edit adds segments (or takes them away, below zero) at this byte of the original.
struct segment_change {
    std::uint64_t offset = 0;
    std::int64_t segments = 0;
};

/// What `recount` puts right beside the counts.
struct recount_options {
    bool control_numbers = false;               ///< SE02, GE02, IEA02 from their headers
    std::span<segment_change const> changes{};  ///< of other edits of this file; must outlive the recount
};

/// Finds the edits that make SE01, GE01 and IEA01 true. Give it all events of a file in order. A count that
/// is right stays as it is written; nothing but the elements named is touched.
class recount {
public:
    explicit recount(recount_options options = {}) : options_{options} {}
    void see(envelope::event const& e, text::delimiters const& marks);
    [[nodiscard]] std::vector<edit> const& edits() const noexcept { return edits_; }

private:
    void see(text::segment const& s, text::delimiters const& marks);
    void put(text::segment const& s, unsigned element, std::uint64_t count, char separator);
    void put(text::segment const& s, std::string const& control_number, char separator);

    recount_options options_;
    std::vector<edit> edits_;
    bool in_set_ = false, in_group_ = false, in_interchange_ = false;
    std::uint64_t set_start_ = 0;
    std::int64_t malformed_ = 0;  // in the open set
    std::uint64_t sets_ = 0, groups_ = 0;
    std::string set_number_, group_number_, interchange_number_;
};

}  // namespace orthoscrub::write
