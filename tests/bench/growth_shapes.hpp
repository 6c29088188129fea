#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace orthoscrub::bench {

/// One file of an input.
struct growth_file {
    std::string name, text;
};

/// A kind of input that is built to cost more than its size, and the command that reads it.
struct growth_shape {
    std::string name;
    /// Words behind the program; `{NAME}` stands for the path of the file NAME.
    std::vector<std::string> command;
    /// The files of the input when what is repeated stands `count` times in it.
    std::function<std::vector<growth_file>(std::size_t count)> build;
    std::size_t most_bytes =
        64u << 20;  ///< the largest input that is still of this kind; limits of the reader end some
};

/// Claims: levels, repeats in one claim, unknown segments, sets, interchanges, findings, duplicates.
[[nodiscard]] std::vector<growth_shape> claim_shapes();
/// What answers claims (835, 999, 277CA), alone and against claims, and what else grows with a practice.
[[nodiscard]] std::vector<growth_shape> answer_shapes();

}  // namespace orthoscrub::bench
