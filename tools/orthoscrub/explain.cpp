// orthoscrub explain: all that a rule file says, or what a structural fault means.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "parser/text/fault.hpp"
#include "scrubber/codes/nearest_name.hpp"
#include "scrubber/engine/explain.hpp"
#include "scrubber/engine/suppressions.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/pack_choice.hpp"
#include "tools/orthoscrub/rule_choice.hpp"

namespace orthoscrub::tools {
namespace {

struct explain_options {
    std::string rule;
    std::vector<std::string> packs;
};

exit_code explain(explain_options const& o) {
    output_target out;
    if (text::fault_code const code = text::fault_from(o.rule); code != text::fault_code::none) {
        text::fault_text const& words = text::describe(code);
        out.write(fmt::format("{}\n{}\nseverity  {}\nmessage   {}\ndo        {}\n", words.id, words.title,
                              text::to_string(words.level), words.message, words.remedy));
        return out.finish();
    }
    if (std::string_view const meaning = scrub::meaning_of_remark(o.rule); !meaning.empty()) {
        out.write(fmt::format("{}\n{}\n", o.rule, meaning));
        return out.finish();
    }
    chosen_pack chosen;
    if (exit_code const code = choose_pack("explain", o.packs, chosen); code != exit_code::clean) return code;
    auto const rule = chosen.book().find(o.rule);
    if (!rule) {
        std::vector<std::string_view> const known = finding_ids(chosen.book());
        complain("explain", fmt::format("no rule {}{}; \"orthoscrub rules list\" shows them all", o.rule,
                                        scrub::did_you_mean(o.rule, known)));
        return exit_code::usage;
    }
    out.write(scrub::explain(chosen.book(), *rule));
    return out.finish();
}

}  // namespace

void add_explain(CLI::App& app, action& run) {
    auto* command = app.add_subcommand("explain", "Say what a rule asks, of whom, since when, and who says so");
    auto o = std::make_shared<explain_options>();
    command->add_option("RULE", o->rule, "Id of a rule or of a structural fault (x12-...)")->required();
    add_pack_option(*command, o->packs);
    command->footer("Examples:\n  orthoscrub explain modifier-laterality-required\n  orthoscrub explain x12-se-count");
    command->callback([&run, o] { run = [o] { return explain(*o); }; });
}

}  // namespace orthoscrub::tools
