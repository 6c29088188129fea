#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace orthoscrub::tools {

/// A progress bar on standard error: only on a terminal, and only once the work has taken a second.
class progress {
public:
    /// `run` names all files of the run, which must outlive the bar; without them it shows one file after the other. The
    /// sizes of files are looked up when the bar is drawn.
    explicit progress(std::span<std::string const> run = {});
    ~progress() { clear(); }
    progress(progress const&) = delete;
    progress& operator=(progress const&) = delete;

    /// Begins a file, which will be read so many times.
    void file(std::string name, unsigned times = 1);
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
    unsigned times_ = 1;
    std::span<std::string const> run_;
    std::optional<std::uint64_t> run_size_, size_;  ///< 0: unknown; nothing: not looked up yet
    std::uint64_t run_done_ = 0, done_ = 0;
    std::uint64_t claims_ = 0, findings_ = 0;
    clock::time_point begun_, next_;
};

/// "[#####...............]  26 %  480 MB, 84,000 claims, 312 findings, 12 s left" for the work done up to now.
/// `size` is 0 when nobody knows how much there is; counts below 0 are left out.
[[nodiscard]] std::string progress_words(std::uint64_t done, std::uint64_t size, std::chrono::milliseconds taken,
                                         std::int64_t claims, std::int64_t findings);

}  // namespace orthoscrub::tools
