// The clerk says what a line's outcome is when it decides, and writes the amounts that make it so: charge = payment +
// adjustments, to the cent. Medicare's arithmetic: allowed, less deductible, 20 % coinsurance, 2 % sequestration (CARC
// 253) off what is left. A payer that comes second shows what the first one recognised as OA-23.
#include "tools/generator/line_clerk.hpp"

#include <algorithm>

namespace orthoscrub::generator {

namespace {

constexpr std::int64_t percent_of(std::int64_t cents, std::int64_t percent) { return (cents * percent + 50) / 100; }

/// Alerts inform (here: that one may appeal); they are no part of a reason.
constexpr std::string_view appeal_alert = "N210";

bool has(line_story const& line, std::string_view wanted) {
    auto const end = line.modifiers.begin() + line.modifier_count;
    return std::find(line.modifiers.begin(), end, wanted) != end;
}

/// A code that a payer may pay instead of `code`.
std::string_view neighbour_of(std::string_view code) {
    if (code[0] == 'L' && code[1] == '0') return code == "L0648" ? "L0642" : "L0648";
    return code == "L1843" ? "L1833" : "L1843";
}

}  // namespace

void line_truth::flag(std::string_view what) {
    if (std::find(flags.begin(), flags.end(), what) == flags.end()) flags.push_back(what);
}

void claim_case::clear() {
    kind = "plain";
    answers.clear();
    truths.clear();
    history.clear();
    verdict = {};
    rejected = false;
    tells_icn = false;
    icn.clear();
}

void line_clerk::serve(household const& home, claim_story const& claim, claim_answer& answer,
                       std::vector<line_truth>& truths) {
    home_ = &home;
    claim_ = &claim;
    answer_ = &answer;
    truths_ = &truths;
    first_truth_ = truths.size();
    truths.resize(first_truth_ + claim.line_count);
    for (std::size_t i = first_truth_; i < truths.size(); ++i) truths[i].at = answer.from;
    medicare_ = answer.from->type == coverage::medicare;
    second_ = home.other != nullptr;
}

answered_line& line_clerk::begin(unsigned line) {
    auto const& asked = claim_->lines[line];
    auto& made = answer_->lines.emplace_back();
    made.asked = line;
    made.code = asked.code;
    made.modifiers = asked.modifiers;
    made.modifier_count = asked.modifier_count;
    made.charge = asked.charge;
    made.units = asked.units;
    made.number = claim_->number + '-' + static_cast<char>('1' + line);
    return made;
}

void line_clerk::finish(answered_line const& answered, std::string_view disposition) {
    auto& truth = (*truths_)[first_truth_ + answered.asked];
    truth.disposition = disposition;
    truth.charge += answered.charge;
    truth.paid += answered.paid;
    for (auto const& each : answered.adjustments) {
        truth.amounts[static_cast<std::size_t>(each.as)] += each.cents;
        if (each.carc == "253") truth.flag("sequestered");
        if (each.as != meaning::denied) continue;
        auto reason = std::string(each.group) + '-' + std::string(each.carc);
        if (std::find(truth.reasons.begin(), truth.reasons.end(), reason) == truth.reasons.end())
            truth.reasons.push_back(std::move(reason));
    }
    if (truth.reasons.empty()) return;
    for (auto const& remark : answered.remarks)
        if (remark != appeal_alert &&
            std::find(truth.remarks.begin(), truth.remarks.end(), remark) == truth.remarks.end())
            truth.remarks.push_back(remark);
}

std::int64_t line_clerk::arithmetic(answered_line& answered, std::int64_t base) {
    auto const type = answer_->from->type;
    bool const no_contract = type == coverage::auto_medical || type == coverage::workers;
    auto const allowed = percent_of(base, luck_.between(55, 92));
    answered.allowed = allowed;
    answered.adjust(no_contract ? "PI" : "CO", "45", base - allowed, meaning::contractual);
    if (medicare_) {
        auto const deductible = luck_.chance(6) ? std::min<std::int64_t>(allowed / 2, luck_.between(500, 9000)) : 0;
        auto const coinsurance = percent_of(allowed - deductible, 20);
        auto const left = allowed - deductible - coinsurance;
        auto const withheld = percent_of(left, 2);
        answered.adjust("CO", "253", withheld, meaning::contractual);
        answered.adjust("PR", "1", deductible, meaning::patient_share);
        answered.adjust("PR", "2", coinsurance, meaning::patient_share);
        return left - withheld;
    }
    std::int64_t share = 0;
    if (!no_contract && type != coverage::medicaid && type != coverage::veterans && luck_.chance(70))
        share = luck_.chance(40) ? std::min<std::int64_t>(allowed / 3, 3000)
                                 : percent_of(allowed, luck_.chance(50) ? 10 : 20);
    answered.adjust("PR", share == 3000 ? "3" : "2", share, meaning::patient_share);
    return allowed - share;
}

void line_clerk::pay(unsigned line) {
    auto& made = begin(line);
    if (!second_) {
        made.paid = arithmetic(made, made.charge);
        finish(made, "paid_reduced");
        return;
    }
    auto const& asked = claim_->lines[line];
    auto const left_over = asked.deductible + asked.coinsurance;
    made.adjust("OA", "23", asked.other_paid + asked.contractual, meaning::prior_payer);
    made.paid = left_over;
    if (luck_.chance(25)) {
        auto const share = percent_of(left_over, 40);
        made.adjust("PR", "2", share, meaning::patient_share);
        made.paid -= share;
    }
    finish(made, "paid_reduced");
}

void line_clerk::pay_as_billed(unsigned line) {
    auto& made = begin(line);
    made.paid = made.allowed = made.charge;
    finish(made, "paid_as_billed");
}

void line_clerk::apply_deductible(unsigned line) {
    auto& made = begin(line);
    made.allowed = percent_of(made.charge, luck_.between(55, 92));
    made.adjust("CO", "45", made.charge - made.allowed, meaning::contractual);
    made.adjust("PR", "1", made.allowed, meaning::patient_share);
    finish(made, "patient_responsibility");
}

void line_clerk::pay_more_than_billed(unsigned line) {
    auto& made = begin(line);
    auto const more = percent_of(made.charge, luck_.between(2, 15));
    made.paid = made.allowed = made.charge + more;
    made.adjust("CO", "45", -more, meaning::contractual);
    finish(made, "paid_reduced");
    (*truths_)[first_truth_ + line].flag("overpaid");
}

void line_clerk::pay_to_patient(unsigned line) {
    auto& made = begin(line);
    made.allowed = percent_of(made.charge, luck_.between(55, 92));
    made.adjust("CO", "45", made.charge - made.allowed, meaning::contractual);
    made.adjust("OA", "100", made.allowed, meaning::prior_payer);
    finish(made, "zero_paid");
    (*truths_)[first_truth_ + line].flag("paid_to_patient");
}

void line_clerk::capitate(unsigned line) {
    auto& made = begin(line);
    made.adjust("CO", "24", made.charge, meaning::contractual);
    finish(made, "zero_paid");
}

void line_clerk::write_off(unsigned line) {
    auto& made = begin(line);
    if (second_) {
        auto const& asked = claim_->lines[line];
        made.adjust("OA", "23", asked.other_paid + asked.contractual, meaning::prior_payer);
        made.adjust("CO", "45", asked.deductible + asked.coinsurance, meaning::contractual);
    } else {
        made.adjust("CO", "45", made.charge, meaning::contractual);
        (*truths_)[first_truth_ + line].flag("review");
    }
    finish(made, "zero_paid");
}

void line_clerk::deny(unsigned line, denial const& why) {
    auto& made = begin(line);
    bool const notice = has(claim_->lines[line], "GA") && why.kind == "medical_necessity";
    bool const excluded = has(claim_->lines[line], "GY") && why.kind == "noncovered";
    made.units = 0;
    made.adjust(notice || excluded ? "PR" : why.group, why.carc, made.charge, meaning::denied);
    for (auto const remark : why.remarks)
        if (!remark.empty()) made.remarks.push_back(remark);
    made.policy = why.policy;
    finish(made, "denied");
    auto& truth = (*truths_)[first_truth_ + line];
    truth.denial = why.kind;
    if (why.kind == "unknown") truth.flag("unknown_carc");
}

void line_clerk::refuse_a_part(unsigned line) {
    auto& made = begin(line);
    auto& truth = (*truths_)[first_truth_ + line];
    std::int64_t refused = 0;
    if (made.units > 1) {
        refused = made.charge / made.units;
        made.asked_units = made.units--;
        made.adjust("CO", "151", refused, meaning::denied, 1);
        made.remarks.push_back("N640");
        truth.denial = "frequency";
        truth.flag("units_changed");
    } else {
        refused = percent_of(made.charge, luck_.between(20, 50));
        auto const of_patient = luck_.chance(30) ? refused / 3 : 0;
        made.adjust("CO", "96", refused - of_patient, meaning::denied);
        made.adjust("PR", "204", of_patient, meaning::denied);
        made.remarks.push_back("N130");
        truth.denial = "noncovered";
    }
    made.paid = arithmetic(made, made.charge - refused);
    finish(made, "partially_denied");
}

void line_clerk::split(unsigned line) {
    auto const units = claim_->lines[line].units;
    auto const charge = claim_->lines[line].charge;
    bool const refused = luck_.chance(60);
    auto const first_share = charge / units;
    auto& truth = (*truths_)[first_truth_ + line];
    {
        auto& first = begin(line);
        first.units = 1;
        first.charge = first_share;
        first.paid = arithmetic(first, first.charge);
        finish(first, "paid_reduced");
    }
    auto& rest = begin(line);
    rest.charge = charge - first_share;
    if (!refused) {
        rest.units = units - 1;
        rest.paid = arithmetic(rest, rest.charge);
        finish(rest, "paid_reduced");
        return;
    }
    rest.units = 0;
    rest.adjust("CO", "50", rest.charge, meaning::denied);
    rest.remarks.push_back("N115");
    finish(rest, "partially_denied");
    truth.denial = "medical_necessity";
    truth.flag("units_changed");
}

void line_clerk::unbundle(unsigned line) {
    auto const code = neighbour_of(claim_->lines[line].code);
    {
        auto& first = begin(line);
        first.code = code;
        first.tells_submitted = true;
        first.paid = arithmetic(first, first.charge);
        finish(first, "paid_reduced");
    }
    auto& further = begin(line);
    further.code = code[1] == '0' ? "L0621" : "L2405";
    further.tells_submitted = true;
    further.charge = 0;
    further.units = 1;
    auto const raised = percent_of(claim_->lines[line].charge, luck_.between(2, 6));
    auto const share = percent_of(raised, 20);
    further.adjust("OA", "94", -raised, meaning::contractual);
    further.adjust("PR", "2", share, meaning::patient_share);
    further.paid = raised - share;
    finish(further, "paid_reduced");
    (*truths_)[first_truth_ + line].flag("code_changed");
}

void line_clerk::recode(unsigned line, bool tells_submitted) {
    auto& made = begin(line);
    made.code = neighbour_of(made.code);
    made.tells_submitted = tells_submitted;
    made.paid = arithmetic(made, made.charge);
    finish(made, "paid_reduced");
    auto& truth = (*truths_)[first_truth_ + line];
    truth.flag("code_changed");
    if (!tells_submitted) truth.flag("licn_code_conflict");
}

void line_clerk::drop_modifier(unsigned line) {
    auto& made = begin(line);
    --made.modifier_count;
    made.paid = arithmetic(made, made.charge);
    finish(made, "paid_reduced");
    (*truths_)[first_truth_ + line].flag("modifiers_changed");
}

void line_clerk::include_silently(unsigned line) {
    auto& made = begin(line);
    made.units = 0;
    made.adjust("CO", "97", made.charge, meaning::bundled);
    made.remarks.push_back("M15");
    finish(made, "bundled");
}

void line_clerk::include_in(unsigned host, unsigned component) {
    auto const added = claim_->lines[component].charge;
    {
        auto& made = begin(host);
        made.paid = arithmetic(made, made.charge);
        made.adjustments.front().cents += added;
        made.adjust("OA", "94", -added, meaning::contractual);
        finish(made, "paid_reduced");
    }
    auto const& own = claim_->lines[host];
    auto& part = begin(component);
    part.code = own.code;
    part.modifiers = own.modifiers;
    part.modifier_count = own.modifier_count;
    part.tells_submitted = true;
    part.units = 0;
    part.adjust("CO", "97", part.charge, meaning::bundled);
    finish(part, "bundled");
    (*truths_)[first_truth_ + component].flag("code_changed");
}

void line_clerk::move_charge(unsigned host, unsigned component) {
    {
        auto& made = begin(host);
        made.charge += claim_->lines[component].charge;
        made.paid = arithmetic(made, made.charge);
        finish(made, "paid_reduced");
    }
    auto& part = begin(component);
    part.charge = 0;
    part.units = 0;
    finish(part, "informational");
}

void line_clerk::take_back(unsigned line) {
    auto& made = begin(line);
    made.paid = -luck_.between(100, 900);
    made.adjust("CO", "45", made.charge - made.paid, meaning::contractual);
    finish(made, "exception");
}

void line_clerk::pend(unsigned line) {
    auto& made = begin(line);
    made.units = 0;
    made.adjust("OA", "133", made.charge, meaning::pending);
    finish(made, "not_yet_adjudicated");
    (*truths_)[first_truth_ + line].sub = "pended";
}

void line_clerk::estimate(unsigned line) {
    auto& made = begin(line);
    auto const priced = percent_of(made.charge, luck_.between(40, 80));
    made.adjust("OA", "101", priced, meaning::pending);
    made.adjust("CO", "45", made.charge - priced, meaning::contractual);
    finish(made, "not_yet_adjudicated");
    (*truths_)[first_truth_ + line].sub = "predetermination";
}

void line_clerk::forward(unsigned line) {
    auto& made = begin(line);
    made.units = 0;
    made.adjust("OA", "B11", made.charge, meaning::pending);
    finish(made, "not_yet_adjudicated");
    (*truths_)[first_truth_ + line].sub = "forwarded";
}

void line_clerk::total() {
    answer_->paid = answer_->charge;
    for (auto const& each : answer_->adjustments) answer_->paid -= each.cents;
    if (answer_->lines.empty()) return;
    for (auto const& line : answer_->lines)
        for (auto const& each : line.adjustments) answer_->paid -= each.cents;
}

}  // namespace orthoscrub::generator
