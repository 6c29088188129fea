#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace orthoscrub::bench {

/// What the rounds of one stage gave. Times are seconds of one pass over the input.
struct stage_figures {
    std::string name;
    double best = 0, median = 0;  ///< on the clock
    double cpu = 0;               ///< of the processor, best round; of the thread, or of the whole process
    double allocations = 0;       ///< a claim, in a round that is not the first
    double memory = 0;            ///< bytes: highest heap of set-up and first round; of a process its resident memory
    bool process = false;         ///< the program was started anew for each pass
    bool bytes_count = true;      ///< false: the stage does not read the bytes, so that it has no MB/s
    bool drawn = false;           ///< stands in the picture
};

/// One input and its stages, in the order of the table.
struct input_figures {
    std::string name;  ///< one word for programs: "clean"
    std::string what;  ///< words for people
    std::uint64_t bytes = 0, claims = 0, lines = 0;
    std::uint64_t findings = 0;  ///< of a whole check
    double ceiling = 0;          ///< seconds of the processor for memchr to every terminator
    std::vector<stage_figures> stages;
};

/// A run of the program.
struct run_figures {
    std::string version, compiler;
    std::string kernel;  ///< of the scan: "avx2"
    unsigned rounds = 0;
    std::uint64_t rules = 0;
    std::vector<input_figures> inputs;
};

/// Units of `per` in a second; 0 when nothing was measured.
[[nodiscard]] inline double a_second(std::uint64_t units, double seconds) {
    return seconds > 0 ? static_cast<double>(units) / seconds : 0;
}

/// A table for people.
[[nodiscard]] std::string table(run_figures const& run);
/// One JSON object, schema in bench.schema.json.
[[nodiscard]] std::string json(run_figures const& run);
/// An SVG of horizontal bars, MB/s of the processor time of the stages that are drawn; readable on light and dark pages.
[[nodiscard]] std::string bars(run_figures const& run);

}  // namespace orthoscrub::bench
