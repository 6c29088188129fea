#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tests/bench/figures.hpp"

namespace orthoscrub::bench {

/// One pass over the input, as far as the stage itself knows it.
struct pass {
    std::uint64_t kept = 0;     ///< a result, so that the compiler does not drop the work
    bool failed = false;        ///< the pass did not do its work, so that its time means nothing
    bool process = false;       ///< a program was started: the next two are its own
    double process_cpu = 0;     ///< seconds
    double process_memory = 0;  ///< bytes, resident at most
};

/// A stage: `make` sets up its buffers and gives the work of one pass, which keeps them to the end of the rounds.
struct stage {
    std::string name;
    std::function<std::function<void(pass&)>()> make;
    bool drawn = false;
    bool bytes_count = true;
};

/// Sets up each stage and runs it once unmeasured, then runs all of them once a round, so that a slow moment of the machine
/// meets all alike. Fills `into.stages` and `into.ceiling`. Gives the name of a stage that failed, or nothing.
[[nodiscard]] std::string run_rounds(std::vector<stage> const& stages, unsigned rounds, input_figures& into);

/// The stage whose best round is the ceiling of its input.
inline constexpr char const* ceiling_stage = "memchr to every terminator";

}  // namespace orthoscrub::bench
