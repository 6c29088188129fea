// When a code is met for the first time, every atom that its row decides is decided, and rows (conjunctions) that cannot
// hold any more vanish; codes with the same answers share what is left; when it meets a payer, the payer's atoms leave a set of live rows. What the rest asks of
// modifiers, and which oddity of the line it needs (a description, units other than 1, ...), becomes bit sets over the
// rows: a few ANDs leave the rows that a line can still fulfil, for a clean line two or so of forty, and only their
// atoms are evaluated; of these, the ones that every line without an oddity answers with yes are passed over. The
// reason of an unknown answer is that of its only unknown part; where there are several, the plain evaluator is asked. Above the line most scopes have one row, and almost
// every subject fails it: that is asked first, without the rest.
#include "scrubber/engine/judge.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

#include "scrubber/engine/evaluate.hpp"
#include "scrubber/engine/locator.hpp"
#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject_signs.hpp"

namespace orthoscrub::scrub {

using grammars::rule_scope;

namespace {

/// Calls `visit` with the number of every modifier of the set.
template <class Visit>
void for_each_id(modifier_set const& set, Visit&& visit) {
    for (std::uint64_t bits = set.low(); bits != 0; bits &= bits - 1)
        visit(static_cast<std::size_t>(std::countr_zero(bits)));
    for (std::uint64_t bits = set.high(); bits != 0; bits &= bits - 1)
        visit(64 + static_cast<std::size_t>(std::countr_zero(bits)));
}

/// The reason when both are the same; none, so that it is looked up, when they differ.
constexpr unknown_reason same_reason(unknown_reason a, unknown_reason b) noexcept {
    return a == b ? a : unknown_reason::none;
}

constexpr std::uint8_t no_usual_answer = 0x80;  ///< a sign that every subject has

/// Scopes whose subjects have signs.
constexpr bool looked_over(rule_scope scope) noexcept {
    return scope == rule_scope::line || scope == rule_scope::claim || scope == rule_scope::diagnosis ||
           scope == rule_scope::provider || scope == rule_scope::batch;
}

/// The questions that most checks ask are answered here, the others by `evaluate`, which gives no reason.
verdict ask(atom_kind kind, fact_value (*get)(subject const&), atom const& question, subject const& s) noexcept {
    if (kind != atom_kind::fact_holds) return {evaluate(question, s), unknown_reason::none};
    fact_value const value = get(s);
    return {value.known() ? to_tri(value.number != 0) : tri::unknown, value.reason};
}

}  // namespace

claim_judge::claim_judge(rule_book const& book, std::vector<bool> enabled,
                         std::vector<std::optional<text::severity>> severities)
    : book_{book},
      enabled_{std::move(enabled)},
      severities_{std::move(severities)},
      claim_{book.codes(), book.payers()},
      bits_(1) {
    for (rule_index i = 0; i < book.rules().size(); ++i)
        if (enabled_.empty() || enabled_[i]) by_scope_[static_cast<std::size_t>(book.rule(i).ast.scope)].push_back(i);
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
    if (!plan.by_code.empty()) return plan;
    plan.by_code.resize(code_cells_.size());
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
        for (std::size_t word = 0; word < cells_[scope].words; ++word)
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
        if (((payer.live & c.by_signs[i / 64]) >> i % 64 & 1u) == 0) continue;
        guard_row const& row = c.rows[i];
        compiled_rule const& rule = book_.rule(row.rule);
        auto const first = c.checks.begin() + row.first;
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
    cell_of_payer& at = plan.by_code[static_cast<std::size_t>(code)];
    if (at.bits != 0) return at;
    std::uint32_t const index = cell_of(code);
    if (index >= plan.by_cell.size()) plan.by_cell.resize(cells_.size());
    std::uint32_t& bits = plan.by_cell[index];
    if (bits == 0) bits = add_payer_bits(cells_[index], plan, payer);
    return at = {index, bits};
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
    bits_.resize(first + c.words);
    rule_index rule = model::absent;
    bool covered = false;
    for (std::size_t i = 0; i < c.rows.size(); ++i) {
        guard_row const& row = c.rows[i];
        if (row.rule != rule) {
            rule = row.rule;
            covered = book_.rule(rule).payers.covers(payer);
        }
        bool live = covered || payer.kind == payer_class::unknown, doubtful = !covered;
        for (std::size_t k = row.payer_first; live && k < std::size_t{row.payer_first} + row.payer_count; ++k) {
            tri const known = plan.answers[c.payer_uses[k].atom];
            if (known == tri::unknown) doubtful = true;
            else live = (known == tri::yes) != c.payer_uses[k].negated;
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

claim_judge::cell claim_judge::specialise(rule_scope scope, std::vector<std::optional<tri>> const& decided) const {
    cell made;
    std::vector<row_mask> masks;
    for (rule_index index : by_scope_[static_cast<std::size_t>(scope)])
        for (guard const& g : book_.rule(index).guards)
            if (std::none_of(g.begin(), g.end(),
                             [&](atom_use use) { return decided[use.atom] == (use.negated ? tri::yes : tri::no); }))
                add_row(made, index, g, looked_over(scope), decided, masks);
    fill_masks(made, masks);
    return made;
}

void claim_judge::add_row(cell& made, rule_index rule, guard const& g, bool with_signs,
                          std::vector<std::optional<tri>> const& decided, std::vector<row_mask>& masks) const {
    // Cheap questions first; among equals the negated ones, because good claims fail on these: not npi.valid.
    auto const cheaper = [](check const& a, check const& b) {
        return std::pair{a.question->depends, !a.negated} < std::pair{b.question->depends, !b.negated};
    };
    guard_row kept;
    row_mask mask;
    kept.rule = rule;
    kept.first = static_cast<std::uint32_t>(made.checks.size());
    kept.payer_first = static_cast<std::uint16_t>(made.payer_uses.size());
    bool possible = true;
    for (atom_use const use : g) {
        atom const& a = book_.atoms()[use.atom];
        if (a.depends == dependence::payer) {
            made.payer_uses.push_back(use);
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
            possible = possible && !a.modifiers.empty();
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
            std::uint8_t signs = no_usual_answer;
            std::uint8_t const sign = usual == tri::unknown ? 0 : all_facts()[a.fact].usual.sign;
            if (sign != 0 && (usual == tri::yes) == use.negated) mask.signs |= sign;
            else if (sign != 0) signs = sign;
            check const added{a.get, &a, a.kind, use.negated, signs};
            auto const first = made.checks.begin() + kept.first;
            made.checks.insert(std::upper_bound(first, made.checks.end(), added, cheaper), added);
        }
    }
    if (!possible) {
        made.checks.resize(kept.first);
        made.payer_uses.resize(kept.payer_first);
        return;
    }
    kept.count = static_cast<std::uint16_t>(made.checks.size() - kept.first);
    kept.payer_count = static_cast<std::uint16_t>(made.payer_uses.size() - kept.payer_first);
    if (kept.count != 0) kept.lead = made.checks[kept.first];
    made.rows.push_back(kept);
    masks.push_back(mask);
}

void claim_judge::fill_masks(cell& made, std::vector<row_mask> const& masks) {
    made.words = (masks.size() + 63) / 64;
    made.by_signs.assign(line_sign_sets * made.words, 0);
    made.asks_nothing.assign(made.words, 0);
    made.asks_one.assign(made.words, 0);
    made.asks_two.assign(made.words, 0);
    made.modifiers.assign(modifier_set::capacity * made.words, {});
    for (check const& c : made.checks)
        if (c.signs != no_usual_answer) made.signs |= c.signs;
    for (std::size_t row = 0; row < masks.size(); ++row) {
        row_mask const& mask = masks[row];
        made.signs |= mask.signs;
        std::size_t const word = row / 64;
        std::uint64_t const bit = std::uint64_t{1} << (row % 64);
        made.by_signs[mask.signs * made.words + word] |= bit;
        if (mask.any.empty()) made.asks_nothing[word] |= bit;
        if (mask.wanted == 1) made.asks_one[word] |= bit;
        if (mask.wanted == 2) made.asks_two[word] |= bit;
        for_each_id(mask.any, [&](std::size_t id) { made.modifiers[id * made.words + word].asks |= bit; });
        for_each_id(mask.none, [&](std::size_t id) { made.modifiers[id * made.words + word].forbids |= bit; });
        for_each_id(mask.counted, [&](std::size_t id) { made.modifiers[id * made.words + word].counts |= bit; });
    }
    // Rows that need some signs stand under every set that holds these: added up one sign at a time.
    for (std::size_t sign = 1; sign < line_sign_sets; sign <<= 1)
        for (std::size_t signs = 0; signs < line_sign_sets; ++signs)
            for (std::size_t word = 0; (signs & sign) != 0 && word < made.words; ++word)
                made.by_signs[signs * made.words + word] |= made.by_signs[(signs ^ sign) * made.words + word];
}

std::uint64_t claim_judge::candidates(cell const& c, std::size_t word, line_context const& line) noexcept {
    std::uint64_t asked = c.asks_nothing[word], forbidden = 0, once = 0, twice = 0;
    for_each_id(line.modifiers, [&](std::size_t id) {
        modifier_bits const& bits = c.modifiers[id * c.words + word];
        asked |= bits.asks;
        forbidden |= bits.forbids;
        twice |= once & bits.counts;
        once |= bits.counts;
    });
    std::uint64_t const miscounted = (c.asks_one[word] & (twice | ~once)) | (c.asks_two[word] & ~twice);
    return c.by_signs[line.signs * c.words + word] & asked & ~forbidden & ~miscounted;
}

std::size_t claim_judge::guards_for(payer_profile const& payer, code_id code) {
    cell_of_payer const at = line_cell(plan_for(payer), payer, code);
    std::size_t rows = 0;
    for (std::size_t word = 0; word < cells_[at.cell].words; ++word)
        rows += static_cast<std::size_t>(std::popcount(bits_[at.bits + word].live));
    return rows;
}

/// The answers of the row's checks together; `signs` are those of the line and `no_usual_answer`.
inline verdict claim_judge::answer(guard_row const& row, check const* checks, unsigned signs,
                                   subject const& s) noexcept {
    verdict sum{tri::yes, unknown_reason::none};
    check const* c = &row.lead;
    for (unsigned k = 0; k < row.count; c = checks + row.first + ++k) {
        if ((c->signs & signs) == 0) continue;
        verdict const part = ask(c->kind, c->get, *c->question, s);
        tri const value = c->negated ? opposite(part.value) : part.value;
        if (value == tri::no) return {tri::no, unknown_reason::none};
        if (value == tri::unknown)
            sum = {tri::unknown, sum.value == tri::yes ? part.reason : same_reason(sum.reason, part.reason)};
    }
    return sum;
}

bool claim_judge::fails(std::span<check const> checks, subject const& s) noexcept {
    return std::any_of(checks.begin(), checks.end(), [&](check const& c) {
        return ask(c.kind, c.get, *c.question, s).value == (c.negated ? tri::yes : tri::no);
    });
}

void claim_judge::judge_subject(cell_of_payer at, subject const& s, std::vector<hit>& out,
                                unknown_counts& unknown) const {
    cell const& c = cells_[at.cell];
    bool const of_line = s.scope == rule_scope::line;
    unsigned const own_signs = of_line ? s.line->signs : s.signs;
    unsigned const signs = no_usual_answer | own_signs;
    rule_index rule = model::absent;  // of the row before that did not answer no
    verdict sum{tri::no, unknown_reason::none};
    for (std::size_t word = 0; word < c.words; ++word) {
        payer_bits const payer = bits_[at.bits + word];
        std::uint64_t bits =
            payer.live & (of_line ? candidates(c, word, *s.line) : c.by_signs[own_signs * c.words + word]);
        for (; bits != 0; bits &= bits - 1) {
            auto const n = static_cast<std::size_t>(std::countr_zero(bits));
            guard_row const& row = c.rows[word * 64 + n];
            if (!row.all.empty() && !s.line->modifiers.covers(row.all)) continue;
            verdict answered = answer(row, c.checks.data(), signs, s);
            if (answered.value == tri::no) continue;
            if ((payer.strange >> n & 1u) != 0) answered = {tri::unknown, unknown_reason::payer_unknown};
            else if ((payer.doubtful >> n & 1u) != 0) answered = {tri::unknown, unknown_reason::none};
            else if (row.never_known)
                answered = {tri::unknown,
                            answered.value == tri::yes ? row.reason : same_reason(row.reason, answered.reason)};
            if (row.rule != rule && sum.value != tri::no) close_rule(rule, sum, s, out, unknown);
            if (row.rule != rule || answered.value == tri::yes) sum = answered;
            else if (sum.value == tri::unknown) sum.reason = same_reason(sum.reason, answered.reason);
            rule = row.rule;
        }
    }
    if (sum.value != tri::no) close_rule(rule, sum, s, out, unknown);
}

void claim_judge::close_rule(rule_index index, verdict sum, subject const& s, std::vector<hit>& out,
                             unknown_counts& unknown) const {
    compiled_rule const& rule = book_.rule(index);
    tri const dated = in_force(rule.days, s);
    if (dated == tri::no) return;
    if (sum.value == tri::yes && dated == tri::yes) add_hit(index, s, out);
    else if (dated == tri::yes && sum.reason != unknown_reason::none && !rule.absorbed)
        leave_open(index, sum.reason, s, unknown);
    else leave_open(index, evaluate(rule, s).all().reason, s, unknown);
}

void claim_judge::leave_open(rule_index rule, unknown_reason why, subject const& s, unknown_counts& unknown) const {
    unknown.add(rule, why);
    if (open_questions_ != nullptr)
        open_questions_->push_back({rule, why, s.line != nullptr ? s.line->index : model::absent});
}

void claim_judge::add_hit(rule_index rule, subject const& s, std::vector<hit>& out) const {
    hit h;
    h.rule = rule;
    bool const users = !severities_.empty() && severities_[rule].has_value();
    h.level = users ? *severities_[rule] : severity_for(book_.rule(rule), s);
    h.claim = s.claim->index();
    h.line = s.line != nullptr ? s.line->index : model::absent;
    h.subject = s.row;
    window_place const place = locate(book_.rule(rule), s);
    h.segment = place.segment;
    h.element = place.element;
    h.component = place.component;
    out.push_back(h);
}

void claim_judge::finish(std::vector<hit>& out, std::size_t first) {
    if (out.size() == first) return;
    auto const from = out.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(from, out.end(), [](hit const& a, hit const& b) {
        return std::tie(a.segment, a.rule, a.element, a.component, a.line, a.subject) <
               std::tie(b.segment, b.rule, b.element, b.component, b.line, b.subject);
    });
    auto const key = [&](std::uint32_t i) {
        hit const& h = out[i];
        auto const& segments = claim_.window().segments;
        auto const id = h.segment < segments.size() ? segments[h.segment].id : h.segment;
        return std::tuple{h.rule, h.line, id, h.element};
    };
    order_.resize(out.size() - first);
    for (std::size_t i = 0; i < order_.size(); ++i) order_[i] = static_cast<std::uint32_t>(first + i);
    std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
        auto const left = key(a), right = key(b);
        return left < right || (left == right && a < b);
    });
    for (std::size_t i = 1; i < order_.size(); ++i)
        if (key(order_[i - 1]) == key(order_[i])) out[order_[i]].occurrence = out[order_[i - 1]].occurrence + 1;
}

void claim_judge::judge(window_context const& window, std::uint32_t claim, std::vector<hit>& out,
                        unknown_counts& unknown) {
    claim_.open(window, claim);
    std::size_t const first = out.size();
    payer_profile const& payer = claim_.payer();
    payer_plan& plan = plan_for(payer);
    for (line_context const& line : claim_.lines())
        judge_subject(line_cell(plan, payer, line.code), {&claim_, &line, rule_scope::line, line.index}, out, unknown);
    unsigned const asked = plan.scopes & claim_.scopes();
    auto const judge_scope = [&]<rule_scope scope>() {
        if ((asked & scope_bit(scope)) == 0) return;
        cell_of_payer const at = plan.by_scope[static_cast<std::size_t>(scope)];
        cell const& c = cells_[at.cell];
        bool const one_row = c.rows.size() == 1, settled = (plan.plain_known & scope_bit(scope)) != 0;
        std::span<not_answered const> const plain{plan.plain[static_cast<std::size_t>(scope)]};
        std::span<check const> const checks{c.checks};
        for_each_subject(claim_, scope, [&](subject s) {
            if (one_row && fails(checks, s)) return;
            if constexpr (looked_over(scope)) s.signs = signs_of(s, c.signs);
            if (s.signs != 0 || !settled) return judge_subject(at, s, out, unknown);
            for (not_answered const said : plain) leave_open(said.rule, said.reason, s, unknown);
        });
    };
    judge_scope.operator()<rule_scope::claim>();
    judge_scope.operator()<rule_scope::diagnosis>();
    judge_scope.operator()<rule_scope::provider>();
    judge_scope.operator()<rule_scope::note>();
    judge_scope.operator()<rule_scope::attachment>();
    judge_scope.operator()<rule_scope::authorization>();
    judge_scope.operator()<rule_scope::batch>();
    finish(out, first);
}

void claim_judge::judge_slow(window_context const& window, std::uint32_t claim, std::vector<hit>& out,
                             unknown_counts& unknown) {
    claim_.open(window, claim);
    std::size_t const first = out.size();
    for (rule_index index = 0; index < book_.rules().size(); ++index) {
        if (!enabled_.empty() && !enabled_[index]) continue;
        compiled_rule const& rule = book_.rule(index);
        for_each_subject(claim_, rule.ast.scope, [&](subject const& s) {
            verdict const answer = evaluate(rule, s).all();
            if (answer.value == tri::yes) add_hit(index, s, out);
            else if (answer.value == tri::unknown) leave_open(index, answer.reason, s, unknown);
        });
    }
    finish(out, first);
}

}  // namespace orthoscrub::scrub
