#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace orthoscrub::tools {

/// A progress bar on standard error: only on a terminal, and only once the work has taken a second.
class progress {
public:
    progress();
    ~progress() { clear(); }
    progress(progress const&) = delete;
    progress& operator=(progress const&) = delete;

    /// Begins a file; `bytes` is its size, 0 when unknown.
    void file(std::string name, std::uint64_t bytes);
    /// Counts bytes read.
    void advance(std::uint64_t bytes);
    /// Takes the bar off the screen.
    void clear();

private:
    void draw();

    using clock = std::chrono::steady_clock;
    bool on_;
    bool drawn_ = false;
    std::string name_;
    std::uint64_t done_ = 0, size_ = 0;
    clock::time_point begun_, next_;
};

}  // namespace orthoscrub::tools
