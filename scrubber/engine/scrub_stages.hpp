#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "parser/text/source.hpp"
#include "scrubber/engine/scrub_file.hpp"
#include "scrubber/engine/scrub_portion.hpp"

namespace orthoscrub::scrub {

/// The way from bytes to findings in five steps. Portions of files go through every step in the order of the run. A step
/// takes one portion at a time; different steps may work at the same time, on different portions, in different threads.
/// `file_scrubber` is the same on one thread.
///
///     read    bytes, segments, hash: `begin`, then `go_on` until the portion is the `last` of its file
///     parse   the grammar of claims or answers
///     hold    their guide
///     judge   earlier claims of the run, and the rules
///     tell    findings in words, and what the file came to
class scrub_stages {
public:
    /// `book` must outlive the stages.
    scrub_stages(rule_book const& book, scrub_options options);
    ~scrub_stages();
    scrub_stages(scrub_stages const&) = delete;
    scrub_stages& operator=(scrub_stages const&) = delete;

    /// Step read: the first portion of a file. `input` must outlive the step read of its last portion. `read` is told of
    /// every block of bytes; it may be empty.
    void begin(scrub_portion& portion, text::source& input, std::string_view path,
               std::function<void(std::size_t)> const& read = {});
    /// Step read: the next portion of the file that was begun last. The portion before must still be there; it may be in
    /// any later step.
    void go_on(scrub_portion& portion);
    /// Step read: ends the file that was begun last here, as one that was not read to its end.
    void break_off(scrub_portion& portion);

    void parse(scrub_portion& portion);
    void hold(scrub_portion& portion);
    void judge(scrub_portion& portion);
    /// Hands the findings over. With the last portion of a file it hands over what the file came to; else nothing is
    /// returned. `found` must stay until then.
    [[nodiscard]] std::optional<file_result> tell(scrub_portion& portion, finding_taker const& found);

    /// Forgets the claims of the files read so far. Between files, when no step is at work.
    void begin_run();
    [[nodiscard]] std::size_t memory_bytes() const noexcept;

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace orthoscrub::scrub
