// Evaluates one question about a subject. This is the inner loop of judging: a switch over a small closed list, no
// allocation, and every fact behind one function pointer.
#include "scrubber/engine/atom.hpp"

#include <algorithm>

#include "scrubber/facts/registry.hpp"

namespace orthoscrub::scrub {

using grammars::comparison;

bool atom::same(atom const& other) const {
    return kind == other.kind && op == other.op && fact == other.fact && list == other.list && count == other.count &&
           number == other.number && modifiers == other.modifiers && days.first == other.days.first &&
           days.last == other.days.last && numbers == other.numbers && texts == other.texts && right == other.right &&
           get == other.get;
}

bool compares(std::int64_t left, comparison op, std::int64_t right) noexcept {
    switch (op) {
        case comparison::equal:
            return left == right;
        case comparison::not_equal:
            return left != right;
        case comparison::less:
            return left < right;
        case comparison::less_equal:
            return left <= right;
        case comparison::greater:
            return left > right;
        case comparison::greater_equal:
            return left >= right;
    }
    return false;
}

tri in_force(day_range days, subject const& s) noexcept {
    if (days.first.empty() && days.last.empty()) return tri::yes;
    if (s.line != nullptr) return s.line->dos.empty() ? tri::unknown : to_tri(days.contains(s.line->dos));
    bool undated = s.claim->lines().empty();
    for (line_context const& line : s.claim->compared_lines()) {
        if (line.dos.empty()) undated = true;
        else if (days.contains(line.dos)) return tri::yes;
    }
    return undated ? tri::unknown : tri::no;
}

namespace {

tri compare_facts(atom const& a, subject const& s) noexcept {
    fact_value const left = a.get(s);
    if (!left.known()) return tri::unknown;
    fact_value const right = a.right(s);
    if (!right.known()) return tri::unknown;
    if (!left.text.empty() || !right.text.empty())
        return to_tri((left.text == right.text) == (a.op == comparison::equal));
    return to_tri(compares(left.number, a.op, right.number));
}

}  // namespace

tri usual_answer(atom const& a) noexcept {
    usual_value const usual = all_facts()[a.fact].usual;
    if (usual.sign == 0) return tri::unknown;
    bool const one = usual.low == usual.high;
    auto const inside = [&](std::int64_t n) { return n >= usual.low && n <= usual.high; };
    switch (a.kind) {
        case atom_kind::fact_holds:
            return to_tri(usual.low != 0);
        case atom_kind::number_compares: {
            if (a.op == comparison::equal || a.op == comparison::not_equal) {
                if (!one && inside(a.number)) return tri::unknown;
                return to_tri((one && usual.low == a.number) == (a.op == comparison::equal));
            }
            bool const at_low = compares(usual.low, a.op, a.number);
            return at_low == compares(usual.high, a.op, a.number) ? to_tri(at_low) : tri::unknown;
        }
        case atom_kind::text_equals:
            return to_tri((usual.text == a.texts[0]) == (a.op == comparison::equal));
        case atom_kind::text_among:
            return to_tri(std::find(a.texts.begin(), a.texts.end(), usual.text) != a.texts.end());
        case atom_kind::number_among: {
            bool const possible = std::any_of(a.numbers.begin(), a.numbers.end(), inside);
            return !possible ? tri::no : one ? tri::yes : tri::unknown;
        }
        default:
            return tri::unknown;
    }
}

tri evaluate(atom const& a, subject const& s) noexcept {
    switch (a.kind) {
        case atom_kind::fact_holds: {
            fact_value const value = a.get(s);
            return value.known() ? to_tri(value.number != 0) : tri::unknown;
        }
        case atom_kind::number_compares: {
            fact_value const value = a.get(s);
            return value.known() ? to_tri(compares(value.number, a.op, a.number)) : tri::unknown;
        }
        case atom_kind::text_equals: {
            fact_value const value = a.get(s);
            return value.known() ? to_tri((value.text == a.texts[0]) == (a.op == comparison::equal)) : tri::unknown;
        }
        case atom_kind::facts_compare:
            return compare_facts(a, s);
        case atom_kind::number_among: {
            fact_value const value = a.get(s);
            if (!value.known()) return tri::unknown;
            return to_tri(std::find(a.numbers.begin(), a.numbers.end(), value.number) != a.numbers.end());
        }
        case atom_kind::text_among: {
            fact_value const value = a.get(s);
            if (!value.known()) return tri::unknown;
            return to_tri(std::find(a.texts.begin(), a.texts.end(), value.text) != a.texts.end());
        }
        case atom_kind::code_listed:
            return to_tri(s.line->info->lists.has(a.list));
        case atom_kind::code_listed_on:
            return s.claim->codes().hcpcs.in_list_on(a.list, s.line->code, s.line->dos, s.claim->state());
        case atom_kind::has_any:
            return to_tri(s.line->modifiers.meets(a.modifiers));
        case atom_kind::has_all:
            return to_tri(s.line->modifiers.covers(a.modifiers));
        case atom_kind::has_more_than:
            return to_tri(static_cast<std::uint32_t>((s.line->modifiers & a.modifiers).size()) > a.count);
        case atom_kind::has_exactly:
            return to_tri(static_cast<std::uint32_t>((s.line->modifiers & a.modifiers).size()) == a.count);
        case atom_kind::in_force:
            return in_force(a.days, s);
    }
    return tri::unknown;
}

}  // namespace orthoscrub::scrub
