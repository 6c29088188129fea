#pragma once
#include <atomic>

namespace orthoscrub::tools {

/// While one exists, the first Ctrl-C asks the run to stop where it stands, and the second ends the program.
class interruption {
public:
    interruption() noexcept;
    ~interruption();
    interruption(interruption const&) = delete;
    interruption& operator=(interruption const&) = delete;

    /// True once Ctrl-C was pressed.
    [[nodiscard]] static std::atomic<bool> const& asked() noexcept;
    /// Of the signal handler: true when the run will stop by itself.
    [[nodiscard]] static bool accept() noexcept;
};

}  // namespace orthoscrub::tools
