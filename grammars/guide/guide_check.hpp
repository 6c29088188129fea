#pragma once
#include <array>
#include <cstdint>
#include <span>

#include "grammars/guide/element_check.hpp"
#include "grammars/guide/program.hpp"
#include "parser/text/fault.hpp"
#include "parser/text/loop_id.hpp"
#include "parser/text/segment.hpp"

namespace orthoscrub::grammars::guide {

/// One window of a transaction set with the loops that its grammar gave the segments.
struct check_window {
    std::span<text::segment const> segments;
    std::span<text::loop_id const> loops;  ///< as many; `none` where the grammar found no place and told of it
    std::uint32_t context = 0;             ///< leading segments that repeat open parents: passed over
    bool first = true;                     ///< begins with its ST
    bool last = true;                      ///< nothing of this set follows
};

/// Holds transaction sets to their guide: required and repeated loops and segments, their order, and every element. One
/// object reads the windows of a file in order; what is open outlives the window, so that the faults do not depend on
/// where sets are cut. Faults go behind those of the grammar, which must be in `faults` already: nothing is told twice.
/// No allocation on clean data.
class guide_check {
public:
    explicit guide_check(guide_id guide);
    guide_check(guide_check const&) = delete;
    guide_check& operator=(guide_check const&) = delete;

    void read(check_window const& window, text::delimiters const& marks, text::diagnostics& faults);
    /// Segments of the open set that were passed over, for one of them or their claim is too long: what lacks because of
    /// them is not told.
    void pass_over(std::span<text::segment const> segments);

private:
    struct stray_ids {
        std::array<text::segment_id, 8> ids{};  ///< each once
        std::uint8_t count = 0;
    };
    /// An occurrence of a loop that is open.
    struct occurrence {
        text::loop_id loop = text::loop_id::none;
        bool head_checked = false;
        bool level = false;
        std::uint64_t seen = 0;      ///< uses by place
        std::uint32_t children = 0;  ///< loops by place
        std::uint32_t order = 0;     ///< of what stands last by the guide
        use_program const* behind = nullptr;
        text::address at;  ///< what opened it
        stray_ids strays;
        std::array<std::uint16_t, 64> counts;  ///< of a use, where `seen` has its bit
        std::array<std::uint16_t, 32> child_counts;
    };
    static constexpr std::size_t deepest = 12;

    void open(use_program const& use, text::segment const& s, fault_teller& faults);
    [[nodiscard]] static bool stands_astray(occurrence const& o, text::segment_id id) noexcept;
    void push(text::loop_id loop, text::segment const& s, bool level);
    void pop(fault_teller& faults);
    void pop_to(occurrence const* kept, fault_teller& faults);
    [[nodiscard]] bool in_set() const noexcept { return top_ != open_.data(); }
    void check_head(occurrence& o, fault_teller& faults);
    void check_levels(occurrence const& o, fault_teller& faults);
    void tell_head(occurrence const& o, fault_teller& faults);
    void tell_levels(occurrence const& o, fault_teller& faults);
    void missing_loop(occurrence const& o, child_loop const& child, std::string expected, std::string_view reply,
                      fault_teller& faults);
    void count(use_program const& use, text::segment const& s, fault_teller& faults);
    void misplaced(occurrence const& o, use_program const& use, text::segment const& s, fault_teller& faults);
    void stray(text::segment const& s);
    [[nodiscard]] bool ends_with_window(text::loop_id loop) const noexcept;
    void end_window(fault_teller& faults);

    program const& program_;
    element_check elements_;
    std::array<occurrence, deepest + 1> open_{};  ///< of no loop, the heading, then each below the one before
    occurrence* top_ = open_.data();              ///< the innermost that is open
};

/// Checks the elements of an ISA, TA1 or GS; of other segments nothing. The loop of its faults is `envelope`.
void check_envelope(text::segment const& s, text::delimiters const& marks, text::diagnostics& faults);

}  // namespace orthoscrub::grammars::guide
