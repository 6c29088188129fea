// orthoscrub remit: what payers decided about each line, whether our findings foresaw it, and what to do next. Claims and
// answers come from files, or from a ledger that then keeps the results.
#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "scrubber/engine/finding_view.hpp"
#include "scrubber/remit/line_id.hpp"
#include "scrubber/remit/next_step.hpp"
#include "scrubber/report/remit/remit_report.hpp"
#include "tools/orthoscrub/command.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/remit_case.hpp"
#include "tools/orthoscrub/remit_keeping.hpp"

namespace orthoscrub::tools {
namespace {

using remit::absent;
using scrub::open_value;

constexpr std::string_view name = "remit";
constexpr std::array remit_formats{"text", "json", "ndjson", "csv", "html"};

struct remit_options {
    remit_choices from;
    std::string format = "text", output;
    bool all = false, open = false;
};

std::unique_ptr<scrub::remit_report> make_report(remit_options const& o, scrub::answer_tables const& answers) {
    if (o.format == "json") return scrub::make_remit_json();
    if (o.format == "ndjson") return scrub::make_remit_ndjson();
    if (o.format == "csv") return scrub::make_remit_csv();
    if (o.format == "html") return scrub::make_remit_html(answers);
    char const* const no_color = std::getenv("NO_COLOR");
    bool const color = (o.output.empty() || o.output == "-") && ::isatty(1) == 1 && !(no_color && *no_color);
    return scrub::make_remit_text(answers, {80, color});
}

/// Two passes over the results, as views: one for the sums at the head, one to be written.
class remit_writer {
public:
    remit_writer(remit_case const& results, remit_options const& o) : case_{results}, options_{o} {
        for (remit::claim_match const& m : results.matches.claim_matches)
            if (m.state == remit::match_state::matched) {
                auto const row = static_cast<std::size_t>(&m - results.matches.claim_matches.data());
                if (o.all || results.named(results.remitted.claims[row].remittance)) touch(m.submitted);
            }
        for (remit::line_outcome const& outcome : results.outcomes.outcomes)
            if (!o.from.acknowledgments.empty() && outcome.sub == remit::sub_reason::rejected_upstream &&
                outcome.claim != absent)
                touch(outcome.claim);
        if (o.all || !results.has_ledger()) touched_.assign(results.submitted.claims.size(), true);
    }

    /// Hands the report to `target` piece by piece; stops when that fails.
    void write(scrub::remit_report& report, output_target& target) {
        std::string& out = target.buffer();
        scrub::pack const& pack = *case_.setup.pack.pack;
        report.begin({ORTHOSCRUB_VERSION, pack.name, pack.version, pack.sha256}, summary(), out);
        for (std::size_t row = 0; row < case_.outcomes.outcomes.size(); ++row)
            if (shown(case_.outcomes.outcomes[row])) {
                report.line(line_view(row), out);
                if (!target.drain()) return;
            }
        for (std::uint32_t row = 0; row < case_.remitted.claims.size(); ++row) {
            unresolved(row, report, out);
            if (!target.drain()) return;
        }
        for (remit::resolved_adjustment const& a : case_.outcomes.provider_adjustments) adjustment(a, report, out);
        if (options_.open) open_claims(report, out);
        remarks(report, out);
        report.end(out);
    }

private:
    void touch(std::uint32_t claim) {
        if (touched_.size() < case_.submitted.claims.size()) touched_.resize(case_.submitted.claims.size());
        touched_[claim] = true;
    }
    [[nodiscard]] bool shown(remit::line_outcome const& o) const {
        if (o.claim != absent) return o.claim < touched_.size() && touched_[o.claim];
        return o.remitted_claim != absent &&
               (options_.all || case_.named(case_.remitted.claims[o.remitted_claim].remittance));
    }

