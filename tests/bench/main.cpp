// Every stage of reading, checking and matching beside memcpy, memchr and a byte loop over the same bytes in the same
// rounds: a table on standard output, on request JSON and a picture.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cstdlib>
#include <fstream>
#include <optional>

#include "parser/text/scan.hpp"
#include "scrubber/engine/pack.hpp"
#include "tests/bench/inputs.hpp"
#include "tests/bench/stages.hpp"

namespace {

using namespace orthoscrub;
using namespace orthoscrub::bench;

struct choices {
    std::uint64_t claims = 100'000;
    unsigned rounds = 7;
    bool quick = false;
    std::string json, svg, program = ORTHOSCRUB_PROGRAM, fixtures = ORTHOSCRUB_FIXTURES;
};

/// A folder of its own that is gone when the program ends.
class scratch_folder {
public:
    scratch_folder() {
        std::string name = (std::filesystem::temp_directory_path() / "orthoscrub-bench-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) path_ = name;
    }
    ~scratch_folder() {
        std::error_code trouble;
        if (!path_.empty()) std::filesystem::remove_all(path_, trouble);
    }
    scratch_folder(scratch_folder const&) = delete;
    scratch_folder& operator=(scratch_folder const&) = delete;
    [[nodiscard]] std::string file(char const* name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

bool write_file(std::string const& path, std::string_view text) {
    std::ofstream out{path, std::ios::binary};
    out.write(text.data(), static_cast<std::streamsize>(text.size())).flush();
    if (!out) fmt::print(stderr, "orthoscrub_bench: {} cannot be written\n", path);
    return static_cast<bool>(out);
}

void append(std::vector<stage>& to, std::vector<stage> more) {
    for (auto& each : more) to.push_back(std::move(each));
}

/// Leaves of a second input of its kind only the last stage in the picture, and what it is compared with.
void draw_ends_alone(std::vector<stage>& stages) {
    for (auto& each : stages)
        each.drawn = each.drawn && (each.name == ceiling_stage || each.name.starts_with("whole check") ||
                                    each.name.starts_with("and sums"));
}

class bench_run {
public:
    bench_run(choices const& chosen, scrub::pack const& pack, program_starter& starter)
        : chosen_{chosen}, pack_{pack}, starter_{starter} {
        figures_.version = ORTHOSCRUB_VERSION;
        figures_.compiler = fmt::format("g++ {}", __VERSION__);
        figures_.kernel = text::to_string(text::scanner{}.kernel());
        figures_.rounds = chosen.rounds;
        figures_.rules = pack.book->rules().size();
    }

    bool claims(std::string name, std::string what, std::string const& text, bool all) {
        input_figures input;
        input.name = std::move(name);
        input.what = std::move(what);
        auto const path = folder_.file("bench.837");
        if (text.empty() || !write_file(path, text)) return false;
        count_claims(text, *pack_.book, input);
        auto stages = ceiling_stages(text);
        append(stages, segment_stages(text, all));
        append(stages, check_stages(text, *pack_.book, path, folder_.file("bench.json")));
        append(stages, program_stages({chosen_.program, path, folder_.file("bench.json")}, starter_));
        if (!all) draw_ends_alone(stages);
        return measure(stages, std::move(input));
    }

    bool remittances(std::string name, std::string what, std::string const& text, bool all) {
        input_figures input;
        input.name = std::move(name);
        input.what = std::move(what);
        auto const path = folder_.file("bench.835");
        if (text.empty() || !write_file(path, text)) return false;
        count_remittances(text, input);
        auto stages = ceiling_stages(text);
        append(stages, segment_stages(text, false));
        append(stages, remittance_stages(text, *pack_.book));
        append(stages, program_stages({chosen_.program, path, folder_.file("bench.json")}, starter_));
        if (!all) draw_ends_alone(stages);
        return measure(stages, std::move(input));
    }

    bool match(std::string what, answered const& both) {
        input_figures input;
        input.name = "match";
        input.what = std::move(what);
        count_claims(both.claims, *pack_.book, input);
        input.bytes = both.claims.size() + both.remittances.size();
        return measure(match_stages(both.claims, both.remittances, *pack_.book), std::move(input));
    }

    [[nodiscard]] run_figures const& figures() const noexcept { return figures_; }

private:
    bool measure(std::vector<stage> const& stages, input_figures input) {
        if (input.claims == 0 || input.lines == 0) {
            fmt::print(stderr, "orthoscrub_bench: {}: no claims were read\n", input.name);
            return false;
        }
        fmt::print(stderr, "{}: {} stages, {} rounds\n", input.name, stages.size(), chosen_.rounds);
        auto const failed = run_rounds(stages, chosen_.rounds, input);
        if (!failed.empty()) fmt::print(stderr, "orthoscrub_bench: {}: \"{}\" failed\n", input.name, failed);
        figures_.inputs.push_back(std::move(input));
        return failed.empty();
    }

    choices const& chosen_;
    scrub::pack const& pack_;
    program_starter& starter_;
    scratch_folder folder_;
    run_figures figures_;
};

bool run_all(choices const& chosen, bench_run& run) {
    {
        auto const clean = clean_claims(chosen.claims);
        if (!run.claims("clean", "generated claims without errors or warnings", clean, true)) return false;
        if (!run.claims("irregular", "the same with CRLF, long notes, many diagnoses, further payers",
                        irregular_claims(clean), false))
            return false;
    }
    auto const size = static_cast<std::size_t>(chosen.claims) * 100;
    if (!run.claims("fixtures", "the 837 of the fixtures again and again, most with findings",
                    repeated_files(chosen.fixtures, ".837", size), false))
        return false;
    auto const both = answered_claims(chosen.claims);
    return run.remittances("remittances", "the 835 that answer the generated claims", both.remittances, true) &&
           run.remittances("remittance fixtures", "the 835 of the fixtures again and again",
                           repeated_files(chosen.fixtures, ".835", size), false) &&
           run.match("the generated claims and their 835, in memory", both);
}

}  // namespace

int main(int count, char** words) {
    program_starter starter;  // before anything takes memory
    choices chosen;
    CLI::App app{"Measures every stage of orthoscrub beside memcpy, memchr and a byte loop."};
    app.add_option("--claims", chosen.claims, "Claims of the generated batch")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{10'000'000}))
        ->capture_default_str();
    app.add_option("--rounds", chosen.rounds, "Measured rounds; one more goes before")
        ->check(CLI::Range(1U, 1000U))
        ->capture_default_str();
    app.add_flag("--quick", chosen.quick, "10,000 claims, 3 rounds, where these are not given");
    app.add_option("--json", chosen.json, "Also write the figures as JSON")->type_name("FILE");
    app.add_option("--svg", chosen.svg, "Also draw them")->type_name("FILE");
    app.add_option("--program", chosen.program, "The orthoscrub to start")->type_name("FILE");
    app.add_option("--fixtures", chosen.fixtures, "Folder of the fixtures")->type_name("FOLDER");
    app.footer(
        "Examples:\n"
        "  tools/bench --quick\n"
        "  tools/bench --claims 20000 --rounds 15\n"
        "  tools/bench --json tests/bench/stages.json --svg tests/bench/stages.svg");
    try {
        app.parse(count, words);
    } catch (CLI::ParseError const& e) {
        return app.exit(e) == 0 ? 0 : 3;
    }
    if (chosen.quick && app.count("--claims") == 0) chosen.claims = 10'000;
    if (chosen.quick && app.count("--rounds") == 0) chosen.rounds = 3;

    scrub::pack_files const packs[] = {scrub::embedded_pack()};
    auto const pack = scrub::load_pack(packs);
    if (!pack.loaded) {
        fmt::print(stderr, "orthoscrub_bench: the embedded rule pack does not load\n");
        return 5;
    }
    bench_run run{chosen, *pack.loaded, starter};
    if (!run_all(chosen, run)) return 5;
    fmt::print("{}", table(run.figures()));
    bool const written = (chosen.json.empty() || write_file(chosen.json, json(run.figures()))) &&
                         (chosen.svg.empty() || write_file(chosen.svg, bars(run.figures())));
    return written ? 0 : 4;
}
