// The policy of acknowledgments, from the command line and the configuration.
#include "tools/orthoscrub/ack_choices.hpp"

#include <CLI/CLI.hpp>

namespace orthoscrub::tools {

void ack_choices::add_to(CLI::App& command, bool answers) {
    auto const words = [](auto const& list) {
        return CLI::IsMember(std::vector<std::string>{list.begin(), list.end()});
    };
    command
        .add_option(
            "--policy", policy,
            "strict: every error of syntax or guide rejects its transaction set; lenient: those under which the "
            "set can still be read are noted (E)")
        ->check(words(ack_policies));
    command
        .add_option("--payer-rules", payer_rules,
                    "hold: errors that a payer's own rules find reject the claim; report: they do not")
        ->check(words(ack_payer_rules));
    if (!answers) return;
    command
        .add_option("--ta1", ta1,
                    "asked: a TA1 for what is rejected, and where ISA14 is 1; always: for every interchange")
        ->check(words(ack_ta1_words));
}

ack::answer_policy ack_choices::chosen(settings const& s) const {
    auto const said = [](std::string const& option, std::string const& setting) {
        return option.empty() ? setting : option;
    };
    ack::answer_policy made;
    made.errors = said(policy, s.ack.policy.value) == "lenient" ? ack::strictness::lenient : ack::strictness::strict;
    made.tolerate = s.ack.tolerate.value;
    made.ta1_errors = s.ack.ta1_errors.value;
    made.senders = s.ack.senders.value;
    made.receivers = s.ack.receivers.value;
    made.always_ta1 = said(ta1, s.ack.ta1.value) == "always";
    made.hold_payer_rules = said(payer_rules, s.ack.payer_rules.value) == "hold";
    made.source_entity = s.ack.source.value == "clearinghouse" ? "AY" : "PR";
    made.source_name = s.ack.source_name.value;
    made.source_id = s.ack.source_id.value;
    made.source_qualifier = s.ack.source_qualifier.value;
    return made;
}

}  // namespace orthoscrub::tools
