// Runs the program over inputs that are built to be slow, at sizes n, 2n and 4n, and says by how much the processor's
// time of a byte grows with each doubling. The start of the program is measured and taken off; the least time of some runs
// counts. Exit code 1 when a kind of input grows by more than `--most`, 5 when a command failed that should not.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/bench/child_program.hpp"
#include "tests/bench/growth_shapes.hpp"

namespace {

using namespace orthoscrub::bench;
namespace fs = std::filesystem;

struct choices {
    std::string program = ORTHOSCRUB_PROGRAM, only;
    double most = 1.5, seconds = 0.15;
    int runs = 3;
    bool list = false;
};

/// The cost of an input.
struct cost {
    std::size_t bytes = 0;
    double cpu = 0;
    int status = 0;
};

class growth {
public:
    growth(choices const& chosen, program_starter& starter, fs::path folder)
        : chosen_{chosen}, starter_{starter}, folder_{std::move(folder)} {}

    /// Measures `shape` at `count`; the start of the program is not in it.
    cost measure(growth_shape const& shape, std::size_t count, int runs) {
        cost result;
        for (auto const& file : shape.build(count)) {
            std::ofstream{folder_ / file.name, std::ios::binary} << file.text;
            result.bytes += file.text.size();
        }
        result.cpu = 1e9;
        for (int run = 0; run < runs; ++run) {
            program_cost const took = starter_.run(words(shape));
            result.cpu = std::min(result.cpu, took.cpu);
            result.status = took.status;
            if (took.cpu > 20) break;  // noise is small against it
        }
        return result;
    }

    /// 0 fine, 1 grows, 5 failed.
    int judge(growth_shape const& shape) {
        double const start = measure(shape, 1, chosen_.runs + 2).cpu;
        std::size_t n = 64;
        cost now = measure(shape, n, 1);
        while (now.cpu - start < chosen_.seconds && now.bytes * 8 <= shape.most_bytes) {
            double const took = std::max(now.cpu - start, chosen_.seconds / 64);
            double const more = std::clamp(chosen_.seconds / took * 1.1, 1.5, 16.0);
            double const room = static_cast<double>(shape.most_bytes) / 4.05 / static_cast<double>(now.bytes);
            if (room < 1.2) break;
            n = static_cast<std::size_t>(static_cast<double>(n) * std::min(more, room));
            now = measure(shape, n, 1);
        }
        std::vector<cost> costs;
        std::vector<double> steps;
        for (int attempt = 0; attempt < 3; ++attempt) {
            for (std::size_t i = 0; i < 3; ++i) {
                cost const again = measure(shape, n << i, chosen_.runs);
                if (attempt == 0) costs.push_back(again);
                else costs[i].cpu = std::min(costs[i].cpu, again.cpu);
            }
            steps.clear();
            for (std::size_t i = 1; i < 3; ++i) steps.push_back(a_byte(costs[i], start) / a_byte(costs[i - 1], start));
            if (*std::max_element(steps.begin(), steps.end()) <= chosen_.most) break;
        }
        bool const grows = *std::max_element(steps.begin(), steps.end()) > chosen_.most;
        bool const failed =
            std::any_of(costs.begin(), costs.end(), [](cost const& c) { return c.status < 0 || c.status > 2; });
        fmt::print("{:<54} {:>9} {:>9.1f} {:>8.1f} {:>7.2f} {:>7.2f} {}\n", shape.name, n,
                   static_cast<double>(costs[2].bytes) / 1e6,
                   static_cast<double>(costs[2].bytes) / 1e6 / std::max(costs[2].cpu - start, 0.001), steps[0],
                   steps[1],
                   failed  ? fmt::format("FAILED with {}", costs[2].status)
                   : grows ? "GROWS"
                           : "");
        std::fflush(stdout);
        return failed ? 5 : grows ? 1 : 0;
    }

private:
    /// Nanoseconds a byte; never less than the clock can tell.
    static double a_byte(cost const& of, double start) {
        return std::max(of.cpu - start, 0.004) / static_cast<double>(of.bytes) * 1e9;
    }

    std::vector<std::string> words(growth_shape const& shape) const {
        std::vector<std::string> all{chosen_.program};
        for (std::string const& word : shape.command)
            all.push_back(word.starts_with('{') ? (folder_ / word.substr(1, word.size() - 2)).string() : word);
        return all;
    }

    choices const& chosen_;
    program_starter& starter_;
    fs::path folder_;
};

int run(choices const& chosen) {
    auto shapes = claim_shapes();
    for (auto& shape : answer_shapes()) shapes.push_back(std::move(shape));
    std::erase_if(shapes, [&](growth_shape const& s) { return s.name.find(chosen.only) == std::string::npos; });
    if (chosen.list) {
        for (auto const& shape : shapes) fmt::print("{}\n", shape.name);
        return 0;
    }
    std::string folder = (fs::temp_directory_path() / "orthoscrub-growth-XXXXXX").string();
    if (!::mkdtemp(folder.data())) {
        fmt::print(stderr, "growth: no temporary folder\n");
        return 4;
    }
    int code = shapes.empty() ? 3 : 0;
    {
        rlimit const seconds{300, 300};
        ::setrlimit(RLIMIT_CPU, &seconds);  // of a child; this program itself needs little
        program_starter starter;
        fmt::print("{:<54} {:>9} {:>9} {:>8} {:>7} {:>7}\n", "input", "n", "MB of 4n", "MB/s", "to 2n", "to 4n");
        growth judge{chosen, starter, folder};
        for (auto const& shape : shapes) code = std::max(code, judge.judge(shape));
    }
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    return code;
}

}  // namespace

int main(int argc, char** argv) {
    choices chosen;
    CLI::App app{"Does the processor's time grow faster than the input, for inputs that are built to be slow?"};
    app.add_option("--program", chosen.program, "The orthoscrub to run");
    app.add_option("--only", chosen.only, "Only inputs with this in their name");
    app.add_option("--most", chosen.most, "Growth of the time of a byte that is allowed when the input doubles")
        ->capture_default_str();
    app.add_option("--seconds", chosen.seconds, "Processor's time of the smallest size")->capture_default_str();
    app.add_option("--runs", chosen.runs, "Runs of each size; the least time counts")->capture_default_str();
    app.add_flag("--list", chosen.list, "Name the inputs");
    CLI11_PARSE(app, argc, argv);
    return run(chosen);
}
