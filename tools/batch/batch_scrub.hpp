#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "parser/text/source.hpp"
#include "scrubber/engine/scrub_file.hpp"
#include "scrubber/engine/scrub_stages.hpp"

namespace orthoscrub::batch {

/// A file of a batch. Without an `input` it could not be opened, and `trouble` says why.
struct batch_input {
    std::string path;
    std::unique_ptr<text::source> input;
    text::io_result trouble;
};

/// Who hears of a batch. Everything comes in the order of the files and of their bytes, one call at a time, from any
/// thread; what comes, and in which order, does not depend on the number of threads.
class batch_listener {
public:
    virtual ~batch_listener() = default;
    /// A file begins, also one that could not be opened.
    virtual void begin_file(batch_input const& file) = 0;
    virtual void take(scrub::finding_view const& finding) = 0;
    /// So many more bytes of the file were judged; `so_far` is what was counted in it up to there.
    virtual void advance(std::uint64_t bytes, scrub::scrub_counts const& so_far) = 0;
    /// The file is over; `result` is nothing when it could not be opened. False: read no more.
    virtual bool end_file(batch_input const& file, std::optional<scrub::file_result> result) = 0;
};

/// The files of a batch one after the other; null behind the last one. Called in order, one call at a time, from any thread.
using next_input = std::function<std::unique_ptr<batch_input>()>;

/// Scrubs files on `jobs` threads of a pool. A portion of a file stays with one thread, whose cache knows it; the steps of
/// `scrub_stages` are turnstiles through which the portions of all files go in order. So one large file and a thousand small
/// ones keep the threads at work alike, claims of all files are compared as if they were read one after the other, and each
/// thread has one portion in memory, or up to 16 of small files. When `stop` becomes true the file that is open ends there
/// (`file_status::interrupted`) and no other is begun. Throws what a step threw, std::bad_alloc for instance.
void scrub_batch(scrub::scrub_stages& stages, unsigned jobs, next_input const& next, batch_listener& listener,
                 std::atomic<bool> const& stop);

/// Threads that pay on this machine: those that it has, at most as many as a portion has steps.
[[nodiscard]] unsigned usual_jobs() noexcept;

}  // namespace orthoscrub::batch
