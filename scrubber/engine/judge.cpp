// A few ANDs over bit sets leave the rows that a line can still fulfil, for a clean line two or so of forty, and only
// their atoms are evaluated; of these, the ones that every line without an oddity answers with yes are passed over. The
// reason of an unknown answer is that of its only unknown part; where there are several, the plain evaluator is asked.
// Above the line most scopes have one row, and almost every subject fails it: that is asked first, without the rest.
// judge_cells.cpp makes the rows and the bit sets.
#include "scrubber/engine/judge.hpp"

#include <algorithm>
#include <tuple>

#include "scrubber/engine/evaluate.hpp"
#include "scrubber/engine/judge_cells.hpp"
#include "scrubber/engine/locator.hpp"
#include "scrubber/facts/subject_signs.hpp"

namespace orthoscrub::scrub {

using grammars::rule_scope;

namespace {

/// The questions that most checks ask are answered here, the others by `evaluate`, which gives no reason.
verdict ask(atom_kind kind, fact_value (*get)(subject const&), atom const& question, subject const& s) noexcept {
    if (kind != atom_kind::fact_holds) return {evaluate(question, s), unknown_reason::none};
    fact_value const value = get(s);
    return {value.known() ? to_tri(value.number != 0) : tri::unknown, value.reason};
}

}  // namespace

std::uint64_t claim_judge::fitting(cell const& c, std::size_t at, modifier_set const& of_line) const noexcept {
    word_bits const& word = c.words[at];
    modifier_bits const* const modifiers = c.modifiers.data() + at * kind_count_;
    std::uint64_t asked = word.asks_nothing, forbidden = 0, once = 0, twice = 0;
    for_each_id(of_line, [&](std::size_t id) {
        modifier_bits const& bits = modifiers[kinds_[id]];
        asked |= bits.asks;
        forbidden |= bits.forbids;
        twice |= once & bits.counts;
        once |= bits.counts;
    });
    std::uint64_t const miscounted = (word.asks_one & (twice | ~once)) | (word.asks_two & ~twice);
    return asked & ~forbidden & ~miscounted;
}

std::size_t claim_judge::guards_for(payer_profile const& payer, code_id code) {
    cell_of_payer const at = line_cell(plan_for(payer), payer, code);
    std::size_t rows = 0;
    for (std::size_t word = 0; word < cells_[at.cell].words.size(); ++word)
        rows += static_cast<std::size_t>(std::popcount(bits_[at.bits + word].live));
    return rows;
}

/// The answers of the row's checks together; `signs` are those of the line and `no_usual_answer`.
inline verdict claim_judge::answer(guard_row const& row, unsigned signs, subject const& s) const noexcept {
    verdict sum{tri::yes, unknown_reason::none};
    check const* c = &row.lead;
    for (unsigned k = 0; k < row.count; c = checks_.data() + row.first + ++k) {
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
    std::size_t const first_question = open_questions_ != nullptr ? open_questions_->size() : 0;
    rule_index rule = model::absent;  // of the row before that did not answer no
    verdict sum{tri::no, unknown_reason::none};
    for (std::size_t word = 0; word < c.words.size(); ++word) {
        payer_bits const payer = bits_[at.bits + word];
        std::uint64_t bits = payer.live & c.words[word].without_other_signs(own_signs);
        if (of_line && bits != 0) bits &= fitting(c, word, s.line->modifiers);
        for (; bits != 0; bits &= bits - 1) {
            auto const n = static_cast<std::size_t>(std::countr_zero(bits));
            guard_row const& row = rows_[c.rows[word * 64 + n]];
            if (!row.all.empty() && !s.line->modifiers.covers(row.all)) continue;
            verdict answered = answer(row, signs, s);
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
    if (open_questions_ != nullptr)
        std::sort(open_questions_->begin() + static_cast<std::ptrdiff_t>(first_question), open_questions_->end(),
                  [](open_question const& a, open_question const& b) { return a.rule < b.rule; });
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
        std::span<check const> const checks =
            one_row ? std::span{checks_}.subspan(rows_[c.rows[0]].first, rows_[c.rows[0]].count)
                    : std::span<check const>{};
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
