#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

namespace orthoscrub::bench {

/// What a program took, start and end included.
struct program_cost {
    int status = -1;    ///< its exit code; -1: it could not be started or died of a signal
    double cpu = 0;     ///< seconds, user and system
    double memory = 0;  ///< bytes, resident at most
};

/// Starts programs from a small process of its own, made when the object is: Linux counts the memory of the process that
/// starts a program as the program's, so that one with large inputs in memory would be told as a large program.
class program_starter {
public:
    program_starter();
    ~program_starter();
    program_starter(program_starter const&) = delete;
    program_starter& operator=(program_starter const&) = delete;

    /// Runs `words` (the first is the path of the program) to its end, with standard output and error shut.
    [[nodiscard]] program_cost run(std::vector<std::string> const& words);

private:
    int wish_[2]{-1, -1}, answer_[2]{-1, -1};
    pid_t starter_ = -1;
};

}  // namespace orthoscrub::bench
