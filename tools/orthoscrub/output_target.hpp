#pragma once
#include <span>
#include <string>
#include <string_view>

#include "parser/write/atomic_file.hpp"
#include "tools/orthoscrub/command.hpp"

namespace orthoscrub::tools {

/// Where the data of a command goes: standard output, or a file that appears under its name only when it is
/// complete (`write::atomic_file`).
class output_target {
public:
    output_target() = default;
    ~output_target();
    output_target(output_target const&) = delete;
    output_target& operator=(output_target const&) = delete;

    /// Empty path or "-": standard output. Fails (3) when the path is one of `inputs` or a folder, (4) when
    /// the system refuses. Says why on standard error.
    [[nodiscard]] exit_code open(std::string_view command, std::string path, std::span<std::string const> inputs);
    /// Appends; small pieces are gathered. False once writing has failed.
    bool write(std::string_view text);
    /// Flushes, and gives the file its name if anything was written or `always`. Tells what went wrong: 4, or
    /// 141 when the reader of a pipe went away.
    [[nodiscard]] exit_code finish(bool always = false);
    [[nodiscard]] bool failed() const noexcept { return !result_; }
    /// Text to gather before it is written; for writers that append to a string.
    [[nodiscard]] std::string& buffer() noexcept { return buffer_; }
    /// Writes the buffer when it has grown large. False once writing has failed.
    bool drain(bool all = false);

    /// Flushes, and waits until the disk holds what was written, so that `finish` has little left to do; what goes wrong
    /// is told there.
    void settle();

    /// Remembers the temporary file of an unfinished output, at most four at a time, and forgets it.
    static void watch(std::string const& temporary) noexcept;
    static void unwatch(std::string const& temporary) noexcept;
    /// Takes away the temporary files that are remembered. Safe in a signal handler.
    static void remove_unfinished() noexcept;

private:
    std::string command_, path_, buffer_;
    write::descriptor_sink standard_output_{1};
    write::atomic_file file_;
    bool written_ = false;
    text::io_result result_;
};

/// Finishes outputs that belong together: when one cannot be written, none gets its name.
[[nodiscard]] exit_code finish_all(std::span<output_target* const> targets);

}  // namespace orthoscrub::tools
