// The scorecard, in two passes over each claim: which lines count, then for each rule in scope the cell
// of 9.3. Cells are kept by group of --by (one group without it) and summed at the end. A denied line that nothing flagged
// goes to the covered misses or to the gaps under one reason: the first that a rule foresees, else the one with the most
// money.
#include "scrubber/remit/scorecard.hpp"

#include <algorithm>
#include <map>

namespace orthoscrub::remit {
namespace {

constexpr std::string_view duplicate_carc = "18";

bool foresees_duplicates(score_rule const& rule) {
    return std::ranges::any_of(rule.predicts, [](auto const& p) { return p.carc == duplicate_carc; });
}

int month_of(score_line const& line) noexcept {
    auto const day = line.decided_on.empty() ? line.submitted : line.decided_on;
    return static_cast<int>(day.number() / 100);
}

/// The expected payment of the denied part: in the proportion of the charge.
std::optional<model::money> expected_of(score_line const& line, model::money part) noexcept {
    if (!line.expected) return std::nullopt;
    if (line.charge.cents <= 0 || part == line.charge) return line.expected;
    return model::money{(2 * line.expected->cents * part.cents + line.charge.cents) / (2 * line.charge.cents)};
}

struct reason_key {
    std::string carc;
    carc_class kind{};
    std::vector<std::string> rarcs, rules;
    friend auto operator<=>(reason_key const&, reason_key const&) = default;
};

}  // namespace

std::string_view to_string(conclusion what) noexcept {
    switch (what) {
        case conclusion::never_fired:
            return "never_fired";
        case conclusion::always_paid:
            return "always_paid";
        case conclusion::other_first:
            return "other_first";
        case conclusion::widen:
            return "widen";
        default:
            return "drift";
    }
}

std::string_view advice(conclusion what) noexcept {
    switch (what) {
        case conclusion::never_fired:
            return "It never fired on lines it is about: check its scope.";
        case conclusion::always_paid:
            return "Lines it flags are denied less often than others: make it a note.";
        case conclusion::other_first:
            return "Most lines it flags are denied for something else: another rule should speak first.";
        case conclusion::widen:
            return "Denials that it foresees came on lines that it did not flag: widen it.";
        default:
            return "Its precision fell between two months: the payer changed its policy, or the rule is stale.";
    }
}

struct score_tally::state {
    std::span<score_rule const> rules;
    score_options options;
    std::vector<bool> duplicate_rule;
    std::vector<std::uint64_t> widen;
    std::map<std::pair<std::string, int>, std::vector<score_cells>> groups;  // one without --by
    decltype(groups)::iterator last_group = groups.end();
    std::map<reason_key, missed_reason> missed;
    scorecard sums;
    std::vector<line_state> states;  // of the rows of the claim, reused
    std::vector<exclusion> whys;
    std::vector<std::vector<score_cells>*> row_groups;  // of the rows of the line, reused

