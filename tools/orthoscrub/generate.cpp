// orthoscrub generate: writes invented 837P claims of an orthosis supplier, to try the program and to measure
// it.
#include <fmt/format.h>

#include <memory>

#include "parser/model/date.hpp"
#include "tools/generator/generator.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/output_target.hpp"

namespace orthoscrub::tools {
namespace {

struct generate_options {
    generator::options wanted;
    std::string output;
};

exit_code generate(generate_options const& o) {
    output_target out;
    if (exit_code const code = out.open("generate", o.output, {}); code != exit_code::clean) return code;
    generator::generate(o.wanted, [&](std::string_view text) { out.write(text); });
    return out.finish(true);
}

}  // namespace

void add_generate(CLI::App& app, action& run) {
    auto* command = app.add_subcommand("generate", "Write invented 837P claims");
    auto o = std::make_shared<generate_options>();
    command->add_option("--claims", o->wanted.claims, "Number of claims")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000}))
        ->capture_default_str();
    command->add_option("--seed", o->wanted.seed, "The same seed gives the same bytes")->capture_default_str();
    command->add_option("--claims-per-set", o->wanted.claims_per_set, "Claims in one ST to SE")
        ->check(CLI::Range(1u, 5000u))
        ->capture_default_str();
    command->add_option("--defects", o->wanted.defects_per_mille, "Claims of a thousand that get one planted mistake")
        ->check(CLI::Range(0u, 1000u))
        ->capture_default_str();
    command->add_flag("--lines", o->wanted.segment_per_line, "A line feed after every segment");
    command->add_option("--output,-o", o->output, "File to write; standard output without it")->type_name("FILE");
    command->footer(
        "Examples:\n"
        "  orthoscrub generate --claims 20 --lines\n"
        "  orthoscrub generate --claims 100000 --seed 7 --output big.837\n"
        "  orthoscrub generate --claims 1000 --defects 50 | orthoscrub check -");
    command->callback([&run, o] { run = [o] { return generate(*o); }; });
}

}  // namespace orthoscrub::tools
