// Resolves the names of a condition against the registry of facts and the code tables. A name that is wrong is told
// with its place and the nearest known one, and binding goes on, so that one reading of a rule shows all its faults.
#include "scrubber/engine/bind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "scrubber/codes/hcpcs_words.hpp"
#include "scrubber/codes/nearest_name.hpp"
#include "scrubber/facts/registry.hpp"

namespace orthoscrub::scrub {

using namespace grammars;

namespace {

constexpr std::size_t most_guards = 2000;

bool numeric(fact_type type) {
    return type == fact_type::number || type == fact_type::amount || type == fact_type::date;
}

std::vector<std::string_view> fact_names(scope_set scope) {
    std::vector<std::string_view> names;
    for (fact const& f : all_facts())
        if ((f.scopes & scope) != 0) names.push_back(f.name);
    return names;
}

/// A number under a text fact is a code: `place in { 12, 31 }`; codes of digits have at least two.
std::string digits(std::int64_t thousandths) { return fmt::format("{:02}", thousandths / 1000); }

}  // namespace

std::vector<std::string_view> symbols_of(fact const& f) {
    std::vector<std::string_view> words;
    if (f.symbols == "@regions") words.assign(region_words().begin(), region_words().end());
    else if (f.symbols == "@fabrications") words.assign(fabrication_words().begin(), fabrication_words().end());
    else
        for (std::string_view rest = f.symbols; !rest.empty();) {
            std::size_t const end = std::min(rest.find(' '), rest.size());
            words.push_back(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    std::erase(words, std::string_view{});
    return words;
}

void binder::fail(source_place at, std::string message, std::string_view suggestion) {
    errors_.push_back({rule_->file, at, std::move(message), std::string{suggestion}, {}});
}

void binder::warn(source_place at, std::string message) {
    lint_.push_back({rule_->file, at, std::move(message), {}, {}});
}

std::uint32_t binder::add(atom a) {
    for (std::size_t i = 0; i < atoms_.size(); ++i)
        if (atoms_[i].fact == a.fact && atoms_[i].same(a)) return static_cast<std::uint32_t>(i);
    atoms_.push_back(std::move(a));
    return static_cast<std::uint32_t>(atoms_.size() - 1);
}

std::vector<guard> binder::both(std::vector<guard> const& a, std::vector<guard> const& b) {
    std::vector<guard> made;
    if (a.size() * b.size() > most_guards) {
        fail(rule_->at, fmt::format("the condition has more than {} cases; write two rules", most_guards));
        return made;
    }
    for (guard const& left : a)
        for (guard const& right : b) {
            guard joined;
            std::set_union(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(joined));
            made.push_back(std::move(joined));
        }
    // A guard that demands more than another one adds nothing.
    std::vector<guard> kept;
    for (std::size_t i = 0; i < made.size(); ++i) {
        bool needed = true;
        for (std::size_t j = 0; j < made.size() && needed; ++j) {
            if (i == j || (made[i] == made[j] && i < j)) continue;
            needed = !std::includes(made[i].begin(), made[i].end(), made[j].begin(), made[j].end());
            absorbed_ = absorbed_ || (!needed && made[i] != made[j]);
        }
        if (needed) kept.push_back(made[i]);
    }
    return kept;
}

std::vector<guard> binder::use(std::optional<atom> a, bool negated) {
    if (!a) return {};
    return {guard{atom_use{add(std::move(*a)), negated}}};
}

std::vector<guard> binder::expand(condition const& c, bool negated) {
    auto const join = [&](std::vector<condition> const& operands, bool all) {
        std::vector<guard> sum;
        for (std::size_t i = 0; i < operands.size(); ++i) {
            auto part = expand(operands[i], negated);
            if (all && i != 0) sum = both(sum, part);
            else sum.insert(sum.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
        }
        return sum;
    };
    if (auto const* test = std::get_if<negation>(&c.node)) return expand(*test->operand, !negated);
    if (auto const* test = std::get_if<conjunction>(&c.node)) return join(test->operands, !negated);
    if (auto const* test = std::get_if<disjunction>(&c.node)) return join(test->operands, negated);
    if (auto const* test = std::get_if<modifier_test>(&c.node)) {
        bool const none = test->how == modifier_test::quantifier::none;
        return use(bind(*test), negated != none);
    }
    if (auto const* test = std::get_if<fact_test>(&c.node)) return use(bind(*test), negated);
    if (auto const* test = std::get_if<fact_comparison>(&c.node)) return use(bind(*test), negated);
    if (auto const* test = std::get_if<fact_membership>(&c.node)) return use(bind(*test), negated);
    return use(bind(std::get<table_membership>(c.node)), negated);
}

std::optional<fact_id> binder::fact_in_scope(std::string_view name, source_place at) {
    scope_set const scope = scope_bit(rule_->scope);
    auto const found = find_fact(name);
    if (!found) {
        fail(at, fmt::format("there is no fact \"{}\"", name), nearest_name(name, fact_names(scope)));
        return std::nullopt;
    }
    if ((all_facts()[*found].scopes & scope) == 0) {
        fail(at, fmt::format("the fact \"{}\" says nothing about a {}", name, to_string(rule_->scope)));
        return std::nullopt;
    }
    return found;
}

std::optional<std::int64_t> binder::number_for(fact const& f, literal const& value) {
    if (f.type == fact_type::date) {
        if (auto const* day = std::get_if<model::date>(&value.value)) return day->number();
        fail(value.at, fmt::format("expected a date CCYY-MM-DD to compare with \"{}\"", f.name));
        return std::nullopt;
    }
    if (auto const* number = std::get_if<std::int64_t>(&value.value)) return *number;
    fail(value.at, fmt::format("expected {} to compare with \"{}\"",
                               f.type == fact_type::amount ? "an amount" : "a number", f.name));
    return std::nullopt;
}

std::optional<std::string> binder::text_for(fact const& f, literal const& value) {
    if (auto const* number = std::get_if<std::int64_t>(&value.value); number != nullptr && f.type == fact_type::text)
        return digits(*number);
    if (!std::holds_alternative<std::string>(value.value)) {
        fail(value.at, fmt::format("expected a word to compare with \"{}\"", f.name));
        return std::nullopt;
    }
    std::string const& word = std::get<std::string>(value.value);
    if (f.type == fact_type::symbol) {
        auto const words = symbols_of(f);
        if (std::find(words.begin(), words.end(), word) == words.end()) {
            fail(value.at, fmt::format("\"{}\" is never \"{}\"", f.name, word), nearest_name(word, words));
            return std::nullopt;
        }
    }
    return word;
}

std::optional<atom> binder::bind(fact_test const& test) {
    auto const id = fact_in_scope(test.name, test.at);
    if (!id) return std::nullopt;
    fact const& f = all_facts()[*id];
    if (f.type != fact_type::boolean) {
        fail(test.at, fmt::format("\"{}\" is a {}, not a yes or no: compare it", f.name, to_string(f.type)));
        return std::nullopt;
    }
    atom a;
    a.depends = f.depends;
    a.fact = *id;
    a.get = f.get;
    return a;
}

std::optional<atom> binder::bind(fact_comparison const& test) {
    auto const id = fact_in_scope(test.name, test.at);
    if (!id) return std::nullopt;
    fact const& f = all_facts()[*id];
    if (f.type == fact_type::boolean) {
        fail(test.at, fmt::format("\"{}\" is a yes or no: write it alone, or after not", f.name));
        return std::nullopt;
    }
    bool const ordered = test.op != comparison::equal && test.op != comparison::not_equal;
    if (ordered && !numeric(f.type)) {
        fail(test.at, fmt::format("\"{}\" is a {}; it has no order", f.name, to_string(f.type)));
        return std::nullopt;
    }
    atom a;
    a.depends = f.depends;
    a.fact = *id;
    a.get = f.get;
    a.op = test.op;
    if (auto const* other = std::get_if<fact_test>(&test.right)) {
        auto const right = fact_in_scope(other->name, other->at);
        if (!right) return std::nullopt;
        fact const& g = all_facts()[*right];
        if (f.type != g.type && (numeric(f.type) || numeric(g.type))) {
            fail(other->at, fmt::format("\"{}\" is a {}, \"{}\" a {}: they do not compare", f.name, to_string(f.type),
                                        g.name, to_string(g.type)));
            return std::nullopt;
        }
        a.kind = atom_kind::facts_compare;
        a.right = g.get;
        a.depends = std::max(f.depends, g.depends);
        return a;
    }
    auto const& value = std::get<literal>(test.right);
    if (numeric(f.type)) {
        auto const number = number_for(f, value);
        if (!number) return std::nullopt;
        a.kind = atom_kind::number_compares;
        a.number = *number;
        return a;
    }
    auto word = text_for(f, value);
    if (!word) return std::nullopt;
    a.kind = atom_kind::text_equals;
    a.texts.push_back(std::move(*word));
    return a;
}

std::optional<atom> binder::bind(fact_membership const& test) {
    auto const id = fact_in_scope(test.name, test.at);
    if (!id) return std::nullopt;
    fact const& f = all_facts()[*id];
    if (f.type == fact_type::boolean) {
        fail(test.at, fmt::format("\"{}\" is a yes or no: write it alone, or after not", f.name));
        return std::nullopt;
    }
    atom a;
    a.depends = f.depends;
    a.fact = *id;
    a.get = f.get;
    a.kind = numeric(f.type) ? atom_kind::number_among : atom_kind::text_among;
    for (literal const& value : test.values) {
        if (numeric(f.type)) {
            if (auto const number = number_for(f, value)) a.numbers.push_back(*number);
        } else if (auto word = text_for(f, value)) {
            a.texts.push_back(std::move(*word));
        }
    }
    return a;
}

std::optional<atom> binder::bind(table_membership const& test) {
    auto const id = fact_in_scope(test.name, test.at);
    if (!id) return std::nullopt;
    if (test.name != "code") {
        fail(test.at, fmt::format("only \"code\" is looked up in a table, not \"{}\"", test.name));
        return std::nullopt;
    }
    auto const list = codes_.hcpcs.find_list(test.table);
    if (!list) {
        fail(test.table_at, fmt::format("there is no code table \"{}\"", test.table),
             nearest_name(test.table, codes_.hcpcs.list_names()));
        return std::nullopt;
    }
    atom a;
    a.fact = *id;
    a.list = *list;
    a.kind = atom_kind::code_listed;
    a.depends = dependence::code;
    if (test.dated && codes_.hcpcs.dated(*list)) {
        a.kind = atom_kind::code_listed_on;
        a.depends = dependence::dated;
    } else if (test.dated) {
        warn(test.table_at, fmt::format("the table \"{}\" has no dates; \"at dos\" changes nothing", test.table));
    }
    return a;
}

modifier_set binder::modifiers(std::vector<literal> const& names, bool classes) {
    modifier_set set;
    for (literal const& name : names) {
        std::string_view const word = name.symbol();
        if (classes) {
            auto const words = modifier_class_words();
            auto const at = std::find(words.begin(), words.end(), word);
            if (at == words.end()) {
                fail(name.at, fmt::format("there is no modifier class \"{}\"", word), nearest_name(word, words));
                continue;
            }
            set = set | codes_.modifiers.of(static_cast<modifier_class>(at - words.begin()));
            continue;
        }
        modifier_id const id = codes_.find_modifier(word);
        if (id == modifier_id::unknown) {
            std::vector<std::string_view> known;
            for (modifier_row const& row : codes_.modifiers.rows()) known.push_back(row.code);
            fail(name.at, fmt::format("there is no modifier \"{}\" in the table", word), nearest_name(word, known));
            continue;
        }
        set.insert(id);
    }
    return set;
}

std::optional<atom> binder::bind(modifier_test const& test) {
    if (rule_->scope != rule_scope::line) {
        fail(test.at, fmt::format("a {} has no modifiers; only a line has", to_string(rule_->scope)));
        return std::nullopt;
    }
    atom a;
    a.depends = dependence::modifiers;
    a.modifiers = modifiers(test.names, test.classes);
    a.count = test.number;
    named_ = named_ | a.modifiers;
    using quantifier = modifier_test::quantifier;
    switch (test.how) {
        case quantifier::any:
        case quantifier::none:
            a.kind = atom_kind::has_any;
            a.count = 0;
            break;
        case quantifier::all:
            a.kind = atom_kind::has_all;
            a.count = 0;
            break;
        case quantifier::more_than:
            a.kind = atom_kind::has_more_than;
            break;
        case quantifier::exactly:
            a.kind = atom_kind::has_exactly;
            break;
    }
    auto const size = static_cast<std::uint32_t>(a.modifiers.size());
    if ((a.kind == atom_kind::has_more_than && a.count >= size) || (a.kind == atom_kind::has_exactly && a.count > size))
        warn(test.at, "the list has too few modifiers for this to hold");
    return a;
}

}  // namespace orthoscrub::scrub
