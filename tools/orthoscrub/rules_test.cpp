// orthoscrub rules test: whether the pack keeps what its examples promise, and is silent on its templates.
#include <fmt/format.h>

#include "scrubber/engine/example_runner.hpp"
#include "scrubber/report/report.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/pack_choice.hpp"
#include "tools/orthoscrub/rule_choice.hpp"
#include "tools/orthoscrub/rules_commands.hpp"

namespace orthoscrub::tools {

exit_code test_rules(rules_options const& o) {
    chosen_pack chosen;
    if (exit_code const code = choose_pack("rules test", o.packs, chosen); code != exit_code::clean) return code;
    rule_choice choice;
    if (exit_code const code = choice.read("rules test", chosen.book(), o.rules); code != exit_code::clean) return code;
    output_target out;
    std::uint64_t rules = 0, examples = 0, wrong = 0;
    for (scrub::rule_index rule = 0; rule < chosen.book().rules().size(); ++rule) {
        if (!choice.rule(chosen.book().rule(rule).ast.id)) continue;
        ++rules;
        for (scrub::example_outcome const& outcome : scrub::run_examples(*chosen.pack, rule)) {
            ++examples;
            if (outcome.right) continue;
            ++wrong;
            out.write(outcome.problem + '\n');
        }
    }
    std::uint64_t noisy = 0;
    if (choice.all())
        for (std::string const& finding : scrub::template_findings(*chosen.pack)) {
            ++noisy;
            out.write(finding + " speaks about the untouched template\n");
        }
    for (grammars::rule_error const& odd : chosen.lint) out.write(grammars::render(odd) + '\n');
    using scrub::counted;
    out.write(fmt::format("{}, {}, {} wrong; {} on untouched templates; {}\n", counted(rules, "rule", "rules"),
                          counted(examples, "example", "examples"), wrong, counted(noisy, "finding", "findings"),
                          counted(chosen.lint.size(), "remark", "remarks")));
    return worse(wrong + noisy == 0 ? exit_code::clean : exit_code::findings, out.finish());
}

}  // namespace orthoscrub::tools
