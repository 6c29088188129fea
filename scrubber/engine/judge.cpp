// When a payer and a code meet for the first time, every atom that the payer's profile and the code's row decide is
// decided, and rows that cannot hold any more vanish. What the rest asks of modifiers, and which oddity of the line it
// needs (a description, units other than 1, ...), becomes bit sets over the rows: a few ANDs leave the rows that a line
// can still fulfil, for a clean line five or so of forty, and only their atoms are evaluated. Unknown answers are rare:
// for their reason the plain evaluator is asked.
#include "scrubber/engine/judge.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

#include "scrubber/engine/evaluate.hpp"
#include "scrubber/engine/locator.hpp"
#include "scrubber/facts/registry.hpp"

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

}  // namespace

claim_judge::claim_judge(rule_book const& book, std::vector<bool> enabled)
    : book_{book}, enabled_{std::move(enabled)}, claim_{book.codes(), book.payers()}, cells_(1) {
    for (rule_index i = 0; i < book.rules().size(); ++i)
        if (enabled_.empty() || enabled_[i]) by_scope_[static_cast<std::size_t>(book.rule(i).ast.scope)].push_back(i);
    line_cells_.resize(book.payers().all().size());
    other_cells_.resize(book.payers().all().size());
}

claim_judge::cell const& claim_judge::cell_for(rule_scope scope, payer_profile const& payer, code_id code) {
    std::uint32_t* slot = nullptr;
    if (scope == rule_scope::line) {
        auto& codes = line_cells_[payer.index];
        if (codes.empty()) codes.assign(book_.codes().hcpcs.rows().size(), 0);
        slot = &codes[static_cast<std::size_t>(code)];
    } else {
        slot = &other_cells_[payer.index][static_cast<std::size_t>(scope)];
    }
    if (*slot == 0) {
        cell made;
        specialise(made, scope, payer, code);
        *slot = static_cast<std::uint32_t>(cells_.size());
        cells_.push_back(std::move(made));
    }
    return cells_[*slot];
}

void claim_judge::specialise(cell& made, rule_scope scope, payer_profile const& payer, code_id code) const {
    // A line of this code and a claim of this payer, as far as atoms of code and payer can see.
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
    window.payer = &payer;
    claim_context claim{book_.codes(), book_.payers()};
    claim.open(window, 0);
    subject const sample{&claim, scope == rule_scope::line ? &line : nullptr, scope, 0};

    std::vector<row_mask> masks;
    for (rule_index index : by_scope_[static_cast<std::size_t>(scope)]) {
        compiled_rule const& rule = book_.rule(index);
        bool const covered = rule.payers.covers(payer);
        if (!covered && payer.kind != payer_class::unknown) continue;
        for (guard const& g : rule.guards) {
            guard_row kept;
            row_mask mask;
            kept.rule = index;
            kept.first = static_cast<std::uint32_t>(made.uses.size());
            kept.never_known = !covered;
            bool possible = true;
            for (atom_use const use : g) {
                atom const& a = book_.atoms()[use.atom];
                bool const decided = a.depends == dependence::payer ||
                                     (a.depends == dependence::code && code != code_id::unknown) ||
                                     a.kind == atom_kind::code_listed ||
                                     (a.kind == atom_kind::code_listed_on && !line.info->lists.has(a.list));
                if (decided) {
                    tri const known = evaluate(a, sample);
                    if (known == tri::unknown) kept.never_known = true;
                    else if ((known == tri::yes) == use.negated) possible = false;
                } else if (a.kind == atom_kind::has_any && use.negated) {
                    mask.none = mask.none | a.modifiers;
                } else if (a.kind == atom_kind::has_any && mask.any.empty()) {
                    mask.any = a.modifiers;
                    possible = possible && !a.modifiers.empty();
                } else if (a.kind == atom_kind::has_all && !use.negated) {
                    kept.all = kept.all | a.modifiers;
                } else {
                    tri const usual = scope == rule_scope::line ? usual_answer(a) : tri::unknown;
                    if (usual != tri::unknown && (usual == tri::yes) == use.negated)
                        mask.signs |= all_facts()[a.fact].usual.sign;
                    made.uses.emplace_back(&a, use.negated);
                }
            }
            if (!possible) {
                made.uses.resize(kept.first);
                continue;
            }
            std::stable_sort(made.uses.begin() + kept.first, made.uses.end(), [](auto const& a, auto const& b) {
                return a.first->depends < b.first->depends;
            });
            kept.count = static_cast<std::uint16_t>(made.uses.size() - kept.first);
            made.rows.push_back(kept);
            masks.push_back(mask);
        }
    }
    fill_masks(made, masks);
}

