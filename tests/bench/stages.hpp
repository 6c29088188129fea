#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/engine/rule_book.hpp"
#include "tests/bench/child_program.hpp"
#include "tests/bench/stage.hpp"

namespace orthoscrub::bench {

/// memcpy, memchr and a byte loop: what the machine gives. `text` must outlive the stages; so below.
[[nodiscard]] std::vector<stage> ceiling_stages(std::string_view text);
/// Delimiters found, by every kernel that the processor has or by the fastest alone; then segments and envelopes.
[[nodiscard]] std::vector<stage> segment_stages(std::string_view text, bool all_kernels);
/// From the grammar to a whole check with its JSON in a file. From "and claims" on each stage does the work of those above
/// it too. `path` holds the same bytes as `text`, `output` is written.
[[nodiscard]] std::vector<stage> check_stages(std::string_view text, scrub::rule_book const& book, std::string path,
                                              std::string output);

/// What a started program reads and writes.
struct program_files {
    std::string program, input, output;
};
/// The command line from its start to its end, on one thread and on two.
[[nodiscard]] std::vector<stage> program_stages(program_files const& files, program_starter& starter);
/// An 835 into tables, then hashed and summed into a book.
[[nodiscard]] std::vector<stage> remittance_stages(std::string_view text, scrub::rule_book const& book);
/// Claims and their answers matched, folded and held against findings, in memory.
[[nodiscard]] std::vector<stage> match_stages(std::string_view claims, std::string_view remittances,
                                              scrub::rule_book const& book);

/// Claims, lines and findings of a file, by the same readers.
void count_claims(std::string_view text, scrub::rule_book const& book, input_figures& into);
void count_remittances(std::string_view text, input_figures& into);

}  // namespace orthoscrub::bench
