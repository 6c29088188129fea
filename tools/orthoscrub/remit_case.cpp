// Claims come from files or from the ledger, answers from files; the ledger adds what came before. Rows of earlier
// remittances stand in front of new ones, because answers are folded in the order of arrival.
#include "tools/orthoscrub/remit_case.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <map>

#include "parser/text/source.hpp"
#include "scrubber/ledger/join_books.hpp"
#include "scrubber/record/acknowledgment_reader.hpp"
#include "scrubber/record/remittance_reader.hpp"
#include "scrubber/record/submission_recorder.hpp"
#include "scrubber/remit/matching.hpp"
#include "scrubber/remit/outcomes.hpp"
#include "scrubber/remit/recorded_results.hpp"
#include "tools/orthoscrub/progress.hpp"

namespace orthoscrub::tools {
namespace {

using record::remittance_status;

exit_code code_of(remittance_status status) noexcept {
    switch (status) {
        case remittance_status::read:
            return exit_code::clean;
        case remittance_status::failed:
            return exit_code::io;
        default:
            return exit_code::unreadable;
    }
}

exit_code code_of(scrub::file_status status) noexcept {
    switch (status) {
        case scrub::file_status::clean:
        case scrub::file_status::findings:
            return exit_code::clean;
        case scrub::file_status::failed:
            return exit_code::io;
        default:
            return exit_code::unreadable;
    }
}

/// Whether --rules and --snip ask for faults of this kind.
bool told_of(scrub::scrub_options const& options, text::fault const& fault) {
    return !options.faults || options.faults(text::describe(fault.code).id);
}

/// Faults of a file; what is wrong with one place of the guide again and again is told once, with a count.
class fault_list {
public:
    fault_list(scrub::scrub_options const& options, std::string const& file, std::vector<answer_fault>& out)
        : options_{options}, file_{file}, out_{out} {}
    void add(text::fault const& fault) {
        if (!told_of(options_, fault)) return;
        if (!fault.place.empty()) {
            auto const [at, fresh] = seen_.try_emplace({fault.code, fault.place}, out_.size());
            if (!fresh) {
                ++out_[at->second].what.count;
                return;
            }
        }
        out_.push_back({file_, fault});
    }

private:
    scrub::scrub_options const& options_;
    std::string const& file_;
    std::vector<answer_fault>& out_;
    std::map<std::pair<text::fault_code, std::string>, std::size_t> seen_;
};

/// Acknowledgments as rows of the ledger, one a status; what accepts or rejects without a status is one row, too.
std::vector<ledger::recorded_acknowledgment> acknowledgments_in(ledger::acknowledgment_book const& book) {
    std::vector<ledger::recorded_acknowledgment> words;
    auto const add = [&](ledger::acknowledgment const& entry, std::string_view line, ledger::row_range statuses) {
        using enum ledger::acknowledgment_kind;
        ledger::recorded_acknowledgment word;
        word.control_number = entry.control_number;
        word.line_control = line;
        word.interchange = entry.interchange;
        word.group = entry.group;
        word.set = entry.set;
        word.billing_npi = entry.npi;
        word.icn = line.empty() ? entry.icn : std::string_view{};
        word.source = entry.kind == interchange ? "TA1" : entry.kind == group || entry.kind == set ? "999" : "277CA";
        word.day = entry.day;
        for (ledger::acknowledgment_status const& status : ledger::acknowledgment_book::rows(book.statuses, statuses)) {
            word.category = status.category;
            word.status = status.status;
            word.entity = status.entity;
            word.rejects = status.rejects;
            words.push_back(word);
        }
    };
    for (ledger::acknowledgment const& entry : book.entries) {
        bool const whole =
            entry.kind == ledger::acknowledgment_kind::batch || entry.kind == ledger::acknowledgment_kind::provider;
        if (whole && entry.state != ledger::front_end::rejected) continue;  // says nothing of single claims
        add(entry, {}, entry.statuses);
        for (ledger::acknowledged_line const& line : ledger::acknowledgment_book::rows(book.lines, entry.lines))
            add(entry, line.control_number, line.statuses);
    }
    return words;
}

}  // namespace

exit_code code_of(ledger::ledger_fault fault) noexcept {
    using enum ledger::ledger_fault;
    switch (fault) {
        case none:
            return exit_code::clean;
        case missing:
        case exists:
        case not_a_ledger:
        case newer_version:
        case key_missing:
        case key_wrong:
        case key_permission:
            return exit_code::usage;
        default:
            return exit_code::io;
    }
}

std::vector<remit::score_rule> score_rules(scrub::rule_book const& book) {
    scrub::carc_classes const& classes = book.codes().adjustments;
    std::vector<remit::score_rule> rules;
    for (scrub::compiled_rule const& rule : book.rules()) {
        remit::score_rule row;
        row.id = rule.ast.id;
        for (grammars::prediction const& p : rule.ast.predicts) {
            if (!p.guide_reply.empty()) continue;  // a 999 refuses a set, it judges no claim
            remit::score_prediction predicted;
            predicted.carc = p.carc;
            predicted.rarcs.assign(p.rarcs.begin(), p.rarcs.end());
            predicted.status = p.status;
            if (!p.carc.empty())
                predicted.kind = classes.find(p.carc, p.group.empty() ? "CO" : p.group, {1}, predicted.rarcs, {}, {});
            row.predicts.push_back(std::move(predicted));
        }
        rules.push_back(std::move(row));
    }
    return rules;
}

void remit_choices::add_to(CLI::App& command, std::string const& eras_as) {
    if (!eras_as.empty())
        command.add_option(eras_as, eras, "835 files, in the order they arrived; - is standard input");
    command.add_option("--claims", claims, "837P files as they were sent; several, or the option again")
        ->type_name("FILE");
    command
        .add_option("--acks", acknowledgments,
                    "What the front ends answered: TA1, 999 and 277CA files; several may follow")
        ->type_name("FILE");
    command.add_option("--ledger", ledger, "The ledger that holds what was sent and what came back")->type_name("DB");
    command.add_option("--ledger-key", ledger_key, "Its key file; without it DB.key")->type_name("FILE");
    scrub.add_to(command);
}

exit_code remit_case::told(ledger::ledger_result const& result) const {
    if (!result.ok()) complain(command_, result.message);
    return tools::code_of(result.fault);
}

exit_code remit_case::prepare(remit_choices const& choices, ledger::hash_key const& key) {
    if (exit_code const code = choices.scrub.prepare(command_, setup); code != exit_code::clean) return code;
    rules = score_rules(setup.pack.book());
    scopes = std::make_unique<record::rule_scopes>(setup.pack.book());
    hasher_.emplace(key);
    return exit_code::clean;
}

exit_code remit_case::open(remit_choices const& choices, ledger::open_mode mode) {
    if (exit_code const code = prepare(choices, ledger::random_key()); code != exit_code::clean) return code;
    std::string const& named = choices.ledger.empty() ? setup.settings.ledger.value : choices.ledger;
    if (named.empty() || (choices.ledger.empty() && !choices.claims.empty())) return exit_code::clean;
    if (exit_code const code = told(ledger_.open(named, choices.ledger_key, mode)); code != exit_code::clean)
        return code;
    hasher_.emplace(ledger_.key());
    return exit_code::clean;
}

exit_code remit_case::read(remit_choices const& choices) {
    exit_code code = read_claims(choices.claims);
    code = worse(code, read_acknowledgments(choices.acknowledgments));
    return worse(code, read_remittances(choices.eras));
}

exit_code remit_case::read_claims(std::vector<std::string> const& files) {
    if (files.empty()) return exit_code::clean;
    record::submission_recorder recorder{submitted, *hasher_, setup.pack.pack->sha256};
    scrub::scrub_options options = setup.options;
    recorder.listen(options);
    scrub::file_scrubber scrubber{setup.pack.book(), std::move(options)};
    progress bar;
    exit_code code = exit_code::clean;
    for (std::string const& file : files) {
        exit_code opened = exit_code::clean;
        auto const input = open_input(command_, file, opened);
        code = worse(code, opened);
        if (!input) continue;
        bar.file(file);
        recorder.begin_file(file);
        scrub::file_result const result = scrubber.scrub(
            *input, file, [&](scrub::finding_view const& found) { recorder.take(found); },
            [&](std::size_t bytes) { bar.advance(bytes); });
        recorder.end_file(result);
        bar.clear();
        if (!result.trouble.empty()) complain(command_, spoken_name(file) + " " + result.trouble);
        code = worse(code, code_of(result.status));
    }
    return code;
}

exit_code remit_case::read_acknowledgments(std::vector<std::string> const& files) {
    exit_code code = exit_code::clean;
    for (std::string const& file : files) {
        exit_code opened = exit_code::clean;
        auto const input = open_input(command_, file, opened);
        code = worse(code, opened);
        if (!input) continue;
        text::diagnostics found;
        record::acknowledgment_counts const counts = record::read_acknowledgments(
            *input, file, setup.pack.book().codes().answers, *hasher_, answers, found, setup.options.guide);
        fault_list told_once{setup.options, file, faults};
        for (text::fault const& fault : found.faults()) told_once.add(fault);
        if (text::io_result const read = input->result(); !read) {
            complain(command_, fmt::format("{} could not be read to its end: {}", spoken_name(file), read.message));
            code = worse(code, exit_code::io);
            broken_off_ = spoken_name(file);
        } else if (counts.answers_ta1 + counts.sets_999 + counts.sets_277ca == 0) {
            complain(command_,
                     spoken_name(file) +
                         " holds no TA1, 999 or 277CA; an 835 stands before --acks, which takes every file behind it");
            code = worse(code, exit_code::unreadable);
        }
    }
    if (!files.empty() && !has_ledger()) acknowledged = remit::acknowledge(answers, submitted);
    return code;
}

exit_code remit_case::read_remittances(std::vector<std::string> const& files) {
    exit_code code = exit_code::clean;
    record::remittance_options options;
    options.limits = setup.options.limits;
    options.guide = setup.options.guide;
    record::remittance_reader reader{setup.pack.book().payers(), *hasher_, options};
    for (std::string const& file : files) {
        exit_code opened = exit_code::clean;
        auto const input = open_input(command_, file, opened);
        code = worse(code, opened);
        if (!input) continue;
        fault_list told_once{setup.options, file, faults};
        record::remittance_result const result =
            reader.read(*input, file, remitted, [&](text::fault const& fault) { told_once.add(fault); });
        if (!result.trouble.empty()) complain(command_, spoken_name(file) + " " + result.trouble);
        code = worse(code, code_of(result.status));
        if (result.status == remittance_status::failed) broken_off_ = spoken_name(file);
    }
    return code;
}

exit_code remit_case::use_ledger(bool all) {
    if (!has_ledger()) return exit_code::clean;
    if (!broken_off_.empty()) {  // half an answer must not be taken for one
        complain(command_, fmt::format("nothing was recorded; run again when {} can be read to its end", broken_off_));
        return exit_code::io;
    }
    bool const answered = !answers.entries.empty();
    if (answered) {
        ledger::acknowledgment_summary summary;
        if (exit_code const code = told(ledger_.record(acknowledgments_in(answers), summary)); code != exit_code::clean)
            return code;
        if (summary.unmatched != 0)
            complain(command_, fmt::format("{} statuses of front ends speak of no claim that the ledger holds as sent",
                                           summary.unmatched));
        answers = {};
    }
    exit_code code = exit_code::clean;
    if (answered || !remitted.remittances.empty()) {
        code = told(ledger_.begin());
        recording_ = code == exit_code::clean;
        if (recording_) code = told(ledger_.find_known(remitted));
    }
    if (code != exit_code::clean) return code;
    ledger::remittance_book earlier;
    ledger::remit_summary counts;
    if (all) {
        if (recording_) code = told(ledger_.record(remitted, counts));
        if (code == exit_code::clean) code = told(ledger_.load_all(submitted, earlier));
    } else {
        code = told(ledger_.load_related(remitted, submitted, earlier));
    }
    if (code != exit_code::clean) return code;
    first_named_ = static_cast<std::uint32_t>(earlier.remittances.size());
    if (all || first_named_ != 0) {
        named_ = std::move(remitted);
        remitted = std::move(earlier);
        if (!all) ledger::append(remitted, named_);
    }
    if (all || !recording_) return exit_code::clean;
    numbered_ = true;
    return told(ledger_.number(remitted, counts));
}

void remit_case::match() { matches = remit::match(submitted, remitted, setup.pack.book().payers()); }

void remit_case::judge() {
    scrub::rule_book const& book = setup.pack.book();
    remit::outcomes(submitted, remitted, matches, book.codes(), outcomes);
    remit::judge_findings(
        submitted, outcomes, rules,
        [this](ledger::submitted_claim const& claim, ledger::submitted_line const& line) {
            return std::span<std::uint32_t const>{scopes->of(claim, line)};
        },
        verdicts);
}

exit_code remit_case::keep_remittances() {
    return numbered_ ? told(ledger_.record(std::as_const(remitted))) : exit_code::clean;
}

exit_code remit_case::keep_matches() {
    if (!recording_) return exit_code::clean;
    remit::recorded_results results{submitted, remitted, matches, outcomes, verdicts};
    ledger::result_book part;
    while (results.next_matches(part))
        if (exit_code const code = told(ledger_.record(part)); code != exit_code::clean) return code;
    return exit_code::clean;
}

exit_code remit_case::keep_outcomes() {
    if (!recording_) return exit_code::clean;
    remit::recorded_results results{submitted, remitted, matches, outcomes, verdicts};
    ledger::result_book part;
    while (results.next_outcomes(part))
        if (exit_code const code = told(ledger_.record(part)); code != exit_code::clean) return code;
    return told(ledger_.commit());
}

}  // namespace orthoscrub::tools
