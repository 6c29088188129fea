#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "parser/envelope/interchange_reader.hpp"
#include "parser/model/money.hpp"
#include "parser/text/fault.hpp"
#include "parser/text/source.hpp"

namespace orthoscrub::scrub {

/// Which of the two files a claim goes to.
enum class half : std::uint8_t { clean, held };
[[nodiscard]] std::string_view to_string(half which) noexcept;

/// Reason of a claim that is held because no subscriber or patient level can be rebuilt above it.
inline constexpr std::string_view unplaced_reason = "split-hierarchy";

/// What goes where: one bit a claim, and two bits an HL, which is all the memory a split needs beyond its windows.
/// `hold` every claim that findings speak against, then `read` the file, then write it.
class split_plan {
public:
    /// Claims and what they charge, of one half.
    struct tally {
        std::uint64_t claims = 0;
        model::money charges;
    };
    /// Whether a structural fault holds the claim that has it.
    using fault_chooser = std::function<bool(text::fault_text const&)>;
    /// Told of reasons that the plan itself found.
    using reason_taker = std::function<void(std::uint64_t ordinal, std::string_view rule)>;

    /// The claim with this ordinal in the file (from 1) is held.
    void hold(std::uint64_t ordinal);
    [[nodiscard]] bool held(std::uint64_t ordinal) const noexcept {
        return ordinal < held_.size() && held_[static_cast<std::size_t>(ordinal)];
    }
    [[nodiscard]] half half_of(std::uint64_t ordinal) const noexcept {
        return held(ordinal) ? half::held : half::clean;
    }

    /// Reads the whole file. Holds beside the claims named so far those whose levels cannot be rebuilt, the last one of a
    /// set that breaks off without SE, and those with a structural fault in one of their segments that a reader tells
    /// once per file or a limited number of times; `holds` says for which faults. Learns which levels have children in
    /// which half.
    void read(text::source& input, envelope::reader_limits const& limits, fault_chooser const& holds,
              reason_taker const& reason);

    /// Whether a claim of this half stands in a level below the HL with this ordinal.
    [[nodiscard]] bool has_child(half which, std::uint64_t hl_ordinal) const noexcept;
    [[nodiscard]] tally const& of(half which) const noexcept { return tallies_[static_cast<std::size_t>(which)]; }
    /// Claims in transaction sets outside of any functional group: no valid file can be built around them.
    [[nodiscard]] std::uint64_t outside_groups() const noexcept { return outside_groups_; }
    [[nodiscard]] std::uint64_t claims() const noexcept { return tallies_[0].claims + tallies_[1].claims; }

private:
    std::vector<bool> held_;
    std::array<std::vector<bool>, 2> parents_;  // by ordinal of the HL
    std::array<tally, 2> tallies_;
    std::uint64_t outside_groups_ = 0;
};

}  // namespace orthoscrub::scrub