    scrub::remit_summary summary() {
        scrub::remit_summary sum;
        sum.today = case_.setup.options.today;
        sum.retransmissions = case_.outcomes.retransmissions;
        for (std::uint32_t i = 0; i < case_.remitted.remittances.size(); ++i)
            if (options_.all || case_.named(i)) ++sum.remittances;
        for (std::size_t row = 0; row < case_.remitted.claims.size(); ++row) {
            if (!options_.all && !case_.named(case_.remitted.claims[row].remittance)) continue;
            ++sum.claims;
            switch (case_.matches.claim_matches[row].state) {
                case remit::match_state::matched:
                    ++sum.matched;
                    break;
                case remit::match_state::ambiguous:
                    ++sum.ambiguous;
                    break;
                case remit::match_state::unmatched:
                    ++sum.unmatched;
                    break;
            }
        }
        for (std::size_t row = 0; row < case_.outcomes.outcomes.size(); ++row)
            if (shown(case_.outcomes.outcomes[row])) sum.add(counted_view(row));
        return sum;
    }

    /// A line as far as sums look at it.
    scrub::remit_line_view const& counted_view(std::size_t row) {
        remit::line_outcome const& o = case_.outcomes.outcomes[row];
        view_ = {};
        view_.decided = o.decided;
        view_.amounts = o.amounts;
        if (o.line != absent) view_.charge = case_.submitted.lines[o.line].charge;
        add_verdicts(row);
        return view_;
    }

    scrub::remit_line_view const& line_view(std::size_t row) {
        (void)counted_view(row);
        remit::line_outcome const& o = case_.outcomes.outcomes[row];
        scrub::remit_line_view& v = view_;
        v.payer = o.payer;
        v.profile = o.profile;
        if (o.remitted_claim != absent) {
            ledger::remitted_claim const& answer = case_.remitted.claims[o.remitted_claim];
            v.claim = open_value(answer.control_number);
            v.answered_as = open_value(answer.control_number);
            v.claim_number = open_value(answer.icn);
            v.trace = open_value(case_.remitted.remittances[answer.remittance].trace);
            remit::claim_match const& m = case_.matches.claim_matches[o.remitted_claim];
            if (m.candidates.count != 0) v.evidence = evidence_of(case_.matches.candidates[m.candidates.first]);
        }
        if (o.remitted_line != absent) {
            ledger::remitted_line const& answer = case_.remitted.lines[o.remitted_line];
            v.control_number = open_value(answer.control_number);
            v.code = open_value(answer.asked().code);
            v.modifiers = answer.asked().modifiers;
            v.first_day = answer.first_day;
            if (o.line == absent && remitted_ids_.empty()) remitted_ids_ = remit::remitted_line_ids(case_.remitted);
            if (o.line == absent) v.id = remitted_ids_[o.remitted_line];
        } else if (o.remitted_claim != absent && o.line == absent) {
            v.id = remit::remitted_claim_id(case_.remitted, case_.remitted.claims[o.remitted_claim]);
        }
        if (o.claim != absent) {
            v.claim = open_value(case_.submitted.claims[o.claim].control_number);
            v.submitted = case_.submitted.claims[o.claim].submitted;
        }
        if (o.line != absent) {
            ledger::submitted_line const& sent = case_.submitted.lines[o.line];
            v.id = remit::stable_line_id(case_.submitted.claims[o.claim], sent);
            v.number = open_value(sent.number);
            v.control_number = open_value(sent.control_number);
            v.code = open_value(sent.code);
            v.modifiers = sent.modifiers;
            v.first_day = sent.first_day;
        }
        for (std::string_view& modifier : v.modifiers) modifier = open_value(modifier);
        v.sub = o.sub;
        v.step = o.step;
        v.bears = o.bears;
        v.flags = o.flags;
        v.adjustments = {case_.outcomes.reasons.data() + o.adjustments.first, o.adjustments.count};
        v.remarks = {case_.outcomes.remarks.data() + o.remarks.first, o.remarks.count};
        if (o.host != absent) v.host = open_value(case_.submitted.lines[o.host].number);
        v.remit_lines = o.remit_lines;
        v.tier = o.tier;
        v.line_score = o.line_score;
        v.claim_score = o.claim_score;
        v.decided_on = o.decided_on;
        v.first_decided_on = o.first_decided_on;
        if (o.line != absent) add_next_step(o);
        return v;
    }