    void add_line(std::span<score_line const> rows, std::span<rule_bits const> scopes, std::size_t first);
    void add_cell(score_cells& to, std::uint32_t rule, score_line const& line, line_state at, exclusion why) const;
    void add_system(score_line const& line, rule_bits const& scope, line_state at, exclusion why);
    void add_missed(score_line const& line, rule_bits const& scope);
    std::vector<score_cells>* group_of(score_line const& line);
    bool overdue(score_line const& line) const noexcept {
        return !options.today.empty() && !line.submitted.empty() &&
               options.today.days_since(line.submitted) > options.maturity_days;
    }
};

void score_tally::state::add_cell(score_cells& to, std::uint32_t rule, score_line const& line, line_state at,
                                  exclusion why) const {
    if (at == line_state::excluded) {
        if (why != exclusion::duplicate || !duplicate_rule[rule]) {
            ++to.excluded;
            return;
        }
        at = line_state::denied;
    }
    auto const spoke = what_said(rule, line);
    if (spoke == said::intervened) {
        ++to.interventions;
        return;
    }
    if (spoke == said::unchecked) {
        ++to.unchecked;
        return;
    }
    bool const flagged = spoke == said::flagged;
    bool const answered =
        at == line_state::denied || at == line_state::rejected || line.decided == disposition::bundled;
    auto const grade = answered ? grade_reasons(rules[rule], line) : reason_grade::none;
    if (at == line_state::open || (at == line_state::rejected && !hits(grade))) {
        ++to.censored;
        if (flagged) ++to.censored_flagged;
        if (at == line_state::open && overdue(line)) ++to.censored_overdue;
        return;
    }
    if (hits(grade)) {
        bool const bundled = line.decided == disposition::bundled;
        auto const lost = bundled ? line.charge : line.denied;
        if (flagged) {
            ++to.tp;
            if (grade == reason_grade::carc) ++to.by_carc_alone;
            if (at == line_state::rejected) to.rejected_cents += line.charge.cents;
            else to.caught.add(lost, expected_of(line, lost));
        } else {
            ++to.fn;
            if (at != line_state::rejected) to.missed.add(lost, expected_of(line, lost));
        }
    } else if (at == line_state::denied) {
        if (flagged) {
            ++to.fx;
            if (grade == reason_grade::class_only) ++to.same_class;
        } else {
            ++to.unrelated;
        }
    } else if (flagged) {
        ++to.fp;
        to.delayed.add(line.charge, line.expected);
    } else {
        ++to.tn;
    }
}

void score_tally::state::add_missed(score_line const& line, rule_bits const& scope) {
    reason_key key;
    outcome_reason const* lead = nullptr;
    bool unchecked = false;
    for (std::uint32_t r = 0; r < rules.size(); ++r) {
        outcome_reason const* fits = nullptr;
        if (!scope.test(r) || !hits(grade_reasons(rules[r], line, &fits))) continue;
        if (!lead || (fits && fits < lead)) lead = fits;
        key.rules.emplace_back(rules[r].id);
        unchecked = unchecked || what_said(r, line) == said::unchecked;
        ++widen[r];
    }
    std::ranges::sort(key.rules);
    if (!lead)
        for (outcome_reason const& reason : line.reasons)
            if (denies(reason.kind) && (!lead || lead->amount < reason.amount)) lead = &reason;
    if (lead) {
        key.carc = lead->carc;
        key.kind = lead->kind;
    } else {
        key.kind = carc_class::unknown;
    }
    for (outcome_remark const& remark : line.remarks)
        if (!remark.alert) key.rarcs.emplace_back(remark.code);
    std::ranges::sort(key.rarcs);
    key.rarcs.erase(std::unique(key.rarcs.begin(), key.rarcs.end()), key.rarcs.end());
    missed_reason& entry = missed[key];
    if (entry.lines == 0 || line.denied.cents > entry.example_cents) {
        entry.claim = line.claim;
        entry.number = line.number;
        entry.code = line.code;
        entry.example_cents = line.denied.cents;
    }
    ++entry.lines;
    if (unchecked) ++entry.unchecked_lines;
    entry.denied.add(line.denied, expected_of(line, line.denied));
}

void score_tally::state::add_system(score_line const& line, rule_bits const& scope, line_state at, exclusion why) {
    ++sums.lines;
    if (at == line_state::excluded) {
        ++sums.excluded[static_cast<std::size_t>(why)];
        return;
    }
    if (at == line_state::open) {
        ++sums.open;
        sums.open_money.add(line.charge, line.expected);
        if (overdue(line)) ++sums.overdue;
        return;
    }
    bool const right = std::ranges::any_of(line.findings, [&](score_flag const& flag) {
        return what_said(flag.rule, line) == said::flagged && hits(grade_reasons(rules[flag.rule], line));
    });
    if (at == line_state::rejected) {
        ++sums.rejected;
        if (right) ++sums.foreseen_rejections;
        return;
    }
    ++sums.eligible;
    if (at != line_state::denied) return;
    ++sums.denied;
    sums.denied_money.add(line.denied, expected_of(line, line.denied));
    if (right) {
        ++sums.foreseen;
        sums.foreseen_money.add(line.denied, expected_of(line, line.denied));
    } else if (!line.findings.empty()) {
        ++sums.flagged_for_other;
    } else {
        add_missed(line, scope);
    }
}

std::vector<score_cells>* score_tally::state::group_of(score_line const& line) {
    std::string_view const payer = options.by_payer ? line.payer : std::string_view{};
    int const month = options.by_month ? month_of(line) : 0;
    if (last_group != groups.end() && last_group->first.first == payer && last_group->first.second == month)
        return &last_group->second;
    last_group = groups.try_emplace({std::string{payer}, month}).first;
    last_group->second.resize(rules.size());
    return &last_group->second;
}

void score_tally::state::add_line(std::span<score_line const> rows, std::span<rule_bits const> scopes,
                                  std::size_t first) {
    add_system(rows.front(), scopes.front(), states[first], whys[first]);
    bool const flagged = !rows.front().findings.empty();
    row_groups.clear();
    for (score_line const& row : rows) row_groups.push_back(group_of(row));
    for (std::uint32_t r = 0; r < rules.size(); ++r) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (whys[first + i] == exclusion::retransmission) continue;
            if (!scopes[i].test(r) && (i != 0 || !flagged || what_said(r, rows[i]) != said::flagged)) continue;
            add_cell((*row_groups[i])[r], r, rows[i], states[first + i], whys[first + i]);
            break;
        }
    }
}

score_tally::score_tally(std::span<score_rule const> rules, score_options options) : state_{new state{}} {
    state_->rules = rules;
    state_->options = options;
    state_->widen.resize(rules.size());
    for (score_rule const& rule : rules) state_->duplicate_rule.push_back(foresees_duplicates(rule));
}
score_tally::~score_tally() = default;
score_tally::score_tally(score_tally&&) noexcept = default;

