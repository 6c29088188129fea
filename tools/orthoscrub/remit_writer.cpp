// A line of the report is one view that is filled again and again: what was sent, what came back, what was foreseen, what to
// do next. Claims that fit nothing, provider adjustments, open claims and remarks follow the lines.
#include "tools/orthoscrub/remit_writer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scrubber/engine/finding_view.hpp"
#include "scrubber/remit/next_step.hpp"

namespace orthoscrub::tools {

using remit::absent;
using scrub::open_value;

remit_writer::remit_writer(remit_case const& results, remit_shown wanted) : case_{results}, options_{wanted} {
    for (remit::claim_match const& m : results.matches.claim_matches)
        if (m.state == remit::match_state::matched) {
            auto const row = static_cast<std::size_t>(&m - results.matches.claim_matches.data());
            if (wanted.all || results.named(results.remitted.claims[row].remittance)) touch(m.submitted);
        }
    for (remit::line_outcome const& outcome : results.outcomes.outcomes)
        if (wanted.acknowledged && outcome.sub == remit::sub_reason::rejected_upstream && outcome.claim != absent)
            touch(outcome.claim);
    if (wanted.all || !results.has_ledger()) touched_.assign(results.submitted.claims.size(), true);
}

void remit_writer::write(scrub::remit_report& report, output_target& target) {
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

void remit_writer::touch(std::uint32_t claim) {
    if (touched_.size() < case_.submitted.claims.size()) touched_.resize(case_.submitted.claims.size());
    touched_[claim] = true;
}

bool remit_writer::shown(remit::line_outcome const& o) const {
    if (o.claim != absent) return o.claim < touched_.size() && touched_[o.claim];
    return o.remitted_claim != absent &&
           (options_.all || case_.named(case_.remitted.claims[o.remitted_claim].remittance));
}

scrub::remit_summary remit_writer::summary() {
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

scrub::remit_line_view const& remit_writer::counted_view(std::size_t row) {
    remit::line_outcome const& o = case_.outcomes.outcomes[row];
    view_ = {};
    view_.decided = o.decided;
    view_.amounts = o.amounts;
    if (o.line != absent) view_.charge = case_.submitted.lines[o.line].charge;
    add_verdicts(row);
    return view_;
}

scrub::remit_line_view const& remit_writer::line_view(std::size_t row) {
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

std::span<remit::evidence const> remit_writer::evidence_of(remit::claim_candidate const& c) const {
    return {case_.matches.reasons.data() + c.reasons.first, c.reasons.count};
}

void remit_writer::add_verdicts(std::size_t row) {
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

void remit_writer::add_next_step(remit::line_outcome const& o) {
    std::string_view const profile = o.profile.empty() ? case_.submitted.claims[o.claim].profile : o.profile;
    remit::step_advice const advice = remit::next_step_for(
        o, case_.outcomes, case_.submitted, case_.setup.pack.book().payers().find(profile), case_.setup.options.today);
    if (advice.step == remit::next_step::nothing) return;
    step_.clear();
    if (!advice.cause.empty()) step_.append(advice.cause).append(" ");
    step_.append(advice.action);
    view_.next_step = step_;
    view_.deadline = advice.deadline;
}

void remit_writer::unresolved(std::uint32_t row, scrub::remit_report& report, std::string& out) {
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
        candidates.push_back({open_value(case_.submitted.claims[c.submitted].control_number), c.score, evidence_of(c)});
    }
    v.candidates = candidates;
    report.unresolved(v, out);
}

void remit_writer::adjustment(remit::resolved_adjustment const& a, scrub::remit_report& report, std::string& out) {
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

bool remit_writer::named_adjustment(std::uint32_t row) const {
    for (std::uint32_t i = 0; i < case_.remitted.remittances.size(); ++i) {
        auto const range = case_.remitted.remittances[i].provider_adjustments;
        if (row >= range.first && row < range.first + range.count) return case_.named(i);
    }
    return true;
}

void remit_writer::open_claims(scrub::remit_report& report, std::string& out) {
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

void remit_writer::remarks(scrub::remit_report& report, std::string& out) {
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
        if (f.remittance != absent) v.file = case_.remitted.files[case_.remitted.remittances[f.remittance].file].path;
        if (f.remitted_claim != absent) v.claim = open_value(case_.remitted.claims[f.remitted_claim].control_number);
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

}  // namespace orthoscrub::tools