    [[nodiscard]] std::span<remit::evidence const> evidence_of(remit::claim_candidate const& c) const {
        return {case_.matches.reasons.data() + c.reasons.first, c.reasons.count};
    }

    void add_verdicts(std::size_t row) {
        remit::line_verdicts const& said = case_.verdicts.lines[row];
        verdicts_.clear();
        for (remit::finding_verdict const& v : case_.verdicts.findings_of(said)) {
            ledger::submitted_finding const& finding = case_.submitted.findings[v.finding];
            scrub::remit_verdict_view one;
            one.rule = finding.rule;
            if (auto const rule = case_.setup.pack.book().find(finding.rule))
                one.title = case_.setup.pack.book().rule(*rule).ast.title;
            one.level = finding.level;
            one.action = ledger::to_string(finding.action);
            one.verdict = remit::to_string(v.said);
            verdicts_.push_back(one);
        }
        view_.findings = verdicts_;
        view_.unforeseen = said.missed == remit::miss::covered ? scrub::unforeseen_state::covered
                           : said.missed == remit::miss::gap   ? scrub::unforeseen_state::gap
                                                               : scrub::unforeseen_state::none;
        should_have_.clear();
        for (remit::missed_rule const& rule : case_.verdicts.rules_of(said))
            should_have_.push_back(case_.rules[rule.rule].id);
        view_.should_have = should_have_;
    }

    void add_next_step(remit::line_outcome const& o) {
        std::string_view const profile = o.profile.empty() ? case_.submitted.claims[o.claim].profile : o.profile;
        remit::step_advice const advice =
            remit::next_step_for(o, case_.outcomes, case_.submitted, case_.setup.pack.book().payers().find(profile),
                                 case_.setup.options.today);
        if (advice.step == remit::next_step::nothing) return;
        step_.clear();
        if (!advice.cause.empty()) step_.append(advice.cause).append(" ");
        step_.append(advice.action);
        view_.next_step = step_;
        view_.deadline = advice.deadline;
    }

    void unresolved(std::uint32_t row, scrub::remit_report& report, std::string& out) {
        ledger::remitted_claim const& answer = case_.remitted.claims[row];
        remit::claim_match const& m = case_.matches.claim_matches[row];
        if (m.state == remit::match_state::matched || (!options_.all && !case_.named(answer.remittance))) return;
        scrub::remit_unresolved_view v;
        v.claim = open_value(answer.control_number);
        v.payer = case_.remitted.remittances[answer.remittance].payer_id;
        v.claim_number = open_value(answer.icn);
        v.charge = answer.charge;
        v.paid = answer.paid;
        v.state = m.state;
        std::vector<scrub::remit_candidate_view> candidates;
        for (std::uint32_t i = 0; i < m.candidates.count; ++i) {
            remit::claim_candidate const& c = case_.matches.candidates[m.candidates.first + i];
            candidates.push_back(
                {open_value(case_.submitted.claims[c.submitted].control_number), c.score, evidence_of(c)});
        }
        v.candidates = candidates;
        report.unresolved(v, out);
    }

    void adjustment(remit::resolved_adjustment const& a, scrub::remit_report& report, std::string& out) {
        auto const& adjustments = case_.remitted.provider_adjustments;
        if (!options_.all && !named_adjustment(a.provider_adjustment)) return;
        ledger::provider_adjustment const& p = adjustments[a.provider_adjustment];
        scrub::remit_adjustment_view v;
        v.reason = open_value(p.reason);
        v.reference = open_value(p.reference);
        v.amount = p.amount;
        if (a.claim != absent) v.claim = open_value(case_.submitted.claims[a.claim].control_number);
        report.adjustment(v, out);
    }
    [[nodiscard]] bool named_adjustment(std::uint32_t row) const {
        for (std::uint32_t i = 0; i < case_.remitted.remittances.size(); ++i) {
            auto const range = case_.remitted.remittances[i].provider_adjustments;
            if (row >= range.first && row < range.first + range.count) return case_.named(i);
        }
        return true;
    }

