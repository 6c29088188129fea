#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace orthoscrub::tools {

/// A progress bar on standard error: only on a terminal, and only once the work has taken a second.
class progress {
public:
    /// `bytes` is the size of all files of the run; 0 when unknown.
    explicit progress(std::uint64_t bytes = 0);
    ~progress() { clear(); }
    progress(progress const&) = delete;
    progress& operator=(progress const&) = delete;

    /// Begins a file; `bytes` is its size, 0 when unknown. It counts where the size of the run is not known.
    void file(std::string name, std::uint64_t bytes);
    /// Counts bytes read.
    void advance(std::uint64_t bytes);
    /// Says how many claims and findings there were so far.
    void counts(std::uint64_t claims, std::uint64_t findings);
    /// Takes the bar off the screen.
    void clear();

private:
    void draw();

    using clock = std::chrono::steady_clock;
    bool on_;
    bool drawn_ = false, counted_ = false;
    std::string name_;
    std::uint64_t run_size_, run_done_ = 0;
    std::uint64_t done_ = 0, size_ = 0;
    std::uint64_t claims_ = 0, findings_ = 0;
    clock::time_point begun_, next_;
};

/// "[#####...............]  26 %  480 MB, 84,000 claims, 312 findings, 12 s left" for the work done up to now.
/// `size` is 0 when nobody knows how much there is; counts below 0 are left out.
[[nodiscard]] std::string progress_words(std::uint64_t done, std::uint64_t size, std::chrono::milliseconds taken,
                                         std::int64_t claims, std::int64_t findings);

}  // namespace orthoscrub::tools
