// orthoscrub: the command line. Reads the arguments, hands over to one command and turns every way of ending
// into a documented exit code. Wrong arguments are told in one line with the nearest option that exists.
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <exception>
#include <iterator>
#include <string_view>
#include <vector>

#include "parser/text/source.hpp"
#include "scrubber/codes/nearest_name.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/interruption.hpp"
#include "tools/orthoscrub/output_target.hpp"

namespace orthoscrub::tools {

void complain(std::string_view command, std::string_view text) {
    std::string line = "orthoscrub";
    if (!command.empty()) line.append(" ").append(command);
    line.append(": ").append(text).append("\n");
    std::fwrite(line.data(), 1, line.size(), stderr);
}

namespace {

/// Ends at once, unless the run stops by itself: takes away the half-written output, touches nothing that is not safe in
/// a signal.
extern "C" void on_signal(int number) {
    if (number == SIGINT && interruption::accept()) return;
    output_target::remove_unfinished();
    ::_exit(128 + number);
}

void install_signals() {
    struct sigaction act = {};
    act.sa_handler = on_signal;
    sigemptyset(&act.sa_mask);
    ::sigaction(SIGINT, &act, nullptr);
    ::sigaction(SIGTERM, &act, nullptr);
    ::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error of write, and 141
    ::signal(SIGXFSZ, SIG_IGN);  // so is a file beyond the size that the shell allows, and 4
}

/// The command that the error is about: the last one that was parsed.
CLI::App const* chosen(CLI::App const& app) {
    CLI::App const* at = &app;
    while (!at->get_subcommands().empty()) at = at->get_subcommands().back();
    return at;
}

std::string path_of(CLI::App const* command) {
    std::string path;
    for (; command && command->get_parent(); command = command->get_parent())
        path = command->get_name() + (path.empty() ? "" : " " + path);
    return path;
}

/// " (did you mean --format?)" for an option or command that is nearly known.
std::string suggestion(CLI::App const& command, std::string const& wrong) {
    std::vector<std::string> known;
    for (CLI::Option const* option : command.get_options())
        for (std::string const& name : option->get_lnames()) known.push_back("--" + name);
    for (CLI::App const* sub : command.get_subcommands({})) known.push_back(sub->get_name());
    std::vector<std::string_view> const views{known.begin(), known.end()};
    return scrub::did_you_mean(wrong.substr(0, wrong.find('=')), views);
}

exit_code explain_bad_arguments(CLI::App& app, CLI::ParseError const& error) {
    CLI::App const* command = chosen(app);
    std::string const path = path_of(command);
    std::string text = error.what();
    for (char& c : text)
        if (c == '\n') c = ' ';
    std::vector<std::string> const extras = app.remaining(true);
    bool const no_command = dynamic_cast<CLI::RequiredError const*>(&error) && !command->get_subcommands({}).empty();
    if (!extras.empty() && (no_command || dynamic_cast<CLI::ExtrasError const*>(&error))) {
        std::string const& wrong = extras.front();
        bool const option = wrong.size() > 1 && wrong.front() == '-';
        text = fmt::format("unknown {} {}{}",
                           option       ? "option"
                           : no_command ? "command"
                                        : "argument",
                           wrong, suggestion(*command, wrong));
    } else if (no_command) {
        text = "no command given";
    }
    while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
    complain(path,
             fmt::format("{}; \"orthoscrub {}{}--help\" shows what there is", text, path, path.empty() ? "" : " "));
    return exit_code::usage;
}

/// What a command printed may be refused only now, when the last of it leaves the program.
exit_code printed(exit_code code) {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
    int const error = errno;
    if (error == EPIPE) return exit_code::closed_pipe;
    complain("", fmt::format("cannot write standard output: {}", text::io_result_of(error).message));
    return exit_code::io;
}

struct command_entry {
    std::string_view name;
    void (*add)(CLI::App&, action&);
};
constexpr command_entry commands[]{
    {"check", add_check}, {"fix", add_fix},       {"split", add_split},       {"ack", add_ack},
    {"remit", add_remit}, {"score", add_score},   {"diff", add_diff},         {"ledger", add_ledger},
    {"show", add_show},   {"rules", add_rules},   {"explain", add_explain},   {"trace", add_trace},
    {"codes", add_codes}, {"config", add_config}, {"generate", add_generate},
};

/// Options take longer to describe than to read: with a command named first, only its own are.
void add_commands(CLI::App& app, std::string_view first, action& chosen) {
    auto const* const named = std::ranges::find(commands, first, &command_entry::name);
    for (command_entry const& command : commands)
        if (named == std::end(commands) || &command == named) command.add(app, chosen);
}

exit_code run(int argc, char** argv) {
    CLI::App app{"Scrubs 837P claims for orthotic devices: says what a payer will reject or deny, and what to do."};
    app.name("orthoscrub");
    app.require_subcommand(1);
    app.set_version_flag("--version", "orthoscrub " ORTHOSCRUB_VERSION);
    app.set_help_all_flag();
    app.footer(
        "Exit codes: 0 clean, 1 findings, 2 not readable as the X12 it takes, 3 wrong usage or rules, 4 input or "
        "output\n"
        "failed, 5 a fault of the program, 130 interrupted, 141 closed pipe.");
    action chosen_action;
    add_commands(app, argc > 1 ? argv[1] : "", chosen_action);
    try {
        app.parse(argc, argv);
    } catch (CLI::Success const& asked) {  // --help, --version
        app.exit(asked);
        return printed(exit_code::clean);
    } catch (CLI::ParseError const& error) {
        return explain_bad_arguments(app, error);
    }
    return printed(chosen_action());
}

}  // namespace
}  // namespace orthoscrub::tools

int main(int argc, char** argv) {
    using namespace orthoscrub::tools;
    install_signals();
    try {
        return static_cast<int>(run(argc, argv));
    } catch (std::bad_alloc const&) {
        complain("", "out of memory; a smaller --claim-bytes limits what one claim may take");
    } catch (std::exception const& error) {
        complain("", fmt::format("fault of the program: {}; please report it with the command line", error.what()));
    } catch (...) {
        complain("", "fault of the program; please report it with the command line");
    }
    output_target::remove_unfinished();
    return static_cast<int>(exit_code::bug);
}
