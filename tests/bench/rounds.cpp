// Rounds and clocks. Memory is looked at while a stage is set up and runs for the first time, when its buffers grow;
// allocations are counted in the last round, when they have grown.
#include <algorithm>
#include <chrono>
#include <ctime>

#include "tests/bench/heap_watch.hpp"
#include "tests/bench/stage.hpp"

namespace orthoscrub::bench {
namespace {

double thread_seconds() {
    timespec t{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

struct times {
    std::vector<double> wall, cpu;
};

void keep(std::uint64_t value) {
    [[maybe_unused]] static std::uint64_t volatile kept;
    kept = value;
}

}  // namespace

std::string run_rounds(std::vector<stage> const& stages, unsigned rounds, input_figures& into) {
    std::vector<std::function<void(pass&)>> works;
    std::vector<times> all(stages.size());
    for (auto const& s : stages) {
        stage_figures figures;
        figures.name = s.name;
        figures.drawn = s.drawn;
        figures.bytes_count = s.bytes_count;
        forget_highest();
        auto const before = heap().bytes;
        works.push_back(s.make());
        pass first;
        works.back()(first);
        if (first.failed) return s.name;
        figures.process = first.process;
        figures.memory = first.process ? first.process_memory : static_cast<double>(heap().highest - before);
        into.stages.push_back(std::move(figures));
    }
    for (unsigned round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < works.size(); ++i) {
            pass now;
            auto const allocated = heap().allocations;
            double const cpu = thread_seconds();
            auto const from = std::chrono::steady_clock::now();
            works[i](now);
            auto const to = std::chrono::steady_clock::now();
            double const spent = thread_seconds() - cpu;
            into.stages[i].allocations =
                static_cast<double>(heap().allocations - allocated) / static_cast<double>(into.claims);
            if (now.failed) return stages[i].name;
            all[i].cpu.push_back(now.process ? now.process_cpu : spent);
            all[i].wall.push_back(std::chrono::duration<double>(to - from).count());
            keep(now.kept);
        }
    }
    for (std::size_t i = 0; i < stages.size(); ++i) {
        auto& figures = into.stages[i];
        std::ranges::sort(all[i].wall);
        figures.best = all[i].wall.front();
        figures.median = all[i].wall[all[i].wall.size() / 2];
        figures.cpu = std::ranges::min(all[i].cpu);
        if (figures.name == ceiling_stage) into.ceiling = figures.cpu;
    }
    return {};
}

}  // namespace orthoscrub::bench
