// Scenarios that concern a claim as a whole: no answer, one sum without lines, splitting, and all that happens when a
// payer thinks again. Later answers stand in later waves of payments.
#include <algorithm>

#include "tools/generator/payer_desk.hpp"

namespace orthoscrub::generator {

void payer_desk::reject(front_end_status status) {
    stay_silent();
    case_->kind = "rejected";
    case_->rejected = true;
    rejection_ = status;
    for (auto& truth : case_->truths) truth.sub = "rejected_upstream";
}

void payer_desk::stay_silent() {
    case_->kind = "silent";
    case_->truths.resize(claim_->line_count);
    for (auto& truth : case_->truths) {
        truth.at = home_->destination;
        truth.disposition = "not_yet_adjudicated";
        truth.sub = "no_remit";
    }
}

void payer_desk::all(void (line_clerk::*decision)(unsigned)) {
    auto& answer = open(*home_->destination, 0, case_->truths);
    for (unsigned i = 0; i < claim_->line_count; ++i) (clerk_.*decision)(i);
    if (decision == &line_clerk::forward) {
        case_->kind = "forwarded";
        answer.status = "23";
        answer.forwarded_to = &payer_of(coverage::commercial, luck_);
    } else if (decision == &line_clerk::estimate) {
        case_->kind = "predetermination";
        answer.status = "25";
    } else if (decision == &line_clerk::pend) {
        case_->kind = "pended";
    }
    clerk_.total();
}

void payer_desk::deny_all(denial const& why) {
    auto& answer = open(*home_->destination, 0, case_->truths);
    if (case_->kind == "plain") case_->kind = "denied";
    for (unsigned i = 0; i < claim_->line_count; ++i) clerk_.deny(i, why);
    clerk_.total();
    if (why.carc == "31") answer.status = "4";
    if (!why.unprocessable) return;
    answer.remarks.push_back("MA130");
    for (auto& truth : case_->truths) {
        truth.remarks.push_back("MA130");
        truth.flag("unprocessable");
    }
}

void payer_desk::whole_claim(std::string_view group, std::string_view carc, std::string_view remark,
                             std::string_view kind, std::string_view status) {
    auto& answer = open(*home_->destination, 0, case_->truths);
    case_->kind = "denied_without_lines";
    answer.status = status;
    answer.adjustments.push_back({group, carc, answer.charge, meaning::denied});
    if (!remark.empty()) answer.remarks.push_back(remark);
    clerk_.total();
    for (unsigned i = 0; i < claim_->line_count; ++i) {
        auto& truth = case_->truths[i];
        truth.disposition = "denied";
        truth.denial = kind;
        truth.charge = claim_->lines[i].charge;
        truth.amounts[static_cast<std::size_t>(meaning::denied)] = truth.charge;
        truth.reasons.push_back(std::string(group) + '-' + std::string(carc));
        if (!remark.empty()) truth.remarks.push_back(remark);
        truth.flag("inferred_from_claim");
    }
}

void payer_desk::paid_in_one_sum() {
    open(*home_->destination, 0, case_->truths);
    case_->kind = "paid_without_lines";
    clerk_.total();
    for (unsigned i = 0; i < claim_->line_count; ++i) {
        auto& truth = case_->truths[i];
        truth.disposition = "paid_as_billed";
        truth.charge = truth.paid = claim_->lines[i].charge;
        truth.flag("inferred_from_claim");
    }
}

/// Half of the charge is contractual, told for the claim; only where the halves of all lines are whole cents.
void payer_desk::reduced_in_one_sum() {
    for (unsigned i = 0; i < claim_->line_count; ++i)
        if (claim_->lines[i].charge % 2 != 0) return decide_lines();
    auto& answer = open(*home_->destination, 0, case_->truths);
    case_->kind = "reduced_without_lines";
    answer.adjustments.push_back({"CO", "45", answer.charge / 2, meaning::contractual});
    clerk_.total();
    for (unsigned i = 0; i < claim_->line_count; ++i) {
        auto& truth = case_->truths[i];
        truth.disposition = "paid_reduced";
        truth.charge = claim_->lines[i].charge;
        truth.paid = truth.charge / 2;
        truth.amounts[static_cast<std::size_t>(meaning::contractual)] = truth.charge / 2;
        truth.flag("inferred_from_claim");
        if (claim_->line_count > 1) truth.flag("allocated");
    }
}

void payer_desk::cross_over() {
    case_->kind = "crossover";
    auto const& next = payer_of(luck_.chance(50) ? coverage::blue : coverage::commercial, luck_);
    auto& first = open(*home_->destination, 0, case_->truths);
    first.status = "19";
    first.forwarded_to = &next;
    first.remarks = {"MA18", "N89"};
    for (unsigned i = 0; i < claim_->line_count; ++i) clerk_.pay(i);
    clerk_.total();
    for (auto& truth : case_->truths) truth.flag("forwarded");
    auto& second = open(next, 1, case_->truths);
    second.status = "2";
    second.lines = case_->answers.front().lines;
    for (unsigned i = 0; i < claim_->line_count; ++i) {
        auto& line = second.lines[i];
        auto const& before = case_->truths[i];
        auto& truth = case_->truths[claim_->line_count + i];
        auto const share = before.amounts[static_cast<std::size_t>(meaning::patient_share)];
        bool const pays = luck_.chance(85);
        line.adjustments.clear();
        line.allowed = 0;
        line.adjust("OA", "23", line.charge - share, meaning::prior_payer);
        line.paid = pays ? share : 0;
        if (!pays) line.adjust("CO", "45", share, meaning::contractual);
        truth.disposition = pays ? "paid_reduced" : "zero_paid";
        truth.charge = line.charge;
        truth.paid = line.paid;
        for (auto const& each : line.adjustments) truth.amounts[static_cast<std::size_t>(each.as)] += each.cents;
    }
    clerk_.total();
}

void payer_desk::split_claim(unsigned wave_of_rest, bool rest_comes) {
    case_->kind = rest_comes ? "split" : "split_half";
    auto& answer = open(*home_->destination, 0, case_->truths);
    auto const last = claim_->line_count - 1;
    answer.remarks.push_back("MA15");
    for (unsigned i = 0; i < last; ++i) clerk_.pay(i);
    answer.charge -= claim_->lines[last].charge;
    clerk_.total();
    if (!rest_comes) {
        auto& truth = case_->truths[last];
        truth.disposition = "not_yet_adjudicated";
        truth.sub = "awaiting_split_part";
        return;
    }
    auto& rest = open(*home_->destination, wave_of_rest, overtaken_);
    rest.charge = claim_->lines[last].charge;
    if (luck_.chance(50)) clerk_.pay(last);
    else clerk_.deny(last, {"authorization", "CO", "197", {"N210"}});
    clerk_.total();
    case_->truths[last] = overtaken_[last];
}

void payer_desk::leave_line_out() {
    case_->kind = "line_left_out";
    auto& answer = open(*home_->destination, 0, case_->truths);
    auto const last = claim_->line_count - 1;
    for (unsigned i = 0; i < last; ++i) clerk_.pay(i);
    answer.adjustments.push_back({"CO", "45", claim_->lines[last].charge, meaning::contractual});
    clerk_.total();
    for (unsigned i = 0; i < last; ++i) case_->truths[i].flag("unbalanced");
    case_->truths[last].disposition = "not_yet_adjudicated";
    case_->truths[last].sub = "missing_line";
}

claim_answer& payer_desk::reversal_of(claim_answer const& answer, unsigned wave) {
    auto made = answer;
    made.status = "22";
    made.reversal = true;
    made.wave = wave;
    made.remarks.clear();
    made.interest = 0;
    return case_->answers.emplace_back(std::move(made));
}

/// The supplier owes `-net`: it is taken at once, put off, or put off and taken in the last wave.
void payer_desk::recover(claim_answer& reversal, std::int64_t net, std::vector<line_truth>& truths) {
    auto const ticket = luck_.below(3);
    if (net >= 0 || ticket == 0) return;
    reversal.plb_recovered = net;
    reversal.plb_reference = reversal.icn;
    if (ticket == 1) {
        for (auto& truth : truths) truth.flag("recoupment_pending");
        return;
    }
    case_->history.push_back("recovered_later");
}

void payer_desk::reverse(unsigned correction_wave, unsigned reversal_wave, bool correction_first) {
    case_->kind = correction_first ? "corrected_then_reversed" : "reversed_then_corrected";
    auto& first = open(*home_->destination, 0, overtaken_);
    for (unsigned i = 0; i < claim_->line_count; ++i) clerk_.pay(i);
    clerk_.total();
    claim_answer* reversal = correction_first ? nullptr : &reversal_of(first, reversal_wave);
    auto& corrected = open(*home_->destination, correction_wave, case_->truths);
    if (luck_.chance(60)) corrected.original_icn = first.icn;
    bool const denied = luck_.chance(45);
    denial const why{"medical_necessity", "CO", "50", {"N115"}, false, "L33790"};
    for (unsigned i = 0; i < claim_->line_count; ++i) {
        if (denied) clerk_.deny(i, why);
        else clerk_.pay(i);
    }
    clerk_.total();
    if (reversal == nullptr) reversal = &reversal_of(first, reversal_wave);
    for (auto& truth : case_->truths) truth.lifecycle = "corrected";
    case_->history.push_back("reversed");
    recover(*reversal, corrected.paid - first.paid, case_->truths);
}

void payer_desk::reverse_only(bool known) {
    case_->kind = known ? "reversed" : "reversed_unseen";
    auto& first = open(*home_->destination, 0, overtaken_);
    for (unsigned i = 0; i < claim_->line_count; ++i) clerk_.pay(i);
    clerk_.total();
    case_->truths.resize(claim_->line_count);
    for (auto& truth : case_->truths) {
        truth.at = home_->destination;
        truth.disposition = truth.lifecycle = "reversed";
    }
    auto& reversal = reversal_of(first, 1);
    if (known) recover(reversal, -first.paid, case_->truths);
    else case_->answers.erase(case_->answers.begin());
}

void payer_desk::correct_by_22() {
    reverse(1, 1, false);
    case_->kind = "corrected_by_22";
    case_->answers.back().status = "22";
    for (auto& truth : case_->truths) truth.flag("nonstandard_22");
}

void payer_desk::pended_then_decided() {
    case_->kind = "pended_then_decided";
    auto& first = open(*home_->destination, 0, overtaken_);
    for (unsigned i = 0; i < claim_->line_count; ++i) clerk_.pend(i);
    clerk_.total();
    bool const reverses = luck_.chance(50);
    if (reverses) reversal_of(first, 1);
    open(*home_->destination, 1, case_->truths);
    for (unsigned i = 0; i < claim_->line_count; ++i) clerk_.pay(i);
    clerk_.total();
    if (!reverses) return;
    case_->history.push_back("reversed");
    for (auto& truth : case_->truths) truth.lifecycle = "corrected";
}

void payer_desk::decide_twice() {
    case_->kind = "decided_twice";
    open(*home_->destination, 0, overtaken_);
    for (unsigned i = 0; i < claim_->line_count; ++i) clerk_.pay(i);
    clerk_.total();
    open(*home_->destination, 1, case_->truths);
    for (unsigned i = 0; i < claim_->line_count; ++i) clerk_.pay(i);
    clerk_.total();
    case_->history.push_back("superseded");
}

void payer_desk::answer_as_duplicate() {
    case_->kind = "answered_as_duplicate";
    open(*home_->destination, 0, case_->truths);
    for (unsigned i = 0; i < claim_->line_count; ++i) clerk_.pay(i);
    clerk_.total();
    open(*home_->destination, 1, overtaken_);
    for (unsigned i = 0; i < claim_->line_count; ++i) clerk_.deny(i, {"duplicate", "OA", "18", {}});
    clerk_.total();
    case_->history.push_back("duplicate_denial");
}

}  // namespace orthoscrub::generator
