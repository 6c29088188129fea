// orthoscrub ledger: adds what was sent, counts, forgets, and looks for damage.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cstdio>

#include "scrubber/ledger/ledger.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/ledger_recording.hpp"
#include "tools/orthoscrub/remit_case.hpp"

namespace orthoscrub::tools {
namespace {

constexpr std::string_view ledger_name = "ledger";

struct ledger_options {
    std::string database, key;
    std::vector<std::string> files;
    bool draft = false;
    scrub_choices scrub;
    std::string forget_file, forget_claim, forget_npi, forget_before;
};

exit_code told(ledger::ledger_result const& result) {
    if (!result.ok()) complain(ledger_name, result.message);
    return code_of(result.fault);
}

exit_code add_files(ledger_options const& o) {
    scrub_setup setup;
    if (exit_code const code = o.scrub.prepare(ledger_name, setup); code != exit_code::clean) return code;
    ledger_recording recording{ledger_name};
    auto const state = o.draft ? ledger::submission_state::draft : ledger::submission_state::sent;
    if (exit_code const code = recording.open(o.database, o.key, state, setup); code != exit_code::clean) return code;
    recording.in_parts();
    exit_code code = exit_code::clean;
    for (std::string const& file : o.files) {
        exit_code opened = exit_code::clean;
        auto const input = open_input(ledger_name, file, opened);
        code = worse(code, opened);
        if (!input) continue;
        recording.begin_file(file);
        scrub::file_result const result =
            recording.scrubber().scrub(*input, file, [&](scrub::finding_view const& found) { recording.take(found); });
        if (!result.trouble.empty()) complain(ledger_name, spoken_name(file) + " " + result.trouble);
        if (!recordable(result.status)) {
            recording.drop_file();
            code = worse(code, result.status == scrub::file_status::failed ? exit_code::io : exit_code::unreadable);
            continue;
        }
        ledger::record_summary summary;
        if (exit_code const kept = recording.end_file(result, summary); kept != exit_code::clean)
            return worse(code, kept);
        fmt::print("{}: {}\n", file, in_words(summary));
    }
    return code;
}

exit_code status(ledger_options const& o) {
    ledger::ledger db;
    if (exit_code const code = told(db.open(o.database, o.key, ledger::open_mode::read)); code != exit_code::clean)
        return code;
    ledger::ledger_status s;
    if (exit_code const code = told(db.status(s)); code != exit_code::clean) return code;
    auto const days = [](model::date first, model::date last) {
        return first.empty() ? std::string{} : fmt::format(", {} to {}", first.iso(), last.iso());
    };
    fmt::print(
        "sent         {} claims, {} lines in {} files{}\n"
        "findings     {} on these\n"
        "drafts       {} claims checked and not sent, in {} files\n"
        "front ends   {} statuses\n"
        "remittances  {}, {} claims, {} lines{}\n"
        "outcomes     {} lines kept\n"
        "ledger       {} bytes, schema {}\n",
        s.claims, s.lines, s.files, days(s.first_submitted, s.last_submitted), s.findings, s.drafts, s.draft_files,
        s.statuses, s.remittances, s.remitted_claims, s.remitted_lines, days(s.first_paid, s.last_paid), s.outcomes,
        s.bytes, s.schema_version);
    return exit_code::clean;
}

exit_code forget(ledger_options const& o) {
    ledger::forget_order order;
    order.file_sha256 = o.forget_file;
    order.control_number = o.forget_claim;
    order.billing_npi = o.forget_npi;
    if (!o.forget_before.empty()) {
        auto const day = model::date::from_iso(o.forget_before);
        if (!day) {
            complain(ledger_name, fmt::format("--before {} is no day; write it as 2025-03-01", o.forget_before));
            return exit_code::usage;
        }
        order.before = *day;
    }
    if (order.file_sha256.empty() && order.control_number.empty() && order.before.empty()) {
        complain(ledger_name, "say what to forget: --file SHA256, --claim CLM01 with --npi, or --before DAY");
        return exit_code::usage;
    }
    if (order.control_number.empty() != order.billing_npi.empty()) {
        complain(ledger_name, "--claim and --npi belong together: suppliers may use the same claim number");
        return exit_code::usage;
    }
    ledger::ledger db;
    if (exit_code const code = told(db.open(o.database, o.key, ledger::open_mode::write)); code != exit_code::clean)
        return code;
    ledger::forget_summary s;
    if (exit_code const code = told(db.forget(order, s)); code != exit_code::clean) return code;
    fmt::print("forgot {} files, {} claims, {} drafts, {} remitted claims\n", s.files, s.claims, s.drafts,
               s.remitted_claims);
    return exit_code::clean;
}

exit_code verify(ledger_options const& o) {
    ledger::ledger db;
    if (exit_code const code = told(db.open(o.database, o.key, ledger::open_mode::inspect)); code != exit_code::clean)
        return code;
    std::vector<std::string> faults;
    if (exit_code const code = told(db.verify(faults)); code != exit_code::clean) return code;
    for (std::string const& fault : faults) fmt::print("{}\n", fault);
    if (faults.empty()) fmt::print("sound\n");
    return faults.empty() ? exit_code::clean : exit_code::findings;
}

}  // namespace

void add_ledger(CLI::App& app, action& run) {
    auto* command = app.add_subcommand("ledger", "Keep what was sent, and look after what is kept");
    command->require_subcommand(1);
    auto o = std::make_shared<ledger_options>();
    auto const part = [&](char const* word, char const* what) {
        CLI::App* sub = command->add_subcommand(word, what);
        sub->add_option("DB", o->database, "The ledger")->required();
        sub->add_option("--ledger-key", o->key, "Its key file; without it DB.key")->type_name("FILE");
        return sub;
    };
    auto* add = part("add", "Record 837P files as sent; the ledger is made when there is none");
    add->add_option("FILE", o->files, "837P files; - is standard input")->required();
    add->add_flag("--draft", o->draft, "They were only checked, not sent");
    o->scrub.add_to(*add);
    add->footer(
        "Examples:\n"
        "  orthoscrub ledger add practice.db june.837\n"
        "The same as \"orthoscrub check --ledger practice.db --sent june.837\" without the findings on the screen.\n"
        "Exit codes: 0 recorded, 2 a file is not readable as an 837P, 3 wrong usage, rules, ledger or key, 4 input or\n"
        "output failed. Findings do not change the exit code.");
    add->callback([&run, o] { run = [o] { return add_files(*o); }; });
    auto* counts = part("status", "Count what it holds");
    counts->footer(
        "Examples:\n"
        "  orthoscrub ledger status practice.db\n"
        "Exit codes: 0 counted, 3 no ledger, 4 input or output failed.");
    counts->callback([&run, o] { run = [o] { return status(*o); }; });
    auto* remove = part("forget", "Remove claims and remittances, and overwrite their bytes");
    remove->add_option("--file", o->forget_file, "Everything of the file with this SHA-256")->type_name("SHA256");
    remove->add_option("--claim", o->forget_claim, "The claim with this control number (CLM01), with --npi")
        ->type_name("CLM01");
    remove->add_option("--npi", o->forget_npi, "Billing NPI of the claim")->type_name("NPI");
    remove->add_option("--before", o->forget_before, "Everything sent, checked or paid before this day")
        ->type_name("CCYY-MM-DD");
    remove->footer(
        "Examples:\n"
        "  orthoscrub ledger forget practice.db --before 2019-01-01\n"
        "  orthoscrub ledger forget practice.db --claim ORT-1004 --npi 1999000007\n"
        "Exit codes: 0 done, also when there was nothing to forget, 3 wrong usage, ledger or key, 4 input or output "
        "failed.");
    remove->callback([&run, o] { run = [o] { return forget(*o); }; });
    auto* look = part("verify", "Look for damage, counts that disagree, and a missing key");
    look->footer(
        "Examples:\n"
        "  orthoscrub ledger verify practice.db\n"
        "Exit codes: 0 sound, 1 something is wrong with it, 3 no ledger, 4 input or output failed.");
    look->callback([&run, o] { run = [o] { return verify(*o); }; });
    command->footer(
        "Examples:\n"
        "  orthoscrub ledger add practice.db june.837\n"
        "  orthoscrub ledger status practice.db\n"
        "  orthoscrub ledger verify practice.db\n"
        "Exit codes: 0 done, 1 verify found something wrong, 2 a file is not readable as an 837P, 3 wrong usage, "
        "ledger\n"
        "or key, 4 input or output failed.");
}

}  // namespace orthoscrub::tools
