// Builds conditions from tokens, on a stack: a fact is pushed, what follows it changes the top, `and` and `or` join the
// two topmost. Joining flattens, so equal texts give equal trees whatever their parentheses.

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "grammars/rule_pack_reader.hpp"

namespace orthoscrub::grammars::detail {
namespace {

constexpr int deepest_nesting = 64;

bool digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
std::string quoted(std::string_view word) { return std::string{'"'}.append(word).append("\""); }

bool looks_like_date(std::string_view word) noexcept {
    return word.size() == 10 && word[4] == '-' && word[7] == '-' && digit(word[0]) && digit(word[5]) && digit(word[8]);
}

/// "450", "450.00", "0.125" in thousandths; nothing when it is no number or has more decimals.
std::optional<std::int64_t> thousandths(std::string_view word) noexcept {
    if (word.empty() || !digit(word[0])) return std::nullopt;
    std::int64_t value = 0;
    int decimals = -1;
    for (char const c : word) {
        if (c == '.' && decimals < 0) {
            decimals = 0;
        } else if (!digit(c) || decimals == 3 || value > 1'000'000'000'000) {
            return std::nullopt;
        } else {
            value = value * 10 + (c - '0');
            if (decimals >= 0) ++decimals;
        }
    }
    if (decimals == 0) return std::nullopt;  // "1." is no number
    for (int i = std::max(decimals, 0); i < 3; ++i) value *= 10;
    return value;
}

template <class Junction>
condition joined(condition left, condition right) {
    Junction made;
    for (auto* side : {&left, &right}) {
        if (auto* same_kind = std::get_if<Junction>(&side->node)) {
            std::move(same_kind->operands.begin(), same_kind->operands.end(), std::back_inserter(made.operands));
        } else {
            made.operands.push_back(std::move(*side));
        }
    }
    return {std::move(made)};
}

}  // namespace

literal rule_reader::make_literal(std::string_view word, bool symbols_only) {
    literal made{std::string(word), place(word.data())};
    if (symbols_only) return made;
    if (looks_like_date(word)) {
        if (auto const date = make_date(word)) made.value = *date;
    } else if (digit(word[0])) {
        if (auto const number = thousandths(word)) {
            made.value = *number;
        } else if (std::all_of(word.begin(), word.end(), [](char c) { return digit(c) || c == '.'; })) {
            fail(word.data(), quoted(word) + " is no number of at most three decimals");
        }
    }
    return made;
}

bool rule_reader::deeper(std::string_view where) {
    if (++depth_ <= deepest_nesting) return true;
    if (depth_ == deepest_nesting + 1) fail(where.data(), "the condition is nested too deep");
    return false;
}

void rule_reader::shallower() { --depth_; }

void rule_reader::push_fact(std::string_view name) {
    stack_.push_back({fact_test{std::string(name), place(name.data())}});
}

void rule_reader::compare(std::string_view op) {
    op_ = op == "="    ? comparison::equal
          : op == "!=" ? comparison::not_equal
          : op == "<"  ? comparison::less
          : op == "<=" ? comparison::less_equal
          : op == ">"  ? comparison::greater
                       : comparison::greater_equal;
}

void rule_reader::compare_with(std::string_view word) {
    auto const left = std::get<fact_test>(stack_.back().node);
    bool const ordered = op_ != comparison::equal && op_ != comparison::not_equal;
    bool const is_fact = lower(word[0]) && (ordered || word.find('.') != word.npos);
    fact_comparison made{left.name, op_, literal{}, left.at};
    if (is_fact) {
        made.right = fact_test{std::string(word), place(word.data())};
    } else {
        auto value = make_literal(word, false);
        if (ordered && std::holds_alternative<std::string>(value.value)) {
            fail(word.data(), quoted(word) + " has no order; < and > compare numbers, amounts, dates and facts");
        }
        made.right = std::move(value);
    }
    if (left.name == "code") {
        fail(word.data(), "codes stand in dated tables, not in conditions: write \"code in TABLE\"");
    }
    stack_.back().node = std::move(made);
}

void rule_reader::begin_list() {
    auto const left = std::get<fact_test>(stack_.back().node);
    stack_.back().node = fact_membership{left.name, {}, left.at};
}

void rule_reader::add_to_list(std::string_view word) {
    auto& list = std::get<fact_membership>(stack_.back().node);
    if (list.name == "code") {
        fail(word.data(), "codes stand in dated tables, not in conditions: write \"code in TABLE\"");
    }
    list.values.push_back(make_literal(word, false));
}

void rule_reader::in_table(std::string_view table) {
    auto const left = std::get<fact_test>(stack_.back().node);
    stack_.back().node = table_membership{left.name, std::string(table), false, left.at, place(table.data())};
}

void rule_reader::at_dos() { std::get<table_membership>(stack_.back().node).dated = true; }

void rule_reader::begin_modifiers(std::string_view word) {
    modifier_test made;
    made.at = place(word.data());
    stack_.push_back({std::move(made)});
}

void rule_reader::quantify(std::string_view word) {
    using quantifier = modifier_test::quantifier;
    std::get<modifier_test>(stack_.back().node).how = word == "any"       ? quantifier::any
                                                      : word == "all"     ? quantifier::all
                                                      : word == "none"    ? quantifier::none
                                                      : word == "exactly" ? quantifier::exactly
                                                                          : quantifier::more_than;
}

void rule_reader::set_number(std::string_view word) {
    auto& number = std::get<modifier_test>(stack_.back().node).number;
    auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc{} || number > 12) fail(word.data(), "a line holds no more than 12 modifiers");
}

void rule_reader::by_class() { std::get<modifier_test>(stack_.back().node).classes = true; }

void rule_reader::add_name(std::string_view word) {
    auto& test = std::get<modifier_test>(stack_.back().node);
    bool const modifier = word.size() == 2 && (upper(word[0]) || digit(word[0])) && (upper(word[1]) || digit(word[1]));
    if (!test.classes && !modifier) {
        fail(word.data(), "a modifier is two capital letters or digits; for a class write \"class { surgery }\"");
    }
    test.names.push_back(make_literal(word, true));
}

void rule_reader::negate() {
    negation made{std::make_unique<condition>(std::move(stack_.back())), false};
    stack_.back().node = std::move(made);
}

void rule_reader::negate_no() {
    negate();
    std::get<negation>(stack_.back().node).no = true;
}

void rule_reader::join_and() {
    auto right = take_condition();
    stack_.back() = joined<conjunction>(std::move(stack_.back()), std::move(right));
}

void rule_reader::join_or() {
    auto right = take_condition();
    stack_.back() = joined<disjunction>(std::move(stack_.back()), std::move(right));
}

condition rule_reader::take_condition() {
    auto top = std::move(stack_.back());
    stack_.pop_back();
    return top;
}

}  // namespace orthoscrub::grammars::detail
