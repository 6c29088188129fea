// The command line as its users start it, rule pack and all: once on one thread, once on two.
#include "tests/bench/child_program.hpp"
#include "tests/bench/stages.hpp"

namespace orthoscrub::bench {
namespace {

stage program_stage(std::string name, std::string jobs, program_files const& files, program_starter& starter) {
    std::vector<std::string> const words{files.program, "check", "--no-config", "--jobs",     jobs,
                                         "--format",    "json",  "--output",    files.output, files.input};
    return {std::move(name),
            [words, &starter] {
                return [words, &starter](pass& now) {
                    auto const cost = starter.run(words);
                    now.process = true;
                    now.process_cpu = cost.cpu;
                    now.process_memory = cost.memory;
                    now.failed = cost.status != 0 && cost.status != 1;
                };
            },
            jobs == "1"};
}

}  // namespace

std::vector<stage> program_stages(program_files const& files, program_starter& starter) {
    return {program_stage("orthoscrub check, start to end", "1", files, starter),
            program_stage("orthoscrub check on two threads", "2", files, starter)};
}

}  // namespace orthoscrub::bench
