#pragma once
#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tests/tools/run_program.hpp"

namespace orthoscrub::tests {

/// A system call of the program that has just been answered.
class answered_call {
public:
    answered_call(pid_t thread, long call, std::uint64_t first, std::int64_t answer)
        : result{answer}, call_{call}, thread_{thread}, first_{first} {}

    std::int64_t result;  ///< negative: an errno

    /// Where the descriptor leads that is the call's first argument, or that openat gave, as Linux tells it.
    [[nodiscard]] std::string file() const;
    /// Has the call fail with an errno, as far as the program can see.
    void fail(int error) const;
    /// Sends the program a signal.
    void send(int signal) const;

private:
    long call_;
    pid_t thread_;
    std::uint64_t first_;
};

/// Called for every such call; true: seen enough, the program runs on unwatched.
using call_watcher = std::function<bool(answered_call const&)>;

/// True where a program may watch its own child and change what a call gave: Linux on x86-64, when nothing forbids it.
[[nodiscard]] bool can_trace();

/// As `run`, with every system call of that number (SYS_...) shown to `watch` when it has been answered. The program stands
/// still meanwhile, so that what happens to its files happens exactly there.
outcome run_traced(std::vector<std::string> const& arguments, long call, call_watcher const& watch,
                   std::string const& input = "/dev/null");

}  // namespace orthoscrub::tests
