#pragma once
#include <signal.h>

#include <memory>
#include <span>
#include <string>

#include "parser/write/sink.hpp"

namespace orthoscrub::write {

/// Holds signals back from this thread while it lives, for steps that belong together; they arrive behind it.
class signal_pause {
public:
    signal_pause() noexcept;
    ~signal_pause();
    signal_pause(signal_pause const&) = delete;
    signal_pause& operator=(signal_pause const&) = delete;

private:
    ::sigset_t before_{};
};

/// A file that appears under its name only when it is complete: bytes go to a file in the same folder that has no name
/// yet, and `commit` syncs it and puts it in place. Without `commit` nothing is left behind, not even when the process is
/// killed. Where the file system has no files without names, one with a temporary name takes its place, which a killed
/// process leaves behind. A name that is a device or a pipe is written directly.
class atomic_file final : public sink {
public:
    atomic_file() = default;
    ~atomic_file() override;

    /// Begins to write `path`. Refuses (status `exists`) a path that is one of `inputs`, under whatever name.
    /// An existing file that is no input is replaced at `commit` and keeps its access rights.
    [[nodiscard]] text::io_result open(std::string const& path, std::span<std::string const> inputs = {});
    text::io_result write(std::string_view bytes) override;
    /// Makes sure that what was written is on the disk, so that `commit` can only fail at the name. For several files
    /// that must all appear or none: sync all, then commit all.
    [[nodiscard]] text::io_result sync();
    /// Puts the file in place. Called once; on failure the temporary file is removed and the old file stands.
    [[nodiscard]] text::io_result commit();
    /// Name of the temporary file while there is one with a name, so that a program that is interrupted can remove it; else empty.
    [[nodiscard]] std::string const& temporary() const noexcept { return temporary_; }

private:
    void discard() noexcept;
    void link();
    int descriptor_ = -1;
    bool direct_ = false;  ///< a device or a pipe
    std::string path_, temporary_;
    std::unique_ptr<descriptor_sink> out_;
    text::io_result result_;
};

}  // namespace orthoscrub::write
