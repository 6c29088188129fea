// The figures as a table for people. What is read off one pass of a busy machine should be the median: claims/s, lines/s
// and ns/line are taken from it; MB/s are told of the best and the median round and of the processor's time.
#include <fmt/format.h>

#include "tests/bench/figures.hpp"

namespace orthoscrub::bench {
namespace {

std::string number_or_dash(bool there, double value, int decimals) {
    return there ? fmt::format("{:.{}f}", value, decimals) : std::string{"-"};
}

void add_stage(input_figures const& input, stage_figures const& s, std::string& out) {
    auto const megabytes = [&](double seconds) {
        return number_or_dash(s.bytes_count, a_second(input.bytes, seconds) / 1e6, 0);
    };
    out += fmt::format("{:<36}{:>8}{:>8}{:>8}{:>11}{:>12.0f}{:>12.0f}{:>10.2f}{:>11}{:>8.2f}\n", s.name,
                       megabytes(s.best), megabytes(s.median), megabytes(s.cpu),
                       number_or_dash(s.bytes_count, input.ceiling / s.cpu, 2), a_second(input.claims, s.median),
                       a_second(input.lines, s.median), s.median / static_cast<double>(input.lines) * 1e9,
                       number_or_dash(!s.process, s.allocations, 3), s.memory / 1e6);
}

}  // namespace

std::string table(run_figures const& run) {
    std::string out = fmt::format(
        "orthoscrub {}, {}, scan {}, {} rules, one thread, {} rounds of all stages of an input\n"
        "MB/s (a million bytes) of the best round, the median round and the processor's time; of memchr: processor's "
        "time\n"
        "of memchr to every terminator against that of the stage; claims/s, lines/s, ns/line: median round; "
        "allocations a\n"
        "claim; MB: highest heap, of the process started anew its resident memory\n",
        run.version, run.compiler, run.kernel, run.rules, run.rounds);
    for (auto const& input : run.inputs) {
        out += fmt::format("\n{}: {} ({:.1f} MB, {} claims, {} lines, {} findings)\n", input.name, input.what,
                           static_cast<double>(input.bytes) / 1e6, input.claims, input.lines, input.findings);
        out += fmt::format("{:<36}{:>8}{:>8}{:>8}{:>11}{:>12}{:>12}{:>10}{:>11}{:>8}\n", "stage", "best", "median",
                           "by CPU", "of memchr", "claims/s", "lines/s", "ns/line", "allocs/cl", "MB");
        for (auto const& s : input.stages) add_stage(input, s, out);
    }
    return out;
}

}  // namespace orthoscrub::bench
