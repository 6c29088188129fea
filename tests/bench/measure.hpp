#pragma once
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace orthoscrub::bench {

/// Seconds that one run took.
template <class Work>
[[nodiscard]] double seconds(Work const& work) {
    auto const begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Times of several runs of one stage, shortest first.
struct timing {
    std::string stage;
    std::vector<double> runs;
    [[nodiscard]] double best() const { return runs.front(); }
    [[nodiscard]] double median() const { return runs[runs.size() / 2]; }
};

/// Runs `work` once unmeasured, then `count` times.
template <class Work>
[[nodiscard]] timing measure(std::string stage, unsigned count, Work const& work) {
    timing t{std::move(stage), {}};
    work();
    for (unsigned i = 0; i < count; ++i) t.runs.push_back(seconds(work));
    std::sort(t.runs.begin(), t.runs.end());
    return t;
}

/// Keeps the compiler from dropping a result.
inline void keep(std::uint64_t value) {
    [[maybe_unused]] static std::uint64_t volatile kept;
    kept = value;
}

}  // namespace orthoscrub::bench
