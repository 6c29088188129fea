// Prints conditions, enumerations and load errors in the words of the rule file. Parentheses stand only where the
// tree needs them: around `or` within `and`, and around what `not` turns round.

#include "grammars/rule_pack.hpp"

namespace orthoscrub::grammars {
namespace {

template <class... Ts>
struct overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
overloaded(Ts...) -> overloaded<Ts...>;

std::string_view sign(comparison op) noexcept {
    switch (op) {
        case comparison::equal:
            return "=";
        case comparison::not_equal:
            return "!=";
        case comparison::less:
            return "<";
        case comparison::less_equal:
            return "<=";
        case comparison::greater:
            return ">";
        case comparison::greater_equal:
            return ">=";
    }
    return "=";
}

/// Thousandths as written: "2", "450.00", "0.125".
std::string number_text(std::int64_t thousandths) {
    auto const whole = thousandths / 1000;
    auto const rest = thousandths % 1000;
    if (rest == 0) return std::to_string(whole);
    auto const decimals = std::to_string(1000 + rest).substr(1);
    return std::to_string(whole) + "." + (rest % 10 == 0 ? decimals.substr(0, 2) : decimals);
}

std::string literal_text(literal const& value) {
    return std::visit(
        overloaded{[](std::string const& symbol) { return symbol; },
                   [](std::int64_t number) { return number_text(number); }, [](model::date day) { return day.iso(); }},
        value.value);
}

std::string list_text(std::vector<literal> const& values) {
    std::string text = "{ ";
    for (auto const& value : values) {
        if (&value != &values.front()) text += ", ";
        text += literal_text(value);
    }
    return text + " }";
}

std::string modifiers_text(modifier_test const& test) {
    using quantifier = modifier_test::quantifier;
    std::string text = "modifiers has ";
    switch (test.how) {
        case quantifier::any:
            text += "any ";
            break;
        case quantifier::all:
            text += "all ";
            break;
        case quantifier::none:
            text += "none ";
            break;
        case quantifier::more_than:
            text += "more than " + std::to_string(test.number) + " of ";
            break;
        case quantifier::exactly:
            text += "exactly " + std::to_string(test.number) + " of ";
            break;
    }
    bool const of_written = test.how == quantifier::more_than || test.how == quantifier::exactly;
    if (test.classes) text += of_written ? "class " : "of class ";
    return text + list_text(test.names);
}

enum class binding { loose, in_and, in_not };

std::string text_of(condition const& c, binding outer);

std::string negated(negation const& n) {
    auto const& inner = n.operand->node;
    if (auto const* fact = std::get_if<fact_test>(&inner)) return (n.no ? "no " : "not ") + fact->name;
    if (auto const* list = std::get_if<fact_membership>(&inner))
        return list->name + " not in " + list_text(list->values);
    if (auto const* table = std::get_if<table_membership>(&inner)) {
        return table->name + " not in " + table->table + (table->dated ? " at dos" : "");
    }
    return "not " + text_of(*n.operand, binding::in_not);
}

std::string joined(std::vector<condition> const& operands, std::string_view word, binding inside, bool parentheses) {
    std::string text;
    for (auto const& operand : operands) {
        if (&operand != &operands.front()) text += word;
        text += text_of(operand, inside);
    }
    return parentheses ? "(" + text + ")" : text;
}

std::string text_of(condition const& c, binding outer) {
    return std::visit(
        overloaded{[](fact_test const& fact) { return fact.name; },
                   [](fact_comparison const& test) {
                       auto const right =
                           std::visit(overloaded{[](literal const& value) { return literal_text(value); },
                                                 [](fact_test const& fact) { return fact.name; }},
                                      test.right);
                       return test.name + " " + std::string(sign(test.op)) + " " + right;
                   },
                   [](fact_membership const& list) { return list.name + " in " + list_text(list.values); },
                   [](table_membership const& table) {
                       return table.name + " in " + table.table + (table.dated ? " at dos" : "");
                   },
                   [](modifier_test const& test) { return modifiers_text(test); },
                   [](negation const& n) { return negated(n); },
                   [&](conjunction const& all) {
                       return joined(all.operands, " and ", binding::in_and, outer == binding::in_not);
                   },
                   [&](disjunction const& any) {
                       return joined(any.operands, " or ", binding::loose, outer != binding::loose);
                   }},
        c.node);
}

bool same_list(std::vector<literal> const& a, std::vector<literal> const& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].value != b[i].value) return false;
    }
    return true;
}

