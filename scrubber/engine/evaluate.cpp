// The plain evaluator: a recursive walk over the rule as written. It is slow and simple on purpose; `--slow` judges with
// it, and a test holds the compiled guards to its answers. Conditions above severities and the reasons of unknown
// answers are rare, so the fast path asks it for those too.
#include "scrubber/engine/evaluate.hpp"

#include <algorithm>

#include "scrubber/engine/bind.hpp"
#include "scrubber/facts/registry.hpp"

namespace orthoscrub::scrub {

using namespace grammars;

namespace {

struct walker {
    subject const& s;
    fact_overrides const* overrides;

    fact_value value_of(std::string_view name) const {
        auto const id = find_fact(name);
        if (!id) return fact_value::unknown(unknown_reason::none);
        if (overrides != nullptr)
            for (auto const& [fact, value] : *overrides)
                if (fact == *id) return value;
        return all_facts()[*id].get(s);
    }

    static std::int64_t number(literal const& value) {
        if (auto const* day = std::get_if<model::date>(&value.value)) return day->number();
        auto const* plain = std::get_if<std::int64_t>(&value.value);
        return plain != nullptr ? *plain : 0;
    }

    static bool is_text(fact_type type) { return type == fact_type::symbol || type == fact_type::text; }

    static bool equals(fact_type type, fact_value const& left, literal const& right) {
        if (!is_text(type)) return left.number == number(right);
        if (auto const* digits = std::get_if<std::int64_t>(&right.value)) {
            std::string word = std::to_string(*digits / 1000);
            if (word.size() < 2) word.insert(0, 1, '0');
            return left.text == word;
        }
        return left.text == right.symbol();
    }

    static verdict answer(bool value) { return {to_tri(value), unknown_reason::none}; }

    verdict operator()(fact_test const& test) const {
        auto const value = value_of(test.name);
        return value.known() ? answer(value.number != 0) : verdict{tri::unknown, value.reason};
    }

    verdict operator()(fact_comparison const& test) const {
        auto const left = value_of(test.name);
        if (!left.known()) return {tri::unknown, left.reason};
        fact_type const type = all_facts()[*find_fact(test.name)].type;
        if (auto const* other = std::get_if<fact_test>(&test.right)) {
            auto const right = value_of(other->name);
            if (!right.known()) return {tri::unknown, right.reason};
            if (is_text(type)) return answer((left.text == right.text) == (test.op == comparison::equal));
            return answer(compares(left.number, test.op, right.number));
        }
        auto const& right = std::get<literal>(test.right);
        if (is_text(type)) return answer(equals(type, left, right) == (test.op == comparison::equal));
        return answer(compares(left.number, test.op, number(right)));
    }

    verdict operator()(fact_membership const& test) const {
        auto const left = value_of(test.name);
        if (!left.known()) return {tri::unknown, left.reason};
        fact_type const type = all_facts()[*find_fact(test.name)].type;
        return answer(std::any_of(test.values.begin(), test.values.end(),
                                  [&](literal const& value) { return equals(type, left, value); }));
    }

    verdict operator()(table_membership const& test) const {
        auto const& hcpcs = s.claim->codes().hcpcs;
        auto const list = *hcpcs.find_list(test.table);
        auto const id = hcpcs.find(s.line->row->code);
        if (!test.dated) return answer(hcpcs.in_list(list, id));
        tri const found = hcpcs.in_list_on(list, id, s.line->dos, s.claim->state());
        if (found != tri::unknown) return {found, unknown_reason::none};
        return {found, s.line->dos.empty() ? unknown_reason::no_service_date : unknown_reason::no_state};
    }

    verdict operator()(modifier_test const& test) const {
        auto const& table = s.claim->codes().modifiers;
        modifier_set named;
        for (literal const& name : test.names) {
            if (!test.classes) named.insert(table.find(name.symbol()));
            for (std::size_t kind = 0; test.classes && kind < modifier_class_count; ++kind)
                if (name.symbol() == to_string(static_cast<modifier_class>(kind)))
                    named = named | table.of(static_cast<modifier_class>(kind));
        }
        auto const wanted = static_cast<unsigned>(named.size());
        auto const found = static_cast<unsigned>((named & s.line->modifiers).size());
        using quantifier = modifier_test::quantifier;
        switch (test.how) {
            case quantifier::any:
                return answer(found != 0);
            case quantifier::all:
                return answer(found == wanted);
            case quantifier::none:
                return answer(found == 0);
            case quantifier::more_than:
                return answer(found > test.number);
            case quantifier::exactly:
                break;
        }
        return answer(found == test.number);
    }

    verdict operator()(negation const& test) const {
        verdict const inner = std::visit(*this, test.operand->node);
        return {opposite(inner.value), inner.reason};
    }

    verdict join(std::vector<condition> const& operands, tri decides) const {
        verdict sum{opposite(decides), unknown_reason::none};
        for (condition const& operand : operands) {
            verdict const part = std::visit(*this, operand.node);
            if (part.value == decides) return part;
            if (part.value == tri::unknown && sum.value != tri::unknown) sum = part;
        }
        return sum;
    }
    verdict operator()(conjunction const& test) const { return join(test.operands, tri::no); }
    verdict operator()(disjunction const& test) const { return join(test.operands, tri::yes); }
};

verdict payer_verdict(payer_scope const& scope, payer_profile const& payer) {
    if (scope.covers(payer)) return {tri::yes, unknown_reason::none};
    if (payer.kind == payer_class::unknown) return {tri::unknown, unknown_reason::payer_unknown};
    return {tri::no, unknown_reason::none};
}

}  // namespace

verdict evaluate(condition const& c, subject const& s, fact_overrides const* overrides) {
    return std::visit(walker{s, overrides}, c.node);
}

verdict rule_verdict::all() const noexcept {
    verdict sum{tri::yes, unknown_reason::none};
    for (verdict const part : {payer, dates, applies, when}) {
        if (part.value == tri::no) return {tri::no, unknown_reason::none};
        if (part.value == tri::unknown && sum.value == tri::yes) sum = part;
    }
    return sum;
}

rule_verdict evaluate(compiled_rule const& rule, subject const& s, fact_overrides const* overrides) {
    rule_verdict answer;
    answer.payer = payer_verdict(rule.payers, s.claim->payer());
    answer.dates.value = in_force(rule.days, s);
    if (answer.dates.value == tri::unknown) answer.dates.reason = unknown_reason::no_service_date;
    verdict const yes{tri::yes, unknown_reason::none};
    answer.applies = rule.ast.applies ? evaluate(*rule.ast.applies, s, overrides) : yes;
    answer.when = rule.ast.when ? evaluate(*rule.ast.when, s, overrides) : yes;
    return answer;
}

text::severity severity_for(compiled_rule const& rule, subject const& s, fact_overrides const* overrides) {
    if (auto const own = s.claim->payer().severity_of(rule.ast.id)) return *own;
    for (std::size_t i = 0; i < rule.ast.severities.size(); ++i) {
        auto const& arm = rule.ast.severities[i];
        if (!rule.arm_payers[i].covers(s.claim->payer())) continue;
        if (arm.when && evaluate(*arm.when, s, overrides).value != tri::yes) continue;
        return arm.level;
    }
    return rule.ast.severities.back().level;
}

}  // namespace orthoscrub::scrub