void claim_judge::fill_masks(cell& made, std::vector<row_mask> const& masks) {
    made.words = (masks.size() + 63) / 64;
    made.by_signs.assign(16 * made.words, 0);
    made.asks_nothing.assign(made.words, 0);
    made.asks.assign(modifier_set::capacity * made.words, 0);
    made.forbids.assign(modifier_set::capacity * made.words, 0);
    for (std::size_t row = 0; row < masks.size(); ++row) {
        row_mask const& mask = masks[row];
        std::size_t const word = row / 64;
        std::uint64_t const bit = std::uint64_t{1} << (row % 64);
        for (std::size_t signs = 0; signs < 16; ++signs)
            if ((mask.signs & ~signs) == 0) made.by_signs[signs * made.words + word] |= bit;
        if (mask.any.empty()) made.asks_nothing[word] |= bit;
        for_each_id(mask.any, [&](std::size_t id) { made.asks[id * made.words + word] |= bit; });
        for_each_id(mask.none, [&](std::size_t id) { made.forbids[id * made.words + word] |= bit; });
    }
}

std::uint64_t claim_judge::candidates(cell const& c, std::size_t word, subject const& s) noexcept {
    if (s.scope != rule_scope::line) return c.by_signs[15 * c.words + word];
    std::uint64_t asked = c.asks_nothing[word], forbidden = 0;
    for_each_id(s.line->modifiers, [&](std::size_t id) {
        asked |= c.asks[id * c.words + word];
        forbidden |= c.forbids[id * c.words + word];
    });
    return c.by_signs[s.line->signs * c.words + word] & asked & ~forbidden;
}

std::size_t claim_judge::guards_for(payer_profile const& payer, code_id code) {
    return cell_for(rule_scope::line, payer, code).rows.size();
}

tri claim_judge::answer(cell const& c, guard_row const& row, subject const& s) noexcept {
    if (!row.all.empty() && !s.line->modifiers.covers(row.all)) return tri::no;
    tri sum = row.never_known ? tri::unknown : tri::yes;
    for (std::uint32_t i = row.first; i < row.first + row.count; ++i) {
        tri value = evaluate(*c.uses[i].first, s);
        if (c.uses[i].second) value = opposite(value);
        if (value == tri::no) return tri::no;
        if (value == tri::unknown) sum = tri::unknown;
    }
    return sum;
}

void claim_judge::judge_subject(cell const& c, subject const& s, std::vector<hit>& out, unknown_counts& unknown) const {
    rule_index rule = model::absent;
    tri sum = tri::no;
    for (std::size_t word = 0; word < c.words; ++word)
        for (std::uint64_t bits = candidates(c, word, s); bits != 0; bits &= bits - 1) {
            guard_row const& row = c.rows[word * 64 + static_cast<std::size_t>(std::countr_zero(bits))];
            if (row.rule != rule) {
                if (sum != tri::no) close_rule(rule, sum, s, out, unknown);
                rule = row.rule;
                sum = tri::no;
            }
            if (sum == tri::yes) continue;
            tri const value = answer(c, row, s);
            if (value != tri::no) sum = value;
        }
    if (sum != tri::no) close_rule(rule, sum, s, out, unknown);
}

void claim_judge::close_rule(rule_index index, tri sum, subject const& s, std::vector<hit>& out,
                             unknown_counts& unknown) const {
    compiled_rule const& rule = book_.rule(index);
    tri const dated = in_force(rule.days, s);
    if (dated == tri::no) return;
    if (sum == tri::yes && dated == tri::yes) add_hit(index, s, out);
    else unknown.add(index, evaluate(rule, s).all().reason);
}

void claim_judge::add_hit(rule_index rule, subject const& s, std::vector<hit>& out) const {
    hit h;
    h.rule = rule;
    h.level = severity_for(book_.rule(rule), s);
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
    for (line_context const& line : claim_.lines())
        judge_subject(cell_for(rule_scope::line, payer, line.code), {&claim_, &line, rule_scope::line, line.index}, out,
                      unknown);
    for (auto const scope : {rule_scope::claim, rule_scope::diagnosis, rule_scope::provider, rule_scope::note,
                             rule_scope::attachment, rule_scope::authorization}) {
        if (by_scope_[static_cast<std::size_t>(scope)].empty()) continue;
        cell const& c = cell_for(scope, payer, code_id::unknown);
        if (c.rows.empty()) continue;
        for_each_subject(claim_, scope, [&](subject const& s) { judge_subject(c, s, out, unknown); });
    }
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
            else if (answer.value == tri::unknown) unknown.add(index, answer.reason);
        });
    }
    finish(out, first);
}

}  // namespace orthoscrub::scrub
