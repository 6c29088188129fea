// Two packs on the same lines and outcomes. Each pack gets a scorecard of its own; beside them each
// line is held to both packs as a whole, so that a rule that was renamed or split does not look like a loss.
#include "scrubber/remit/pack_diff.hpp"

#include <algorithm>
#include <tuple>

namespace orthoscrub::remit {
namespace {

enum class standing : std::uint8_t { silent, tp, fx, fp, unknown };

bool stands(score_flag const& flag) noexcept {
    return flag.action != ledger::finding_action::fixed && flag.action != ledger::finding_action::held;
}

/// Rows of the rules that flagged the line, each once, in order.
std::vector<std::uint32_t> flagging(score_line const& line) {
    std::vector<std::uint32_t> rules;
    for (score_flag const& flag : line.findings)
        if (stands(flag)) rules.push_back(flag.rule);
    std::ranges::sort(rules);
    rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
    return rules;
}

standing standing_of(std::span<score_rule const> rules, std::vector<std::uint32_t> const& flagged,
                     score_line const& line, line_state at) {
    if (flagged.empty()) return standing::silent;
    if (at == line_state::open || at == line_state::excluded) return standing::unknown;
    for (std::uint32_t const rule : flagged)
        if (hits(grade_reasons(rules[rule], line))) return standing::tp;
    if (at == line_state::rejected) return standing::unknown;
    return at == line_state::denied ? standing::fx : standing::fp;
}

crossing cross(standing before, standing after) noexcept {
    if (before == after) return crossing::same;
    if (before == standing::unknown || after == standing::unknown) return crossing::unknown;
    if (before == standing::tp) return crossing::lost_tp;
    if (after == standing::tp) return crossing::gained_tp;
    if (after == standing::fp) return crossing::gained_fp;
    if (before == standing::fp) return crossing::lost_fp;
    return after == standing::fx ? crossing::gained_other : crossing::lost_other;
}

std::vector<std::string> names_of(std::span<score_rule const> rules, std::vector<std::uint32_t> const& rows) {
    std::vector<std::string> names;
    for (std::uint32_t const row : rows) names.emplace_back(rules[row].id);
    std::ranges::sort(names);
    return names;
}

std::vector<rule_change> changes_of(pack_rule const& a, pack_rule const& b) {
    std::vector<rule_change> out;
    if (a.severity != b.severity) out.push_back(rule_change::severity);
    if (a.scope != b.scope) out.push_back(rule_change::scope);
    if (a.condition != b.condition) out.push_back(rule_change::condition);
    if (a.predicts != b.predicts) out.push_back(rule_change::predicts);
    if (out.empty() && a.text != b.text) out.push_back(rule_change::text_only);
    return out;
}

score_cells cells_of(scorecard const& card, std::string_view rule) {
    auto const at = std::ranges::find(card.rules, rule, &rule_score::rule);
    return at == card.rules.end() ? score_cells{} : at->cells;
}

std::vector<std::uint32_t> by_id(std::span<pack_rule const> rules) {
    std::vector<std::uint32_t> rows(rules.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i) rows[i] = i;
    std::ranges::sort(rows, {}, [&](std::uint32_t row) { return rules[row].id; });
    return rows;
}

}  // namespace

std::string_view to_string(rule_change what) noexcept {
    switch (what) {
        case rule_change::added:
            return "added";
        case rule_change::removed:
            return "removed";
        case rule_change::severity:
            return "severity_changed";
        case rule_change::scope:
            return "scope_changed";
        case rule_change::condition:
            return "condition_changed";
        case rule_change::predicts:
            return "predictions_changed";
        default:
            return "text_only";
    }
}

std::string_view to_string(crossing what) noexcept {
    switch (what) {
        case crossing::lost_tp:
            return "lost_tp";
        case crossing::gained_fp:
            return "gained_fp";
        case crossing::lost_fp:
            return "lost_fp";
        case crossing::gained_tp:
            return "gained_tp";
        case crossing::lost_other:
            return "lost_other";
        case crossing::gained_other:
            return "gained_other";
        case crossing::unknown:
            return "unknown";
        default:
            return "same";
    }
}

pack_comparison::pack_comparison(side before, side after, score_options options)
    : before_{std::move(before)},
      after_{std::move(after)},
      tally_before_{before_.scored, options},
      tally_after_{after_.scored, options},
      lost_(before_.scored.size()),
      gained_(after_.scored.size()) {}

void pack_comparison::add_claim(std::span<line_id const> ids, std::span<score_line const> before,
                                std::span<rule_bits const> scopes_before, std::span<score_line const> after,
                                std::span<rule_bits const> scopes_after) {
    tally_before_.add_claim(before, scopes_before);
    tally_after_.add_claim(after, scopes_after);
    judge_claim(before, states_, whys_);
    for (std::size_t i = 0; i < before.size(); ++i)
        if (i == 0 || before[i].line != before[i - 1].line) add_line(ids[i], before[i], after[i], states_[i]);
}

void pack_comparison::add_line(line_id id, score_line const& before, score_line const& after, line_state at) {
    auto const was = flagging(before), is = flagging(after);
    ++out_.lines;
    if (!was.empty()) ++out_.flagged_before;
    if (!is.empty()) ++out_.flagged_after;
    if (was.empty() && !is.empty()) ++out_.newly_flagged;
    if (!was.empty() && is.empty()) ++out_.no_longer_flagged;
    auto const names_before = names_of(before_.scored, was), names_after = names_of(after_.scored, is);
    for (std::uint32_t const rule : was)
        if (!std::ranges::binary_search(names_after, before_.scored[rule].id)) ++lost_[rule];
    for (std::uint32_t const rule : is)
        if (!std::ranges::binary_search(names_before, after_.scored[rule].id)) ++gained_[rule];
    auto const what = cross(standing_of(before_.scored, was, before, at), standing_of(after_.scored, is, after, at));
    std::int64_t const cents = at == line_state::denied ? before.denied.cents : before.charge.cents;
    crossing_sum& sum = out_.crossings[static_cast<std::size_t>(what)];
    ++sum.lines;
    sum.cents += cents;
    if (what == crossing::same && names_before == names_after) return;
    pack_line_change change{what,
                            id,
                            std::string{before.claim},
                            std::string{before.number},
                            std::string{before.code},
                            std::string{before.payer},
                            before.decided,
                            cents,
                            {},
                            {}};
    std::ranges::set_difference(names_after, names_before, std::back_inserter(change.gained));
    std::ranges::set_difference(names_before, names_after, std::back_inserter(change.lost));
    out_.changes.push_back(std::move(change));
}

pack_diff pack_comparison::finish() {
    pack_diff out = std::move(out_);
    out.before = before_.name;
    out.after = after_.name;
    auto const before = tally_before_.finish(), after = tally_after_.finish();
    for (rule_score const& rule : before.rules)
        if (rule.scored) out.total_before.add(rule.cells);
    for (rule_score const& rule : after.rules)
        if (rule.scored) out.total_after.add(rule.cells);
    auto const old_rows = by_id(before_.rules), new_rows = by_id(after_.rules);
    for (std::size_t i = 0, k = 0; i < old_rows.size() || k < new_rows.size();) {
        pack_rule const* was = i < old_rows.size() ? &before_.rules[old_rows[i]] : nullptr;
        pack_rule const* is = k < new_rows.size() ? &after_.rules[new_rows[k]] : nullptr;
        if (was && is && was->id != is->id) (was->id < is->id ? is : was) = nullptr;
        pack_rule_change change;
        change.rule = was ? was->id : is->id;
        if (was) {
            change.before = cells_of(before, was->id);
            change.no_longer_flagged = lost_[old_rows[i]];
            change.scored = !before_.scored[old_rows[i++]].predicts.empty();
        }
        if (is) {
            change.after = cells_of(after, is->id);
            change.newly_flagged = gained_[new_rows[k]];
            change.scored = !after_.scored[new_rows[k++]].predicts.empty();
        }
        change.changes = !was  ? std::vector{rule_change::added}
                         : !is ? std::vector{rule_change::removed}
                               : changes_of(*was, *is);
        if (!change.changes.empty() || change.newly_flagged != 0 || change.no_longer_flagged != 0)
            out.rules.push_back(std::move(change));
    }
    std::ranges::stable_sort(out.changes, {},
                             [](pack_line_change const& c) { return std::tuple{c.what, -c.cents, c.id}; });
    return out;
}

}  // namespace orthoscrub::remit
