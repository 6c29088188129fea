// orthoscrub generate: writes invented 837P claims of an orthosis supplier, and on request the 277CA and 835 that answer
// them with the truth about each line, to try the program and to measure it.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <memory>
#include <optional>

#include "parser/model/date.hpp"
#include "tools/generator/generator.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/output_target.hpp"

namespace orthoscrub::tools {
namespace {

struct generate_options {
    generator::options wanted;
    std::string output, era, truth, ack;
    std::vector<std::string> damages;
};

/// "prefix=20" as a share of damage; nothing when it is neither.
std::optional<generator::damage_share> read_damage(std::string_view text) {
    auto const at = text.find('=');
    if (at == text.npos) return {};
    for (unsigned i = 0; i < static_cast<unsigned>(generator::damage::count_); ++i) {
        auto const kind = static_cast<generator::damage>(i);
        if (generator::name_of(kind) != text.substr(0, at)) continue;
        std::uint32_t share = 0;
        auto const digits = text.substr(at + 1);
        auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), share);
        if (error != std::errc{} || end != digits.data() + digits.size() || share > 1000) return {};
        return generator::damage_share{kind, share};
    }
    return {};
}

std::string check_damages(std::string const& text) {
    if (read_damage(text)) return {};
    std::string words = "give KIND=PERMILLE with one of";
    for (unsigned i = 0; i < static_cast<unsigned>(generator::damage::count_); ++i)
        words.append(" ").append(generator::name_of(static_cast<generator::damage>(i)));
    return words;
}

exit_code generate(generate_options const& o) {
    output_target out, era, truth, ack;
    if (exit_code const code = out.open("generate", o.output, {}); code != exit_code::clean) return code;
    auto wanted = o.wanted;
    std::uint32_t sum = 0;
    for (std::string const& each : o.damages) {
        auto const share = read_damage(each);
        if (!share) continue;
        sum += share->per_mille;
        wanted.damages.push_back(*share);
    }
    if (sum > 1000) {
        complain("generate", fmt::format("--damage: the shares add up to {} of a thousand; give less", sum));
        return exit_code::usage;
    }
    struct further {
        std::string const& path;
        output_target& to;
        std::function<void(std::string_view)>& sink;
    };
    std::array const all{further{o.era, era, wanted.era}, further{o.truth, truth, wanted.outcomes},
                         further{o.ack, ack, wanted.ack}};
    std::vector<std::string> taken{o.output.empty() ? "-" : o.output};
    for (auto const& each : all) {
        if (each.path.empty()) continue;
        if (std::find(taken.begin(), taken.end(), each.path) != taken.end()) {
            complain("generate", fmt::format("'{}' is named for two outputs; give each a file of its own", each.path));
            return exit_code::usage;
        }
        taken.push_back(each.path);
        if (exit_code const code = each.to.open("generate", each.path, {}); code != exit_code::clean) return code;
        each.sink = [&to = each.to](std::string_view text) { to.write(text); };
    }
    generator::generate(wanted, [&](std::string_view text) { out.write(text); });
    std::vector<output_target*> outputs{&out};
    for (auto const& each : all)
        if (!each.path.empty()) outputs.push_back(&each.to);
    return finish_all(outputs);
}

}  // namespace

void add_generate(CLI::App& app, action& run) {
    auto* command = app.add_subcommand("generate", "Write invented 837P claims, and what payers answer");
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
    command->add_option("--era", o->era, "Also write the 835 that answers the claims")->type_name("FILE");
    command->add_option("--truth", o->truth, "Also write what becomes of each line, one JSON object a line")
        ->type_name("FILE");
    command->add_option("--ack", o->ack, "Also write the 277CA of the front end, which then rejects some claims")
        ->type_name("FILE");
    command
        ->add_option(
            "--damage", o->damages,
            "Control numbers that come back spoiled, answers of a thousand by kind: case, punctuation, prefix, "
            "destroyed_known, destroyed, licn_case, licn_cut, licn_gone")
        ->delimiter(',')
        ->check(check_damages)
        ->type_name("KIND=PERMILLE");
    command
        ->add_option("--unnumbered", o->wanted.unnumbered_per_mille,
                     "Claims of a thousand whose lines are sent without a control number (REF*6R)")
        ->check(CLI::Range(0u, 1000u))
        ->capture_default_str();
    command->add_option("--output,-o", o->output, "File to write; standard output without it")->type_name("FILE");
    command->footer(
        "Examples:\n"
        "  orthoscrub generate --claims 20 --lines\n"
        "  orthoscrub generate --claims 100000 --seed 7 --output big.837\n"
        "  orthoscrub generate --claims 1000 --defects 50 | orthoscrub check -\n"
        "  orthoscrub generate --claims 5000 --defects 100 -o c.837 --era e.835 --ack a.277 --truth t.ndjson\n"
        "  orthoscrub generate --claims 5000 -o c.837 --era e.835 --truth t.ndjson --damage prefix=50,licn_gone=50");
    command->callback([&run, o] { run = [o] { return generate(*o); }; });
}

}  // namespace orthoscrub::tools