    /// Submissions that nobody answered, oldest first.
    void open_claims(scrub::remit_report& report, std::string& out) {
        std::vector<bool> answered(case_.submitted.claims.size());
        for (remit::line_outcome const& o : case_.outcomes.outcomes)
            if (o.claim != absent && o.remitted_claim != absent) answered[o.claim] = true;
        std::vector<std::uint32_t> open;
        for (std::uint32_t row = 0; row < answered.size(); ++row)
            if (!answered[row]) open.push_back(row);
        auto const& claims = case_.submitted.claims;
        std::stable_sort(open.begin(), open.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return claims[a].submitted < claims[b].submitted; });
        model::date const today = case_.setup.options.today;
        for (std::uint32_t const row : open) {
            ledger::submitted_claim const& claim = claims[row];
            scrub::remit_open_view v;
            v.claim = open_value(claim.control_number);
            v.payer = claim.payer_id;
            v.submitted = claim.submitted;
            if (!today.empty() && !claim.submitted.empty()) v.days = today.days_since(claim.submitted);
            v.charge = claim.charge;
            v.front_end = claim.state_at_front == ledger::front_end::accepted   ? "accepted"
                          : claim.state_at_front == ledger::front_end::rejected ? "rejected"
                                                                                : "silent";
            auto const* const profile = case_.setup.pack.book().payers().find(claim.profile);
            v.overdue = v.days > (profile != nullptr ? profile->follow_up_days : 30);
            report.open(v, out);
        }
    }

    void remarks(scrub::remit_report& report, std::string& out) {
        for (answer_fault const& fault : case_.faults) {
            std::string message = text::message_of(fault.what);
            if (fault.what.count > 1 && !fault.what.place.empty())
                message += fmt::format(" So {} times in this file, first here.", fault.what.count);
            scrub::remit_remark_view v;
            text::fault_text const& text = text::describe(fault.what.code);
            v.id = text.id;
            v.level = text.level;
            v.file = fault.file;
            v.segment = fault.what.at.segment;
            v.byte = fault.what.at.byte;
            v.message = message;
            report.remark(v, out);
        }
        for (remit::remit_finding const& f : case_.outcomes.findings) {
            if (!options_.all && f.remittance != absent && !case_.named(f.remittance)) continue;
            scrub::remit_remark_view v;
            v.id = f.id;
            v.level = f.level;
            if (f.remittance != absent)
                v.file = case_.remitted.files[case_.remitted.remittances[f.remittance].file].path;
            if (f.remitted_claim != absent)
                v.claim = open_value(case_.remitted.claims[f.remitted_claim].control_number);
            if (f.claim != absent) v.claim = open_value(case_.submitted.claims[f.claim].control_number);
            v.segment = f.at.segment;
            v.byte = f.at.byte;
            v.message = f.message;
            report.remark(v, out);
        }
        for (std::uint32_t const claim : case_.acknowledged.accepted_after_rejection) {
            scrub::remit_remark_view v;
            v.id = "accepted_after_rejection";
            v.claim = open_value(case_.submitted.claims[claim].control_number);
            v.message = "A front end rejected this claim and later took it in; see which word holds.";
            report.remark(v, out);
        }
        for (remit::unmatched_acknowledgment const& miss : case_.acknowledged.unmatched) {
            if (miss.why == remit::acknowledgment_miss::not_claims) continue;
            ledger::acknowledgment const& entry = case_.answers.entries[miss.entry];
            scrub::remit_remark_view v;
            v.id = "acknowledgment_unmatched";
            v.level = text::severity::note;
            v.file = case_.answers.files[entry.file].path;
            v.claim = open_value(entry.control_number);
            v.segment = entry.at.segment;
            v.byte = entry.at.byte;
            std::string const message =
                fmt::format("This answer of a front end fits no claim sent: {}.", remit::to_string(miss.why));
            v.message = message;
            report.remark(v, out);
        }
    }

