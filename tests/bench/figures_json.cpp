// The figures as JSON, one stage a line. Rates are whole numbers: what stands behind the point is noise.
#include <fmt/format.h>

#include "scrubber/report/json_writer.hpp"
#include "tests/bench/figures.hpp"

namespace orthoscrub::bench {
namespace {

void add_stage(input_figures const& input, stage_figures const& s, scrub::json_writer& w) {
    auto const number = [&](std::string_view key, double value, int decimals) {
        w.key(key).raw(fmt::format("{:.{}f}", value, decimals));
    };
    auto const rate = [&](std::string_view key, double seconds) {
        if (s.bytes_count) number(key, a_second(input.bytes, seconds) / 1e6, 0);
        else w.key(key).null();
    };
    w.new_line().begin_object().key("stage").text(s.name).key("process").boolean(s.process);
    number("best_ms", s.best * 1e3, 3);
    number("median_ms", s.median * 1e3, 3);
    number("cpu_ms", s.cpu * 1e3, 3);
    rate("mb_per_s", s.best);
    rate("median_mb_per_s", s.median);
    rate("cpu_mb_per_s", s.cpu);
    if (s.bytes_count) number("of_memchr", input.ceiling / s.cpu, 3);
    else w.key("of_memchr").null();
    number("claims_per_s", a_second(input.claims, s.median), 0);
    number("lines_per_s", a_second(input.lines, s.median), 0);
    number("ns_per_line", s.median / static_cast<double>(input.lines) * 1e9, 2);
    if (s.process) w.key("allocations_per_claim").null();
    else number("allocations_per_claim", s.allocations, 4);
    number("memory_bytes", s.memory, 0);
    w.end_object();
}

}  // namespace

std::string json(run_figures const& run) {
    std::string out;
    scrub::json_writer w{out};
    w.begin_object().key("version").text(run.version).key("compiler").text(run.compiler);
    w.key("scan_kernel").text(run.kernel).key("threads").number(1).key("rounds").number(run.rounds);
    w.key("rules").number(run.rules).key("inputs").begin_array();
    for (auto const& input : run.inputs) {
        w.new_line().begin_object().key("input").text(input.name).key("what").text(input.what);
        w.key("bytes").number(input.bytes).key("claims").number(input.claims).key("lines").number(input.lines);
        w.key("findings").number(input.findings).key("stages").begin_array();
        for (auto const& s : input.stages) add_stage(input, s, w);
        w.end_array().end_object();
    }
    w.end_array().end_object();
    out += '\n';
    return out;
}

}  // namespace orthoscrub::bench
