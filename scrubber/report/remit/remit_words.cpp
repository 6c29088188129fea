// The words of remittances for people: decisions, reasons, verdicts on our findings, next steps. Codes come from a file, so
// each passes open_value: a name that slid into the place of a code is not repeated.
#include "scrubber/report/remit/remit_words.hpp"

#include <algorithm>

#include "scrubber/codes/answer_tables.hpp"
#include "scrubber/engine/finding_view.hpp"
#include "scrubber/report/report.hpp"

namespace orthoscrub::scrub {

using remit::disposition;
using remit::sub_reason;

std::string_view to_string(unforeseen_state state) noexcept {
    return state == unforeseen_state::covered ? "covered" : state == unforeseen_state::gap ? "gap" : "";
}

std::string_view outcome_word(disposition decided) noexcept {
    switch (decided) {
        case disposition::paid_as_billed:
        case disposition::paid_reduced:
            return "PAID";
        case disposition::denied:
            return "DENIED";
        case disposition::partially_denied:
            return "PART";
        case disposition::patient_responsibility:
            return "PATIENT";
        case disposition::bundled:
            return "BUNDLED";
        case disposition::zero_paid:
            return "ZERO";
        case disposition::informational:
            return "INFO";
        case disposition::not_yet_adjudicated:
            return "OPEN";
        case disposition::reversed:
            return "REVERSED";
        case disposition::unmatched:
            return "UNKNOWN";
        default:
            return "CHECK";
    }
}

std::string_view outcome_badge(disposition decided) noexcept {
    switch (decided) {
        case disposition::denied:
        case disposition::reversed:
            return "stop";
        case disposition::paid_as_billed:
        case disposition::paid_reduced:
            return "fix";
        case disposition::partially_denied:
        case disposition::unmatched:
        case disposition::exception:
            return "check";
        default:
            return "note";
    }
}

namespace {

std::string_view bearer_words(remit::liability who) noexcept {
    switch (who) {
        case remit::liability::patient:
            return " The patient owes it.";
        case remit::liability::provider:
            return " The supplier bears it.";
        case remit::liability::none:
            return " Nobody is named to bear it.";
        case remit::liability::mixed:
            return " Patient and supplier bear parts of it.";
        default:
            return "";
    }
}

std::string_view open_words(sub_reason why) noexcept {
    switch (why) {
        case sub_reason::rejected_upstream:
            return "Rejected before it reached the payer's adjudication.";
        case sub_reason::awaiting_split_part:
            return "The payer split the claim; the part with this line has not come yet.";
        case sub_reason::missing_line:
            return "The payer answered the claim and left this line out.";
        case sub_reason::forwarded:
            return "The payer sent the claim on to another payer and decided nothing.";
        case sub_reason::predetermination:
            return "Predetermination only: nothing was adjudicated.";
        case sub_reason::pended:
            return "Under review; the payer has not decided yet.";
        default:
            return "No answer yet.";
    }
}

/// ", contractual $150.00, patient's share $20.00".
std::string parts(remit::line_amounts const& a) {
    std::string out;
    auto const part = [&](std::string_view name, model::money amount) {
        if (amount.cents == 0) return;
        out += out.empty() ? "" : ", ";
        out += std::string{name} + ' ' + dollars(amount.cents);
    };
    part("contractual", a.contractual);
    part("patient's share", a.patient_share);
    part("prior payer", a.prior_payer);
    part("bundled", a.bundled);
    part("pending", a.pending);
    part("denied", a.denied);
    return out;
}

std::string paid_of(remit::line_amounts const& a) {
    std::string const rest = parts(a);
    return "Paid " + dollars(a.paid.cents) + " of " + dollars(a.charge.cents) +
           (rest.empty() ? "." : ": " + rest + '.');
}

}  // namespace

std::string decision_words(remit_line_view const& line) {
    auto const& a = line.amounts;
    std::string out;
    switch (line.decided) {
        case disposition::paid_as_billed:
            out = "Paid as billed, " + dollars(a.paid.cents) + '.';
            break;
        case disposition::paid_reduced:
            out = paid_of(a);
            break;
        case disposition::denied:
            out = "Denied: " + dollars(a.denied.cents) + '.';
            if (a.denied != a.charge)
                out += " The rest: " +
                       parts({{}, {}, a.patient_share, a.contractual, a.prior_payer, a.bundled, a.pending, {}}) + '.';
            out += bearer_words(line.bears);
            break;
        case disposition::partially_denied:
            out = paid_of(a);
            out += bearer_words(line.bears);
            break;
        case disposition::bundled:
            out = line.host.empty()
                      ? "Paid inside another service: nothing of its own."
                      : "Paid inside line " + std::string{open_value(line.host)} + ": nothing of its own.";
            break;
        case disposition::patient_responsibility:
            out = "Recognised, nothing to pay: " + parts(a) + '.';
            break;
        case disposition::zero_paid:
            out = "Nothing paid and nothing denied: " + (a.charge.cents == 0 ? "no charge" : parts(a)) + '.';
            break;
        case disposition::informational:
            out = "Told for information; no money moves.";
            break;
        case disposition::reversed:
            out = "Reversed: the earlier decision was taken back and nothing has replaced it.";
            break;
        case disposition::unmatched:
            out = "Answers no line that we know of: " + paid_of(a);
            break;
        case disposition::not_yet_adjudicated:
            out = open_words(line.sub);
            break;
        default:
            out = "Does not fit any usual decision: " + paid_of(a);
    }
    if (line.step == remit::lifecycle::corrected) out += " (corrected)";
    if (line.step == remit::lifecycle::superseded) out += " (superseded)";
    return out;
}

std::vector<std::string_view> reason_remarks(std::span<remit::outcome_remark const> remarks) {
    std::vector<std::string_view> codes;
    for (remit::outcome_remark const& remark : remarks)
        if (!remark.alert) codes.push_back(open_value(remark.code));
    std::ranges::sort(codes);
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

std::vector<std::string> reason_words(remit_line_view const& line, answer_tables const& answers) {
    std::vector<std::string> out;
    auto const meaning = [](answer_row const* row) {
        return row && !row->meaning.empty() ? " (" + std::string{row->meaning} + ')' : std::string{};
    };
    for (remit::outcome_reason const& reason : line.adjustments) {
        if (!remit::denies(reason.kind)) continue;
        std::string const group{open_value(reason.group)};
        out.push_back((group.empty() ? "CARC " : group + '-') + std::string{open_value(reason.carc)} + ' ' +
                      dollars(reason.amount.cents) + meaning(answers.carc(reason.carc)));
    }
    for (std::string_view const code : reason_remarks(line.remarks))
        out.push_back("RARC " + std::string{code} + meaning(answers.rarc(code)));
    return out;
}

std::vector<std::string> verdict_words(remit_line_view const& line) {
    std::vector<std::string> out;
    for (remit_verdict_view const& f : line.findings) {
        std::string words{f.rule};
        if (f.verdict == "right") words += " was right: it foresaw this answer.";
        else if (f.verdict == "right_other_reason")
            words += line.sub == remit::sub_reason::rejected_upstream
                         ? " spoke of this line; the front end rejected it for another reason."
                         : " spoke of this line; the payer denied it for another reason.";
        else if (f.verdict == "intervention") words += " spoke of this line.";
        else if (f.verdict == "paid_anyway") words += " spoke of this line; the payer did not deny it.";
        else words += " spoke of this line; the answer is still open.";
        if (f.action == "fixed") words += " What it found was fixed before the claim was sent.";
        else if (f.action == "held") words += " The claim was held first.";
        else if (f.action == "suppressed") words += " It was suppressed.";
        out.push_back(std::move(words));
    }
    if (line.unforeseen == unforeseen_state::gap) out.emplace_back("No rule yet foresees this denial.");
    if (line.unforeseen == unforeseen_state::covered) {
        std::string words;
        for (std::string_view const rule : line.should_have) words += (words.empty() ? "" : ", ") + std::string{rule};
        out.push_back("A rule should have seen this" + (words.empty() ? "." : ": " + words + '.'));
    }
    return out;
}

std::string next_words(remit_line_view const& line) {
    std::string out{line.next_step};
    if (!out.empty() && !line.deadline.empty() && out.find(line.deadline.iso()) == std::string::npos)
        out += " Deadline: " + line.deadline.iso() + '.';
    return out;
}

std::vector<std::string> flag_words(remit::outcome_flags flags) {
    using remit::outcome_flag;
    struct named {
        outcome_flag flag;
        std::string_view words;
    };
    static constexpr named told[] = {
        {outcome_flag::unprocessable, "unprocessable: no appeal, send a new claim"},
        {outcome_flag::forwarded, "sent on to another payer"},
        {outcome_flag::code_changed, "the payer changed the code"},
        {outcome_flag::modifiers_changed, "the payer changed the modifiers"},
        {outcome_flag::units_changed, "the payer changed the units"},
        {outcome_flag::inferred_from_claim, "taken from the decision on the claim as a whole"},
        {outcome_flag::allocated, "its part of the claim's amount was computed"},
        {outcome_flag::unbalanced, "the amounts do not balance"},
        {outcome_flag::overpaid, "paid more than charged"},
        {outcome_flag::underpaid_vs_allowed, "paid less than the allowed amount tells"},
        {outcome_flag::recoupment_pending, "the payer will take money back"},
        {outcome_flag::paid_to_patient, "paid to the patient"},
        {outcome_flag::review, "look at it: written off as a whole by contract"},
        {outcome_flag::unknown_carc, "a reason code that no table knows"},
        {outcome_flag::nonstandard_22, "a reversal that is not written as one"},
        {outcome_flag::indistinguishable, "could not be told from an equal line"},
        {outcome_flag::identical_resubmission, "sent twice; counted for the later one"},
        {outcome_flag::licn_code_conflict, "control number and code speak of different lines"},
        {outcome_flag::payer_unverified, "payer not in a known profile"}};
    std::vector<std::string> out;
    for (named const& n : told)
        if ((flags & remit::bit(n.flag)) != 0) out.emplace_back(n.words);
    return out;
}

std::string_view verdict_name(std::string_view verdict) noexcept {
    return verdict == "intervention" ? std::string_view{"open"} : verdict;
}

std::string evidence_words(std::span<remit::evidence const> list) {
    std::string out;
    for (remit::evidence const& e : list) {
        std::string name{remit::to_string(e.kind)};
        std::ranges::replace(name, '_', ' ');
        out += (out.empty() ? "" : ", ") + name + (e.points < 0 ? " " : " +") + std::to_string(e.points);
    }
    return out;
}

void remit_summary::add(remit_line_view const& line) noexcept {
    ++lines;
    auto const& a = line.amounts;
    amounts.charge += a.charge;
    amounts.paid += a.paid;
    amounts.patient_share += a.patient_share;
    amounts.contractual += a.contractual;
    amounts.prior_payer += a.prior_payer;
    amounts.bundled += a.bundled;
    amounts.pending += a.pending;
    amounts.denied += a.denied;
    bool const open_line = line.decided == disposition::not_yet_adjudicated;
    auto const charge = a.charge.cents == 0 ? line.charge : a.charge;
    by_disposition[static_cast<std::size_t>(line.decided)].add(charge);
    if (open_line) open.add(charge);
    bool const refused = line.decided == disposition::denied || line.decided == disposition::partially_denied;
    auto const any = [&](std::string_view verdict) {
        return std::ranges::any_of(line.findings, [&](auto const& f) { return f.verdict == verdict; });
    };
    if (any("paid_anyway")) paid_anyway.add(charge);
    if (!refused) return;
    denied.add(a.denied);
    if (any("right")) foreseen.add(a.denied);
    else if (!line.findings.empty()) other.add(a.denied);
    else if (line.unforeseen == unforeseen_state::covered) covered.add(a.denied);
    else if (line.unforeseen == unforeseen_state::gap) gaps.add(a.denied);
}

std::vector<std::string> money_sentences(remit_summary const& s) {
    auto const lines = [](remit_sum const& sum) { return " on " + counted(sum.lines, "line", "lines"); };
    std::vector<std::string> out;
    out.push_back(dollars(s.amounts.paid.cents) + " paid of " + dollars(s.amounts.charge.cents) +
                  " charged; patients' share " + dollars(s.amounts.patient_share.cents) + ", contractual " +
                  dollars(s.amounts.contractual.cents) + '.');
    out.push_back(dollars(s.denied.cents) + " denied" + lines(s.denied) + '.');
    if (s.open.lines != 0) out.push_back(dollars(s.open.cents) + " open" + lines(s.open) + '.');
    if (s.denied.lines != 0) {
        std::string words = "Of what was denied, rules foresaw " + dollars(s.foreseen.cents) + lines(s.foreseen) +
                            "; a rule should have seen " + dollars(s.covered.cents) + lines(s.covered) +
                            "; no rule yet for " + dollars(s.gaps.cents) + lines(s.gaps) + '.';
        if (s.other.lines != 0)
            words += " " + dollars(s.other.cents) + lines(s.other) + " had findings about something else.";
        out.push_back(std::move(words));
    }
    if (s.paid_anyway.lines != 0)
        out.push_back("Flagged and not denied: " + dollars(s.paid_anyway.cents) + lines(s.paid_anyway) + '.');
    if (s.unmatched != 0)
        out.push_back(counted(s.unmatched, "remitted claim answers", "remitted claims answer") +
                      " no submission that we know of.");
    if (s.ambiguous != 0)
        out.push_back(counted(s.ambiguous, "remitted claim", "remitted claims") +
                      " may answer more than one submission; nothing was guessed.");
    return out;
}

}  // namespace orthoscrub::scrub
