// Rows of the scorecard from the books. Outcomes stand by claim, payer and line; the scorecard wants the payers of a line
// together, so the rows of a claim are put in the order of their lines. Twins are found by content (patient, code,
// modifiers, day, charge), because a resubmission often has another control number.
#include "scrubber/remit/score_rows.hpp"

#include <algorithm>
#include <unordered_set>

namespace orthoscrub::remit {
namespace {

bool adjudicated(disposition decided) noexcept {
    return decided != disposition::unmatched && decided != disposition::not_yet_adjudicated;
}

bool denied_as_duplicate(outcome_book const& book, line_outcome const& o) {
    if (o.decided != disposition::denied && o.decided != disposition::partially_denied) return false;
    return std::ranges::any_of(ledger::submission_book::rows(book.reasons, o.adjustments),
                               [](outcome_reason const& r) { return r.carc == "18"; });
}

}  // namespace

score_rows::score_rows(ledger::submission_book const& submitted, outcome_book const& outcomes,
                       match_book const* matches, std::span<score_rule const> rules, expected_payment expected)
    : submitted_{submitted},
      outcomes_{outcomes},
      expected_{std::move(expected)},
      ambiguous_(submitted.claims.size()),
      twin_(submitted.lines.size()),
      elsewhere_(submitted.lines.size()) {
    for (std::uint32_t r = 0; r < rules.size(); ++r) rule_rows_.emplace(rules[r].id, r);
    if (matches) find_ambiguous(*matches);
    find_twins();
}

void score_rows::find_ambiguous(match_book const& matches) {
    for (claim_match const& match : matches.claim_matches)
        if (match.state == match_state::ambiguous)
            for (auto const& near : ledger::submission_book::rows(matches.candidates, match.candidates))
                if (near.submitted < ambiguous_.size()) ambiguous_[near.submitted] = true;
    for (claim_match const& match : matches.claim_matches)
        if (match.state == match_state::matched && match.submitted < ambiguous_.size())
            ambiguous_[match.submitted] = false;
}

std::uint64_t score_rows::content_key(std::uint32_t row, bool with_number) const {
    auto const& line = submitted_.lines[row];
    auto const& claim = submitted_.claims[line.claim];
    std::uint64_t key = 0;
    auto const mix = [&key](std::uint64_t part) {
        key ^= part + 0x9e3779b97f4a7c15ULL + (key << 12) + (key >> 4);
        key *= 0xff51afd7ed558ccdULL;
        key ^= key >> 33;
    };
    auto const text = [&](std::string_view part) { mix(std::hash<std::string_view>{}(part)); };
    text(claim.billing_npi);
    auto const person = claim.patient != 0 ? claim.patient : claim.members[0];
    if (with_number || person == 0) text(claim.control_number);
    if (with_number) text(line.number);
    mix(person);
    text(line.code);
    for (auto const modifier : line.modifiers) text(modifier);
    mix(static_cast<std::uint64_t>(line.first_day.number()));
    mix(static_cast<std::uint64_t>(line.charge.cents));
    return key;
}

void score_rows::find_twins() {
    std::unordered_set<std::uint64_t> duplicates, resubmitted, decided;
    for (line_outcome const& o : outcomes_.outcomes) {
        if (o.line == absent) continue;
        if (denied_as_duplicate(outcomes_, first_of(o))) duplicates.insert(content_key(o.line, false));
        if (o.has(outcome_flag::identical_resubmission)) resubmitted.insert(content_key(o.line, true));
    }
    if (duplicates.empty() && resubmitted.empty()) return;
    for (line_outcome const& o : outcomes_.outcomes) {
        if (o.line == absent) continue;
        auto const& first = first_of(o);
        if (!duplicates.empty() && adjudicated(first.decided) && !denied_as_duplicate(outcomes_, first))
            if (auto const key = content_key(o.line, false); duplicates.contains(key)) decided.insert(key);
        if (!resubmitted.empty() && first.sub == sub_reason::no_remit)
            elsewhere_[o.line] = resubmitted.contains(content_key(o.line, true));
    }
    if (decided.empty()) return;
    for (line_outcome const& o : outcomes_.outcomes)
        if (o.line != absent && denied_as_duplicate(outcomes_, first_of(o)))
            twin_[o.line] = decided.contains(content_key(o.line, false));
}

void score_rows::fill_row(score_line& row, line_outcome const& now) const {
    auto const& first = first_of(now);
    row.payer = first.payer;
    row.decided = first.decided;
    row.sub = first.sub;
    row.step = first.step;
    row.flags = first.flags;
    row.denied = first.amounts.denied;
    row.decided_on = now.first_decided_on.empty() ? first.decided_on : now.first_decided_on;
    row.reasons = ledger::submission_book::rows(outcomes_.reasons, first.adjustments);
    row.remarks = ledger::submission_book::rows(outcomes_.remarks, first.remarks);
    row.twin_adjudicated = twin_[row.line] && denied_as_duplicate(outcomes_, first);
}

void score_rows::attach_findings(std::uint32_t claim) {
    auto const& lines = submitted_.claims[claim].lines;
    flags_.resize(std::max<std::size_t>(flags_.size(), lines.count));
    unchecked_rules_.resize(flags_.size());
    statuses_.resize(flags_.size());
    for (std::uint32_t i = 0; i < lines.count; ++i) {
        flags_[i].clear();
        unchecked_rules_[i].clear();
        statuses_[i].clear();
    }
    // A row about a line goes to that line, one about the claim to all.
    auto const spread = [&](std::uint32_t line, auto& lists, auto const& value) {
        for (std::uint32_t i = 0; i < lines.count; ++i)
            if (line == absent || line == lines.first + i) lists[i].push_back(value);
    };
    for (; finding_ < submitted_.findings.size() && submitted_.findings[finding_].claim <= claim; ++finding_) {
        auto const& finding = submitted_.findings[finding_];
        auto const at = rule_rows_.find(finding.rule);
        if (finding.claim != claim || at == rule_rows_.end()) continue;
        spread(finding.line, flags_, score_flag{at->second, finding.action});
    }
    for (; unchecked_ < submitted_.unchecked.size() && submitted_.unchecked[unchecked_].claim <= claim; ++unchecked_) {
        auto const& entry = submitted_.unchecked[unchecked_];
        auto const at = rule_rows_.find(entry.rule);
        if (entry.claim == claim && at != rule_rows_.end()) spread(entry.line, unchecked_rules_, at->second);
    }
    for (auto const& status : ledger::submission_book::rows(submitted_.statuses, submitted_.claims[claim].statuses))
        spread(status.line, statuses_, status);
}

void score_rows::each_claim(taker const& take) {
    finding_ = unchecked_ = 0;
    std::size_t next = 0;
    auto const& outcomes = outcomes_.outcomes;
    for (std::uint32_t c = 0; c < submitted_.claims.size(); ++c) {
        auto const& claim = submitted_.claims[c];
        attach_findings(c);
        rows_.clear();
        std::size_t const begin = next;
        while (next < outcomes.size() && outcomes[next].claim == c) ++next;
        for (std::uint32_t i = 0; i < claim.lines.count; ++i) {
            auto const& line = submitted_.lines[claim.lines.first + i];
            score_line row;
            row.line = claim.lines.first + i;
            row.claim = claim.control_number;
            row.number = line.number;
            row.code = line.code;
            row.payer = claim.payer_id;
            row.sub = sub_reason::no_remit;
            row.charge = line.charge;
            row.submitted = claim.submitted;
            row.statuses = statuses_[i];
            row.findings = flags_[i];
            row.unchecked = unchecked_rules_[i];
            row.ambiguous = ambiguous_[c];
            row.counted_elsewhere = elsewhere_[row.line];
            if (expected_) row.expected = expected_(row.line);
            std::size_t const rows = rows_.size();
            for (std::size_t o = begin; o < next; ++o) {
                if (outcomes[o].line != row.line) continue;
                rows_.push_back(row);
                fill_row(rows_.back(), outcomes[o]);
            }
            if (rows_.size() == rows) rows_.push_back(row);
        }
        if (!rows_.empty()) take(c, rows_);
    }
}

}  // namespace orthoscrub::remit