void score_tally::add_claim(std::span<score_line const> rows, std::span<rule_bits const> scopes) {
    judge_claim(rows, state_->states, state_->whys);
    for (std::size_t from = 0; from < rows.size();) {
        std::size_t to = from + 1;
        while (to < rows.size() && rows[to].line == rows[from].line) ++to;
        state_->add_line(rows.subspan(from, to - from), scopes.subspan(from, to - from), from);
        from = to;
    }
}

namespace {

/// Months of one rule and payer in order: each is compared with the last one that had flagged lines. A fall counts when
/// the intervals do not touch.
void find_drifts(std::vector<score_group> const& groups, std::span<score_rule const> rules,
                 std::vector<score_drift>& drifts) {
    std::map<std::pair<std::string_view, std::string_view>, std::pair<int, ratio>> last;
    for (score_group const& group : groups) {
        for (auto const& [rule, cells] : group.rules) {
            ratio const now = cells.precision_strict();
            if (!now.known()) continue;
            auto const [at, fresh] = last.try_emplace({rules[rule].id, group.payer}, std::pair{group.month, now});
            if (fresh) continue;
            auto const [month, before] = at->second;
            auto const then = wilson(before), today = wilson(now);
            if (today->high < then->low)
                drifts.push_back({std::string{rules[rule].id}, group.payer, month, group.month, before, now});
            at->second = {group.month, now};
        }
    }
    std::ranges::stable_sort(drifts, {}, [](score_drift const& d) { return std::tie(d.rule, d.payer, d.to); });
}

std::vector<conclusion> conclude(score_cells const& cells, bool scored, std::uint64_t widen, bool drifts) {
    std::vector<conclusion> out;
    if (!cells.fired() && cells.eligible() != 0) out.push_back(conclusion::never_fired);
    if (!scored) return out;
    if (!cells.insufficient()) {
        auto const bounds = wilson(cells.precision_strict());
        if (bounds && less({bounds->high, 1'000'000}, cells.base_rate())) out.push_back(conclusion::always_paid);
        if (cells.fx > cells.tp + cells.fp) out.push_back(conclusion::other_first);
    }
    if (widen != 0) out.push_back(conclusion::widen);
    if (drifts) out.push_back(conclusion::drift);
    return out;
}

}  // namespace

scorecard score_tally::finish() const {
    state const& s = *state_;
    scorecard out = s.sums;
    out.options = s.options;
    std::vector<std::uint32_t> by_id(s.rules.size());
    for (std::uint32_t r = 0; r < by_id.size(); ++r) by_id[r] = r;
    std::ranges::sort(by_id, {}, [&](std::uint32_t r) { return s.rules[r].id; });
    std::vector<score_cells> totals(s.rules.size());
    for (auto const& [key, cells] : s.groups) {
        for (std::size_t r = 0; r < cells.size(); ++r) totals[r].add(cells[r]);
        if (!s.options.by_payer && !s.options.by_month) continue;
        score_group& group = out.groups.emplace_back(score_group{key.first, key.second, {}});
        for (std::uint32_t const r : by_id)
            if (cells[r].fired() || cells[r].fn != 0) group.rules.emplace_back(r, cells[r]);
    }
    if (s.options.by_month) find_drifts(out.groups, s.rules, out.drifts);
    for (std::uint32_t const r : by_id) {
        std::string id{s.rules[r].id};
        bool const drifts = std::ranges::any_of(out.drifts, [&](score_drift const& d) { return d.rule == id; });
        bool const scored = !s.rules[r].predicts.empty();
        auto conclusions = conclude(totals[r], scored, s.widen[r], drifts);
        out.rules.push_back({std::move(id), scored, totals[r], std::move(conclusions)});
    }
    std::vector<std::uint32_t> order(out.rules.size()), place(out.rules.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
        auto const worth = [&](std::uint32_t i) { return out.rules[i].worth_cents(s.options.review_cost); };
        if (worth(a) != worth(b)) return worth(a) > worth(b);
        return out.rules[a].cells.delayed.cents() < out.rules[b].cells.delayed.cents();
    });
    std::vector<rule_score> ranked;
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        place[by_id[order[i]]] = i;
        ranked.push_back(std::move(out.rules[order[i]]));
    }
    out.rules = std::move(ranked);
    for (score_group& group : out.groups)
        for (auto& [rule, cells] : group.rules) rule = place[rule];
    for (auto const& [key, entry] : s.missed) {
        missed_reason row = entry;
        row.carc = key.carc;
        row.kind = key.kind;
        row.rarcs = key.rarcs;
        row.rules = key.rules;
        (key.rules.empty() ? out.gaps : out.covered).push_back(std::move(row));
    }
    auto const costlier = [](missed_reason const& a, missed_reason const& b) {
        return a.denied.cents() > b.denied.cents();
    };
    std::ranges::stable_sort(out.covered, costlier);
    std::ranges::stable_sort(out.gaps, costlier);
    return out;
}

}  // namespace orthoscrub::remit
