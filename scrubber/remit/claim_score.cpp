// The evidence table. Each row that holds is kept with its points; a row for which nothing stood in the files is
// neither.
#include "scrubber/remit/claim_score.hpp"

#include <algorithm>

namespace orthoscrub::remit {
namespace {

constexpr int points_equal = 50, points_folded = 40, points_prefix = 25, points_payer_number = 45,
              points_original_number = 35, points_charge = 15, points_member = 15, points_dates = 10, points_lines = 20,
              points_codes = 10, points_name = 5, points_frequency = -25, points_strange_charge = -20,
              points_dates_apart = -40;

bool shares_member(ledger::remitted_claim const& asked, ledger::submitted_claim const& sent) noexcept {
    return std::ranges::any_of(asked.members, [&](ledger::person_hash one) {
        return one != 0 && (one == sent.members[0] || one == sent.members[1]);
    });
}

}  // namespace

void prepare(ledger::remittance_book const& book, std::uint32_t row, asked_claim& asked) {
    auto const& claim = book.claims[row];
    asked.claim = &claim;
    asked.row = row;
    asked.charge = charge_of(claim);
    asked.split = {asked.charge, 1};
    asked.secondary = claim.status != "1" && claim.status != "19";
    asked.days = {};
    asked.lines.clear();
    for (std::uint32_t k = 0; k < claim.lines.count; ++k) {
        auto const& line = asked.lines.emplace_back(as_asked(book, claim, claim.lines.first + k));
        if (!line.days.known()) continue;
        if (!asked.days.known() || line.days.first < asked.days.first) asked.days.first = line.days.first;
        if (asked.days.last < line.days.last) asked.days.last = line.days.last;
    }
    if (!asked.days.known()) asked.days = span_of(claim.first_day, claim.last_day);
}

day_span claim_scorer::days_of(ledger::submitted_claim const& claim) const noexcept {
    auto days = span_of(claim.first_day, claim.last_day);
    if (days.known()) return days;
    for (auto const& line : sent_->lines_of(claim)) {
        auto const one = span_of(line.first_day, line.last_day);
        if (!one.known()) continue;
        if (!days.known() || one.first < days.first) days.first = one.first;
        if (days.last < one.last) days.last = one.last;
    }
    return days;
}

scored_candidate claim_scorer::weigh(asked_claim const& asked, std::uint32_t submitted, payer_fit payer) {
    auto const& claim = sent_->claims[submitted];
    scored_candidate one;
    one.submitted = submitted;
    one.payer = payer;
    weigh_numbers(asked, one);
    weigh_charge(asked, one);
    if (shares_member(*asked.claim, claim)) one.add(evidence_kind::member_equal, points_member);
    auto const days = days_of(claim);
    if (asked.days.overlaps(days)) one.add(evidence_kind::dates_overlap, points_dates);
    else if (asked.days.known() && days.known()) {
        one.add(evidence_kind::dates_apart, points_dates_apart);
        one.contradicted = true;
    }
    weigh_lines(asked, one);
    if (claim.last_name != 0 && claim.last_name == asked.claim->last_name)
        one.add(evidence_kind::last_name_equal, points_name);
    auto const frequency = trimmed(asked.claim->frequency);
    if (!frequency.empty() && !claim.frequency.empty() && frequency != trimmed(claim.frequency)) {
        one.add(evidence_kind::frequency_differs, points_frequency);
        one.contradicted = true;
    }
    if (payer == payer_fit::unverified) one.add(evidence_kind::payer_unverified, 0);
    return one;
}

void claim_scorer::weigh_numbers(asked_claim const& asked, scored_candidate& one) {
    auto const& claim = sent_->claims[one.submitted];
    one.number = compare_control_numbers(asked.claim->control_number, claim.control_number);
    switch (one.number) {
        case number_grade::equal:
            one.add(evidence_kind::control_number_equal, points_equal);
            break;
        case number_grade::folded:
            one.add(evidence_kind::control_number_folded, points_folded);
            break;
        case number_grade::prefix:
            one.add(evidence_kind::control_number_prefix, points_prefix);
            break;
        case number_grade::none:
            break;
    }
    if (index_->knows(asked.claim->icn, one.submitted)) {
        one.add(evidence_kind::payer_number_known, points_payer_number);
        one.payer_number = true;
    }
    auto const quoted = trimmed(asked.claim->original_icn);
    if (!quoted.empty() && (index_->knows(quoted, one.submitted) || quoted == trimmed(claim.original_icn))) {
        one.add(evidence_kind::original_number_known, points_original_number);
        one.payer_number = true;
    }
}

void claim_scorer::weigh_charge(asked_claim const& asked, scored_candidate& one) {
    auto const& claim = sent_->claims[one.submitted];
    one.charge_alone = asked.charge == claim.charge;
    if (one.charge_alone) {
        one.add(evidence_kind::charge_equal, points_charge);
        return;
    }
    if (asked.split.parts > 1 && asked.split.charge == claim.charge) {
        one.add(evidence_kind::charge_equal, points_charge);
        one.part_by_sum = true;
        return;
    }
    if (charge_of_lines(asked, claim)) {
        one.part_by_lines = asked.charge < claim.charge;
        return;
    }
    one.add(evidence_kind::charge_differs, points_strange_charge);
    one.contradicted = true;
}

bool claim_scorer::charge_of_lines(asked_claim const& asked, ledger::submitted_claim const& claim) {
    auto const sent = sent_->lines_of(claim);
    if (asked.lines.empty() || sent.empty()) return false;
    matches_.resize(asked.lines.size());
    lines_.match(asked.lines, sent, 0, matches_);
    answered_.assign(sent.size(), 0);
    for (auto const& match : matches_) {
        if (match.submitted == absent) return false;
        answered_[match.submitted] = 1;
    }
    model::money sum;
    for (std::size_t k = 0; k < sent.size(); ++k)
        if (answered_[k] != 0) sum += sent[k].charge;
    return sum == asked.charge;
}

void claim_scorer::weigh_lines(asked_claim const& asked, scored_candidate& one) {
    auto const sent = sent_->lines_of(sent_->claims[one.submitted]);
    if (asked.lines.empty() || sent.empty()) return;
    index_of_lines_.load(sent);
    bool resolved = true;
    std::size_t shared = 0;
    for (std::size_t k = 0; k < asked.lines.size(); ++k) {
        if (resolved) {
            auto const tier = index_of_lines_.named(asked.lines[k].line->control_number, k).tier;
            resolved = tier == match_tier::l1 || tier == match_tier::l3;
        }
        auto const code = asked.lines[k].procedure().code;
        if (code.empty()) continue;
        if ((k < sent.size() && sent[k].code == code) || index_of_lines_.has_code(code)) ++shared;
    }
    if (resolved) one.add(evidence_kind::lines_resolved, points_lines);
    if (auto const points = shared * points_codes / asked.lines.size(); points != 0)
        one.add(evidence_kind::codes_shared, static_cast<int>(points));
}

int most_without_number(asked_claim const& asked) noexcept {
    int most = points_prefix + points_charge;
    if (std::ranges::any_of(asked.claim->members, [](ledger::person_hash one) { return one != 0; }))
        most += points_member;
    if (asked.days.known()) most += points_dates;
    if (asked.claim->last_name != 0) most += points_name;
    if (!asked.lines.empty()) {
        most += points_codes;
        if (std::ranges::none_of(asked.lines,
                                 [](asked_line const& l) { return trimmed(l.line->control_number).empty(); }))
            most += points_lines;
    }
    return most;
}

}  // namespace orthoscrub::remit