bool same_operands(std::vector<condition> const& a, std::vector<condition> const& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!same(a[i], b[i])) return false;
    }
    return true;
}

bool same_right(std::variant<literal, fact_test> const& a, std::variant<literal, fact_test> const& b) {
    if (a.index() != b.index()) return false;
    if (auto const* value = std::get_if<literal>(&a)) return value->value == std::get<literal>(b).value;
    return std::get<fact_test>(a).name == std::get<fact_test>(b).name;
}

}  // namespace

std::string_view literal::symbol() const noexcept {
    auto const* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::string_view{} : std::string_view{*text};
}

std::string to_text(condition const& c) { return text_of(c, binding::loose); }

bool same(condition const& a, condition const& b) {
    if (a.node.index() != b.node.index()) return false;
    return std::visit(
        overloaded{
            [&](fact_test const& x) { return x.name == std::get<fact_test>(b.node).name; },
            [&](fact_comparison const& x) {
                auto const& y = std::get<fact_comparison>(b.node);
                return x.name == y.name && x.op == y.op && same_right(x.right, y.right);
            },
            [&](fact_membership const& x) {
                auto const& y = std::get<fact_membership>(b.node);
                return x.name == y.name && same_list(x.values, y.values);
            },
            [&](table_membership const& x) {
                auto const& y = std::get<table_membership>(b.node);
                return x.name == y.name && x.table == y.table && x.dated == y.dated;
            },
            [&](modifier_test const& x) {
                auto const& y = std::get<modifier_test>(b.node);
                return x.how == y.how && x.number == y.number && x.classes == y.classes && same_list(x.names, y.names);
            },
            [&](negation const& x) { return same(*x.operand, *std::get<negation>(b.node).operand); },
            [&](conjunction const& x) { return same_operands(x.operands, std::get<conjunction>(b.node).operands); },
            [&](disjunction const& x) { return same_operands(x.operands, std::get<disjunction>(b.node).operands); }},
        a.node);
}

std::string render(rule_error const& error) {
    std::string text =
        error.file + ":" + std::to_string(error.at.line) + ":" + std::to_string(error.at.column) + ": " + error.message;
    if (!error.suggestion.empty()) text += " (did you mean \"" + error.suggestion + "\"?)";
    text += "\n  " + error.excerpt + "\n  ";
    std::uint32_t column = 1;
    for (char const c : error.excerpt) {  // tabs stay tabs, so that the caret stands right whatever their width
        if (column >= error.at.column) break;
        if ((c & 0xC0) == 0x80) continue;
        text += c == '\t' ? '\t' : ' ';
        ++column;
    }
    return text + "^\n";
}

std::string_view to_string(rule_scope scope) noexcept {
    switch (scope) {
        case rule_scope::claim:
            return "claim";
        case rule_scope::line:
            return "line";
        case rule_scope::diagnosis:
            return "diagnosis";
        case rule_scope::provider:
            return "provider";
        case rule_scope::note:
            return "note";
        case rule_scope::attachment:
            return "attachment";
        case rule_scope::authorization:
            return "authorization";
        case rule_scope::batch:
            return "batch";
    }
    return "line";
}

std::string_view to_string(fix_level level) noexcept {
    switch (level) {
        case fix_level::none:
            return "none";
        case fix_level::show:
            return "show";
        case fix_level::unsafe:
            return "unsafe";
        case fix_level::safe:
            return "safe";
    }
    return "none";
}

}  // namespace orthoscrub::grammars
