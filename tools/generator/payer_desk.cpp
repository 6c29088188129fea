// One scenario per claim. A clean claim is mostly paid; one in some twenty is denied, and each of the odd things that
// remittances do happens to a few of a thousand claims. What holds in the end is written down while it is decided.
#include "tools/generator/payer_desk.hpp"

#include <algorithm>

namespace orthoscrub::generator {

namespace {

/// Denials that no planted mistake leads to.
constexpr denial elsewhere[] = {{"medical_necessity", "CO", "50", {"N115"}, false, "L33790"},
                                {"frequency", "CO", "119", {}},
                                {"timely", "CO", "29", {}},
                                {"eligibility", "PR", "27", {}}};

}  // namespace

bool is_plain(claim_answer const& answer, claim_story const& claim) {
    if (answer.lines.size() != claim.line_count) return false;
    return std::all_of(answer.lines.begin(), answer.lines.end(), [&](answered_line const& line) {
        auto const& asked = claim.lines[line.asked];
        return line.code == asked.code && line.modifier_count == asked.modifier_count && line.charge == asked.charge;
    });
}

payer_desk::payer_desk(std::uint64_t seed, bool front_end_rejects)
    : luck_(seed ^ 0x835835835835U), clerk_(luck_), front_end_rejects_(front_end_rejects) {}

std::string payer_desk::next_icn(payer const& from) {
    auto const digits = std::to_string(++serial_);
    std::string made = from.type == coverage::medicare ? "26195" : std::string(from.id.substr(1, 4)) + "P";
    return made.append(10 - digits.size(), '0') + digits;
}

claim_answer& payer_desk::open(payer const& from, unsigned wave, std::vector<line_truth>& truths) {
    auto& made = case_->answers.emplace_back();
    made.from = &from;
    made.wave = wave;
    made.status = home_->other != nullptr ? "2" : "1";
    made.charge = claim_->total();
    made.number = claim_->number;
    made.icn = next_icn(from);
    clerk_.serve(*home_, *claim_, made, truths);
    return made;
}

void payer_desk::decide(household const& home, claim_story const& claim, planted const* mistake, claim_case& out) {
    home_ = &home;
    claim_ = &claim;
    case_ = &out;
    out.clear();
    out.answers.reserve(4);
    overtaken_.clear();
    if (mistake != nullptr) answer_mistake(*mistake);
    else if (home.other != nullptr) answer_second();
    else answer_clean();
    if (!out.answers.empty()) out.icn = out.answers.front().icn;
    out.tells_icn = !out.rejected && luck_.chance(90);
}

void payer_desk::pay_stranger(household const& home, claim_story const& claim, claim_case& out) {
    home_ = &home;
    claim_ = &claim;
    case_ = &out;
    out.clear();
    all(&line_clerk::pay);
    out.kind = "stranger";
    out.icn = out.answers.front().icn;
    for (auto& truth : out.truths) truth.disposition = "unmatched";
}

void payer_desk::answer_mistake(planted const& mistake) {
    auto const ticket = luck_.below(100);
    bool const doubtful = mistake.what == defect::kx_on_spine;
    case_->kind = "mistake";
    if (ticket >= 97) {
        case_->verdict = "open";
        if (luck_.chance(50)) stay_silent();
        else all(&line_clerk::pend);
        return;
    }
    if (ticket >= 85 || (doubtful && ticket >= 15)) {
        case_->verdict = "paid_anyway";
        all(&line_clerk::pay);
        return;
    }
    bool const right = ticket < 78 && !doubtful;
    case_->verdict = right ? "right" : "right_other_reason";
    auto const status = rejection_of(mistake.what);
    if (right && front_end_rejects_ && !status.category.empty() && luck_.chance(35)) {
        reject(status);
        case_->verdict = "right";
        return;
    }
    auto const& why = right || doubtful ? denial_of(mistake.what, luck_) : luck_.pick(elsewhere);
    if (mistake.line == 0 || claim_->line_count == 1) {
        deny_all(why);
        return;
    }
    open(*home_->destination, 0, case_->truths);
    for (unsigned i = 0; i < claim_->line_count; ++i) {
        if (i + 1 == mistake.line) clerk_.deny(i, why);
        else clerk_.pay(i);
    }
    clerk_.total();
}

void payer_desk::answer_second() {
    auto const ticket = luck_.below(100);
    case_->kind = "second_payer";
    if (ticket < 5) {
        stay_silent();
    } else if (ticket < 15) {
        deny_all(luck_.pick(all_denials()));
    } else if (ticket < 30) {
        all(&line_clerk::write_off);
    } else {
        all(&line_clerk::pay);
    }
}

void payer_desk::answer_clean() {
    auto const ticket = luck_.below(1000);
    if (front_end_rejects_ && ticket >= 994) return reject(any_rejection(luck_));
    if (answer_odd(ticket)) return;
    if (claim_->line_count > 1 && answer_several_lines(luck_.below(1000))) return;
    decide_lines();
}

bool payer_desk::answer_odd(unsigned ticket) {
    auto const type = home_->destination->type;
    auto const turn = [&ticket](unsigned share) {
        bool const mine = ticket < share;
        ticket -= mine ? 0 : share;
        return mine;
    };
    if (turn(20)) stay_silent();
    else if (turn(42)) deny_all(luck_.pick(all_denials()));
    else if (turn(5)) whole_claim("CO", "29", "N211", "timely", "1");
    else if (turn(4)) whole_claim("PR", "26", "", "eligibility", "1");
    else if (turn(4)) whole_claim("PR", "31", "", "eligibility", "4");
    else if (turn(6)) type == coverage::medicare ? decide_lines() : paid_in_one_sum();
    else if (turn(8)) reduced_in_one_sum();
    else if (turn(5)) all(&line_clerk::forward);
    else if (turn(4)) all(&line_clerk::estimate);
    else if (turn(7)) all(&line_clerk::pend);
    else if (turn(7)) pended_then_decided();
    else if (turn(10)) reverse(1, 1, false);
    else if (turn(5)) reverse(1, 1, true);
    else if (turn(8)) reverse(2, 1, false);
    else if (turn(5)) reverse(1, 2, true);
    else if (turn(12)) reverse_only(true);
    else if (turn(2)) reverse_only(false);
    else if (turn(3)) correct_by_22();
    else if (turn(5)) decide_twice();
    else if (turn(5)) answer_as_duplicate();
    else if (type == coverage::medicare && turn(60)) cross_over();
    else return false;
    return true;
}

bool payer_desk::answer_several_lines(unsigned ticket) {
    auto const last = claim_->line_count - 1;
    if (ticket < 25) {
        split_claim(0, true);
    } else if (ticket < 40) {
        split_claim(1, true);
    } else if (ticket < 52) {
        split_claim(0, false);
    } else if (ticket < 66) {
        leave_line_out();
    } else if (ticket < 140) {
        if (claim_->lines[0].code == claim_->lines[last].code) return false;
        case_->kind = ticket < 110 ? "bundled" : ticket < 125 ? "charge_moved" : "taken_back";
        open(*home_->destination, 0, case_->truths);
        for (unsigned i = 1; i < last; ++i) clerk_.pay(i);
        if (ticket < 110) {
            clerk_.include_in(0, last);
        } else if (ticket < 125) {
            clerk_.move_charge(0, last);
        } else {
            clerk_.pay(0);
            clerk_.take_back(last);
        }
        clerk_.total();
    } else {
        return false;
    }
    return true;
}

void payer_desk::decide_lines() {
    auto& answer = open(*home_->destination, 0, case_->truths);
    if (medicare()) answer.remarks.push_back("MA01");
    for (unsigned i = 0; i < claim_->line_count; ++i) decide_line(i);
    clerk_.total();
    if (answer.paid > 0 && luck_.below(1000) < 15) answer.interest = 1 + answer.paid / 200;
    if (luck_.chance(5)) std::reverse(answer.lines.begin(), answer.lines.end());
    answer.dated_above = luck_.chance(8);
    if (!is_plain(answer, *claim_)) return;
    auto const ticket = luck_.below(100);
    if (ticket >= 6) return;
    case_->kind = ticket < 3 ? "line_numbers_gone" : "line_numbers_are_ordinals";
    for (auto& line : answer.lines) line.number = ticket < 3 ? "" : std::to_string(line.asked + 1);
}

void payer_desk::decide_line(unsigned line) {
    auto const type = home_->destination->type;
    auto const& asked = claim_->lines[line];
    bool const plan = type == coverage::hmo || type == coverage::advantage;
    auto ticket = luck_.below(1000);
    auto const turn = [&ticket](unsigned share) {
        bool const mine = ticket < share;
        ticket -= mine ? 0 : share;
        return mine;
    };
    if (asked.modifier_count > 0 && asked.modifiers[asked.modifier_count - 1] == "GY" && medicare())
        return clerk_.deny(line, denial{"noncovered", "PR", "96", {"N425"}});
    auto const end = asked.modifiers.begin() + asked.modifier_count;
    bool const expects_denial =
        std::any_of(asked.modifiers.begin(), end, [](auto m) { return m == "GA" || m == "GZ"; });
    if (medicare() && expects_denial && luck_.chance(30))
        return clerk_.deny(line, denial{"medical_necessity", "CO", "50", {"N115"}, false, "L33686"});
    if (asked.units > 1 && turn(300)) clerk_.split(line);
    else if (asked.units > 1 && turn(200)) clerk_.refuse_a_part(line);
    else if (turn(22)) clerk_.deny(line, luck_.pick(all_denials()));
    else if (turn(12)) clerk_.refuse_a_part(line);
    else if (turn(40)) clerk_.apply_deductible(line);
    else if (turn(10)) clerk_.include_silently(line);
    else if (turn(8)) clerk_.recode(line, true);
    else if (turn(3)) clerk_.recode(line, false);
    else if (turn(6)) clerk_.unbundle(line);
    else if (turn(6)) asked.modifier_count > 0 ? clerk_.drop_modifier(line) : clerk_.pay(line);
    else if (turn(5)) clerk_.write_off(line);
    else if (turn(3)) clerk_.pay_to_patient(line);
    else if (plan && turn(80)) clerk_.capitate(line);
    else if (!medicare() && turn(60)) clerk_.pay_as_billed(line);
    else if (!medicare() && turn(6)) clerk_.pay_more_than_billed(line);
    else clerk_.pay(line);
}

}  // namespace orthoscrub::generator
