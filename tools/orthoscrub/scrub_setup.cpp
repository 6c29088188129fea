// Options that judging commands share, and how names on the command line become a rule book, a payer and a day.
#include "tools/orthoscrub/scrub_setup.hpp"

#include <fmt/format.h>

#include "scrubber/facts/payer_class.hpp"

namespace orthoscrub::tools {

void scrub_choices::add_to(CLI::App& command) {
    command
        .add_option("--rules", rules,
                    "Rules that speak: names or globs with commas between; -NAME takes away; the last match wins")
        ->type_name("GLOB,...")
        ->allow_extra_args(false);
    command
        .add_option("--payer", payer, "Judge every claim as this payer's: a class such as medicare.dme, or a profile")
        ->type_name("NAME");
    command
        .add_option("--today", today,
                    "The day that deadlines count to; without it the day the claims were made (BHT04)")
        ->type_name("CCYY-MM-DD");
    add_pack_option(command, packs);
    command.add_flag("--no-batch", no_batch, "Leave out rules that look across claims");
    read.add_to(command);
}

exit_code scrub_choices::prepare(std::string_view command, scrub_setup& setup) const {
    scrub::scrub_options& options = setup.options;
    options.limits = read.limits();
    options.accept.accept_x222 = read.accepts("005010X222");
    options.accept.accept_x222a2 = read.accepts("005010X222A2");
    if (!today.empty()) {
        auto const day = model::date::from_iso(today);
        if (!day) {
            complain(command, fmt::format("--today {} is no day; write it as 2025-03-01", today));
            return exit_code::usage;
        }
        options.today = *day;
    }
    if (exit_code const code = choose_pack(command, packs, setup.pack); code != exit_code::clean) return code;
    if (!payer.empty()) {
        scrub::payer_choice const choice = scrub::choose_payer(setup.pack.book().payers(), payer);
        if (!choice.profile) {
            complain(command, "--payer " + choice.error);
            return exit_code::usage;
        }
        options.payer = choice.profile;
    }
    if (exit_code const code = setup.rules.read(command, setup.pack.book(), rules); code != exit_code::clean)
        return code;
    options.rules = setup.rules.rules(setup.pack.book());
    if (!setup.rules.all()) options.faults = [&chosen = setup.rules](std::string_view id) { return chosen.fault(id); };
    return exit_code::clean;
}

}  // namespace orthoscrub::tools