    remit_case const& case_;
    remit_options const& options_;
    std::vector<bool> touched_;
    scrub::remit_line_view view_;
    std::vector<scrub::remit_verdict_view> verdicts_;
    std::vector<std::string_view> should_have_;
    std::vector<remit::line_id> remitted_ids_;
    std::string step_;
};

exit_code run_remit(remit_options const& o) {
    remit_case results{name};
    if (o.from.eras.empty() && !o.open && !o.all && o.from.acknowledgments.empty()) {
        complain(name, "no 835 is named; name one, or ask for --open or --all");
        return exit_code::usage;
    }
    bool const adds = !o.from.eras.empty() || !o.from.acknowledgments.empty();
    exit_code code = results.open(o.from, adds ? ledger::open_mode::write : ledger::open_mode::read);
    if (code != exit_code::clean) return code;
    if (!results.has_ledger() && o.from.claims.empty()) {
        complain(name, "say what was sent: --claims FILE..., or --ledger DB");
        return exit_code::usage;
    }
    output_target out;
    std::vector<std::string> inputs = results.setup.files();
    for (auto const* files : {&o.from.eras, &o.from.claims, &o.from.acknowledgments})
        inputs.insert(inputs.end(), files->begin(), files->end());
    if (exit_code const opened = out.open(name, o.output, inputs); opened != exit_code::clean) return opened;
    code = results.read(o.from);
    bool const everything = o.all || (o.open && o.from.eras.empty());
    if (exit_code const kept = results.use_ledger(everything); kept != exit_code::clean) return worse(code, kept);
    remit_keeping keeping{results};
    results.match();
    keeping.matched();
    results.judge();
    keeping.judged();
    // Standard output says nothing that the ledger does not hold; a file gets its name when that is so.
    bool const to_file = !o.output.empty() && o.output != "-";
    if (!to_file && keeping.result() != exit_code::clean) return worse(code, keeping.result());
    bool const told = code == exit_code::clean || !results.remitted.remittances.empty() || everything;
    if (told) {
        auto const report = make_report(o, results.setup.pack.book().codes().answers);
        remit_writer{results, o}.write(*report, out);
        out.settle();
    }
    if (keeping.result() != exit_code::clean) return worse(code, keeping.result());
    if (!told) return code;
    return worse(code, out.finish(true));
}

}  // namespace

void add_remit(CLI::App& app, action& run) {
    auto* command = app.add_subcommand("remit", "Say what payers decided about each line, and whether we foresaw it");
    auto o = std::make_shared<remit_options>();
    o->from.add_to(*command, "ERA");
    command->add_option("--format,-f", o->format, "What comes out")
        ->check(CLI::IsMember(std::vector<std::string>{remit_formats.begin(), remit_formats.end()}))
        ->capture_default_str();
    command->add_option("--output,-o", o->output, "File to write, complete or not at all; never an input")
        ->type_name("FILE");
    command->add_flag("--all", o->all, "Show every claim of the ledger, not only those that the named 835 answer");
    command->add_flag("--open", o->open, "List the claims that were never answered, oldest first");
    command->footer(
        "Examples:\n"
        "  orthoscrub remit july.835 --claims june.837\n"
        "  orthoscrub remit july.835 --claims june.837 --acks june.277 --format html -o july.html\n"
        "  orthoscrub remit july.835 --ledger practice.db\n"
        "  orthoscrub remit --ledger practice.db --open --today 2026-08-01\n"
        "Exit codes: 0 done, 2 a file is no 835, 837P or acknowledgment, 3 wrong usage, configuration or ledger, 4 "
        "input\n"
        "or output failed. What payers decided does not change the exit code.");
    command->callback([&run, o] { run = [o] { return run_remit(*o); }; });
}

}  // namespace orthoscrub::tools
