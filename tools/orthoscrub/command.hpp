#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace orthoscrub::tools {

/// What a command answers to the shell. Of several the highest wins, except that 130 and 141 end the run at
/// once.
enum class exit_code : int {
    clean = 0,       ///< done, nothing at or above the threshold
    findings = 1,    ///< findings at or above the threshold
    unreadable = 2,  ///< not readable as the X12 this command takes, or a limit was hit
    usage = 3,       ///< usage, configuration or rules wrong
    io = 4,          ///< input or output failed
    bug = 5,         ///< a fault of the program
    interrupted = 130,
    closed_pipe = 141
};

[[nodiscard]] constexpr exit_code worse(exit_code a, exit_code b) noexcept { return a < b ? b : a; }

/// One line on standard error: "orthoscrub check: TEXT".
void complain(std::string_view command, std::string_view text);

/// What the chosen command does after the command line has been read; returns its exit code.
using action = std::function<exit_code()>;

// Each adds one command with its options, help and examples. When the command is chosen, `run` becomes its
// action.
void add_ack(CLI::App& app, action& run);
void add_check(CLI::App& app, action& run);
void add_config(CLI::App& app, action& run);
void add_fix(CLI::App& app, action& run);
void add_split(CLI::App& app, action& run);
void add_show(CLI::App& app, action& run);
void add_rules(CLI::App& app, action& run);
void add_codes(CLI::App& app, action& run);
void add_explain(CLI::App& app, action& run);
void add_trace(CLI::App& app, action& run);
void add_generate(CLI::App& app, action& run);
void add_remit(CLI::App& app, action& run);
void add_score(CLI::App& app, action& run);
void add_diff(CLI::App& app, action& run);
void add_ledger(CLI::App& app, action& run);

}  // namespace orthoscrub::tools
