// The preparation of judging. When a code is met for the first time, every atom that its row decides is decided, and rows
// (conjunctions) that cannot hold any more vanish; codes with the same answers share what is left, and cells share their
// rows, so that the rows which lines ask for most stay near. When a payer is met, its atoms leave a set of live rows.
// What the rest asks of modifiers, and which oddity of the line it needs (a description, units other than 1, ...),
// becomes bit sets over the rows. Modifiers that no question tells apart share one column.
#include "scrubber/engine/judge_cells.hpp"

#include <algorithm>

#include "scrubber/engine/evaluate.hpp"
#include "scrubber/engine/judge.hpp"
#include "scrubber/facts/registry.hpp"

namespace orthoscrub::scrub {

using grammars::rule_scope;

claim_judge::claim_judge(rule_book const& book, std::vector<bool> enabled,
                         std::vector<std::optional<text::severity>> severities)
    : book_{book},
      enabled_{std::move(enabled)},
      severities_{std::move(severities)},
      claim_{book.codes(), book.payers()},
      bits_(1) {
    for (rule_index i = 0; i < book.rules().size(); ++i)
        if (enabled_.empty() || enabled_[i])
            for (guard const& g : book.rule(i).guards)
                guards_[static_cast<std::size_t>(book.rule(i).ast.scope)].push_back({i, &g, {}});
    find_kinds();
    for (atom const& a : book.atoms()) usual_.push_back(usual_answer(a));
    for (std::uint32_t i = 0; i < book.atoms().size(); ++i) {
        atom const& a = book.atoms()[i];
        if (a.depends == dependence::code || a.kind == atom_kind::code_listed || a.kind == atom_kind::code_listed_on)
            code_atoms_.push_back(i);
    }
    std::vector<std::optional<tri>> undecided(book.atoms().size());
    for (std::size_t i = 0; i < undecided.size(); ++i) {
        atom const& a = book.atoms()[i];
        fact const& asked = all_facts()[a.fact];
        if (a.kind == atom_kind::fact_holds && asked.unanswered != nullptr &&
            asked.unanswered(book.codes()) != unknown_reason::none)
            undecided[i] = tri::unknown;
    }
    for (std::size_t scope = 0; scope < scopes; ++scope)
        cells_.push_back(static_cast<rule_scope>(scope) == rule_scope::line
                             ? cell{}
                             : specialise(static_cast<rule_scope>(scope), undecided));
    code_cells_.assign(book.codes().hcpcs.rows().size(), 0);
    plans_.resize(book.payers().all().size());
}

claim_judge::payer_plan& claim_judge::plan_for(payer_profile const& payer) {
    payer_plan& plan = plans_[payer.index];
    if (!plan.answers.empty()) return plan;
    model::claim_tables tables;
    tables.claims.resize(1);
    window_context window;
    window.tables = &tables;
    window.payer = &payer;
    claim_context claim{book_.codes(), book_.payers()};
    claim.open(window, 0);
    subject const sample{&claim, nullptr, rule_scope::claim, 0};
    for (atom const& a : book_.atoms())
        plan.answers.push_back(a.depends == dependence::payer ? evaluate(a, sample) : tri::no);
    for (std::size_t scope = 0; scope < scopes; ++scope) {
        if (cells_[scope].rows.empty()) continue;
        plan.by_scope[scope] = {static_cast<std::uint32_t>(scope), add_payer_bits(cells_[scope], plan, payer)};
        for (std::size_t word = 0; word < cells_[scope].words.size(); ++word)
            if (bits_[plan.by_scope[scope].bits + word].live != 0)
                plan.scopes |= scope_bit(static_cast<rule_scope>(scope));
        settle_plain(plan, static_cast<rule_scope>(scope));
    }
    return plan;
}

void claim_judge::settle_plain(payer_plan& plan, rule_scope scope) const {
    cell_of_payer const at = plan.by_scope[static_cast<std::size_t>(scope)];
    cell const& c = cells_[at.cell];
    auto& said = plan.plain[static_cast<std::size_t>(scope)];
    for (std::size_t i = 0; i < c.rows.size(); ++i) {
        payer_bits const payer = bits_[at.bits + i / 64];
        if (((payer.live & c.words[i / 64].without_other_signs(0)) >> i % 64 & 1u) == 0) continue;
        guard_row const& row = rows_[c.rows[i]];
        compiled_rule const& rule = book_.rule(row.rule);
        auto const first = checks_.begin() + row.first;
        bool const asks =
            std::any_of(first, first + row.count, [](check const& q) { return q.signs == no_usual_answer; });
        bool const undated = rule.days.first.empty() && rule.days.last.empty();
        if (asks || !undated || rule.absorbed || row.reason == unknown_reason::none ||
            (payer.doubtful >> i % 64 & 1u) != 0 || (!said.empty() && said.back().rule == row.rule))
            return;
        said.push_back({row.rule, row.reason});
    }
    plan.plain_known |= scope_bit(scope);
}

claim_judge::cell_of_payer claim_judge::line_cell(payer_plan& plan, payer_profile const& payer, code_id code) {
    std::uint32_t const index = cell_of(code);
    if (index >= plan.by_cell.size()) plan.by_cell.resize(cells_.size());
    std::uint32_t& bits = plan.by_cell[index];
    if (bits == 0) bits = add_payer_bits(cells_[index], plan, payer);
    return {index, bits};
}

std::uint32_t claim_judge::cell_of(code_id code) {
    std::uint32_t& index = code_cells_[static_cast<std::size_t>(code)];
    if (index != 0) return index;
    std::vector<std::optional<tri>> const decided = decide(code);
    std::string answers;
    for (std::uint32_t const i : code_atoms_)
        answers += decided[i] ? static_cast<char>('0' + static_cast<int>(*decided[i])) : ' ';
    auto const [at, fresh] = cells_by_answers_.try_emplace(answers, static_cast<std::uint32_t>(cells_.size()));
    if (fresh) cells_.push_back(specialise(rule_scope::line, decided));
    return index = at->second;
}

std::uint32_t claim_judge::add_payer_bits(cell const& c, payer_plan const& plan, payer_profile const& payer) {
    std::size_t const first = bits_.size();
    bits_.resize(first + c.words.size());
    rule_index rule = model::absent;
    bool covered = false;
    for (std::size_t i = 0; i < c.rows.size(); ++i) {
        if (rows_[c.rows[i]].rule != rule) {
            rule = rows_[c.rows[i]].rule;
            covered = book_.rule(rule).payers.covers(payer);
        }
        bool live = covered || payer.kind == payer_class::unknown, doubtful = !covered;
        for (atom_use const use : masks_[c.rows[i]].payer_uses) {
            tri const known = plan.answers[use.atom];
            if (known == tri::unknown) doubtful = true;
            else live = live && (known == tri::yes) != use.negated;
        }
        std::uint64_t const bit = std::uint64_t{1} << (i % 64);
        if (live) bits_[first + i / 64].live |= bit;
        if (doubtful) bits_[first + i / 64].doubtful |= bit;
        if (!covered) bits_[first + i / 64].strange |= bit;
    }
    return static_cast<std::uint32_t>(first);
}

std::vector<std::optional<tri>> claim_judge::decide(code_id code) const {
    // A line of this code, as far as atoms of the code can see.
    model::line_row row;
    row.code = book_.codes().hcpcs.text(code).code;
    line_context line;
    line.row = &row;
    line.code = code;
    line.info = &book_.codes().row(code);
    model::claim_tables tables;
    tables.claims.resize(1);
    window_context window;
    window.tables = &tables;
    window.payer = &book_.payers().of_class(payer_class::unknown);
    claim_context claim{book_.codes(), book_.payers()};
    claim.open(window, 0);
    subject const sample{&claim, &line, rule_scope::line, 0};

    std::vector<std::optional<tri>> decided(book_.atoms().size());
    for (std::uint32_t const i : code_atoms_) {
        atom const& a = book_.atoms()[i];
        if ((a.depends == dependence::code && code != code_id::unknown) || a.kind == atom_kind::code_listed ||
            (a.kind == atom_kind::code_listed_on && !line.info->lists.has(a.list)))
            decided[i] = evaluate(a, sample);
    }
    return decided;
}

void claim_judge::find_kinds() {
    for (atom const& a : book_.atoms()) {
        std::array<std::uint8_t, modifier_set::capacity> parted{};
        for_each_id(a.modifiers, [&](std::size_t id) {
            std::uint8_t& kind = parted[kinds_[id]];
            if (kind == 0) kind = static_cast<std::uint8_t>(kind_count_++);
            kinds_[id] = kind;
        });
        // Kinds are numbered without gaps, so that there are no more of them than modifiers.
        std::array<std::uint8_t, 2 * modifier_set::capacity> numbers{};
        kind_count_ = 1;
        for (std::uint8_t& kind : kinds_) {
            if (kind != 0 && numbers[kind] == 0) numbers[kind] = static_cast<std::uint8_t>(kind_count_++);
            kind = numbers[kind];
        }
    }
}

claim_judge::cell claim_judge::specialise(rule_scope scope, std::vector<std::optional<tri>> const& decided) {
    cell made;
    for (guard_origin& from : guards_[static_cast<std::size_t>(scope)])
        if (std::none_of(from.what->begin(), from.what->end(),
                         [&](atom_use use) { return decided[use.atom] == (use.negated ? tri::yes : tri::no); }))
            if (auto const row = row_of(from, looked_over(scope), decided)) made.rows.push_back(*row);
    if (scope == rule_scope::line) move_rare_back(made.rows);
    fill_masks(made);
    return made;
}

void claim_judge::move_rare_back(std::vector<std::uint16_t>& rows) const {
    constexpr unsigned frequent = later_line | several_lines;
    std::vector<std::uint16_t> rare;
    auto kept = rows.begin();
    for (auto first = rows.begin(); first != rows.end();) {
        rule_index const rule = rows_[*first].rule;
        auto const last = std::find_if(first, rows.end(), [&](std::uint16_t row) { return rows_[row].rule != rule; });
        bool const asked = std::any_of(first, last, [&](auto row) { return (masks_[row].signs & ~frequent) == 0; });
        if (asked) kept = std::copy(first, last, kept);
        else rare.insert(rare.end(), first, last);
        first = last;
    }
    std::copy(rare.begin(), rare.end(), kept);
}

std::optional<std::uint16_t> claim_judge::row_of(guard_origin& from, bool with_signs,
                                                 std::vector<std::optional<tri>> const& decided) {
    for (std::uint16_t const known : from.rows)
        if (std::equal(from.what->begin(), from.what->end(), masks_[known].decided.begin(),
                       [&](atom_use use, std::optional<tri> before) { return decided[use.atom] == before; }))
            return known;
    // Cheap questions first; among equals the negated ones, because good claims fail on these: not npi.valid.
    auto const cheaper = [](check const& a, check const& b) {
        return std::pair{a.question->depends, !a.negated} < std::pair{b.question->depends, !b.negated};
    };
    guard_row kept;
    row_mask mask;
    kept.rule = from.rule;
    kept.first = static_cast<std::uint32_t>(checks_.size());
    for (atom_use const use : *from.what) {
        atom const& a = book_.atoms()[use.atom];
        mask.decided.push_back(decided[use.atom]);
        if (a.depends == dependence::payer) {
            mask.payer_uses.push_back(use);
        } else if (decided[use.atom]) {
            if (decided[use.atom] != tri::unknown) continue;
            fact const& asked = all_facts()[a.fact];
            unknown_reason const reason =
                asked.unanswered != nullptr ? asked.unanswered(book_.codes()) : unknown_reason::none;
            kept.reason = kept.never_known ? same_reason(kept.reason, reason) : reason;
            kept.never_known = true;
        } else if (a.kind == atom_kind::has_any && use.negated) {
            mask.none = mask.none | a.modifiers;
        } else if (a.kind == atom_kind::has_any && mask.any.empty()) {
            mask.any = a.modifiers;
            if (a.modifiers.empty()) {
                checks_.resize(kept.first);
                return std::nullopt;
            }
        } else if (a.kind == atom_kind::has_all && !use.negated && a.modifiers.size() == 2 && mask.wanted == 0) {
            mask.counted = a.modifiers;
            mask.wanted = 2;
        } else if (a.kind == atom_kind::has_all && !use.negated) {
            kept.all = kept.all | a.modifiers;
        } else if ((a.kind == atom_kind::has_more_than || a.kind == atom_kind::has_exactly) && a.count == 1 &&
                   !use.negated && mask.wanted == 0) {
            mask.counted = a.modifiers;
            mask.wanted = a.kind == atom_kind::has_exactly ? 1 : 2;
        } else {
            tri const usual = with_signs ? usual_[use.atom] : tri::unknown;
            std::uint16_t signs = no_usual_answer;
            std::uint8_t const sign = usual == tri::unknown ? 0 : all_facts()[a.fact].usual.sign;
            if (sign != 0 && (usual == tri::yes) == use.negated) mask.signs |= sign;
            else if (sign != 0) signs = sign;
            mask.all_signs |= sign;
            check const added{a.get, &a, a.kind, use.negated, signs};
            auto const first = checks_.begin() + kept.first;
            checks_.insert(std::upper_bound(first, checks_.end(), added, cheaper), added);
        }
    }
    kept.count = static_cast<std::uint16_t>(checks_.size() - kept.first);
    if (kept.count != 0) kept.lead = checks_[kept.first];
    rows_.push_back(kept);
    masks_.push_back(std::move(mask));
    from.rows.push_back(static_cast<std::uint16_t>(rows_.size() - 1));
    return from.rows.back();
}

void claim_judge::fill_masks(cell& made) const {
    made.words.resize((made.rows.size() + 63) / 64);
    made.modifiers.resize(kind_count_ * made.words.size());
    for (std::size_t i = 0; i < made.rows.size(); ++i) {
        row_mask const& mask = masks_[made.rows[i]];
        made.signs = static_cast<std::uint8_t>(made.signs | mask.all_signs);
        word_bits& word = made.words[i / 64];
        modifier_bits* const modifiers = made.modifiers.data() + i / 64 * kind_count_;
        std::uint64_t const bit = std::uint64_t{1} << (i % 64);
        for (unsigned signs = 0; signs < 16; ++signs) {
            if ((mask.signs & 15 & ~signs) == 0) word.low[signs] |= bit;
            if ((mask.signs >> 4 & ~signs) == 0) word.high[signs] |= bit;
        }
        if (mask.any.empty()) word.asks_nothing |= bit;
        if (mask.wanted == 1) word.asks_one |= bit;
        if (mask.wanted == 2) word.asks_two |= bit;
        for_each_id(mask.any, [&](std::size_t id) { modifiers[kinds_[id]].asks |= bit; });
        for_each_id(mask.none, [&](std::size_t id) { modifiers[kinds_[id]].forbids |= bit; });
        for_each_id(mask.counted, [&](std::size_t id) { modifiers[kinds_[id]].counts |= bit; });
    }
}

}  // namespace orthoscrub::scrub
